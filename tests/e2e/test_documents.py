"""Point 2: the documents, in a folder that these tests change."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page

from benchmarks.samples import hwpx_paragraph, write_hwpx, write_pdf

Ask = Callable[[Page, str], str]
Person = Callable[..., Page]


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changing") / "바뀌는 문서"
    folder.mkdir()
    (folder / "휴가.md").write_text("# 휴가\n\n연차 휴가는 1년에 15일이다.\n", encoding="utf-8")
    (folder / "빈.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def changing_address(
    changing: Path, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    with serve(changing) as address:
        yield address


@pytest.fixture
def page(person: Person, changing_address: str) -> Page:
    page = person(address=changing_address)
    page.locator("#tab-documents").click()
    page.locator("#documents tbody tr").first.wait_for()
    return page


def row(page: Page, name: str) -> str:
    return page.locator("#documents tbody tr", has_text=name).inner_text()


def test_documents_stand_with_their_state_and_why(page: Page, changing: Path) -> None:
    assert str(changing) in page.locator("#folder-told").inner_text()
    page.locator(".state.indexed").first.wait_for()
    assert "읽음" in row(page, "휴가.md")
    assert "읽지 못함" in row(page, "빈.txt")
    assert "비어 있는 파일" in row(page, "빈.txt")
    page.get_by_role("button", name="읽지 못함 1").click()
    assert page.locator("#documents tbody tr").count() == 1


def test_documents_stand_in_the_order_that_is_chosen(page: Page) -> None:
    first = page.locator("#documents tbody tr").first
    assert "빈.txt" in first.inner_text()
    for order in ("bytes", "passages"):
        page.locator("#order").select_option(order)
        assert "휴가.md" in first.inner_text()
    page.locator("#order").select_option("name")
    assert "빈.txt" in first.inner_text()


def test_how_many_files_gave_nothing_is_seen_from_everywhere(page: Page) -> None:
    page.locator("#tab-chat").click()
    page.get_by_role("button", name="읽지 못한 파일 1개").click()
    page.locator("#documents tbody tr", has_text="비어 있는 파일").wait_for()
    assert page.locator("#documents tbody tr").count() == 1


def test_a_document_of_which_a_part_was_not_read_is_among_what_was_not(
    page: Page, changing: Path
) -> None:
    """Who follows the number in the header must find each file that it counts."""
    book = Workbook()
    for cells in (["품목", "금액"], ["의자", 120000], ["합계", "=SUM(B2:B2)"]):
        book.active.append(cells)  # type: ignore[union-attr]
    book.save(changing / "비품.xlsx")
    page.locator("#read-again").click()
    page.get_by_role("button", name="읽지 못한 파일 2개").click(timeout=60_000)
    listed = page.locator("#documents tbody tr", has_text="비품.xlsx")
    listed.wait_for()
    assert "읽음" in listed.inner_text()
    assert page.get_by_role("button", name="읽지 못함 2").is_visible()
    (changing / "비품.xlsx").unlink()
    page.locator("#read-again").click()
    page.get_by_role("button", name="읽지 못한 파일 1개").wait_for(timeout=60_000)


def test_an_uploaded_file_is_asked_and_opened(
    page: Page, ask: Ask, changing: Path, tmp_path: Path
) -> None:
    made = tmp_path / "식당.hwpx"
    write_hwpx(made, hwpx_paragraph("<hp:t>구내식당의 점심값은 6,500원이다.</hp:t>"))
    files = [
        {"name": made.name, "mimeType": "application/hwp+zip", "buffer": made.read_bytes()},
        {"name": "음악.mp3", "mimeType": "audio/mpeg", "buffer": b"ID3"},
    ]
    page.locator("#files").set_input_files(files)  # type: ignore[arg-type]
    page.locator("#uploads li", has_text="읽었습니다").wait_for(timeout=60_000)
    assert "문서로 읽지 않는 형식" in page.locator("#uploads li", has_text="음악.mp3").inner_text()
    assert (changing / made.name).read_bytes() == made.read_bytes()
    page.locator("#tab-chat").click()
    assert "6,500원" in ask(page, "구내식당의 점심값은 얼마인가요?")
    page.locator(".told sup a").first.click()
    assert "6,500원" in page.locator("#viewer-text mark").inner_text()


def test_a_pdf_opens_at_its_page_with_the_quote_boxed(page: Page, ask: Ask, tmp_path: Path) -> None:
    write_pdf(tmp_path / "규정집.pdf")
    page.locator("#files").set_input_files(tmp_path / "규정집.pdf")
    page.locator("#uploads li", has_text="읽었습니다").wait_for(timeout=60_000)
    page.locator("#tab-chat").click()
    ask(page, "출장 규정 제2항은 며칠 안에 신청서를 검토한다고 정하나요?")
    page.locator(".told sup a").first.click()
    page.locator("#viewer-page img").wait_for()
    assert page.locator("#viewer-place").inner_text() == "규정집.pdf, 2쪽"
    boxes = page.locator("#viewer-page span")
    assert boxes.count() >= 1
    image, box = page.locator("#viewer-page img").bounding_box(), boxes.first.bounding_box()
    assert image is not None
    assert box is not None
    assert box["width"] > 0.3 * image["width"]
    page.get_by_role("button", name="글", exact=True).click()
    assert "출장 규정 제2항" in page.locator("#viewer-text mark").inner_text()


def test_a_file_that_is_there_is_replaced_only_if_wanted(page: Page, changing: Path) -> None:
    (changing / "규정.txt").write_text("옛 규정이다.\n", encoding="utf-8")
    new = {"name": "규정.txt", "mimeType": "text/plain", "buffer": "새 규정이다.\n".encode()}
    for choice, expected in (("넣지 않기", "옛"), ("바꾸기", "새")):
        page.locator("#files").set_input_files([new])  # type: ignore[arg-type]
        page.locator("#existing").get_by_role("button", name=choice).click()
        page.locator("#uploads .stage:is(.good, .quiet)", has_text=".").first.wait_for()
        page.wait_for_function("!document.querySelector('#uploads progress')")
        page.wait_for_timeout(300)
        assert (changing / "규정.txt").read_text(encoding="utf-8").startswith(expected)


def test_a_document_is_left_out_and_taken_back(page: Page, ask: Ask, changing: Path) -> None:
    page.get_by_role("button", name="휴가.md 빼기").click()
    page.locator("#confirm-yes").click()
    page.get_by_role("button", name="휴가.md 되돌리기").wait_for()
    assert (changing / "휴가.md").is_file()
    page.locator("#tab-chat").click()
    assert "15일" not in ask(page, "연차 휴가는 며칠인가요?")
    page.locator("#tab-documents").click()
    page.get_by_role("button", name="휴가.md 되돌리기").click()
    page.get_by_role("button", name="휴가.md 빼기").wait_for()
    page.locator("#tab-chat").click()
    assert "15일" in ask(page, "연차 휴가는 며칠인가요?")


def test_the_chat_answers_while_documents_are_read(page: Page, ask: Ask, changing: Path) -> None:
    for number in range(50):
        text = "".join(f"보고서 {number}의 {line}번째 문장이다. " for line in range(80))
        (changing / f"보고 {number}.txt").write_text(text, encoding="utf-8")
    page.get_by_role("button", name="바뀐 문서 다시 읽기").click()
    page.locator("#status progress").wait_for()
    page.locator("#tab-chat").click()
    assert "15일" in ask(page, "연차 휴가는 며칠인가요?")
    assert page.locator("#status.busy").count() == 1
    page.locator("#status", has_text="문서 5").wait_for(timeout=120_000)
    page.locator("#tab-documents").click()
    page.locator("#changes", has_text="새 문서").wait_for()
