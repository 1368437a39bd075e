from collections.abc import Callable

import pytest

from rag import Library, Turn
from rag.conversation.follow_up import readings
from rag.conversation.topics import may_be_person, subject
from rag.language.phrases import clause

LIFE = (
    "화가 윤서담은 통영에서 태어났다. 본명은 윤복래이다. 남편은 시인 류강민이며 결핵으로 죽었다. "
    "'영도의 밤'은 국립현대미술관에 있다. '아흔아홉 개의 파도'는 1988년에 완성했고 크기가 6미터에 "
    "이른다. 윤서담은 1993년에 죽었다."
)


@pytest.fixture(scope="module")
def life(library_of: Callable[..., Library]) -> Library:
    return library_of({"화가의 생애": LIFE})


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # Where something happens owns nothing.
        ([("윤서담 어디서 태어났어?", "통영")], "본명은?", "윤서담의 본명은?"),
        # Only persons have a husband, and only they are 'that person'.
        (
            [("윤서담 작품은?", "통영시민회관")],
            "남편은 누구야?",
            "윤서담의 남편은 누구야?",
        ),
        (
            [("윤서담의 남편은 누구야?", "결핵")],
            "그 사람은 언제 죽었어?",
            "윤서담의 남편은 언제 죽었어?",
        ),
        (
            [("윤서담 언제 태어났어?", "1921년"), ("무엇이 바뀌었어?", "화풍")],
            "그 사람은 언제 죽었어?",
            "윤서담은 언제 죽었어?",
        ),
        # Who is asked by another name is spoken of by the own one.
        ([("윤서담 본명은?", "윤복래")], "언제 죽었어?", "윤서담은 언제 죽었어?"),
        # What stands in quotation marks is one name.
        ([("영도의 밤은 어디 있어?", "미술관")], "누가 그렸어?", "영도의 밤은 누가 그렸어?"),
        (
            [("아흔아홉 개의 파도 크기는?", "6미터")],
            "언제 완성했어?",
            "아흔아홉 개의 파도는 언제 완성했어?",
        ),
        ([("윤서담 영도의 밤은 어디 있어?", "미술관")], "그 사람 본명은?", "윤서담 본명은?"),
    ],
)
def test_what_the_next_question_is_about(
    life: Library, history: list[tuple[str, str]], question: str, expected: str
) -> None:
    assert life.resolved(question, [Turn(*turn) for turn in history]) == expected


def test_an_amount_is_no_topic() -> None:
    history = [Turn("청소년의 단체는?", "청소년 3,000원")]
    assert "3,000원" not in readings("공짜인 날 있어?", history)[0]
    assert subject(history[0]).told == ()


def test_what_is_done_is_less_of_a_topic_than_what_it_is_done_to() -> None:
    assert subject(Turn("그 소설은 몇 개 언어로 번역됐어?", "11개")).topics == ("소설", "언어")


def test_the_noun_after_a_pointer_ends_what_it_means() -> None:
    history = [Turn("바이두 대회 최대 상금 알려줘", "1억 원")]
    assert readings("그 대회 이름이 뭔데?", history)[0] == "바이두 대회 이름이 뭔데?"


def test_what_is_quoted_is_one_name() -> None:
    (phrase,) = clause("'영도의 밤'은 어디 있어?").phrases
    assert (phrase.text, phrase.particles) == ("'영도의 밤'", ("은",))
    assert clause("영도의 밤 크기는?", ["영도의 밤"]).phrases[0].text == "영도의 밤"


@pytest.mark.parametrize("name", ["류강민", "젠슨 황", "세종", "부원장님", "아내"])
def test_who_may_be_a_person(name: str) -> None:
    assert may_be_person(name)


@pytest.mark.parametrize("name", ["결핵", "통영시민회관", "영도의 밤", "가격"])
def test_what_is_no_person(name: str) -> None:
    assert not may_be_person(name)


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("주 며칠까지 재택근무 가능?", ("재택근무",)),
        ("이사회는 언제 열려?", ("이사회",)),
        ("야근할 때 카페에서 일해도 돼?", ("카페",)),
        ("뭐 하던 사람이야?", ()),
        ("직원 제일 많은 부서는?", ("직원",)),
    ],
)
def test_topics_are_things(question: str, topics: tuple[str, ...]) -> None:
    assert subject(Turn(question, "네")).topics == topics


def test_only_persons_are_somebody() -> None:
    history = [Turn("기념관은 누가 세웠어?", "함두식")]
    assert readings("뭐 하던 사람이야?", history)[0] == "함두식은 뭐 하던 사람이야?"
