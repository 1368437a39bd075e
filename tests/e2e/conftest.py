"""A real page in Chromium: one server for the tests that only ask, and what they all need."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
HOSTILE = "<img src=x onerror=document.title='나쁨'>${document.title='나쁨'}{{value}}"
WIDTHS = {"wide": 1440, "middle": 1024, "phone": 390}
Serve = Callable[..., AbstractContextManager[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs Chromium"))


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("e2e") / "우리 문서"
    folder.mkdir()
    (folder / "칩.md").write_text(
        "---\ntitle: 칩 이야기\n---\n## 블랙웰\n\n"
        "블랙웰 B100에는 트랜지스터가 2,080억 개 들어 있다. 블랙웰은 2024년 3월에 나왔다.\n\n"
        "## 호퍼\n\nH100에는 트랜지스터가 800억 개 들어 있다.\n\n"
        "## 엔비디아\n\n엔비디아의 본사는 샌타클래라에 있다.\n",
        encoding="utf-8",
    )
    (folder / "나쁜.md").write_text(
        f"---\ntitle: 제목{HOSTILE}\n---\n악성 문서의 접속 암호는 {HOSTILE} 홍길동이다.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def address(documents: Path, serve: Serve) -> Iterator[str]:
    with serve(documents) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> BrowserContext:
    """A browser profile for all tests: what it has loaded of the page need not come again."""
    return new_profile(browser)


def new_profile(browser: Browser) -> BrowserContext:
    permissions = ["clipboard-read", "clipboard-write"]
    return browser.new_context(locale="ko-KR", permissions=permissions)


Person = Callable[..., Page]


@pytest.fixture
def person(browser: Browser, profile: BrowserContext, address: str) -> Iterator[Person]:
    """Opens the page as a person who was never there; each has a browser of their own.

    Whoever it is, no request may leave the machine and nothing may be wrong in the console.
    """
    pages: list[Page] = []
    problems: list[str] = []

    def come(scheme: str = "light", width: str = "wide", address: str = address) -> Page:
        context = new_profile(browser) if pages else profile
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": WIDTHS[width], "height": 860})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        forgotten = {"origin": address.rstrip("/"), "storageTypes": "local_storage,indexeddb"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", forgotten)
        page.on("request", lambda r: None if _is_local(r.url) else problems.append(r.url))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: None if _is_leaving(e) else problems.append(str(e)))
        page.goto(address)
        page.wait_for_selector("#mundap [data-ready]", timeout=60_000)
        return page

    yield come
    # What is said while pages are closed is of streams that are closed with them.
    seen = _without_leaving(problems)
    for other in [one.context for one in pages[1:]]:
        other.close()
    for page in profile.pages:
        page.close()
    assert seen == []


@pytest.fixture
def page(person: Person) -> Page:
    """The page where nothing has been asked yet."""
    page = person()
    page.wait_for_selector("#examples button", timeout=60_000)
    return page


def _is_leaving(error: Error) -> bool:
    """Whether it only says that a page was left while Gradio still held a stream open."""
    return error.name == "AbortError"


def _without_leaving(problems: list[str]) -> list[str]:
    """Without what the console says of a page that was left while a stream was open."""
    left = any(one.startswith("AbortError") for one in problems)
    leaving = ("AbortError", "errored out") if left else ()
    return [one for one in problems if not any(said in one for said in leaving)]


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def ask() -> Callable[[Page, str], str]:
    """Asks in the box; gives the exchange as it is shown once the answer is whole."""

    def asked(page: Page, question: str) -> str:
        box = page.locator("#box")
        box.fill(question)
        box.press("Enter")
        return told(page, question)

    return asked


def told(page: Page, question: str) -> str:
    """The last exchange as it is shown, once its answer is whole."""
    last = page.locator(".turn").last
    last.locator(".question", has_text=question).wait_for()
    page.wait_for_function("document.querySelector('.turn:last-child')?.ariaBusy === 'false'")
    assert page.locator("#box").input_value() == ""
    return last.inner_text()
