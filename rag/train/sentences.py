"""Files of sentences about documents, as language models write them: honest ones and lies."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpus import SAMPLE, Document, list_files, read_file
from index import Passage, split

REPOSITORY = Path(__file__).parents[2]
_MOST = 6
Row = dict[str, Any]


def stored(path: Path) -> tuple[dict[str, list[Passage]], list[Row]]:
    """The shelves of a file, and its sentences."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {key: _shelf(rows) for key, rows in data["shelves"].items()}, data["sentences"]


def _shelf(rows: Sequence[Row]) -> list[Passage]:
    """The passages of a shelf; those of a whole document in the order of its text."""
    if "whole" in rows[0]:
        return list(_document(REPOSITORY / rows[0]["whole"]))
    return [_passage(row) for row in rows]


@cache
def _document(path: Path) -> tuple[Passage, ...]:
    (file,) = [one for one in list_files(path.parent).files if one.source == path.name]
    (document,) = read_file(file)
    assert isinstance(document, Document)
    return split(document)


def _passage(row: Row) -> Passage:
    if "source" in row:
        return next(one for one in _document(SAMPLE / row["source"]) if row["holds"] in one.text)
    title, text = row["title"], row["text"]
    return Passage(f"{title}:0", f"{title}.txt", title, None, 0, len(text), text, title)


def arranged(row: Row, shelf: Sequence[Passage]) -> tuple[str, list[Passage]]:
    """The answer after a true sentence, and up to six passages, the cited ones in front.

    Where the passages are tables only, the answer stands by itself.
    """
    said = f"{row.get('before', '')} {row['text']}"
    cited = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", said)))
    there = [n for n in cited if n <= len(shelf)]
    order = [*there, *(n for n in range(1, len(shelf) + 1) if n not in there)][:_MOST]
    numbers = {old: new for new, old in enumerate(order, 1)}
    said = re.sub(r"\[(\d+)\]", lambda m: f"[{numbers.get(int(m[1]), 40)}]", said)
    passages = [shelf[n - 1] for n in order]
    number = next((n for n, one in enumerate(passages) if _ends_in_a_sentence(one.text)), None)
    if number is None:
        return said.strip(), passages
    first = re.split(r"(?<=다\.)\s", passages[number].text.splitlines()[-1])[0]
    return f"{first} [{number + 1}] {said.strip()}", passages


def _ends_in_a_sentence(text: str) -> bool:
    return "|" not in text and "[^" not in text and text.endswith(".")
