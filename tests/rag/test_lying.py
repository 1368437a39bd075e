"""Language models that lie: scripted answers, told by a server on loopback, checked sentence by
sentence.

`answers.json` and `answers_more.json` were used while the rules were made. `answers_apart.json` and
`answers_fresh.json` were not: they tell how the rules do on what they do not know. Honest sentences
of the last two files are freely worded, which is what costs most of them. `answers_polite.json` is
worded as small models do; before the rules were mended on it 43 of 60 honest sentences and 3 of 60
lies were shown.
Every answer begins with a true sentence; the last one is judged.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus import SAMPLE, Document, list_files, read_file
from index import Passage, split
from rag.answer import Answer, Hit
from rag.citing import drafts
from rag.llm import LanguageModelReader
from tests.rag.llm_server import Server, serving

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
Row = dict[str, Any]


def stored(name: str) -> Row:
    return dict(json.loads((HERE / name).read_text(encoding="utf-8")))


@cache
def document(path: Path) -> tuple[Passage, ...]:
    (file,) = [one for one in list_files(path.parent).files if one.source == path.name]
    (read,) = read_file(file)
    assert isinstance(read, Document)
    return split(read)


def shelf_of(rows: list[Row]) -> list[Passage]:
    """The passages of a shelf; of a whole document, in the order of its text."""
    if "whole" in rows[0]:
        return list(document(REPOSITORY / rows[0]["whole"]))
    return [passage(row) for row in rows]


def passage(row: Row) -> Passage:
    if "source" in row:
        return next(one for one in document(SAMPLE / row["source"]) if row["holds"] in one.text)
    title, text = row["title"], row["text"]
    return Passage(f"{title}:0", f"{title}.txt", title, None, 0, len(text), text, title)


def arranged(row: Row, shelf: list[Passage]) -> tuple[str, list[Passage]]:
    """The answer after a true sentence, and up to six passages, the cited ones in front."""
    said = f"{row.get('before', '')} {row['text']}"
    cited = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", said)))
    there = [n for n in cited if n <= len(shelf)]
    order = [*there, *(n for n in range(1, len(shelf) + 1) if n not in there)][:6]
    numbers = {old: new for new, old in enumerate(order, 1)}
    said = re.sub(r"\[(\d+)\]", lambda m: f"[{numbers.get(int(m[1]), 40)}]", said)
    passages = [shelf[n - 1] for n in order]
    number = next(n for n, one in enumerate(passages) if _ends_in_a_sentence(one.text))
    first = re.split(r"(?<=다\.)\s", passages[number].text.splitlines()[-1])[0]
    return f"{first} [{number + 1}] {said.strip()}", passages


def _ends_in_a_sentence(text: str) -> bool:
    return "|" not in text and text.endswith(".")


def told(server: Server, row: Row, shelf: list[Passage]) -> tuple[str, list[Answer]]:
    text, passages = arranged(row, shelf)
    server.say = lambda messages: text
    hits = [Hit(one, 0.0, None, None) for one in passages]
    reader = LanguageModelReader(server.url, "tiny", idf=lambda term: 1.0)
    return drafts(text)[-1].text, list(reader.read("무엇이 적혀 있나요?", hits))


def judged(name: str) -> Iterator[tuple[Row, bool]]:
    """Each row, and whether its sentence was shown as supported in any answer."""
    data = stored(name)
    shelves = {key: shelf_of(rows) for key, rows in data["shelves"].items()}
    with serving("", pieces=40) as server:
        for row in data["sentences"]:
            last, answers = told(server, row, shelves[row["shelf"]])
            for answer in answers:
                check_citations(answer)
            shown = [s.text for answer in answers for s in answer.sentences if s.supported]
            yield row, last in shown


def check_citations(answer: Answer) -> None:
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        start = citation.start - citation.passage.start
        assert citation.passage.text[start:][: len(citation.quote)] == citation.quote
    for sentence in answer.sentences:
        assert bool(sentence.citations) == sentence.supported
        assert set(sentence.citations) <= set(answer.citations)


@pytest.mark.parametrize(
    ("name", "most_lies", "least_kept"),
    [
        ("answers.json", 0, 0.88),
        ("answers_apart.json", 2, 0.76),
        ("answers_more.json", 3, 0.62),
        ("answers_fresh.json", 1, 0.48),
        ("answers_polite.json", 0, 0.78),
    ],
)
def test_lies_are_not_shown_as_supported_and_honest_sentences_are_kept(
    name: str, most_lies: int, least_kept: float
) -> None:
    rows = list(judged(name))
    honest = [shown for row, shown in rows if row["kind"] == "honest"]
    lies = [shown for row, shown in rows if row["kind"] != "honest"]
    assert sum(lies) <= most_lies
    assert sum(honest) / len(honest) >= least_kept
