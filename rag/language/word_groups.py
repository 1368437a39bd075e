"""Words that say the same, and words that claim nothing by themselves; for checking sentences."""

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path

_LIGHT = """
    것 수 바 등 때 중 점 데 뿐 적 쪽 측 시 경우 해당 관련 대상 내용 자료 문서 단락 다음 아래
    이것 그것 이 그 저 여기 이곳 그곳 그때 가능 필요 의무 기준 차지 기록 사항 방법 형태 상태 사실
    이번 무렵 경 쯤 각각 가운데 안 동안 분 정도 가량 규모 수준 되 하 있 없 아니 않 못하 아니하 말
    대하 따르 의하 위하 통하 관하 나오 보이 나타나 나타내 이루어지 가지 갖 갖추 알 알려지 알리 잡 두
    놓 이러하 그러하 그렇 이렇 같 어떻 달하 이르 시키 당하 드리 들 들어가 담기 설명 명시 규정
    기재 언급 소개 확인 안내 한하 속하 위치 예정 전망 예상 계획 대비 비하 비 이상 이하 초과 미만
    이내 최소 하나 역시 금지 불가 불가능 어렵 안되 지나 가 오 종류 개 명 인 권 나뉘 반면
    한편 또한 특히 즉 이후 이전 후 뒤 간주 질문 답 답변 전 기간 당시 본인 자신 이들 그들 그녀
    양사 당사 우리 만 간 결과 로 좋 의 인정 달 값 년도 연도 총 합계 이용 진행 실시
    기존 현재 지금 최근 과거 한때 향후 당분간 오늘날 자사
    사이 정보 이유 원인 까닭 금액 개수 횟수 인원
    과정 실제 안건
    시각 시점 시기 장소 나이 연령 주기 조건 요건 특징 상황 항목 액수 수치 숫자 명칭 이름 곳
""".split()
_LIGHT_ADVERBS = """
    불과
    또한 또 및 약 함께 각각 특히 즉 그리고 그러나 하지만 따라서 그래서 한편 다만 단 그런데 또는
    혹은 먼저 우선 이어 이어서 더 더욱 주로 대략 총 곧 바로 그 이 저 해당 본 한 두 세 네 몇 각
    흔히 최근 요즘 현재 지금 이미 아직 계속 매우 무려 벌써 과거 향후
    그런 이런 어떤 당초 실제로 구체적으로 예를 역시 이후 잘 좀 꼭 반드시 결과 동시에
""".split()
_ANAPHORS = """
    2명 2개 3명 3개 회사 그 그녀 이 이들 그들 당사 본인 양사 당국 자신 우리 이것 그것 여기 두 업체
    기업
""".split()
_GENERA = """
    기술 모델 방식 방법 제품 회사 기업 업체 서비스 시스템 프로그램 사람 인물 작업 분야 장치 기기
    조직 기관 단체 도구 플랫폼 개념 행사 제도 현상 수준 곳 나라 국가 물질 현상
""".split()

_CARRIERS = """
    제공 발생 운영 시행 수행 진행 실시 적용 이루어지 이뤄지 책정 집계 나타나 불과 그치 해당
    들이 구성 소요 부과 개최 조사 기록 사용 이용 필요 위치 접수 산정 설정 존재
""".split()

LIGHT = frozenset(_LIGHT)
# '적다' says how much; 적 is light as a noun only: '간 적이 있다'.
LIGHT_VERBS = LIGHT - {"적"}
# Verbs that say little more than that what stands before them is so: '수수료가 부과됩니다'.
CARRIERS = frozenset(_CARRIERS)
# The same of who holds a post, where that is told without a verb: '관장은 김유진이다'.
HOLDING = frozenset("맡 담당".split())
SHARES = frozenset("비율 비중 몫".split())
LIGHT_ADVERBS = frozenset(_LIGHT_ADVERBS)
# Verbs that say that something is not, or not to be, done.
TURNING = frozenset(
    "피하 삼가 막 빠지 거부 거절 없애 빼 제외 그만두 중단 중지 포기 반대 부인 어기 실패 탈락 "
    "사라지 미루 연기 보류 늦추 끊 취소 폐지 잃 방지 차단 금하 말리 멈추".split()
)
# Nouns that name the sort of what a clause describes.
GENERA = frozenset(_GENERA)
ANAPHORS = frozenset(_ANAPHORS)
# Written by hand; phrases as in the file below. A group never holds a word and its opposite.
PARAPHRASES = Path(__file__).parent / "paraphrases.txt"
# Made from the thesaurus by `python -m rag.train.synonyms`.
SYNONYMS = Path(__file__).parent / "synonyms.txt"
# The vowels that 어 has been drawn into: ㅕ from ㅣ, ㅝ from ㅜ, ㅘ from ㅗ.
_OPENED = {6: 20, 14: 13, 9: 8}


