import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
HOSTILE = "<img src=x onerror=document.title='나쁨'>${document.title='나쁨'}{{value}}"
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
WIDTHS = {"desktop": 1280, "mobile": 390}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("e2e") / "우리 문서"
    folder.mkdir()
    (folder / "칩.md").write_text(
        "---\ntitle: 칩 이야기\n---\n## 블랙웰\n\n"
        "블랙웰 B100에는 트랜지스터가 2,080억 개 들어 있다. 블랙웰은 2024년 3월에 나왔다.\n\n"
        "## 호퍼\n\nH100에는 트랜지스터가 800억 개 들어 있다.\n",
        encoding="utf-8",
    )
    (folder / "나쁜.md").write_text(
        f"---\ntitle: 제목{HOSTILE}\n---\n악성 문서의 접속 암호는 {HOSTILE} 홍길동이다.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def address(documents: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "chat", str(documents), "--no-browser", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(address: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page where nothing has been asked; a parameter sets the scheme and the width."""
    scheme, width = getattr(request, "param", ("light", "desktop"))
    context = browser.new_context(
        locale="ko-KR",
        color_scheme=scheme,
        viewport={"width": WIDTHS[width], "height": 860},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("request", lambda r: None if _is_local(r.url) else problems.append(r.url))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("#chat .mundap-empty button", timeout=60_000)
    yield page
    context.close()
    assert problems == []


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def ask(page: Page, question: str) -> str:
    """Ask in the box; the exchange as it is shown once the answer is whole."""
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    return told(page, question)


def told(page: Page, question: str) -> str:
    last = page.locator(".mundap-turn").last
    last.locator(".asked", has_text=question).wait_for()
    last.locator(".told button, .told .wrong").first.wait_for(timeout=60_000)
    assert page.locator("#question textarea").input_value() == ""
    return last.inner_text()


def test_an_answer_stands_beside_its_highlighted_source(page: Page, documents: Path) -> None:
    said = ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    quote = page.locator(".mundap-card mark").first.inner_text()
    assert "\n2,080억 개\n" in said
    assert f"{quote} [1]" in said
    assert "원문 인용 · 근거" in said
    assert quote in (documents / "칩.md").read_text(encoding="utf-8")
    assert "칩.md, 블랙웰" in page.locator(".mundap-card").first.inner_text()


def test_the_keyboard_is_enough(page: Page) -> None:
    """From the box back: copy, the mark; and on: why, more."""
    said = ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text("복사했습니다").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    quote = page.locator(".mundap-card mark").first.inner_text()
    assert copied.startswith(f"{quote} [1]")
    assert f"- [1] **칩 이야기** · 칩.md · 블랙웰\n\n  > {quote}" in copied
    for _ in range(said.count("[")):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#source-1")
    page.locator("#question textarea").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "질문과 같은 낱말" in page.locator(".mundap-card").first.inner_text()
    page.locator(".mundap-more > summary").press("Enter")
    assert page.locator(".mundap-more .mundap-card").first.is_visible()


def test_a_refusal_shows_the_nearest_passages_and_can_be_overruled(page: Page) -> None:
    assert "문서에서 근거를 찾지 못했습니다" in ask(page, "블랙웰의 전력 소비는 몇 와트인가요?")
    assert "참고로 가장 가까운 대목" in page.locator("#sources").inner_text()
    assert page.locator(".mundap-card mark").count() == 0
    page.get_by_role("button", name="그래도 답해 보기").press("Enter")
    page.locator("[data-markdown]").wait_for()
    assert page.locator(".mundap-turn").count() == 1
    assert page.locator(".mundap-card mark").count() > 0


def test_a_follow_up_is_understood_and_earlier_sources_stay(page: Page) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    said = ask(page, "그럼 H100은?")
    assert "이렇게 이해했습니다: H100의 트랜지스터는 몇 개인가요?" in said
    assert "800억 개" in said
    page.get_by_text("근거 보기").click()
    assert "2,080억" in page.locator(".mundap-turn").first.locator("mark").first.inner_text()
    page.get_by_role("button", name="새 대화").click()
    page.wait_for_selector("#chat .mundap-empty button")
    assert "H100" not in ask(page, "트랜지스터는 몇 개인가요?").split("\n")[0]


def test_an_example_asks_itself(page: Page) -> None:
    example = page.locator("#chat .mundap-empty button").first
    question = example.inner_text()
    example.press("Enter")
    assert "[1]" in told(page, question)


def test_a_question_that_is_too_long_is_an_error(page: Page) -> None:
    assert "질문이 너무 깁니다(2,500자" in ask(page, "가" * 2500)
    assert "2,080억 개" in ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")


def test_documents_cannot_run_scripts(page: Page) -> None:
    said = ask(page, "악성 문서의 접속 암호는 누구인가요?")
    assert HOSTILE in said
    assert HOSTILE in page.locator(".mundap-card").first.inner_text()
    assert page.title() == "문답"
    assert page.locator("#chat img, #sources img").count() == 0


def test_composed_korean_is_sent_once(page: Page) -> None:
    box = page.locator("#question textarea")
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
    assert page.locator(".mundap-turn").count() == 0
    page.keyboard.press("Enter")
    told(page, text)
    assert page.locator(".mundap-turn").count() == 1


@pytest.mark.parametrize(
    "page", [("light", "mobile"), ("dark", "desktop")], indirect=True, ids=["mobile", "dark"]
)
def test_everything_can_be_read(page: Page) -> None:
    ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    ask(page, "연차 휴가는 며칠인가요?")
    ask(page, "가" * 2500)
    ask(page, "H100의 트랜지스터는 몇 개인가요?")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRAST) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == "ko"
