"""Words that say the same, and words that claim nothing by themselves; for checking sentences."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

# A group never holds a word and its opposite.
_SAME = (
    "늘 늘어나 늘리 증가 상승 오르 올라가 높아지 커지 확대",
    "줄 줄어들 감소 하락 내리 떨어지 낮아지 줄이 축소",
    "만들 제작 제조 생산 개발 만들어지",
    "공개 발표 선보이 출시 내놓 밝히",
    "쓰 사용 이용 활용 쓰이",
    "주 지급 제공 부여 주어지 받 지원",
    "내 제출 납부",
    "사 사들이 구매 구입 매입 인수",
    "팔 판매 매각 팔리 시판",
    "먹 섭취",
    "세우 설립 창립 창업 세워지 신설",
    "끝나 종료 마치 완료 끝내",
    "시작 개시 착수 시작되",
    "바꾸 변경 바뀌 교체 전환 돌아서",
    "넘 넘기 초과 넘어서",
    "잠기 잠그",
    "보 열람 조회",
    "뽑 선정 선발 선출 뽑히",
    "뜻 의미",
    "쉬 휴관 휴무 휴업",
    "열 개관 개장 열리",
    "닫 폐관 닫히",
    "이르 달하 도달",
    "살 거주",
    "합치 통합 합쳐지 병합",
    "들여놓 도입 들이",
    "싣 탑재 실리",
    "동안 간 기간",
    "회사 기업 업체",
    "값 가격",
    "일수 날수",
    "직원 임직원",
    "날 일자 날짜",
    "위치 자리하 자리잡",
    "옮기 이전 옮겨가",
    "없애 폐지",
    "고치 수정 개정",
    "통지 고지 통보",
    "보내 전송 발송 송부",
    "맡 담당",
    "모으 수집",
    "막 방지 차단",
    "빌리 대출 대여",
    "태어나 출생 나",
    "모두 전부 전체 모든 합하 합계 총",
    "화면 디스플레이",
    "짓 건설 건립 지어지 건축",
    "이유 원인 까닭",
    "꼽 들 지목",
    "때문 인하 원인",
    "뒤 후 다음 이후",
    "앞 전 이전",
    "돕 지원",
    "모이 집결",
    "나누 나뉘 구분 분류",
    "이루어지 구성 이뤄지",
    "충전 채우",
    "운영 열 영업",
    "수상 받 타",
    "임명 맡 선임",
    "충분 되 족하",
    "연 연간 매년 해마다 일년",
    "월 매월 매달",
    "주 매주 일주일",
    "평 평가",
    "머무르 머물 체류",
    "도착 이르 닿",
    "떠나 출발 나서",
    "나타나 생기 발생 일어나",
    "합의 협약 협의",
    "맺 체결",
    "걸리 소요",
    "가리키 뜻하",
    "불리 부르 일컫",
    "죽 사망 숨지 별세",
    "결혼 혼인",
    "졸업 마치",
    "쓰 집필 저술 짓",
    "말 언급 발언",
    "더하 추가 가산 늘어나",
    "기반 바탕",
    "떼 제거 떼어내",
    "날 비행",
    "빌려주 대여",
    "올리 인상 오르",
    "내리 인하",
)
_LIGHT = """
    것 수 바 등 때 중 점 데 뿐 적 쪽 측 시 경우 해당 관련 대상 내용 자료 문서 단락 다음 아래
    이것 그것 이 그 저 여기 이곳 그곳 그때 가능 필요 의무 기준 차지 기록 사항 방법 형태 사실
    각각 가운데 안 동안 분 정도 가량 규모 수준 약 되 하 있 없 아니 않 못하 아니하 말 대하 따르
    의하 위하 통하 관하 나오 보이 나타나 나타내 이루어지 가지 갖 갖추 알 알려지 알리 정하 잡 두
    놓 이러하 그러하 그렇 이렇 같 어떻 달하 이르 시키 당하 드리 들 들어가 담기 설명 명시 규정
    기재 언급 소개 확인 안내 한하 속하 위치 예정 전망 예상 계획 대비 비하 비 이상 이하 초과 미만
    이내 최소 하나 역시 금지 불가 불가능 어렵 안되 지나 가 오 종류 개 명 인 권 나뉘 반면
    한편 또한 특히 즉 이후 이전 후 뒤 간주 질문 답 답변 전 기간 당시 본인 자신 이들 그들 그녀
    양사 당사 우리 만 간 결과 로 좋 의 인정 달 값 년도 연도 총 합계 이용 진행 실시
    사이 정보 이유 원인 까닭 금액 개수 횟수 인원
    시각 시점 시기 장소 나이 연령 주기 조건 요건 특징 상황 항목 액수 수치 숫자 명칭 이름 곳
""".split()
_LIGHT_ADVERBS = """
    또한 또 및 약 함께 각각 특히 즉 그리고 그러나 하지만 따라서 그래서 한편 다만 단 그런데 또는
    혹은 먼저 우선 이어 이어서 더 더욱 주로 대략 총 곧 바로 그 이 저 해당 본 한 두 세 네 몇 각
    그런 이런 어떤 당초 실제로 구체적으로 예를 역시 이후 잘 좀 꼭 반드시 결과 동시에
""".split()
_ANAPHORS = """
    2명 2개 3명 3개 회사 그 그녀 이 이들 그들 당사 본인 양사 당국 자신 우리 이것 그것 여기 두 업체
    기업
""".split()

LIGHT = frozenset(_LIGHT)
LIGHT_ADVERBS = frozenset(_LIGHT_ADVERBS)
ANAPHORS = frozenset(_ANAPHORS)
# Made from the thesaurus by `python -m rag.train.synonyms`.
SYNONYMS = Path(__file__).parent / "synonyms.txt"
# The vowels that 어 has been drawn into: ㅕ from ㅣ, ㅝ from ㅜ, ㅘ from ㅗ.
_OPENED = {6: 20, 14: 13, 9: 8}


def same(one: str, other: str) -> bool:
    """Whether two words, stems of verbs without 다, say the same."""
    if one == other or _groups(one) & _groups(other):
        return True
    plain, other_plain = active(one), active(other)
    return plain == other_plain or bool(_groups(plain) & _groups(other_plain))


def _groups(word: str) -> frozenset[int]:
    return _by_word().get(word, frozenset())


@cache
def _by_word() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    lines = SYNONYMS.read_text(encoding="utf-8").splitlines()
    for number, group in enumerate((*_SAME, *lines)):
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
