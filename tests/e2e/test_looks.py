"""What can be seen and read: axe-core, narrow screens, dark, and how soon."""

from collections.abc import Callable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.e2e.conftest import WIDTHS

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]
TABS = ["search", "documents", "evaluation", "settings", "chat"]
AXE = """async (rules) => {
  const options = rules.length ? { runOnly: rules } : {};
  const found = await axe.run({ ...options, resultTypes: ["violations"] });
  return found.violations.flatMap(
    (one) => one.nodes.map((node) => `${one.id} (${one.impact}): ${node.html.slice(0, 160)}`));
}"""


def test_axe_finds_nothing_in_any_tab_width_or_scheme(page: Page, ask: Ask) -> None:
    """The dark scheme has other colours and nothing else of its own."""
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    ask(page, "연차 휴가는 며칠인가요?")
    ask(page, "가" * 2500)
    ask(page, "H100의 트랜지스터는 몇 개인가요?")
    page.evaluate(AXE_SCRIPT)
    page.locator("#tab-search").click()
    page.locator("#query").fill("트랜지스터")
    page.locator("#query").press("Enter")
    page.locator("#results li").first.wait_for()
    page.locator("#tab-settings").click()
    page.locator("input[name=reader][value=llm]").check()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = []
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 860})
        for scheme in ("light", "dark"):
            # Without transitions no color is looked at while it changes.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            for tab in TABS:
                page.locator(f"#tab-{tab}").click()
                rules = ["color-contrast"] if scheme == "dark" else []
                found += [(tab, width, scheme, one) for one in page.evaluate(AXE, rules)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".told sup a").last.click()
    page.locator("#viewer-text mark").wait_for()
    assert [*found, *page.evaluate(AXE, [])] == []
    assert page.evaluate("document.documentElement.lang") == "ko"


def test_on_paper_there_is_the_whole_conversation(page: Page, ask: Ask) -> None:
    for _ in range(4):
        ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    page.emulate_media(color_scheme="dark", media="print")
    for selector in (".bar", "#question", "#conversations", "#sources", ".actions"):
        assert not page.locator(selector).first.is_visible()
    chat = page.locator("#chat")
    assert chat.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert chat.evaluate("one => one.clientHeight > innerHeight / 2")
    assert (
        page.locator(".told").first.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    )
    mark = page.locator(".told sup a").first
    assert "칩.md" in mark.evaluate("one => getComputedStyle(one, '::after').content")


def test_axe_would_find_something(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.querySelector('#folder').style.color = '#ddd'")
    assert "color-contrast" in page.evaluate(AXE, ["color-contrast"])[0]


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
