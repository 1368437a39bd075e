import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.samples import WRITERS
from corpus import SourceFile, UsageError
from rag import Library, Turn

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(folder: Path) -> Library:
    library = Library.open(folder)
    library.update()
    return library


def test_an_answer_quotes_the_source_exactly(library: Library, folder: Path) -> None:
    answer = library.ask("연차 휴가는 며칠인가요?")
    citation = answer.citations[0]
    text = (folder / "휴가.md").read_text(encoding="utf-8")
    assert text[citation.start : citation.end] == citation.quote == "연차 휴가는 1년에 15일을 준다."
    assert answer.sentences[0].supported
    assert "[1]" in answer.text
    assert not answer.abstained


def test_nothing_fitting_is_said(library: Library) -> None:
    answer = library.ask("김치찌개를 끓이려면 돼지고기를 몇 그램 넣나요?")
    assert answer.abstained
    assert answer.text == "문서에서 근거를 찾지 못했습니다"
    assert answer.citations == ()
    assert answer.hits


def test_documents_of_offices_are_read_once_and_cited_by_place(tmp_path: Path) -> None:
    for suffix in (".xlsx", ".pptx", ".zip"):
        WRITERS[suffix](tmp_path / f"규정{suffix}")
    (tmp_path / "옛날.doc").write_bytes(b"x" * 99)
    library = Library.open(tmp_path)
    first = library.update()
    assert (first.added, len(first.unreadable)) == (4, 1)
    hit = library.search("생산부 예산은 얼마인가요?")[0]
    assert (hit.passage.source, hit.passage.page) == ("규정.xlsx", None)
    assert hit.passage.label.startswith("시트 '인력 현황' ")
    assert library.search("출장 규정 제2항의 신청서 검토")[0].passage.page in (None, 2)
    again = library.update()
    assert (again.unchanged, again.changed, again.unreadable) == (4, 0, first.unreadable)
    (tmp_path / "규정.zip").unlink()
    assert library.update().removed == 2


def test_an_answer_can_be_forced(library: Library) -> None:
    assert not library.ask("김치찌개는 몇 그램인가요?", answer_anyway=True).abstained


def test_a_follow_up_is_read_with_the_turn_before(library: Library) -> None:
    answer = library.ask("그럼 병가는?", [Turn("연차 휴가는 며칠인가요?", "15일입니다.")])
    assert "60일" in answer.hits[0].passage.text


def test_an_update_counts_what_changed(library: Library, folder: Path) -> None:
    (folder / "급여.txt").write_text("급여일은 매월 21일이다.", encoding="utf-8")
    (folder / "출장.txt").unlink()
    (folder / "새것.txt").write_text("재택근무는 주 2일까지 할 수 있다.", encoding="utf-8")
    (folder / "빈.txt").write_text("", encoding="utf-8")
    report = library.update()
    counts = (report.added, report.changed, report.removed, report.unchanged)
    assert counts == (1, 1, 1, 1)
    assert [one.source for one in report.unreadable] == ["빈.txt"]
    assert library.search("재택근무는 며칠")[0].passage.source == "새것.txt"
    assert all(hit.passage.source != "출장.txt" for hit in library.search("해외 출장 승인"))


def test_nothing_is_written_when_nothing_changed(library: Library, folder: Path) -> None:
    current = (folder / ".mundap/current").read_text(encoding="ascii")
    assert library.update().unchanged == 3
    assert (folder / ".mundap/current").read_text(encoding="ascii") == current


def test_an_open_library_sees_what_another_updates(library: Library, folder: Path) -> None:
    (folder / "점심.txt").write_text("점심시간은 열두 시부터 한 시까지다.", encoding="utf-8")
    Library.open(folder).update()
    assert library.search("점심시간")[0].passage.source == "점심.txt"


def test_a_broken_index_is_built_anew(library: Library, folder: Path) -> None:
    next((folder / ".mundap").glob("gen-*/arrays.npz")).write_bytes(b"x")
    again = Library.open(folder)
    again.update()
    assert again.verify() == ()
    assert again.search("연차 휴가")[0].passage.source == "휴가.md"


def test_what_was_said_before_must_be_characters(library: Library) -> None:
    for turn in (Turn("연차는\ud83d?", "15일입니다."), Turn("연차는?", "15\udcff일입니다.")):
        with pytest.raises(UsageError, match="앞선 대화에 깨진 글자가"):
            library.ask("그럼 병가는?", [turn])


@pytest.mark.parametrize("question", ["", " \n ", "가" * 10_000])
def test_an_impossible_question_is_misuse(library: Library, question: str) -> None:
    with pytest.raises(UsageError, match="질문"):
        library.ask(question)


@pytest.mark.parametrize("question", ["?", "ㅋㅋㅋ", "!!!", "的", "a", "\u200b가"])
def test_strange_questions_are_borne(library: Library, question: str) -> None:
    library.ask(question)


