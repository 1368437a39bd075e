import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import SAMPLE, UsageError
from rag import Library
from tests.rag.llm_server import serving
from ui.cli import parser
from ui.commands import page_workspace
from ui.documents_tab import functions, kept, overview, safe_name, target_folder
from ui.workspace import Workspace, own_folder


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    place = tmp_path / "올림"
    place.mkdir()
    return place


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    workspace = Workspace(Library.open(folder))
    workspace.library.update()
    return workspace


@pytest.fixture
def add(workspace: Workspace, uploads: Path) -> Callable[..., str]:
    def added(name: str, text: str = "새 글이다.\n", existing: str = "", within: str = "") -> str:
        place = uploads / str(len(list(uploads.iterdir())))
        place.mkdir()
        path = place / Path(name.replace("\\", "/")).name
        path.write_text(text, encoding="utf-8")
        asked = {"path": str(path), "name": name, "existing": existing, "within": within}
        return kept(workspace, uploads, asked)

    return added


def test_a_file_is_added_under_its_name_in_nfc(
    add: Callable[..., str], workspace: Workspace, folder: Path
) -> None:
    name = add(unicodedata.normalize("NFD", "식단표.txt"), "점심은 비빔밥이다.\n")
    assert name == "식단표.txt"
    assert (folder / name).read_text(encoding="utf-8") == "점심은 비빔밥이다.\n"
    workspace.library.update()
    assert "식단표.txt" in workspace.library.documents


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/바깥.txt", "바깥.txt"),
        ("C:\\문서\\바깥.txt", "바깥.txt"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("줄\n바꿈.txt", "줄_바꿈.txt"),
    ],
)
def test_names_lead_nowhere_else(
    add: Callable[..., str], folder: Path, name: str, safe: str
) -> None:
    assert add(name) == safe
    assert (folder / safe).is_file()


def test_names_have_an_end() -> None:
    assert len(safe_name("가" * 300 + ".txt").encode()) <= 200
    assert safe_name("가" * 300 + ".txt").endswith("가.txt")
    for name in ("", "...", ".mundapignore", "~$열린.docx"):
        with pytest.raises(UsageError, match="쓸 수 없는 파일 이름"):
            safe_name(name)


def test_nothing_is_overwritten_unless_told(add: Callable[..., str], folder: Path) -> None:
    with pytest.raises(UsageError, match="이미 있습니다"):
        add("출장.txt")
    assert add("출장.txt", existing="both") == "출장 (2).txt"
    assert "7만 원" in (folder / "출장.txt").read_text(encoding="utf-16")
    assert add("출장.txt", "바뀐 글이다.\n", existing="replace") == "출장.txt"
    assert (folder / "출장.txt").read_text(encoding="utf-8") == "바뀐 글이다.\n"


def test_the_folders_of_what_was_dropped_are_kept(
    add: Callable[..., str], workspace: Workspace, uploads: Path, folder: Path
) -> None:
    by_name: dict[str, Any] = {one.__name__: one for one in functions(workspace, uploads)}
    assert add("지침.txt", within="규정/2024: 새것") == "규정/2024_ 새것/지침.txt"
    assert (folder / "규정/2024_ 새것/지침.txt").is_file()
    names = ["규정/2024: 새것/지침.txt", "규정/지침.txt", ".숨김.txt", "", "출장.txt"]
    assert by_name["taken_names"]({"names": names}) == [names[0], "출장.txt"]
    with pytest.raises(UsageError, match="쓸 수 없는 파일 이름"):
        add("지침.txt", within="../바깥")


def test_only_uploaded_files_are_taken(workspace: Workspace, uploads: Path, folder: Path) -> None:
    for path in (folder / "출장.txt", uploads / "없음.txt", uploads / "../문서/출장.txt"):
        with pytest.raises(UsageError, match="올린 파일을 찾을 수 없습니다"):
            kept(workspace, uploads, {"path": str(path), "name": "a.txt"})


def test_what_is_no_document_is_refused(add: Callable[..., str], folder: Path) -> None:
    with pytest.raises(UsageError, match="문서로 읽지 않는 형식"):
        add("프로그램.exe")
    assert not (folder / "프로그램.exe").exists()


def test_the_sample_stays_as_it_is_and_files_go_to_a_folder_of_ones_own(
    tmp_path: Path, uploads: Path
) -> None:
    workspace = Workspace(Library.open(index=tmp_path / "sample"))
    assert target_folder(workspace.library) == own_folder()
    (uploads / "내 글.txt").write_text("우리 집 강아지의 이름은 보리다.\n", encoding="utf-8")
    asked = {"path": str(uploads / "내 글.txt"), "name": "내 글.txt"}
    assert kept(workspace, uploads, asked) == "내 글.txt"
    assert not (SAMPLE / "내 글.txt").exists()
    by_name: dict[str, Any] = {one.__name__: one for one in functions(workspace, uploads)}
    by_name["use_folder"]({"which": "own"})
    list(workspace.waiting())
    assert "보리" in workspace.library.ask("강아지의 이름은?").text
    assert overview(workspace)["folder"] == str(own_folder())
    by_name["use_folder"]({"which": "sample"})
    assert overview(workspace)["own"] is True


def test_other_folders_are_opened_with_the_models_of_the_start_and_there_is_a_way_back(
    folder: Path, uploads: Path, tiny_bert: Callable[[int], Path]
) -> None:
    own_folder().mkdir()
    (own_folder() / "화분.txt").write_text("화분에는 사흘마다 물을 준다.\n", encoding="utf-8")
    models = ("--embedder", str(tiny_bert(0)), "--reranker", str(tiny_bert(1)))
    with serving("사흘마다 줍니다. [1]") as server:
        words = ["chat", str(folder), *models, "--llm", server.url, "--index", f"{folder}/색인"]
        workspace = page_workspace(parser().parse_args(words))
        first = workspace.library
        use_folder = {one.__name__: one for one in functions(workspace, uploads)}["use_folder"]
        assert overview(workspace)["first"] == ""
        use_folder({"which": "own"})
        library = workspace.ready()
        assert overview(workspace)["first"] == "문서"
        assert (library.folder, library.embedder_name) == (own_folder(), first.embedder_name)
        assert library.reranker is not None
        assert library.ask("화분에 물은 며칠마다 주나요?").reader == "tiny"
    assert Library.open(folder).embedder_name != first.embedder_name
    use_folder({"which": "first"})
    assert workspace.library.index_folder == folder / "색인"
    assert overview(workspace)["first"] == ""


def test_a_file_opened_alone_takes_no_others(folder: Path) -> None:
    with pytest.raises(UsageError, match="폴더를 지정해"):
        target_folder(Library.open(folder / "출장.txt"))


def test_the_overview_names_states_and_reasons(workspace: Workspace, folder: Path) -> None:
    (folder / "빈.txt").write_text("", encoding="utf-8")
    workspace.library.update()
    workspace.library.remove(["출장.txt"])
    rows = {row["source"]: row for row in overview(workspace)["entries"]}  # type: ignore[attr-defined]
    assert rows["휴가.md"]["state"] == "indexed"
    assert rows["출장.txt"]["state"] == "ignored"
    assert rows["빈.txt"]["state"] == "unreadable"
    assert "비어 있는 파일" in rows["빈.txt"]["reasons"][0]
