"""A page that is open while the folder changes."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Page

Ask = Callable[[Page, str], str]
QUESTION = "루빈 R100에는 트랜지스터가 몇 개 들어 있나요?"


def test_a_question_is_answered_from_a_document_that_was_added_meanwhile(
    person: Callable[..., Page],
    serve: Callable[..., AbstractContextManager[str]],
    ask: Ask,
    documents: Path,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "살아 있는 문서"
    shutil.copytree(documents, folder, ignore=shutil.ignore_patterns(".mundap"))
    with serve(folder) as address:
        page = person(address=address)
        page.wait_for_selector("#examples button", timeout=60_000)
        page.locator("#status", has_text="문서 2개").wait_for()
        assert "3,360억" not in ask(page, QUESTION)
        (folder / "루빈.md").write_text(
            "# 루빈\n\n루빈 R100에는 트랜지스터가 3,360억 개 들어 있다.\n", encoding="utf-8"
        )
        page.locator("#status", has_text="문서 3개").wait_for(timeout=60_000)
        assert "3,360억 개" in ask(page, QUESTION)
        page.close()
