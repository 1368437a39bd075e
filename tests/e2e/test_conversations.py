"""Conversations stay in the browser: listed, found, renamed, deleted, exported."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]
# Where an element stands once what came into sight has been laid out.
TOP = """element => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(element.getBoundingClientRect().top))))"""
FILLED = """async (count) => {
  const name = (await indexedDB.databases())[0].name;
  const database = await new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const writing = database.transaction(['conversations', 'exchanges'], 'readwrite');
  const one = { id: 'long', title: '긴 대화', created: 1, updated: Date.now() };
  writing.objectStore('conversations').put(one);
  for (let number = 0; number < count; number++) {
    writing.objectStore('exchanges').put({
      conversation: 'long', number, id: `t${number}`, question: `질문 ${number}`, whole: true,
      told: `<p class="text">답 ${number}</p>`.repeat(5), answer: `답 ${number}`, asked: 1,
      sources: '<article class="mundap-card" data-numbers="">대목</article>'.repeat(10), row: {},
    });
  }
  await new Promise((resolve) => { writing.oncomplete = resolve; });
}"""

SLOW = """const now = window.fetch;
window.fetch = async (...asked) => {
  const slow = String(asked[0]?.url ?? asked[0]).includes('component_server');
  if (slow) await new Promise((resolve) => { setTimeout(resolve, 1500); });
  return now(...asked);
};"""


def test_a_reload_keeps_the_conversation(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    page.reload()
    page.locator(".turn sup").first.wait_for()
    assert "2,080억" in page.locator("#cards mark").first.inner_text()
    assert "이렇게 이해했습니다: H100의 트랜지스터는" in ask(page, "그럼 H100은?")


def test_conversations_are_found_renamed_and_deleted(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    page.get_by_role("button", name="새 대화").click()
    ask(page, "엔비디아의 본사는 어디에 있나요?")
    titles = page.locator("#conversation-list .title")
    assert titles.count() == 2
    page.locator("#find-conversation").fill("2,080억")
    page.wait_for_function("document.querySelectorAll('#conversation-list .title').length === 1")
    assert titles.inner_text() == "B100의 트랜지스터는 몇 개인가요?"
    page.locator("#conversation-list summary").click()
    page.get_by_role("button", name="이름 바꾸기").click()
    page.get_by_label("새 이름").fill("칩 2,080억")
    page.get_by_label("새 이름").press("Enter")
    page.locator("#conversation-list .title", has_text="칩 2,080억").wait_for()
    page.locator("#conversation-list summary").click()
    page.get_by_role("button", name="지우기").click()
    page.locator("#confirm-yes").click()
    page.get_by_text("찾은 대화가 없습니다").wait_for()
    page.locator("#find-conversation").fill("")
    page.locator("#conversation-list .title", has_text="본사").wait_for()
    assert titles.count() == 1


def test_a_conversation_is_exported(page: Page, ask: Ask, tmp_path: Path) -> None:
    question = "B100의 트랜지스터는 몇 개인가요?"
    ask(page, question)
    saved = {}
    for kind in ("Markdown", "JSON"):
        page.locator("#conversation-list details:not([open]) summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"{kind}으로 내보내기").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        saved[kind] = path.read_text(encoding="utf-8")
        page.locator("#conversation-list details[open] summary").click()
    assert f"## {question}\n\nB100" in saved["Markdown"] or "블랙웰 B100에는" in saved["Markdown"]
    assert "**근거**" in saved["Markdown"]
    exchange = json.loads(saved["JSON"])["exchanges"][0]
    assert exchange["answer"]["short"] == "2,080억 개"
    assert exchange["answer"]["citations"][0]["source"] == "칩.md"


@pytest.mark.parametrize(
    ("question", "title", "name"),
    [
        ("칩은\n'B100'? 그럼 칩/판은??", None, "칩은 'B100' 그럼 칩 판은.md"),
        ("?!…", None, "문답.md"),
        ("👩‍🚀", None, "문답.md"),
        ("가" * 39 + "👨‍👩‍👧나다", "가" * 39 + "👨‍👩‍👧…", "가" * 39 + "👨👩👧….md"),
    ],
)
def test_titles_are_whole_and_files_well_named(
    question: str, title: str | None, name: str, page: Page
) -> None:
    page.locator("#box").fill(question)
    page.locator("#send").click()
    page.wait_for_function("document.querySelector('.turn:last-child')?.ariaBusy === 'false'")
    shown = page.locator("#conversation-list .title")
    assert shown.text_content() == (title or question)
    page.locator("#conversation-list summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown으로 내보내기").click()
    assert download.value.suggested_filename == name


def test_two_people_do_not_see_each_other(person: Person, ask: Ask) -> None:
    one, other = person(), person()
    ask(one, "B100의 트랜지스터는 몇 개인가요?")
    assert "800억" in ask(other, "H100의 트랜지스터는 몇 개인가요?")
    other.reload()
    other.locator(".turn sup").first.wait_for()
    assert other.locator("#conversation-list .title").all_inner_texts() == [
        "H100의 트랜지스터는 몇 개인가요?"
    ]
    assert "B100의 트랜지스터는 몇 개" not in other.locator("#turns").inner_text()


def test_two_tabs_of_one_conversation_lose_nothing(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#conversation-list .title").click()
    other.locator(".turn sup").first.wait_for()
    ask(other, "엔비디아의 본사는 어디에 있나요?")
    ask(page, "H100의 트랜지스터는 몇 개인가요?")
    other.get_by_role("button", name="새 대화").click()
    ask(other, "블랙웰은 언제 나왔나요?")
    page.locator("#conversation-list .title", has_text="블랙웰은 언제").wait_for()
    page.reload()
    page.locator(".turn sup").first.wait_for()
    assert page.locator(".turn").count() == 3


def test_what_one_tab_renames_or_deletes_does_not_come_back_in_another(
    page: Page, ask: Ask
) -> None:
    ask(page, "엔비디아의 본사는 어디에 있나요?")
    page.get_by_role("button", name="새 대화").click()
    ask(page, "블랙웰은 언제 나왔나요?")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#conversation-list .title", has_text="언제").click()
    other.locator(".turn sup").first.wait_for()
    page.locator("#conversation-list li", has_text="언제").locator("summary").click()
    page.get_by_role("button", name="이름 바꾸기").click()
    page.get_by_label("새 이름").fill("나온 때")
    page.get_by_label("새 이름").press("Enter")
    other.locator("#conversation-list [aria-current]", has_text="나온 때").wait_for()
    ask(other, "H100의 트랜지스터는 몇 개인가요?")
    assert other.locator("#conversation-list .title").first.inner_text() == "나온 때"
    # In one it is just being renamed while it is deleted in the other.
    other.locator("#conversation-list li", has_text="나온 때").locator("summary").click()
    other.get_by_role("button", name="이름 바꾸기").click()
    other.get_by_label("새 이름").fill("바꾸다 만 이름")
    page.locator("#conversation-list li", has_text="나온 때").locator("summary").click()
    page.get_by_role("button", name="지우기").click()
    page.locator("#confirm-yes").click()
    other.get_by_text("'나온 때' 대화를 다른 탭에서 지웠습니다.").wait_for()
    assert other.locator(".turn").count() == 0
    ask(other, "B100의 트랜지스터는 몇 개인가요?")
    for tab in (page, other):
        tab.reload()
        tab.locator("#conversation-list .title").nth(1).wait_for()
        assert tab.locator("#conversation-list .title").all_inner_texts() == [
            "B100의 트랜지스터는 몇 개인가요?",
            "엔비디아의 본사는 어디에 있나요?",
        ]


def test_a_thousand_messages_stay_smooth(page: Page, ask: Ask) -> None:
    page.evaluate(FILLED, 500)
    page.reload()
    page.locator("#conversation-list .title").click()
    page.locator(".turn").first.wait_for()
    assert page.locator(".turn").count() == 20
    # Turns out of sight are not drawn and have no text while the page still scrolls to them.
    expect(page.locator(".turn").last).to_contain_text("질문 499")
    page.locator("#earlier").scroll_into_view_if_needed()
    first = page.locator(".turn", has_text="질문 480")
    before = first.evaluate(TOP)
    page.locator("#earlier").evaluate("button => { button.click(); button.click(); }")
    page.wait_for_function("document.querySelectorAll('.turn').length === 40")
    assert abs(first.evaluate(TOP) - before) <= 1
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    assert page.locator(".turn").count() == 41
    # With a form in every turn Chromium takes seconds over each new one.
    assert page.locator("#turns form").count() == 0


def test_a_question_asked_while_the_page_still_starts_is_answered(page: Page, ask: Ask) -> None:
    ask(page, "B100의 트랜지스터는 몇 개인가요?")
    page.add_init_script(SLOW)
    page.reload()
    assert "이렇게 이해했습니다: H100의 트랜지스터는" in ask(page, "그럼 H100은?")
    assert page.locator(".turn").count() == 2
    assert page.get_by_text("멈췄습니다.").count() == 0
