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
        before = page.locator("#status").inner_text()
        assert "3,360억" not in ask(page, QUESTION)
        (folder / "루빈.md").write_text(
            "# 루빈\n\n루빈 R100에는 트랜지스터가 3,360억 개 들어 있다.\n", encoding="utf-8"
        )
        page.wait_for_function(
            "before => !document.querySelector('#status').textContent.includes(before)",
            arg=before,
            timeout=60_000,
        )
        page.wait_for_timeout(3000)
        assert "3,360억 개" in ask(page, QUESTION)
        page.close()
