import pytest

from index import analyse
from index.units import dimensions_told, measured
from rag.language.dimensions import dimensions_asked
from rag.language.question_type import asked
from rag.retrieval.retrieve import units_asked


def wanted(question: str) -> frozenset[str]:
    one = asked(question, analyse(question))
    return dimensions_asked(one.kind, one.unit, one.head, question)


def given(text: str) -> set[str]:
    return {dimension for one in measured(text) for dimension in one.dimensions}


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("개발하는 데 쓴 비용은 얼마인가요?", "3억 원", "700억 개"),
        ("지금까지 몇 대 팔렸나요?", "30만 대", "2억 명"),
        ("몇 년도에 설립되었나", "1998년", "3개"),
        ("과징금을 얼마나 내야 하나요?", "500만 원", "2.5배"),
        ("정답률은 몇 %인가요?", "90%", "4년"),
        ("공사는 얼마나 걸렸나요?", "3개월", "12억 원"),
        ("회비를 얼마 동안 안 내면 나가야 해?", "2년", "3만 원"),
        ("버스는 몇 분마다 와?", "20분", "3대"),
        ("역에서 걸어서 몇 분?", "9분", "4명"),
        ("넓이가 얼마나 돼?", "85㎡", "3층"),
        ("판매가격 얼마임?", "2만 9천 원", "2024년 말"),
        ("기름은 몇 리터 들어가?", "50ℓ", "50km"),
        ("주차 요금은?", "시간당 2천 원", "오후 6시"),
        ("회의에는 몇 명이 왔어?", "열 명", "3시간"),
        ("온누리포털 직원 수는?", "214명", "300억 원"),
        ("온결바이오 주가는?", "9,700원", "2026년 3월"),
        ("면허 시험 응시료", "2만 원", "3일"),
        ("단체는 얼마나 깎아 줘?", "1인당 5,000원", "20명 이상"),
        ("단체는 얼마나 할인돼?", "10%", "20명 이상"),
        ("유니폼 한 벌 얼마야?", "8만 9천 원", "38명"),
        ("열차 최고 속도는?", "150킬로미터", "24회"),
        ("공정률은 얼마인가?", "45%", "12억 원"),
        ("상반기 매출 증가율은?", "23%", "412억 원"),
        ("하천의 유역 면적은?", "148 km²", "12 km"),
        ("건물 연면적은 얼마야?", "2,350 m2", "18 m"),
        ("탱크 부피는?", "320만 m³", "5 m"),
        ("근속수당 월 얼마 나와요?", "3만 원", "3년"),
        ("소강당 대관료 시간당 얼마야?", "4만 원", "2시간"),
        ("창고 보관료는 상자당 한 달에 얼마였죠?", "900원", "2개월"),
    ],
)
def test_what_answers_measures_what_is_asked(question: str, answers: str, does_not: str) -> None:
    assert wanted(question) & given(answers)
    assert given(does_not)
    assert not wanted(question) & given(does_not)


@pytest.mark.parametrize(
    "question",
    [
        "대표는 누구인가요?",
        "왜 늦었나요?",
        "규모는 얼마인가요?",
        "어느 회사인가요?",
        "평균 PUE는 얼마인가?",
        "외주 줘도 되는 일은?",
    ],
)
def test_other_questions_ask_for_no_dimension(question: str) -> None:
    assert not wanted(question)


@pytest.mark.parametrize(
    "text", ["H200을 샀다", "한국대학교에 다닌다", "세종시로 옮겼다", "두루 썼다"]
)
def test_words_and_codes_are_no_measured_numbers(text: str) -> None:
    assert not measured(text)


def test_what_is_measured_is_a_number_and_who_is_counted_is_not() -> None:
    questions = ("주차 요금은?", "대출 금리는?", "담당 직원은?")
    kinds = [asked(one, analyse(one)).kind for one in questions]
    assert kinds == ["number", "number", "thing"]


def test_a_passage_has_the_units_that_a_question_asks_for() -> None:
    told = set(dimensions_told("입장료는 3,000원이고 아이는 받지 않는다."))
    assert told & units_asked("들어가는 데 돈을 얼마나 내나요?")
    assert told & units_asked("규모는 얼마인가요?")
    assert not told & units_asked("몇 킬로나 나가나요?")
    assert not units_asked("무슨 일을 하는 곳인가요?")
    assert units_asked("탱크에는 몇 리터까지 담나요?") & set(dimensions_told("50ℓ들이 통이다."))
    assert not dimensions_told("아이는 받지 않는다.")


def test_numbers_start_where_their_figures_do() -> None:
    assert [one.start for one in measured("값은 2만 9천 원, 무게는 300 g이다")] == [3, 16]