def test_a_library_without_documents_abstains(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.update()
    assert library.ask("아무거나 물어볼까요?").abstained


def test_a_folder_that_cannot_be_written_has_its_index_in_the_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.library.os.access", lambda path, mode: False)
    library = Library.open(folder)
    library.update()
    assert not (folder / ".mundap").exists()
    assert library.search("연차 휴가")


_AS_NOBODY = """
import os, sys
from pathlib import Path
from rag.library import index_place
os.setuid(65534)
print(index_place(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become nobody")
def test_a_folder_that_may_not_be_entered_has_its_index_in_the_cache(tmp_path: Path) -> None:
    (tmp_path / "인사").mkdir(mode=0)
    command = [sys.executable, "-c", _AS_NOBODY, str(tmp_path / "인사")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "/mundap/" in done.stdout


def test_what_could_not_be_opened_is_listed_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may open everything, so the refusal is made here."""
    library = Library.open(folder)
    library.update()
    (folder / "휴가.md").write_text("연차는 22일이다.", encoding="utf-8")
    (folder / "열린 표.md").write_text("명절 상여는 두 번 준다.", encoding="utf-8")

    def locked(file: SourceFile) -> str:
        raise PermissionError(13, file.source)

    with monkeypatch.context() as patched:
        patched.setattr(SourceFile, "digest", locked)
        library.update()
    listed = {entry.source: entry for entry in library.entries()}
    assert listed["열린 표.md"].state == "unreadable"
    assert "권한이 없습니다" in listed["열린 표.md"].reasons[0]
    assert listed["휴가.md"].state == "changed"
    assert "전에 읽은 내용을 그대로 둡니다" in listed["휴가.md"].reasons[0]
    library.update()
    listed = {entry.source: entry for entry in library.entries()}
    assert listed["열린 표.md"].state == listed["휴가.md"].state == "indexed"
    assert not listed["열린 표.md"].reasons
    assert not listed["휴가.md"].reasons


def test_an_index_that_came_along_read_only_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open(folder).update()
    before = sorted((folder / ".mundap").iterdir())
    monkeypatch.setattr("rag.library.os.access", lambda path, mode: False)
    library = Library.open(folder)
    library.update()
    assert library.search("연차 휴가")
    assert library.index_folder != folder / ".mundap"
    assert sorted((folder / ".mundap").iterdir()) == before


def test_the_same_question_gives_the_same_answer(library: Library) -> None:
    first, second = (library.ask("병가는 며칠까지 쓸 수 있나요?") for _ in range(2))
    assert first.text == second.text
    assert first.confidence == second.confidence


def test_documents_are_listed_while_an_index_of_another_version_is_there(folder: Path) -> None:
    Library.open(folder).update()
    (manifest,) = (folder / ".mundap").glob("gen-*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"format"', '"old"'), encoding="utf-8")
    entries = Library.open(folder).entries()
    assert [(entry.source, entry.state) for entry in entries] == [
        ("급여.txt", "new"),
        ("출장.txt", "new"),
        ("휴가.md", "new"),
    ]


@pytest.mark.parametrize(
    "question", ["출장 규정 요약해 줘", "출장비 규정을 정리해 주세요", "출장 보고서 하나 써 줘"]
)
def test_who_wants_something_written_is_told_that_it_takes_a_language_model(
    library_of: Callable[..., Library], question: str
) -> None:
    library = library_of({"출장 규정": "국내 출장비는 하루 7만 원이다. 숙박비는 실비로 준다."})
    answer = library.ask(question)
    assert "언어 모델을 연결" in answer.notice
    assert not answer.short


@pytest.mark.parametrize("question", ["국내 출장비는 얼마인가요?", "정리해고는 누가 정하나요?"])
def test_who_asks_for_a_fact_is_not(library_of: Callable[..., Library], question: str) -> None:
    library = library_of({"출장 규정": "국내 출장비는 하루 7만 원이다. 숙박비는 실비로 준다."})
    assert "언어 모델" not in library.ask(question).notice


DRAWN = """별빛 캠핑장 이용 안내

예약은 누리집에서만 받는다.

   자리          하루 요금    보증금      내는 날
   나무 데크     35,000원     20,000원    예약 당일
   파쇄석        28,000원     10,000원    6월 5일
   오토캠핑      52,000원     30,000원    6월 12일

반려동물은 함께 들어올 수 없다.
"""


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("파쇄석 자리는 하루에 얼마예요?", "| 파쇄석 | 28,000원 | 10,000원 | 6월 5일 |"),
        ("오토캠핑 보증금은 언제 내?", "| 오토캠핑 | 52,000원 | 30,000원 | 6월 12일 |"),
        ("나무 데크의 보증금은?", "| 나무 데크 | 35,000원 | 20,000원 | 예약 당일 |"),
    ],
)
def test_a_table_drawn_in_a_text_answers_by_its_row(
    question: str, row: str, tmp_path: Path
) -> None:
    (tmp_path / "안내.txt").write_text(DRAWN, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    assert [one.quote for one in library.ask(question).citations] == [row]
