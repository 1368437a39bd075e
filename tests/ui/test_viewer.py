from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Document, UsageError
from rag import Library
from ui.viewer import Quote, fingerprint, view

TEXT = "## 연차\n\n" + "앞 문장이다.\n" * 40 + "연차는 <15>일이다.\n" + "뒤 문장이다.\n" * 40


@pytest.fixture
def library() -> Library:
    return Library.from_documents([Document("휴가.md", "휴가", "---\n---\n" + TEXT, body=8)])


def quote(library: Library, text: str) -> Quote:
    start = library.documents["휴가.md"].text.index(text)
    return Quote("휴가.md", start, start + len(text), text)


def test_the_quote_is_marked_in_its_document(library: Library) -> None:
    shown = view(library, quote(library, "연차는 <15>일이다."))
    html = str(shown["html"])
    assert html.startswith('<p class="heading">연차</p><p>앞 문장이다.')
    assert '<mark tabindex="-1">연차는 &lt;15&gt;일이다.</mark>\n뒤 문장이다.' in html
    assert (shown["title"], shown["place"], shown["whole"]) == ("휴가", "휴가.md", True)


def test_of_long_documents_only_what_is_around(library: Library) -> None:
    shown = view(library, quote(library, "연차는 <15>일이다."), around=20)
    html = str(shown["html"])
    assert html.count("앞 문장이다.") == 3
    assert shown["whole"] is False
    assert html.startswith("<p>앞 문장이다.")
    assert html.endswith("뒤 문장이다.</p>")


def test_a_quote_that_moved_is_found_and_one_that_is_gone_is_said_to_be(library: Library) -> None:
    moved = Quote("휴가.md", 0, 9, "연차는 <15>일이다.")
    assert view(library, moved)["html"] == view(library, quote(library, moved.text))["html"]
    gone = view(library, Quote("휴가.md", 8, 20, "연차는 20일이다."))
    assert "인용한 문장을 찾지 못했습니다" in str(gone["notice"])


def test_a_document_that_is_gone_is_an_error() -> None:
    library = Library.from_documents([])
    with pytest.raises(UsageError, match=r"'없음.md' 문서가 더는 없습니다.*뺀 것"):
        view(library, Quote("없음.md", 0, 1, "가"))


def test_a_renamed_document_is_shown_under_its_new_name(folder: Path) -> None:
    library = Library.open(folder)
    library.update()
    document = library.documents["휴가.md"]
    start = document.text.index("병가는")
    end = start + len("병가는 연 60일까지 쓸 수 있다.")
    cited = Quote("휴가.md", start, end, document.text[start:end], fingerprint(document))
    (folder / "2025").mkdir()
    (folder / "휴가.md").rename(folder / "2025" / "휴가 규정.md")
    library.update()
    shown = view(library, cited)
    assert f"{cited.text}</mark>" in str(shown["html"])
    assert "내용이 똑같은 '2025/휴가 규정.md' 문서에서" in str(shown["notice"])
    assert str(shown["place"]).startswith("2025/휴가 규정.md")
    with pytest.raises(UsageError, match="더는 없습니다"):
        view(library, replace(cited, fingerprint="0123456789abcdef"))


def test_pages_are_named(tmp_path: Path) -> None:
    from corpus import Place

    places = (Place(0, "1쪽", 1), Place(6, "2쪽", 2))
    library = Library.from_documents([Document("보고.txt", "보고", "# 첫 쪽.둘째 쪽.", places)])
    shown = view(library, Quote("보고.txt", 7, 11, "째 쪽."))
    assert shown["place"] == "보고.txt, 2쪽"
    assert shown["html"] == (
        '<p class="part">1쪽</p><p># 첫 쪽.</p>'
        '<p class="part">2쪽</p><p>둘<mark tabindex="-1">째 쪽.</mark></p>'
    )
    assert "heading" not in str(shown["html"])
