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
    "확대 확장 넓히 넓어지 넓 키우 커지",
    "증가 늘 뛰 급증 불어나",
    "감소 줄 급감 낮추",
    "높이 끌어올리 향상 개선 제고",
    "낮추 끌어내리 절감 줄이",
    "넘 돌파 웃돌 넘어서",
    "추가 더하 덧붙이 보태 더해지",
    "영입 데려오 스카우트",
    "앞서 뛰어넘 능가 이기",
    "뒤지 뒤처지 밀리",
    "맞서 겨루 경쟁 견주 대항",
    "파트너 협력사 짝 동반자 제휴사",
    "극복 넘 이겨내 해결",
    "작동 일 움직이 가동",
    "넣 입력 집어넣 투입",
    "탑재 싣 실리 내장 들어가 들 포함 장착 담기",
    "해석 풀이",
    "받 듣 당하",
    "늘리 늘이 연장",
    "조롱 비아냥 놀림 비웃음",
    "우려 걱정 염려",
    "기대 바람 희망",
    "육성 키우 기르 양성",
    "미루 연기 늦추 보류",
    "검토 살피 살펴보 따지 고려",
    "취소 철회 거두",
    "최초 처음 첫",
    "과거 예전 옛날 한때 이전",
    "향후 앞으로 장차",
    "현재 지금 오늘날 요즘",
    "직접 자체 스스로 손수 자체적",
    "단일 하나",
    "주요 핵심 중요",
    "반드시 꼭 필수",
    "필요 필수 요구",
    "빠르 신속 고속",
    "순차적 차례 차례차례 단계적",
    "국내 우리나라 한국",
    "해외 외국 국외",
    "전 모든 전체",
    "성적 결과 실적",
    "평 평가 평판",
    "의견 견해 입장",
    "비용 돈 자금 경비",
    "투자 들이 쏟 대",
    "지원 대 돕 후원 지원받",
    "무료 공짜 무상",
    "유료 유상",
    "개발 만들 제작 내놓",
    "시판 출시 내놓 나오 발매",
    "출토 나오 발굴 발견",
    "부과 물리 매기 받 내",
    "할인 깎 감면",
    "동결 유지 그대로",
    "신청 접수 요청",
    "승인 허가 허락",
    "금지 막 불허",
    "고르 선택 택 선별",
    "모델 기종",
    "제품 상품 물건",
    "고객 손님 이용자",
    "직원 사원 근로자",
    "학생 재학생",
    "환자 병자",
    "장점 강점 이점",
    "단점 약점",
    "한계 제약",
    "방식 방법 수단",
    "역할 구실 기능",
    "속도 빠르기",
    "성능 능력",
    "규모 크기",
    "세계 글로벌 전세계",
    "지역 곳 구역",
    "분야 영역 부문",
    "인기 호응",
    "학습 훈련 배우 가르치 교육",
    "예측 전망 관측 내다보 예상",
    "요청 부탁 요구",
    "설명 밝히 말 전하",
    "주장 말 강조",
    "지적 꼬집 짚",
    "제안 건의 내놓",
    "결정 정하 확정",
    "계획 방침 예정 구상",
    "이끌 지휘 주도 총괄",
    "가입 등록 들",
    "탈퇴 빠지 나가",
    "퇴사 그만두 사직 나가",
    "유지 지키 지속 이어지",
    "계속 이어지 지속",
    "머무르 남",
    "기르 사육",
    "파괴 무너지 붕괴",
    "복원 되살리 되찾",
    "처리 다루",
    "보유 갖추 가지 지니",
    "보관 두 간직",
    "버리 배출 내놓",
    "구하 얻 확보",
    "잃 상실",
    "빠지 누락",
    "찾 검색",
    "올라가 오르 등극",
    "기록 차지 달성 거두",
    "생성 만들 생기",
    "표시 보이 나타내",
    "제시 보이 내놓",
    "연결 잇 이어지",
    "나타내 보이",
    "비슷 맞먹 유사 같",
    "다르 차이",
    "많 다수",
    "적 소수",
    "완성 마치 다 만들",
    "작성 쓰 만들 적",
    "구분 나누 분류 가르",
    "정리 간추리 요약",
    "공급 대 납품 제공",
    "제거 없애 빼 떼",
    "제외 빼 빠지",
    "포함 들어가 넣",
    "받아들이 수용",
    "나오 등장 출현",
    "전송 보내",
    "외부 밖 바깥",
    "내부 안 속",
    "유출 나가 새",
    "진출 나아가 두드리",
    "적용 넣 도입 활용",
    "도입 들여오 들이",
    "대기 기다리",
    "지급 나가 주",
    "출근 일 근무",
    "깨지 어기 위반",
    "초과 넘기 지나",
    "만료 끝나 지나",
    "직후 바로",
    "노력 힘 품 수고",
    "자료 문서 데이터",
    "대여 빌려주 빌리",
    "배치 깔 놓",
    "적용 쓰",
    "선언 밝히",
    "시상 주",
    "상금 포상금",
    "벌금 과태료",
    "요금 값 비용",
    "사용자 이용자 회원",
    "건물 시설",
    "손해 손실 피해",
    "이익 수익 흑자",
    "적자 손실",
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
    기존 현재 지금 최근 과거 한때 향후 당분간 오늘날 자사
    사이 정보 이유 원인 까닭 금액 개수 횟수 인원
    시각 시점 시기 장소 나이 연령 주기 조건 요건 특징 상황 항목 액수 수치 숫자 명칭 이름 곳
""".split()
_LIGHT_ADVERBS = """
    또한 또 및 약 함께 각각 특히 즉 그리고 그러나 하지만 따라서 그래서 한편 다만 단 그런데 또는
    혹은 먼저 우선 이어 이어서 더 더욱 주로 대략 총 곧 바로 그 이 저 해당 본 한 두 세 네 몇 각
    현재 지금 이미 아직 계속 매우 무려 벌써 과거 향후
    그런 이런 어떤 당초 실제로 구체적으로 예를 역시 이후 잘 좀 꼭 반드시 결과 동시에
""".split()
_ANAPHORS = """
    2명 2개 3명 3개 회사 그 그녀 이 이들 그들 당사 본인 양사 당국 자신 우리 이것 그것 여기 두 업체
    기업
""".split()
_GENERA = """
    기술 모델 방식 방법 제품 회사 기업 업체 서비스 시스템 프로그램 사람 인물 작업 분야 장치 기기 조직 기관 단체
    도구 플랫폼 개념 행사 제도 곳 나라 국가 물질 현상
""".split()

LIGHT = frozenset(_LIGHT)
LIGHT_ADVERBS = frozenset(_LIGHT_ADVERBS)
# Nouns that name the sort of what a clause describes.
GENERA = frozenset(_GENERA)
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


@cache
def in_phrases(word: str) -> tuple[tuple[str, ...], ...]:
    """The phrases that say the same as a word, as the stems of their words: 알 낳 for 산란."""
    numbers = _groups(word) | _groups(active(word))
    return tuple(phrase for number in sorted(numbers) for phrase in _phrases().get(number, ()))


@cache
def holding(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases that a word is part of, each with a word that says the same."""
    return tuple(_by_part().get(word, ()))


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
    return (*_SAME, *SYNONYMS.read_text(encoding="utf-8").splitlines())


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
