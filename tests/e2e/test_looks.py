"""What can be seen and read: axe-core, narrow screens, dark, and how soon."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]
TABS = ["chat", "search", "documents", "evaluation", "settings"]


def violations(page: Page) -> list[Any]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (one["id"], one["impact"], [node["html"][:160] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", "wide"), ("dark", "phone")])
def test_axe_finds_nothing_serious(person: Person, ask: Ask, scheme: str, width: str) -> None:
    page = person(scheme, width)
    page.wait_for_selector("#examples button")
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    ask(page, "연차 휴가는 며칠인가요?")
    ask(page, "가" * 2500)
    ask(page, "H100의 트랜지스터는 몇 개인가요?")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = violations(page)
    for tab in TABS[1:]:
        page.locator(f"#tab-{tab}").click()
        page.wait_for_timeout(300)
        found += [(tab, *one) for one in violations(page)]
    page.locator("#tab-chat").click()
    page.locator(".told sup a").first.click()
    page.locator("#viewer-text mark").wait_for()
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.lang") == "ko"


def test_the_page_is_there_at_once(person: Person, ask: Ask) -> None:
    """Loose, since tests share their machine; the README tells what an idle one does."""
    page = person()
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 4000
    page.wait_for_selector("#examples button")
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    started = page.evaluate("performance.now()")
    page.locator("#box").fill("H100의 트랜지스터는 몇 개인가요?")
    page.locator("#box").press("Enter")
    page.locator(".turn").nth(1).locator(".text").wait_for()
    assert page.evaluate("performance.now()") - started < 3000
