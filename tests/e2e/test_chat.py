"""Point 1: asking, answers with their sources, and what can be done with them."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

HOSTILE = "<img src=x onerror=document.title='나쁨'>${document.title='나쁨'}{{value}}"
TRANSISTORS = "블랙웰 B100의 트랜지스터는 몇 개인가요?"
Ask = Callable[[Page, str], str]


def test_an_answer_stands_beside_its_highlighted_source(
    page: Page, ask: Ask, documents: Path
) -> None:
    said = ask(page, TRANSISTORS)
    quote = page.locator(".mundap-card mark").first.inner_text()
    assert page.locator(".told .short b").inner_text() == "2,080억 개"
    assert page.locator(".told sup").first.inner_text() == "[1]"
    assert f"{quote}[1]" in said
    assert "원문 인용 · 근거" in said
    assert quote in (documents / "칩.md").read_text(encoding="utf-8")
    assert "칩.md, 블랙웰" in page.locator(".mundap-card").first.inner_text()


def test_a_mark_lights_its_card_and_opens_the_document_there(page: Page, ask: Ask) -> None:
    ask(page, TRANSISTORS)
    mark = page.locator(".told sup a").first
    mark.hover()
    assert page.locator(".mundap-card.lit").count() == 1
    mark.click()
    text = page.locator("#viewer-text")
    text.wait_for()
    assert text.locator("mark").inner_text() == page.locator("#cards mark").first.inner_text()
    assert "엔비디아의 본사는" in text.inner_text()
    assert page.locator("#viewer-place").inner_text() == "칩.md"
    page.keyboard.press("Escape")
    assert not text.is_visible()


def test_a_refusal_shows_the_nearest_passages_and_can_be_overruled(page: Page, ask: Ask) -> None:
    assert "문서에서 근거를 찾지 못했습니다" in ask(page, "블랙웰의 전력 소비는 몇 와트인가요?")
    assert "참고로 가장 가까운 대목" in page.locator("#cards").inner_text()
    assert page.locator(".mundap-card mark").count() == 0
    page.get_by_role("button", name="그래도 답해 보기").click()
    page.locator(".told sup").first.wait_for()
    assert page.locator(".turn").count() == 1
    assert page.locator(".mundap-card mark").count() > 0


def test_a_follow_up_is_understood_and_earlier_sources_come_back(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    said = ask(page, "그럼 H100은?")
    assert "이렇게 이해했습니다: H100의 트랜지스터는 몇 개인가요?" in said
    assert "800억 개" in said
    assert "800억" in page.locator("#cards mark").first.inner_text()
    page.locator(".turn").first.get_by_role("button", name="근거 보기").click()
    assert "2,080억" in page.locator("#cards mark").first.inner_text()


def test_examples_and_chips_ask_themselves_and_get_answers(page: Page, ask: Ask) -> None:
    page.locator("#examples button").first.click()
    page.locator(".told sup").first.wait_for()
    ask(page, TRANSISTORS)
    chip = page.locator("#chips button").first
    question = chip.inner_text()
    chip.click()
    page.locator(".turn").nth(2).locator("sup").first.wait_for()
    assert page.locator(".turn .question").last.inner_text() == question


def test_a_question_in_the_wrong_keyboard_state_is_offered_as_meant(page: Page, ask: Ask) -> None:
    said = ask(page, "dpsqleldkdml qhstksms djelTsksdy?")
    assert "한/영: dpsqleldkdml → 엔비디아의" in said
    offer = page.locator(".offer button")
    meant = offer.inner_text()
    assert "엔비디아의 본산" in meant or "엔비디아의 본사" in meant
    offer.click()
    page.locator(".turn").nth(1).locator("sup").first.wait_for()
    assert page.locator(".turn .question").last.inner_text() == meant


def test_an_answer_is_copied_with_its_sources(page: Page, ask: Ask) -> None:
    ask(page, TRANSISTORS)
    quote = page.locator(".mundap-card mark").first.inner_text()
    page.get_by_role("button", name="근거와 함께 복사").click()
    page.get_by_text("복사했습니다").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"2,080억 개\n\n{quote} [1]\n\n근거\n[1] 칩 이야기 (칩.md, 블랙웰)"


def test_what_rests_on_nothing_stands_beside_no_sources_of_another(page: Page, ask: Ask) -> None:
    ask(page, TRANSISTORS)
    ask(page, "안녕하세요")
    assert page.locator("#cards").inner_text() == "이 답에는 보여 드릴 근거가 없습니다."
    page.get_by_role("button", name="근거 보기").click()
    assert "2,080억" in page.locator("#cards mark").first.inner_text()


def test_below_a_very_long_question_the_answer_is_in_view(page: Page, ask: Ask) -> None:
    ask(page, "칩을 정리하고 있습니다. " * 200 + TRANSISTORS)
    assert page.locator(".told p").first.is_visible()
    box = page.locator(".told p").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 700


def test_that_nobody_answers_any_more_is_told_soon_and_in_korean(
    browser: Browser, serve: Callable[..., AbstractContextManager[str]], folder: Path
) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    with serve(folder) as address:
        page.goto(address)
        page.wait_for_selector("#mundap [data-ready]", timeout=60_000)
    page.locator("#box").fill("연차 휴가는 며칠인가요?")
    page.locator("#box").press("Enter")
    page.locator(".told", has_text="문답과 연결이 끊겼습니다").wait_for(timeout=10_000)
    assert page.locator("#send").is_visible()
    assert not page.get_by_text("Connection to the server was lost").is_visible()
    context.close()


def test_a_question_can_be_mended_and_asked_again(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    page.get_by_role("button", name="다시 답하기").click()
    page.wait_for_function("document.querySelector('.turn')?.ariaBusy === 'false'")
    assert page.locator(".turn").count() == 1
    page.locator(".turn").first.hover()
    page.get_by_role("button", name="고치기").click()
    page.get_by_label("고친 질문").fill("H100의 트랜지스터는 몇 개인가요?")
    page.get_by_role("button", name="다시 묻기").click()
    page.get_by_text("800억 개").first.wait_for()
    assert page.locator(".turn .question").all_inner_texts() == ["H100의 트랜지스터는 몇 개인가요?"]


def test_mending_an_earlier_question_loses_nothing(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    ask(page, "그럼 H100은?")
    page.locator(".turn").first.hover()
    page.get_by_role("button", name="고치기").first.click()
    page.get_by_label("고친 질문").fill("엔비디아의 본사는 어디에 있나요?")
    page.get_by_label("고친 질문").press("Enter")
    page.get_by_text("샌타클래라").first.wait_for()
    assert page.locator(".turn").count() == 1
    assert page.locator("#conversation-list .title").count() == 2
    page.locator("#conversation-list .title").last.click()
    page.wait_for_function("document.querySelectorAll('.turn').length === 2")


def test_what_people_think_stays_beside_the_index(page: Page, ask: Ask, documents: Path) -> None:
    ask(page, TRANSISTORS)
    page.get_by_role("button", name="아쉬운 답").click()
    page.get_by_label("어떤 점이 아쉬웠나요?").fill("답이 틀렸다")
    page.get_by_role("button", name="남기기").click()
    page.get_by_text("이 컴퓨터에만 남겼습니다").wait_for()
    row = thoughts(documents)[-1]
    assert (row["rating"], row["reason"]) == ("down", "답이 틀렸다")
    assert row["answer"]["citations"][0]["source"] == "칩.md"


def thoughts(documents: Path) -> list[Any]:
    lines = (documents / ".mundap/feedback.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_good_answer_needs_no_reason_and_a_thumb_can_be_taken_back(
    page: Page, ask: Ask, documents: Path
) -> None:
    ask(page, TRANSISTORS)
    page.get_by_role("button", name="아쉬운 답").click()
    page.get_by_role("button", name="취소").click()
    assert page.locator(".thumbs [aria-pressed=true], .reason").count() == 0
    page.get_by_role("button", name="좋은 답").click()
    page.get_by_text("이 컴퓨터에만 남겼습니다").wait_for()
    assert (thoughts(documents)[-1]["rating"], thoughts(documents)[-1]["reason"]) == ("up", "")
    page.reload()
    page.locator(".thumbs .up[aria-pressed=true]").wait_for()


def test_a_question_that_is_too_long_is_an_error_and_the_page_goes_on(page: Page, ask: Ask) -> None:
    assert "질문이 너무 깁니다(2,500자" in ask(page, "가" * 2500)
    assert "2,080억 개" in ask(page, TRANSISTORS)


def test_documents_cannot_run_scripts(page: Page, ask: Ask) -> None:
    said = ask(page, "악성 문서의 접속 암호는 누구인가요?")
    assert HOSTILE in said
    assert HOSTILE in page.locator(".mundap-card").first.inner_text()
    page.locator(".told sup a").first.click()
    page.locator("#viewer-text mark").wait_for()
    assert HOSTILE in page.locator("#viewer-text").inner_text()
    assert page.title() == "문답"
    assert page.locator("#mundap img").count() == 0


@pytest.mark.parametrize("width", ["middle", "phone"])
def test_smaller_screens_keep_everything_in_reach(
    person: Callable[..., Page], ask: Ask, width: str
) -> None:
    page = person(width=width)
    ask(page, TRANSISTORS)
    narrow = width == "phone"
    assert page.locator("#cards").is_visible() is not narrow
    if narrow:
        page.get_by_role("button", name="근거 보기").click()
        assert "칩 이야기" in page.locator("#cards").inner_text()
        page.locator("#hide-sources").click()
    page.get_by_role("button", name="대화 목록").click()
    assert page.locator("#conversation-list .title").inner_text() == TRANSISTORS
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
