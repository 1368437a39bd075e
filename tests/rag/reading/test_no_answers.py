"""What stands in the likeliest sentence, and yet is no answer by itself."""

from collections.abc import Callable

import pytest

from rag import Library

FAQ = (
    "# 별누리 안내 로봇 자주 묻는 질문\n\n## 종류와 크기\n\n"
    "Q. 별누리는 몇 가지로 나뉘나요?\n\n"
    "별누리는 몸집에 따라 큰별, 샛별, 잔별의 세 모델로 나뉩니다. 가장 큰 큰별의 부품은 1만 "
    "2,000개입니다.\n\n"
    "Q. 다른 로봇과 무엇이 다른가요?\n\n별누리는 40개가 넘는 말을 알아듣습니다.\n"
)
ROOMS = (
    "# 점검 회의록\n\n회의 목적: 별누리의 도입을 검토한다. 참석: 전산팀, 총무팀, 시설팀.\n\n"
    "현장을 돌던 로봇의 일은 사람이 맡는다.\n"
)


def test_questions_are_no_items(library_of: Callable[..., Library]) -> None:
    answer = library_of({"질문": FAQ}).ask("별누리 모델의 종류는?", answer_anyway=True)
    assert answer.short == "큰별, 샛별, 잔별"


def test_sorts_are_few(library_of: Callable[..., Library]) -> None:
    answer = library_of({"질문": FAQ}).ask("별누리는 몇 가지야?", answer_anyway=True)
    assert "2,000" not in answer.short


def test_how_something_differs_is_no_number(library_of: Callable[..., Library]) -> None:
    answer = library_of({"질문": FAQ}).ask("별누리는 뭐가 다른가요?", answer_anyway=True)
    assert answer.short == ""


def test_who_came_is_all_that_a_label_tells(library_of: Callable[..., Library]) -> None:
    answer = library_of({"회의록": ROOMS}).ask("회의에는 누가 참석했나요?", answer_anyway=True)
    assert answer.short == "전산팀, 총무팀, 시설팀"


def test_a_market_is_no_mayor(library_of: Callable[..., Library]) -> None:
    text = "# 소식\n\n2D 벽돌 시장은 2030년에 커진다고 한다.\n"
    assert library_of({"소식": text}).ask("2D 벽돌은 뭐야?", answer_anyway=True).short != "시장"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "갑은 을이 용역을 중단한 경우 계약을 해제 또는 해지할 수 있다.",
            "갑은 어떤 경우에 계약을 해지할 수 있나요?",
        ),
        ("| 구분 | 날짜 |\n|---|---|\n| 임용 | 2031. 5. 7. |", "새로 임용된 직원 명단"),
    ],
)
def test_a_single_noun_is_neither_a_case_nor_a_list(
    library_of: Callable[..., Library], text: str, question: str
) -> None:
    answer = library_of({"글": f"# 안내\n\n{text}\n"}).ask(question, answer_anyway=True)
    assert answer.short == ""


def test_another_name_of_it_tells_nothing(library_of: Callable[..., Library]) -> None:
    text = "# 소식\n\n샛별의 Morning Star 3(모닝 스타 3)에는 길을 익히는 기능이 들어 있다.\n"
    answer = library_of({"소식": text}).ask("모닝 스타 3의 성능은?", answer_anyway=True)
    assert "Morning" not in answer.short


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (
            "새 칩의 기억 용량은 M20 제품군의 2.4배이다.",
            "새 칩의 기억 용량은?",
            "M20 제품군의 2.4배",
        ),
        (
            "1D 벽돌은 벽돌 여러 개를 묶은 것이고 2D 벽돌은 속을 나누어 쌓은 한 개의 벽돌이다.",
            "2D 벽돌은 무엇인가요?",
            "속을 나누어 쌓은 한 개의 벽돌",
        ),
    ],
)
def test_what_a_sentence_tells(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    library = library_of({"글": f"# 소식\n\n{text}\n"})
    assert library.ask(question, answer_anyway=True).short == short
