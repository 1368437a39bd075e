"""Point 5: settings, the language model's server, and stopping it."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from tests.rag.llm_server import serving

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]
QUESTION = "블랙웰 B100의 트랜지스터는 몇 개인가요?"
SAID = "블랙웰 B100에는 트랜지스터가 2,080억 개 들어 있습니다. [1] 값은 3달러입니다. [1]"


def choose(page: Page, url: str) -> None:
    page.locator("#tab-settings").click()
    page.locator("#channels input").first.wait_for()
    page.locator("input[name=reader][value=llm]").check()
    page.get_by_role("textbox", name="주소").fill(url)
    page.get_by_role("button", name="모델 목록 보기").click()
    page.locator("#model-told", has_text="모델 1개: tiny").wait_for()
    assert page.locator("input[name=model]").input_value() == "tiny"


def test_a_language_model_is_chosen_tried_and_checked(person: Person, ask: Ask) -> None:
    page, other = person(), person()
    with serving(SAID) as server:
        choose(page, server.url)
        page.get_by_role("button", name="연결 시험").click()
        page.locator("#model-told", has_text="답했습니다").wait_for()
        page.reload()
        page.locator("#tab-chat").click()
        said = ask(page, QUESTION)
        assert "tiny · 근거" in said
        assert "값은 3달러입니다. (근거 확인 안 됨)" in page.locator(".unsupported").inner_text()
        assert "원문 인용 · 근거" in ask(other, QUESTION)


def test_it_is_said_where_questions_go(page: Page) -> None:
    page.locator("#stays", has_text="이 컴퓨터를 떠나지 않습니다").wait_for()
    page.locator("#tab-settings").click()
    page.locator("#channels input").first.wait_for()
    page.locator("input[name=reader][value=llm]").check()
    assert page.locator("#model-missing").is_visible()
    for url, away in (("http://localhost:11434/v1", False), ("http://10.1.2.3/v1", True)):
        page.get_by_role("textbox", name="주소").fill(url)
        page.locator("input[name=model]").fill("tiny")
        page.locator("input[name=model]").press("Tab")
        assert page.locator("#model-away").is_visible() is away
    assert not page.locator("#model-missing").is_visible()
    page.locator("#tab-chat").click()
    assert "다른 컴퓨터에 있는 언어 모델" in page.locator("#stays").inner_text()


def test_a_server_that_is_down_is_told_and_the_documents_are_quoted(page: Page, ask: Ask) -> None:
    with serving(SAID) as server:
        choose(page, server.url)
    page.get_by_role("button", name="연결 시험").click()
    page.locator("#model-told.wrong", has_text="연결하지 못했습니다").wait_for()
    page.locator("#tab-chat").click()
    said = ask(page, QUESTION)
    assert "연결하지 못했습니다" in said
    assert "대신 원문을 인용해 답합니다" in said
    assert "2,080억 개" in said


def test_an_answer_can_be_stopped_and_asked_again(page: Page, ask: Ask) -> None:
    waits = [6.0]

    def say(_: object) -> str:
        time.sleep(waits.pop() if waits else 0)
        return SAID

    with serving(say) as server:
        choose(page, server.url)
        page.locator("#tab-chat").click()
        page.locator("#box").fill(QUESTION)
        page.locator("#box").press("Enter")
        page.locator("#stop").click()
        page.get_by_text("멈췄습니다.").first.wait_for()
        assert page.locator("#send").is_visible()
        page.get_by_role("button", name="다시 답하기").click()
        page.locator(".told sup").first.wait_for()
        assert page.locator(".turn").count() == 1


def test_a_key_is_gone_with_the_tab_unless_it_is_to_be_kept(page: Page) -> None:
    def shows_key(tab: Page) -> None:
        tab.wait_for_function("document.querySelector('[name=key]')?.value === 'sk-비밀'")

    def everything_kept(tab: Page) -> str:
        return str(tab.evaluate("JSON.stringify(localStorage)"))

    page.locator("#tab-settings").click()
    page.locator("input[name=reader][value=llm]").check()
    page.get_by_label("API 키").fill("sk-비밀")
    page.locator("input[name=model]").click()
    assert "sk-비밀" not in everything_kept(page)
    page.reload()
    shows_key(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#tab-settings").click()
    other.locator("#channels input").first.wait_for()
    assert other.get_by_label("API 키").input_value() == ""
    page.get_by_label("이 브라우저에 기억하기").check()
    assert "sk-비밀" in everything_kept(page)
    other.reload()
    shows_key(other)
    page.get_by_role("button", name="처음 값으로").click()
    page.locator("#toasts", has_text="처음 값으로").wait_for()
    assert "sk-비밀" not in everything_kept(page)
    assert page.get_by_label("API 키").input_value() == ""


def test_settings_stay_and_can_be_reset(page: Page) -> None:
    page.locator("#tab-settings").click()
    page.locator("#channels input[value=vector]").uncheck()
    page.locator("input[name=k]").fill("3")
    page.locator("select[name=theme]").select_option("dark")
    assert page.locator("body.dark").count() == 1
    page.reload()
    page.locator("#channels input").first.wait_for()
    assert page.locator("body.dark").count() == 1
    assert page.locator("input[name=k]").input_value() == "3"
    assert not page.locator("#channels input[value=vector]").is_checked()
    page.locator("#tab-search").click()
    page.locator("#query").fill("트랜지스터")
    page.locator("#query").press("Enter")
    page.locator("#results li").first.wait_for()
    page.locator("#tab-settings").click()
    page.get_by_role("button", name="처음 값으로").click()
    page.locator("#toasts", has_text="처음 값으로").wait_for()
    assert page.locator("#channels input[value=vector]").is_checked()
    assert page.locator("body.dark").count() == 0
