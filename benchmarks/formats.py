"""How fast each format is read, next to its bare library, and what the libraries weigh.

    python -m benchmarks.formats [--seconds 2] [--hwp FOLDER]

Both sides read the same files in the same run and in turns, so that a busy machine slows both.
Ours goes all the way: through the other process, to a Document with its places.
"""

import argparse
import importlib.metadata
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import samples
from corpus.reading import read

# A report of some twenty pages: one of three would measure the opening of files.
_TIMES_LONGER = 8
_LIBRARIES = ("unhwp", "pypdfium2", "lxml", "openpyxl", "python-calamine", "striprtf")


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
    """The values by calamine."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return sum(len(str(cell)) for row in rows for cell in row)


def bare_html(path: Path) -> int:
    """The text of the parsed page by lxml."""
    from lxml import html

    return len(html.document_fromstring(path.read_bytes()).text_content())


def bare_hwpx(path: Path) -> int:
    """The text of the parsed section by lxml."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("Contents/section0.xml"))
    return len("".join(root.itertext()))


def bare_rtf(path: Path) -> int:
    """striprtf."""
    from striprtf.striprtf import rtf_to_text

    return len(rtf_to_text(path.read_text(encoding="ascii")))


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


def seconds(files: Sequence[Path], how: Callable[[Path], object], at_least: float) -> float:
    """Seconds a file, over as many rounds as fit."""
    started, rounds = time.perf_counter(), 0
    while time.perf_counter() - started < at_least:
        for path in files:
            how(path)
        rounds += 1
    return (time.perf_counter() - started) / (rounds * len(files))


def installed_mb(package: str) -> float:
    """What the files of an installed package take on disk."""
    files = importlib.metadata.files(package) or []
    sizes = [Path(str(file.locate())) for file in files]
    return sum(path.stat().st_size for path in sizes if path.is_file()) / 1e6


def compare(suffix: str, files: Sequence[Path], at_least: float) -> str:
    """A line of the table."""
    mb = sum(path.stat().st_size for path in files) / len(files) / 1e6
    ours, bare = [], []
    for _ in range(3):
        ours.append(seconds(files, lambda path: read(path, path.name), at_least / 3))
        bare.append(seconds(files, BARE[suffix], at_least / 3))
    mine, theirs = min(ours), min(bare)
    return (
        f"{suffix:6} {mb / mine:9.2f} {1 / mine:11.0f} {mb / theirs:10.2f} {1 / theirs:11.0f} "
        f"{theirs / mine:7.0%}"
    )


def main() -> None:
    """Print the table of speeds and the table of sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--hwp", type=Path, default=Path("../shared/data/hwp"))
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # the writers' own
    samples.PAGES *= _TIMES_LONGER
    samples.SHEETS |= {f"{n}": rows * 50 for n, rows in enumerate(samples.SHEETS.values())}
    print(
        f"{'':6} {'MB/s':>9} {'documents/s':>11} {'bare MB/s':>10} {'documents/s':>11} {'share':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        made = {suffix: [path] for suffix, path in samples.write_all(Path(folder)).items()}
        made[".hwp"] = sorted(arguments.hwp.glob("*.hwp"))
        for suffix in BARE:
            if made[suffix]:
                print(compare(suffix, made[suffix], arguments.seconds), flush=True)
    print("\ninstalled MB")
    for package in _LIBRARIES:
        print(f"{package:16} {installed_mb(package):6.1f}")


if __name__ == "__main__":
    main()
