"""How much of a sentence is told: the whole of a code, the end of a range that is asked for."""

from collections.abc import Callable

import pytest

from index import Passage
from rag import Library
from rag.reading.scoring.query import query_of
from rag.reading.scoring.span_scores import Candidate
from rag.reading.sentences.extent import whole_answer

REPORT = (
    "# 한들전자 조명 시험성적서\n\n성적서번호: TX-2025-11-0093\n접수번호: Q25-0041\n"
    "의뢰자: 한들전자 주식회사\n\n시험 결과는 모두 적합이다.\n"
)
PIPES = (
    "# 상수도 계획\n\n나루군은 낡은 관을 바꾸어 유수율을 현재 68.2%에서 2030년 81.5%까지 "
    "끌어올린다.\n"
)
NOTICE = (
    "# 느티 도서관 소식\n\n## 다음 달 소식\n\n"
    "그림책 전시는 2026. 6. 12.(금) ~ 6. 16.(화)로 정하였다.\n\n"
    "## 점검 일정\n\n- 승강기 점검: 7. 21.(화) 9시 20분\n- 소방 점검: 7. 28.(화) 15시 10분\n"
)
POLICY = "# 화재보험 증권\n\n보험기간: 2025. 9. 3. 16:00 ~ 2026. 9. 3. 16:00\n보험료: 412,000원\n"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("그림책 전시 언제 해?", "2026. 6. 12.(금) ~ 6. 16.(화)"),
        ("승강기 점검 언제야?", "7. 21.(화) 9시 20분"),
        ("소방 점검은 몇 시에 해?", "15시 10분"),
        ("화재보험 언제 끝나?", "2026. 9. 3. 16:00"),
        ("화재보험 언제 시작돼?", "2025. 9. 3. 16:00"),
        ("화재보험 기간이 언제야?", "2025. 9. 3. 16:00 ~ 2026. 9. 3. 16:00"),
        ("한들전자 조명 시험성적서 번호가 뭐야", "TX-2025-11-0093"),
        ("나루군은 유수율을 2030년에 몇 퍼센트까지 올려?", "81.5%"),
        ("나루군의 현재 유수율은 몇 퍼센트야?", "68.2%"),
    ],
)
def test_extent(library_of: Callable[..., Library], question: str, short: str) -> None:
    assert (
        library_of({"성적서": REPORT, "계획": PIPES, "소식": NOTICE, "증권": POLICY})
        .ask(question)
        .short
        == short
    )


def test_a_number_with_letters_is_told_whole(library_of: Callable[..., Library]) -> None:
    library = library_of({"회신": "# 도로 민원 회신\n\n접수번호: 3BC-2604-0038\n회신일: 5월 7일\n"})
    assert library.ask("도로 민원 접수번호", answer_anyway=True).short == "3BC-2604-0038"


CLUB = (
    "# 노을 사진회 회칙\n\n회계 연도는 매년 4월 1일부터 익년 3월 말일까지로 한다.\n\n"
    "정기 출사는 매월 첫째, 셋째 토요일에 한다.\n\n"
    "표가 같을 경우 의장이 정한다.\n\n연회비는 ₩45,000으로 정한다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("회계 연도는 언제부터 언제까지야?", "4월 1일부터 익년 3월 말일까지"),
        ("정기 출사는 언제 해?", "매월 첫째, 셋째 토요일"),
        ("표가 같으면 누가 정해?", "의장"),
        ("사진회 연회비 얼마야?", "₩45,000"),
    ],
)
def test_a_span_is_told_with_all_that_belongs_to_it_and_no_more(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"회칙": CLUB}).ask(question, answer_anyway=True).short == short


RATES = (
    "# 늘솔 문화센터 이용 안내\n\n강사료는 1인당 월 84,000원이며 매달 말일에 준다.\n\n"
    "겨울 강좌는 12월 6일에 시작한다. 수강증은 2031. 11. 24.(월)부터 나누어 준다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("늘솔 문화센터는 강사 한 사람한테 매달 얼마를 줘?", "84,000원"),
        ("늘솔 문화센터 강사료는 얼마야?", "1인당 월 84,000원"),
        ("늘솔 문화센터 수강증은 언제부터 나누어 줘?", "2031. 11. 24.(월)"),
        ("매달 쓰는 늘솔 강좌 중 겨울 강좌는 언제 시작해?", "12월 6일"),
    ],
)
def test_a_day_has_its_weekday_and_an_amount_not_what_the_question_says(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"안내": RATES}).ask(question, answer_anyway=True).short == short


COUNTS = (
    "# 느티 마당 소식\n\n가을 장터는 10. 18.(토)~19.(일) 느티마당에서 연다.\n\n"
    "제안서는 A4 60쪽 이내로 쓴다. 교육 이수율 83%(미이수 7명).\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("느티 제안서는 몇 쪽까지 쓸 수 있어?", "60쪽"),
        ("느티 마당 교육을 안 들은 사람은 몇 명이야?", "7명"),
    ],
)
def test_of_several_values_the_one_in_the_unit_asked_for_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"소식": COUNTS}).ask(question, answer_anyway=True).short == short


def test_a_place_is_told_without_its_day(library_of: Callable[..., Library]) -> None:
    answer = library_of({"소식": COUNTS}).ask("느티 마당 가을 장터는 어디에서 열어?")
    assert answer.short == "느티마당"


@pytest.mark.parametrize(
    ("question", "text", "said", "told"),
    [
        ("무엇이 뽑혔어?", "투자사 Blue Hill (블루 힐)이 섬을 샀다.", "힐", "블루 힐"),
        ("무엇이 뽑혔어?", "새 배로는 이 X-200이 뽑혔다.", "이 X-200", "X-200"),
        ("무엇이 뽑혔어?", "새 배로는 이 나래호가 뽑혔다.", "나래호", "나래호"),
        ("판사가 누구야?", "판사    권나래", "권", "권나래"),
        ("누가 그만둬?", "지방행정서기 하종만 퇴직", "지방행정서기", "지방행정서기 하종만"),
        ("누가 그려?", "건축과장 이사를 맡음", "건축과장", "건축과장"),
    ],
)
def test_a_name_is_told_whole_and_by_itself(question: str, text: str, said: str, told: str) -> None:
    passage = Passage("a:0-40", "a.md", "a", None, 0, len(text), text)
    one = Candidate(passage, 0, len(text), 0.0, 0.0, 1.0, said, 1.0, text.rindex(said))
    assert whole_answer(query_of(question, lambda term: 1.0), one) == told


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("늘솔 회비는 며칠에 빠져나가?", "매월 7일"),
        ("늘솔 회비는 매월 며칠에 빠져나가?", "7일"),
    ],
)
def test_a_day_that_comes_every_month_is_told_so(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "# 늘솔 문화센터 회비\n\n회비가 통장에서 빠져나가는 날은 매월 7일입니다.\n"
    assert library_of({"회비": text}).ask(question).short == short
