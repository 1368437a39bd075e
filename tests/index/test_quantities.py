import pytest

from index.quantities import number_value, quantities, search_terms
from index.tokens import analyse, content_terms


def plain(text: str) -> set[str]:
    return {term for _, term in quantities(text, analyse(text))}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("매출은 1조 5,600억 원", "1560000000000"),
        ("매출은 1.56조 원", "1560000000000"),
        ("1.56조", "1560000000000"),
        ("매출은 1,560,000,000,000원", "1560000000000"),
        ("2만 5천 명이 왔다", "25000"),
        ("25,000명이 왔다", "25000"),
        ("2천80억 달러", "208000000000"),
        ("2,080억 달러", "208000000000"),
        ("이천팔십억 달러", "208000000000"),
        ("이십만 원", "200000"),
        ("3백만 달러", "3000000"),
        ("백만 달러", "1000000"),
        ("1억 2000만 개", "120000000"),
    ],
)
def test_a_number_has_one_form(text: str, number: str) -> None:
    assert plain(text) == {number}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("’24.3.", {"2024", "2024-03"}),
        ("'24년 3월", {"2024", "2024-03"}),
        ("’97년", {"1997"}),
        ("24년 3월", {"2024", "2024-03"}),
        ("2024년 3월", {"2024-03"}),
        ("2024-03", {"2024"}),
        ("2024.3.5", {"2024", "2024-03", "2024-03-05"}),
        ("2024. 3. 5.", {"2024", "2024-03", "2024-03-05"}),
        ("2024/03/05", {"2024", "2024-03", "2024-03-05"}),
        ("2024년 3월 5일", {"2024-03", "2024-03-05"}),
    ],
)
def test_a_date_has_one_form_and_those_of_its_month_and_year(text: str, dates: set[str]) -> None:
    assert plain(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4와 H100",
        "ISO 9001 인증",
        "9.7% 하락",
        "제3조 제1항",
        "헌법 10조는",
        "구조 조정",
        "이천 도자기 축제",
        "수십만 명",
        "1950년대",
        "2024.3",
        "버전 2.13",
        "13월 45일",
        "2024.13.45",
        "",
    ],
)
def test_what_has_no_other_form_is_left_alone(text: str) -> None:
    assert plain(text) == set()


def test_terms_stand_in_the_order_of_the_text() -> None:
    text = "구글은 2만 5천 명을 뽑았다"
    assert search_terms(text, analyse(text)) == "구글 2 25000 만 5 천 명 뽑".split()


@pytest.mark.parametrize(
    ("numeral", "value"), [("천이백삼십사", 1234), ("0.5만", 5000), ("영", 0), ("만", 10000)]
)
def test_numerals(numeral: str, value: int) -> None:
    assert number_value(numeral) == value


@pytest.mark.parametrize("numeral", ["", "1.2.3", "일이", "백점", "3..", "둘"])
def test_no_numerals(numeral: str) -> None:
    assert number_value(numeral) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("하현우가 되고 싶어 하는 직업은?", "하현우"), ("강완구는 몇 년도에 태어났는가?", "강완구")],
)
def test_names_that_the_analyser_takes_apart_are_terms_too(text: str, name: str) -> None:
    assert name not in content_terms(analyse(text))
    assert search_terms(text, analyse(text)).count(name) == 1


def test_compounds_of_whole_words_are_found_by_their_words() -> None:
    text = "노동부장관의 중앙부처"
    assert search_terms(text, analyse(text)) == content_terms(analyse(text))
