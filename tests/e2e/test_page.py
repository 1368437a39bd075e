import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
HOSTILE = "<img src=x onerror=document.title='나쁨'>"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("e2e") / "우리 문서"
    folder.mkdir()
    (folder / "칩.md").write_text(
        "---\ntitle: 칩 이야기\n---\n블랙웰 B100에는 트랜지스터가 2,080억 개 들어 있다. "
        "H100에는 800억 개가 들어 있다.\n",
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


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="ko-KR")
        problems: list[str] = []
        page.on("request", lambda r: None if _is_local(r.url) else problems.append(r.url))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("#question textarea, #question input")
        yield page
        browser.close()
        assert problems == []


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def ask(page: Page, question: str) -> str:
    box = page.locator("#question textarea, #question input").first
    box.fill(question)
    box.press("Enter")
    page.wait_for_selector(".mundap-card", timeout=60_000)
    page.wait_for_timeout(1200)
    assert box.input_value() == ""
    return page.locator("#chat").inner_text()


def test_an_answer_stands_beside_its_highlighted_source(page: Page, documents: Path) -> None:
    said = ask(page, "블랙웰 B100의 트랜지스터는 몇 개인가요?")
    quote = page.locator(".mundap-card mark").first.inner_text()
    assert "2,080억 개" in said
    assert f"{quote} [1]" in said
    assert quote in (documents / "칩.md").read_text(encoding="utf-8")
    assert "칩.md" in page.locator(".mundap-card").first.inner_text()


def test_a_refusal_shows_the_nearest_passages_as_such(page: Page) -> None:
    assert "문서에서 근거를 찾지 못했습니다" in ask(page, "연차 휴가는 며칠인가요?")
    assert "참고로 가장 가까운 대목" in page.locator("#sources").inner_text()
    assert page.locator(".mundap-card mark").count() == 0


def test_documents_cannot_run_scripts(page: Page) -> None:
    said = ask(page, "악성 문서의 접속 암호는 누구인가요?")
    assert HOSTILE in said
    assert HOSTILE in page.locator(".mundap-card").first.inner_text()
    assert page.title() == "문답"
    assert page.locator("#chat img[src=x], #sources img").count() == 0


def test_composed_korean_is_sent_once(page: Page) -> None:
    box = page.locator("#question textarea, #question input").first
    box.click()
    session = page.context.new_cdp_session(page)
    for text in ("ㅂ", "브", "블", "블랙웰 트랜지스터"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    session.send("Input.insertText", {"text": "블랙웰 트랜지스터"})
    page.keyboard.press("Enter")
    page.wait_for_selector(".mundap-card", timeout=60_000)
    page.wait_for_timeout(1200)
    assert box.input_value() == ""
    assert page.locator("#chat .user").filter(has_text="블랙웰 트랜지스터").count() >= 1
    assert page.locator("#chat").inner_text().count("블랙웰 트랜지스터\n") <= 1
