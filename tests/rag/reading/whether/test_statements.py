import pytest

from index import analyse
from rag.language.question_type import asks_whether
from rag.reading.whether.statements import stated


@pytest.mark.parametrize(
    ("question", "plain", "denied"),
    [
        ("책을 빌릴 수 있나요?", "책을 빌릴 수 있다", "책을 빌릴 수 없다"),
        ("책을 빌려도 되나요?", "책을 빌릴 수 있다", "책을 빌릴 수 없다"),
        ("값이 올랐나요?", "값이 올랐다", "값이 오르지 않았다"),
        ("값은 9만 원인가요?", "값은 9만 원이다", "값은 9만 원이 아니다"),
        ("값은 9만 원이 맞나요?", "값은 9만 원이다", "값은 9만 원이 아니다"),
    ],
)
def test_a_question_is_written_out_as_two_statements(
    question: str, plain: str, denied: str
) -> None:
    said = stated(question)
    assert said is not None
    assert (said.plain, said.denied[0]) == (plain, denied)


@pytest.mark.parametrize(
    "question",
    [
        "값은 얼마인가요?",
        "왜 올랐나요?",
        "사과와 배 중 어느 것이 큰가요?",
        "값을 알 수 있나요?",
        "값은?",
    ],
)
def test_what_asks_for_more_is_no_yes_or_no_question(question: str) -> None:
    assert not asks_whether(question, analyse(question))
