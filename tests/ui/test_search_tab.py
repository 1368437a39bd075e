import os
from pathlib import Path

import pytest

from corpus import Document
from index import split
from rag import Library
from ui.search_tab import choices, marked, results


@pytest.fixture
def library(folder: Path) -> Library:
    old = 1_700_000_000  # 2023-11-14
    os.utime(folder / "출장.txt", (old, old))
    library = Library.open(folder)
    library.update()
    return library


def test_matched_morphemes_are_marked_whatever_hangs_on_them() -> None:
    (passage,) = split(Document("a.txt", "a", "연차는 <며칠>인가. 휴가비도 준다."))
    html = marked(passage, ("연차", "휴가비", "휴가", "비"))
    assert html == "<p><mark>연차</mark>는 &lt;며칠&gt;인가. <mark>휴가비</mark>도 준다.</p>"


def test_results_tell_scores_and_both_ranks(library: Library) -> None:
    found = results(library, {"question": "병가 진단서"})
    first = str(found["html"]).split("</li>")[0]
    assert "낱말로 1위" in first
    assert "<mark>병가</mark>는 연 60일까지" in first
    assert "왜 이 문서인가요?" in first
    assert 'data-source="휴가.md"' in first


def test_filters_leave_only_what_was_asked_for(library: Library) -> None:
    def sources(**filters: str) -> set[str]:
        html = str(results(library, {"question": "하루 연 지급", **filters})["html"])
        return {name for name in library.documents if f'data-source="{name}"' in html}

    assert sources() == {"휴가.md", "급여.txt", "출장.txt"}
    assert sources(source="급여.txt") == {"급여.txt"}
    assert sources(source="급여") == {"급여.txt"}
    assert sources(source=".TXT") == {"급여.txt", "출장.txt"}
    assert sources(kind="md") == {"휴가.md"}
    assert sources(until="2023-12-31") == {"출장.txt"}
    assert sources(since="2023-12-31") == {"휴가.md", "급여.txt"}
    assert sources(since="2023-11-01", until="2023-11-01") == set()


def test_a_year_that_is_still_being_typed_leaves_all(library: Library) -> None:
    for day in ("0001-01-01", "0002-12-31", "0202-03-04", "0000-01-01", "모름"):
        for end in ("since", "until"):
            notes = str(results(library, {"question": "하루", end: day})["notes"])
            assert notes.startswith("조건에 맞는 문서 3개에서"), (end, day)
    assert "3개에서" in str(results(library, {"question": "하루", "until": "9999-12-31"})["notes"])


def test_what_the_filters_left_is_told(library: Library) -> None:
    def notes(**filters: str) -> str:
        return str(results(library, {"question": "하루", **filters})["notes"])

    assert notes(kind="txt").startswith("조건에 맞는 문서 2개에서 가까운 단락 2개를 찾았습니다")
    assert "조건에 맞는 문서가 없습니다" in notes(until="2001-01-01")


def test_words_that_no_document_holds_are_named(library: Library) -> None:
    def notes(question: str) -> str:
        return str(results(library, {"question": question})["notes"])

    assert notes("연차 휴가 공룡").endswith(" · ‘공룡’이라는 말은 문서에 없습니다")
    assert "없습니다" not in notes("연차 휴가")


@pytest.mark.parametrize("question", ["ㄱㄴ", "?!", "ㅏ"])
def test_nothing_is_near_to_what_has_no_word(library: Library, question: str) -> None:
    found = results(library, {"question": question})
    assert found["html"] == ""
    assert str(found["notes"]).startswith("찾을 수 있는 낱말이 없습니다")


def test_readings_are_offered(library: Library) -> None:
    found = results(library, {"question": "cnfwkdql"})
    assert found["readings"] == ["출장비"]


def test_choices_are_the_documents_and_their_types(library: Library) -> None:
    assert choices(library) == {
        "sources": ["급여.txt", "출장.txt", "휴가.md"],
        "kinds": ["md", "txt"],
    }
