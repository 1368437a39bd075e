import warnings
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from benchmarks.samples import LINES, PAGES, SHEETS, WRITERS, paragraphs
from corpus import Document, read_folder
from corpus.reading import read

TABLES = (".csv", ".xls", ".xlsx")


def texts(path: Path) -> list[Document]:
    results = read(path, path.name)
    documents = [one for one in results if isinstance(one, Document)]
    assert len(documents) == len(results), results
    return documents


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Document]]:
    """What is read of the sample of each format."""
    folder = tmp_path_factory.mktemp("samples")
    read_samples = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writers' own
        for suffix, write in WRITERS.items():
            write(folder / f"규정{suffix}")
            read_samples[suffix] = texts(folder / f"규정{suffix}")
    return read_samples


def f1(expected: str, found: str) -> float:
    """The share of the letters that both have, in order."""
    expected, found = "".join(expected.split()), "".join(found.split())
    blocks = SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(expected) + len(found))


LETTER = (
    "메일 제목: 규정 안내 보낸 사람: 김하늘 <sky@example.com> 받는 사람: 이바다 <sea@example.com>"
)


def known(suffix: str) -> str:
    heads = suffix in (".docx", ".epub", ".html", ".odt", ".zip")
    pages = [f"{number}장 총칙" * heads + "".join(page) for number, page in enumerate(PAGES, 1)]
    return LETTER * (suffix == ".eml") + "".join(pages)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_all_text_is_read_and_nothing_else(suffix: str, samples: dict[str, list[Document]]) -> None:
    text = samples[suffix][0].text
    if suffix in TABLES:
        lines = text.split("\n")
        assert [line for line in lines if ": " in line] == list(LINES)
        return
    assert f1(known(suffix), text.replace("# ", "")) >= 0.98
    assert all(paragraph in text for paragraph in paragraphs())


@pytest.mark.parametrize("suffix", [".pdf", ".pptx"])
def test_every_sentence_is_on_its_page(suffix: str, samples: dict[str, list[Document]]) -> None:
    (document,) = samples[suffix]
    for number, page in enumerate(PAGES, 1):
        for paragraph in page:
            start = document.text.index(paragraph)
            assert document.page_at(start) == document.page_at(start + len(paragraph) - 1) == number


def test_slides_and_pages_are_named(samples: dict[str, list[Document]]) -> None:
    assert [place.label for place in samples[".pptx"][0].places] == [
        "슬라이드 1",
        "슬라이드 2",
        "슬라이드 3",
    ]
    assert [place.label for place in samples[".pdf"][0].places] == ["1쪽", "2쪽", "3쪽"]


@pytest.mark.parametrize(("suffix", "first"), [(".xlsx", 3), (".xls", 2)])
def test_every_row_is_named_by_sheet_and_row(
    suffix: str, first: int, samples: dict[str, list[Document]]
) -> None:
    (document,) = samples[suffix]
    numbers = iter(LINES)
    for name, rows in SHEETS.items():
        for row in range(first, first + len(rows)):
            line = next(numbers)
            start = document.text.index(line)
            assert document.label_of(start, start + len(line)) == f"시트 '{name}' {row}행"


def test_headings_are_marked(samples: dict[str, list[Document]]) -> None:
    for suffix in (".docx", ".epub", ".odt"):
        assert "# 2장 총칙\n" in samples[suffix][0].text
    assert "## 2장 총칙\n" in samples[".html"][0].text


def test_titles_are_those_of_the_content_else_the_name(
    samples: dict[str, list[Document]],
) -> None:
    titles = {suffix: documents[0].title for suffix, documents in samples.items()}
    assert titles[".html"] == "사내 규정"
    assert titles[".epub"] == "사내 규정집"
    assert titles[".eml"] == "규정 안내"
    assert titles[".pdf"] == titles[".hwpx"] == "규정"


def test_what_is_attached_or_packed_is_a_document_of_its_own(
    samples: dict[str, list[Document]],
) -> None:
    letter, table = samples[".eml"]
    assert letter.text.startswith("메일 제목: 규정 안내\n보낸 사람: 김하늘")
    assert (table.source, table.text.split("\n")[1]) == ("규정.eml/예산 내역.csv", LINES[0])
    assert [one.source for one in samples[".zip"]] == [
        "규정.zip/규정/사내 규정.docx",
        "규정.zip/메모.txt",
    ]


def test_a_folder_of_all_formats_is_read(tmp_path: Path) -> None:
    for suffix in (".csv", ".hwpx", ".zip"):
        WRITERS[suffix](tmp_path / f"규정{suffix}")
    documents, unreadable = read_folder(tmp_path)
    assert [one.source for one in documents] == [
        "규정.csv",
        "규정.hwpx",
        "규정.zip/규정/사내 규정.docx",
        "규정.zip/메모.txt",
    ]
    assert unreadable == ()
