"""Days that head the entries of a diary tell when, and of which day an entry is."""

import pytest

from rag import Library

DIARY = """온실 일지

3/2 (화) 맑음
방울토마토 모종을 심음. 흙은 40리터 씀.

3/9 (화) 흐림
물 주는 관을 고침. 딸기를 2kg 땀.

3/16 (화)
딸기를 5kg 땀. 벌통을 들여놓음.

3/23 (화)
다음 방제는 4월 1일에 하기로 함.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("diary")
    (folder / "일지.txt").write_text(DIARY, encoding="utf-8")
    library = Library.open(folder, index=folder / "index")
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("방울토마토 모종은 언제 심었어?", "3월 2일 (화)"),
        ("벌통은 언제 들여놓았어?", "3월 16일 (화)"),
        ("다음 방제는 언제 해?", "4월 1일"),
        ("3월 9일에 딸기를 얼마나 땄어?", "2kg"),
        ("3월 16일에 딸기를 얼마나 땄어?", "5kg"),
    ],
)
def test_an_entry_is_of_the_day_above_it(library: Library, question: str, short: str) -> None:
    assert library.ask(question, answer_anyway=True).short == short
