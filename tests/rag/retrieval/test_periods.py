"""Quarters and halves are found however the documents write them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Library

SHEETS = {
    "실적.csv": "구분,3Q31,4Q31,2H31,FY2031\n수주,61억,67억,128억,240억\n이익,6억,8억,14억,25억\n",
    "지표.csv": "지표,31.3Q,31.4Q\n가동률,82%,79%\n불량률,1.3%,1.6%\n",
}
REPORT = (
    "# 2032년 판매\n\n| 지점 | 2032년 1분기 | 2032년 2분기 | 2032년 상반기 |\n|---|---|---|---|\n"
    "| 동문점 | 31대 | 44대 | 75대 |\n| 서문점 | 28대 | 39대 | 67대 |\n"
)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("sheets")
    for name, text in SHEETS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library.open(folder, index=folder / "index")
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2031년 4분기 수주는?", "67억"),
        ("3분기 이익은 얼마야?", "6억"),
        ("31년 하반기 이익은?", "14억"),
        ("2031년 수주는 얼마였어?", "240억"),
        ("2031년 3분기 가동률은?", "82%"),
        # None of another year or quarter.
        ("2030년 4분기 수주는?", ""),
        ("2031년 1분기 불량률은?", ""),
    ],
)
def test_what_sheets_abbreviate(sheets: Library, question: str, short: str) -> None:
    assert sheets.ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("동문점 2Q32 판매는?", "44대"),
        ("서문점 1H32 판매는?", "67대"),
        ("서문점 3Q32 판매는?", ""),
    ],
)
def test_what_questions_abbreviate(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"판매": REPORT}).ask(question).short == short
