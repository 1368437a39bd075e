"""How fast each format is read, next to its bare library, and what the libraries weigh.

    python -m benchmarks.formats [--seconds 2] [--folder 12] [--times 8] [--hwp FOLDER]

All sides read the same files in the same run and in turns, and the best pass of each counts, so
that a busy machine slows none. Ours goes all the way: through the other process, to a Document
with its places. The bare library only parses and gives plain text, in which words run together
where paragraphs do, and nobody could say where a row or a page begins. So the shortest code that
gives the same text with the start of each paragraph, row or page is the second measure.

The files are a folder of copies of one document per format, some twenty pages or, with `--times`,
so many times three; HWP files are real ones. Ours are asked for in batches, first of one process:
it runs already, and the folder is listed already.

"As a folder" is how an update of the index reads one that takes long: by as many processes as the
machine has processors, four at most. The files are listed so often that they take one process some
`--folder` seconds, and the start of the others is part of the time. The bare library is one process
in both shares, for that is how a script runs it: the second says how long people wait, not how much
work is done.
"""

import argparse
import importlib.metadata
import json
import math
import os
import tempfile
import time
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks import samples
from corpus import SourceFile, batches, read_ahead, read_files
from corpus.walk import source_file

# A pass reads 32 copies, or fewer where they are longer.
_PASS = 256
_LIBRARIES = ("unhwp", "pypdfium2", "lxml", "openpyxl", "xlrd", "python-calamine", "striprtf")


def bare_hwp(path: Path) -> int:
    """unhwp to Markdown."""
    import unhwp

    return len(unhwp.to_markdown(path))


def bare_pdf(path: Path) -> int:
    """The text of every page, in PDFium's order."""
    import pypdfium2

    book = pypdfium2.PdfDocument(path)
    length = sum(len(page.get_textpage().get_text_range()) for page in book)
    book.close()
    return length


def bare_docx(path: Path) -> int:
    """The paragraphs by python-docx."""
    import docx

    return sum(len(paragraph.text) for paragraph in docx.Document(str(path)).paragraphs)


def bare_pptx(path: Path) -> int:
    """The text frames by python-pptx."""
    import pptx

    slides = pptx.Presentation(str(path)).slides
    shapes = (shape for slide in slides for shape in slide.shapes if shape.has_text_frame)
    return sum(len(shape.text_frame.text) for shape in shapes)


def bare_xlsx(path: Path) -> int:
    """The values by openpyxl."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return sum(len(str(cell)) for cell in cells)


def bare_xls(path: Path) -> int:
    """The values by xlrd, with the formats that say how they are shown."""
    import xlrd

    book = xlrd.open_workbook(path, formatting_info=True)
    rows = (sheet.row_values(row) for sheet in book.sheets() for row in range(sheet.nrows))
    return sum(len(str(cell)) for row in rows for cell in row)


def bare_html(path: Path) -> int:
    """The text of the parsed page by lxml, which takes undeclared CP949 for Latin."""
    from lxml import html

    return len(html.document_fromstring(path.read_text(encoding="cp949")).text_content())


def bare_hwpx(path: Path) -> int:
    """The text of the parsed section by lxml."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("Contents/section0.xml"))
    return len("".join(root.itertext()))


def bare_rtf(path: Path) -> int:
    """striprtf."""
    from striprtf.striprtf import rtf_to_text

    return len(rtf_to_text(path.read_text(encoding="ascii")))  # type: ignore[no-untyped-call]


BARE: dict[str, Callable[[Path], int]] = {
    ".docx": bare_docx,
    ".html": bare_html,
    ".hwp": bare_hwp,
    ".hwpx": bare_hwpx,
    ".pdf": bare_pdf,
    ".pptx": bare_pptx,
    ".rtf": bare_rtf,
    ".xls": bare_xls,
    ".xlsx": bare_xlsx,
}


def placed(blocks: Iterable[str]) -> int:
    """Blocks of text as one text, and where each of them starts."""
    found = [one for block in blocks if (one := unicodedata.normalize("NFC", block).strip())]
    starts = list(accumulate((len(block) + 2 for block in found), initial=0))
    return len("\n\n".join(found)) + len(starts)


def same_html(path: Path) -> int:
    """The text of each heading, paragraph and item by lxml; the encoding is found out."""
    from lxml import html

    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp949")
    page = html.document_fromstring(text)
    blocks = page.iter("h1", "h2", "p", "li")
    return placed(" ".join(one.text_content().split()) for one in blocks)


def same_hwp(path: Path) -> int:
    """The paragraphs, cells and notes of the tree that unhwp gives."""
    import unhwp

    def texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
        if isinstance(node, list):
            for one in node:
                yield from texts(one)
        elif isinstance(node, dict):
            for key, value in node.items():
                if key in ("text", "script", "Footnote", "Endnote"):
                    yield value
                elif key != "style":
                    yield from texts(value)

    with unhwp.parse(path) as parsed:
        sections = json.loads(parsed.json)["sections"]
    return placed("".join(texts(block)) for one in sections for block in one["content"])