@lru_cache(maxsize=1 << 16)
def same(one: str, other: str) -> bool:
    """Whether two words, stems of verbs without 다, say the same."""
    if one == other or _groups(one) & _groups(other):
        return True
    plain, other_plain = active(one), active(other)
    return plain == other_plain or bool(_groups(plain) & _groups(other_plain))


def is_among(word: str, words: Collection[str]) -> bool:
    """Whether a word, or another that says the same, is among some."""
    return word in words or any(same(word, one) for one in words)


@cache
def in_phrases(word: str) -> tuple[tuple[str, ...], ...]:
    """The phrases that say the same as a word, as the stems of their words: 알 낳 for 산란."""
    numbers = _groups(word) | _groups(active(word))
    return tuple(phrase for number in sorted(numbers) for phrase in _phrases().get(number, ()))


@cache
def holding(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases that a word is part of, each with a word that says the same."""
    return tuple(_by_part().get(word, ()))


@lru_cache(maxsize=64)
def said_together(
    terms: tuple[str, ...],
) -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """Up to three terms side by side that say something, with the words and phrases for that.

    What the groups have as one word, 육아휴직, is two terms of a text, as a phrase is.
    """
    found = []
    for size in (1, 2, 3):
        for start in range(len(terms) - size + 1):
            run = terms[start : start + size]
            numbers = _groups("".join(run)) | _by_phrase().get(run, frozenset())
            others = {tuple(member.split("+")) for n in numbers for member in _lines()[n].split()}
            if alike := tuple(sorted(others - {run})):
                found.append((run, alike))
    return tuple(found)


@cache
def _by_phrase() -> Mapping[tuple[str, ...], frozenset[int]]:
    found: dict[tuple[str, ...], set[int]] = {}
    for number, phrases in _phrases().items():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(number)
    return {phrase: frozenset(numbers) for phrase, numbers in found.items()}


@cache
def _phrases() -> Mapping[int, list[tuple[str, ...]]]:
    found: dict[int, list[tuple[str, ...]]] = {}
    for number, group in enumerate(_lines()):
        for member in group.split():
            if "+" in member:
                found.setdefault(number, []).append(tuple(member.split("+")))
    return found


@cache
def _by_part() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for number, phrases in _phrases().items():
        words = [member for member in _lines()[number].split() if "+" not in member]
        for phrase in phrases:
            for part in phrase:
                found.setdefault(part, []).extend((phrase, word) for word in words)
    return found


@cache
def _lines() -> tuple[str, ...]:
    files = (PARAPHRASES, SYNONYMS)
    return tuple(line for file in files for line in file.read_text(encoding="utf-8").splitlines())


def _groups(word: str) -> frozenset[int]:
    return _by_word().get(word, frozenset())


@cache
def _by_word() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_lines()):
        for word in group.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def active(stem: str) -> str:
    """The stem that one with 어지 is made of: 밝혀지 is 밝히, 만들어지 is 만들."""
    if len(stem) < 3 or not stem.endswith("지"):
        return stem
    if stem[-2] in "어아여":
        return stem[:-2]
    place = ord(stem[-2]) - ord("가")
    vowel = _OPENED.get(place // 28 % 21)
    if vowel is None or place % 28:
        return stem
    return stem[:-2] + chr(ord("가") + place // 588 * 588 + vowel * 28)
