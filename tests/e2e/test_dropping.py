"""Files and folders dropped onto the page, by real events of the browser."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Page

from corpus import SAMPLE
from tests.rag.llm_server import serving as llm

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]
Serve = Callable[..., AbstractContextManager[str]]


def drop(page: Page, *paths: Path) -> None:
    """Drag files in from outside and let go of them in the middle of the page."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 500, "y": 400, "data": data})


def uploaded(page: Page, name: str) -> str:
    """What became of a file once it is known."""
    line = page.locator("#uploads li", has_text=name)
    line.locator(".good, .wrong, .stage.quiet:not(:has-text('중'))").wait_for(timeout=60_000)
    return line.locator(".stage").inner_text()


def test_from_the_sample_to_documents_of_ones_own_by_dropping(
    person: Person, serve: Serve, ask: Ask, tmp_path: Path
) -> None:
    dropped = tmp_path / "규정"
    (dropped / "옛것").mkdir(parents=True)
    (dropped / "연차.md").write_text("# 연차\n\n연차 휴가는 1년에 15일이다.\n", encoding="utf-8")
    (dropped / "옛것/출장.txt").write_text("국내 출장비는 하루 7만 원이다.\n", encoding="utf-8")
    (dropped / ".DS_Store").write_bytes(b"\0")
    menu, music = tmp_path / "식단.txt", tmp_path / "음악.mp3"
    menu.write_text("구내식당의 점심값은 6,500원이다.\n", encoding="utf-8")
    music.write_bytes(b"ID3")
    home = Path.home() / "문답 문서"
    with serve(SAMPLE, "--index", str(tmp_path / "색인")) as address:
        page = person(address=address)
        page.locator("#own-told", has_text="예제 문서에 답합니다").wait_for()
        drop(page, dropped, menu, music)
        assert "읽었습니다" in uploaded(page, "규정/연차.md")
        assert "읽었습니다" in uploaded(page, "규정/옛것/출장.txt")
        assert "읽었습니다" in uploaded(page, "식단.txt")
        assert "문서로 읽지 않는 형식" in uploaded(page, "음악.mp3")
        assert page.locator("#uploads li").count() == 4
        assert (home / "규정/옛것/출장.txt").read_text(encoding="utf-8").startswith("국내")
        page.get_by_role("button", name="대화에서 물어보기").click()
        assert "7만 원" in ask(page, "국내 출장비는 하루에 얼마인가요?")
        drops_again(page, dropped, menu)
        page.get_by_role("button", name="예제 문서 열기").click()
        page.locator("#folder", has_text="예제 문서").wait_for()
        page.locator("#tab-chat").click()
        page.get_by_role("button", name="내 문서 열기").click()
        page.locator("#folder", has_text="문답 문서").wait_for()
        page.locator("#conversation-list .title", has_text="국내 출장비").wait_for()
        page.close()


def test_from_the_sample_there_is_a_way_back_to_the_folder_of_the_start(
    person: Person, serve: Serve, ask: Ask, tmp_path: Path
) -> None:
    folder = tmp_path / "동호회 회칙"
    folder.mkdir()
    (folder / "회비.txt").write_text("회비는 분기마다 3만 5천 원이다.\n", encoding="utf-8")
    with (
        llm("회비는 3만 5천 원입니다. [1]") as server,
        serve(folder, "--llm", server.url) as address,
    ):
        page = person(address=address)
        page.locator("#folder", has_text="동호회 회칙").wait_for()
        assert not page.get_by_role("button", name="'동호회 회칙' 열기").is_visible()
        page.locator("#tab-documents").click()
        page.get_by_role("button", name="예제 문서 열기").click()
        page.locator("#folder", has_text="예제 문서").wait_for()
        page.locator("#tab-settings").click()
        page.locator("#default-reader", has_text="tiny").wait_for()
        for tab in ("documents", "chat"):
            page.locator(f"#tab-{tab}").click()
            page.get_by_role("button", name="'동호회 회칙' 열기").wait_for()
        page.get_by_role("button", name="'동호회 회칙' 열기").click()
        page.locator("#folder", has_text="동호회 회칙").wait_for()
        assert "3만 5천 원" in ask(page, "회비는 분기마다 얼마인가요?")
        page.close()


def drops_again(page: Page, dropped: Path, menu: Path) -> None:
    """Once more, changed: for one file the choice is made alone, for the others together."""
    menu.write_text("구내식당의 점심값은 7,000원이다.\n", encoding="utf-8")
    started = time.time()
    drop(page, menu, dropped)
    page.locator("#existing").get_by_role("button", name="바꾸기").click()
    page.locator("#existing-text", has_text="규정/").wait_for()
    page.get_by_label("이미 있는 나머지 1개도 똑같이").check()
    page.locator("#existing").get_by_role("button", name="넣지 않기").click()
    assert "읽었습니다" in uploaded(page, "식단.txt")
    assert (
        uploaded(page, "규정/연차.md") == uploaded(page, "규정/옛것/출장.txt") == "넣지 않았습니다."
    )
    home = Path.home() / "문답 문서"
    assert "7,000원" in (home / "식단.txt").read_text(encoding="utf-8")
    assert (home / "규정/연차.md").stat().st_mtime < started