def same_hwpx(path: Path) -> int:
    """The text of each paragraph by lxml, by its name in any namespace."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("Contents/section0.xml"))
    return placed("".join(one.itertext("{*}t")) for one in root.iter("{*}p"))


def same_pdf(path: Path) -> int:
    """Each piece of a line with its box by pypdfium2."""
    import pypdfium2

    book = pypdfium2.PdfDocument(path)
    pieces = []
    for page in book:
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        pieces += [text.get_text_bounded(*box) for box in boxes]
    book.close()
    return placed(pieces)


def same_xls(path: Path) -> int:
    """Rows by xlrd, each cell with the name of its column."""
    import xlrd

    lines = []
    for sheet in xlrd.open_workbook(path, formatting_info=True).sheets():
        header, *rows = (sheet.row_values(row) for row in range(sheet.nrows))
        for row in rows:
            cells = (f"{one}: {cell}" for one, cell in zip(header, row, strict=True) if cell)
            lines.append(f"| {' | '.join(cells)} |")
    return placed(lines)


def same_xlsx(path: Path) -> int:
    """The values by openpyxl with the formats in which the sheet shows them."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return sum(len(f"{cell.value}{cell.number_format}") for cell in cells)


SAME: dict[str, Callable[[Path], int]] = {
    ".html": same_html,
    ".hwp": same_hwp,
    ".hwpx": same_hwpx,
    ".pdf": same_pdf,
    ".xls": same_xls,
    ".xlsx": same_xlsx,
}


Side = Callable[[Sequence[SourceFile]], object]


def ours(files: Sequence[SourceFile]) -> None:
    """By one process, as an update reads what takes a moment."""
    for batch in batches(files):
        read_files(batch)


def as_a_folder(files: Sequence[SourceFile]) -> None:
    """By several processes, as an update reads what takes long."""
    with read_ahead(read_files, batches(files)) as found:
        for _ in found:
            pass


def one_by_one(how: Callable[[Path], object]) -> Side:
    """As a loop over the files calls a library."""
    return lambda files: [how(file.path) for file in files]


def seconds(files: Sequence[SourceFile], side: Side) -> float:
    """Seconds a file in one pass over them."""
    started = time.perf_counter()
    side(files)
    return (time.perf_counter() - started) / len(files)


def copies(path: Path, count: int) -> list[Path]:
    """A file under several names."""
    made = [path.with_stem(f"{path.stem} {number}") for number in range(count)]
    for copy in made:
        copy.write_bytes(path.read_bytes())
    return made


def installed_mb(package: str) -> float:
    """What the files of an installed package take on disk."""
    files = importlib.metadata.files(package) or []
    sizes = [Path(str(file.locate())) for file in files]
    return sum(path.stat().st_size for path in sizes if path.is_file()) / 1e6


def compare(suffix: str, paths: Sequence[Path], at_least: float, folder: float) -> str:
    """A line of the table; the passes over a folder last so many seconds, were it one process."""
    files = [source_file(path.name, str(path)) for path in paths]
    mb = sum(file.size for file in files) / len(files) / 1e6
    bare = BARE[suffix]
    sides = (ours, one_by_one(bare), one_by_one(SAME.get(suffix, bare)))
    best = [min(seconds(files, side) for _ in range(2)) for side in sides]
    long = math.ceil(folder / best[0] / len(files)) * files
    together = math.inf
    for _ in range(2):
        together = min(together, seconds(long, as_a_folder))
        started = time.perf_counter()
        while time.perf_counter() - started < at_least / 2:
            best = [min(b, seconds(files, side)) for b, side in zip(best, sides, strict=True)]
    mine, theirs, same = best
    return (
        f"{suffix:6} {mb / theirs:6.2f} {1 / theirs:6.0f} "
        f"{mb / mine:8.2f} {1 / mine:6.0f} {theirs / mine:6.0%} {same / mine:6.0%} "
        f"{mb / together:8.2f} {1 / together:6.0f} {theirs / together:6.0%} {same / together:6.0%}"
    )


def main() -> None:
    """Print the table of speeds and the table of sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--folder", type=float, default=12.0)
    parser.add_argument("--times", type=int, default=8)
    parser.add_argument("--hwp", type=Path, default=Path("../shared/data/hwp"))
    arguments = parser.parse_args()
    os.environ["PATH"] = ""  # OCR is the work of another program
    warnings.simplefilter("ignore")  # the writers' own
    samples.PAGES *= arguments.times
    samples.SHEETS |= {
        f"{n}": rows * 6 * arguments.times for n, rows in enumerate(samples.SHEETS.values())
    }
    share = f"{'share':>6} {'same':>6}"
    print(f"{'':6} {'bare library':>13} {'one process':>29} {'as a folder':>29}")
    print(f"{'':6} {'MB/s':>6} {'docs/s':>6}" + f" {'MB/s':>8} {'docs/s':>6} {share}" * 2)
    with tempfile.TemporaryDirectory() as folder:
        count = max(1, min(_PASS // arguments.times, 32))
        written = samples.write_all(Path(folder))
        made = {suffix: copies(path, count) for suffix, path in written.items()}
        made[".hwp"] = sorted(arguments.hwp.glob("*.hwp"))
        for suffix in BARE:
            if made[suffix]:
                print(
                    compare(suffix, made[suffix], arguments.seconds, arguments.folder), flush=True
                )
    print("\ninstalled MB")
    for package in _LIBRARIES:
        print(f"{package:16} {installed_mb(package):6.1f}")


if __name__ == "__main__":
    main()
