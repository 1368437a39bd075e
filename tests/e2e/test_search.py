"""Point 3: searching passages, and why they are found."""

import re

from playwright.sync_api import Page, Route

CALL = re.compile("/component_server")


def search(page: Page, query: str) -> None:
    page.locator("#tab-search").click()
    page.locator("#query").fill(query)
    page.locator("#query").press("Enter")
    page.locator("#results li").first.wait_for()


def test_passages_stand_with_scores_ranks_and_marks(page: Page) -> None:
    search(page, "블랙웰 트랜지스터")
    first = page.locator("#results li").first
    assert "낱말로 1위" in first.locator(".ranks").inner_text()
    assert "뜻으로 " in first.locator(".ranks").inner_text()
    assert "트랜지스터" in first.locator(".text mark").all_inner_texts()
    first.locator("summary").click()
    assert "형태소" in first.inner_text()
    first.get_by_role("button", name="원문에서 보기").click()
    assert "2,080억" in page.locator("#viewer-text mark").inner_text()


def test_filters_narrow_the_results(page: Page) -> None:
    search(page, "블랙웰 트랜지스터")
    before = page.locator("#results li").count()
    page.locator("#source").fill("나쁜")
    page.wait_for_function(f"document.querySelectorAll('#results li').length < {before}")
    assert "칩 이야기" not in page.locator("#results").inner_text()
    page.locator("#source").fill("")
    page.locator("#until").fill("2001-01-01")
    page.wait_for_function("document.querySelectorAll('#results li').length === 0")


def test_results_that_come_late_do_not_replace_later_ones(page: Page) -> None:
    search(page, "블랙웰 트랜지스터")
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(CALL, hold_first)
    page.locator("#source").fill("나쁜")
    page.locator("#until").fill("2001-01-01")
    page.wait_for_function("document.querySelectorAll('#results li').length === 0")
    with page.expect_response(CALL):
        held[0].continue_()
    page.wait_for_timeout(300)
    assert page.locator("#results li").count() == 0


def test_nothing_older_stands_below_a_search_that_failed(page: Page) -> None:
    search(page, "블랙웰 트랜지스터")
    page.locator("#query").fill("가" * 2500)
    page.locator("#query").press("Enter")
    page.locator("#search-notes", has_text="찾지 못했습니다.").wait_for()
    assert page.locator("#results li").count() == 0
    assert "질문이 너무 깁니다" in page.locator("#toasts").inner_text()


def test_another_reading_is_offered(page: Page) -> None:
    search(page, "dpsqleldk")
    page.locator("#search-readings button", has_text="엔비디아").click()
    page.wait_for_function("document.querySelector('#query').value === '엔비디아'")
    assert "본사" in page.locator("#results li").first.inner_text()


def test_an_emptied_box_shows_what_a_new_one_does(page: Page) -> None:
    page.locator("#tab-search").click()
    notes = page.locator("#search-notes").inner_text()
    search(page, "블랙웰 트랜지스터")
    page.locator("#query").fill("")
    assert page.locator("#results li").count() == 0
    assert page.locator("#search-notes").inner_text() == notes
