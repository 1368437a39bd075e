"""Korean input and the keyboard."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

Ask = Callable[[Page, str], str]


def test_composed_korean_is_sent_once(page: Page) -> None:
    box = page.locator("#box")
    box.click()
    session = page.context.new_cdp_session(page)
    text = "블랙웰 트랜지스터"
    for typed in ("ㅂ", "브", "블", text):
        at = {"selectionStart": len(typed), "selectionEnd": len(typed)}
        session.send("Input.imeSetComposition", {"text": typed, **at})
    # While a syllable is being composed, Enter goes to the input method and ends it.
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    session.send("Input.insertText", {"text": text})
    page.wait_for_timeout(300)
    assert box.input_value() == text
    assert page.locator(".turn").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.turn')?.ariaBusy === 'false'")
    assert box.input_value() == ""
    assert page.locator(".turn .question").all_inner_texts() == [text]


def test_an_enter_that_composes_does_not_send(page: Page) -> None:
    """Some input methods report Enter itself, with isComposing; none of it may send."""
    page.locator("#box").fill("블랙웰")
    page.locator("#box").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    page.locator("#box").dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    page.wait_for_timeout(200)
    assert page.locator(".turn").count() == 0


def test_shift_enter_begins_a_line(page: Page) -> None:
    box = page.locator("#box")
    low = box.bounding_box()
    box.type("블랙웰 B100의")
    box.press("Shift+Enter")
    box.type("트랜지스터는?")
    assert box.input_value() == "블랙웰 B100의\n트랜지스터는?"
    high = box.bounding_box()
    assert low is not None
    assert high is not None
    assert high["height"] > low["height"]
    assert page.locator(".turn").count() == 0


def test_the_keyboard_is_enough(page: Page, ask: Ask) -> None:
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    page.locator("#chips button").first.wait_for()
    page.locator("#box").focus()
    mark = page.locator(".told sup a").first
    for _ in range(20):
        if mark.evaluate("mark => mark === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    assert page.locator(".mundap-card.lit").count() == 1
    page.keyboard.press("Enter")
    page.locator("#viewer-text mark").wait_for()
    page.keyboard.press("Escape")
    assert mark.evaluate("mark => mark === document.activeElement")
    page.locator("[role=tab]").first.focus()
    assert page.locator("[role=tab][tabindex='0']").count() == 1


def test_answers_are_announced_and_no_sentence_twice(page: Page, ask: Ask) -> None:
    page.evaluate("""() => {
      window.heard = [];
      const region = document.querySelector('#announce');
      new MutationObserver((changes) => {
        for (const change of changes) {
          for (const node of change.addedNodes) window.heard.push(node.textContent);
        }
      }).observe(region, { childList: true });
    }""")
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    said = page.locator("[aria-live=polite]#announce").inner_text()
    assert "원문 인용" in said
    assert re.search(r"근거 \d+개", said)
    heard = page.evaluate("window.heard.join(' ')")
    assert heard.count("트랜지스터가 2,080억 개 들어 있다.") == 1
    # What a slow reader has not come to yet is still there.
    assert "2,080억 개 들어 있다." in said
    ask(page, "고마워")
    said = page.locator("#announce").inner_text()
    assert "고맙습니다" in said
    assert "2,080억" not in said
