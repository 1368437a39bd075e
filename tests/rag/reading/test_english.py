import pytest

from rag import Library
from rag.conversation.topics import Turn
from rag.reading.english import in_korean

REPORT = """# Coral nursery field notes 2023

The nursery at Seogwipo planted 2,140 coral fragments in 2023, up from 1,385 in 2022.
Average survival rose from 58% to 74% after the frames were moved to a depth of 9 metres.
The largest threat is sediment from works: only one contractor, Baram Civil, uses silt curtains.

| Item | 2022 | 2023 | Goal |
|---|---|---|---|
| Growth (mm/year) | 21 | 26 | 30 |
| Divers (people) | 12 | 17 | 20 |

1. Ship 40 fragments to the Jeju aquarium in May 2024.
2. Install a second camera before August 2024.
"""


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("english")
    (folder / "notes.md").write_text(REPORT, encoding="utf-8")
    (folder / "휴가.md").write_text("# 휴가\n\n연차는 15일이다.\n", encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("How many divers were there in 2023?", "divers 2023년은 얼마인가요?"),
        ("Who uses silt curtains?", "uses silt curtains는 누구인가요?"),
        ("Tell me about the camera", "camera 알려줘"),
        ("And in 2022?", "2022년은?"),
        ("GPT-4", ""),
        ("연차는 how many days?", ""),
        ("coral growth", ""),
    ],
)
def test_english_questions_are_put_as_korean_ones(english: str, korean: str) -> None:
    assert in_korean(english) == korean


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many coral fragments were planted in 2023?", "2,140 coral fragments"),
        ("Which contractor uses silt curtains?", "Baram Civil"),
        ("When will the fragments be shipped to the aquarium?", "May 2024"),
        ("What is the largest threat?", "sediment"),
        ("Were the frames moved?", "a depth of 9 metres"),
    ],
)
def test_english_questions_are_answered(notes: Library, question: str, told: str) -> None:
    answer = notes.ask(question)
    assert not answer.abstained
    assert told in answer.sentences[0].text
    assert answer.searched == question


def test_cells_are_told_in_english_too(notes: Library) -> None:
    assert notes.ask("What is the growth goal?").short == "30"


@pytest.mark.parametrize(
    ("question", "missing"),
    [("Who is the mayor of Seogwipo?", "mayor"), ("How much does a silt curtain cost?", "cost")],
)
def test_what_is_not_told_is_refused(notes: Library, question: str, missing: str) -> None:
    answer = notes.ask(question)
    assert answer.abstained
    assert f"‘{missing}’" in answer.notice


def test_a_follow_up_in_english_is_about_the_same(notes: Library) -> None:
    first = "What is the growth in 2022?"
    answer = notes.ask("And in 2023?", [Turn(first, notes.ask(first).text)])
    assert answer.short == "26"
