import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import SAMPLE, read_folder

ROWS = [
    json.loads(line)
    for name in ("questions.jsonl", "dialogues.jsonl")
    if (SAMPLE / name).exists()
    for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()
]
DOCUMENTS = {document.source: document for document in read_folder(SAMPLE)[0]}


def test_every_article_can_be_read_and_says_where_it_is_from() -> None:
    assert read_folder(SAMPLE)[1] == ()
    for document in DOCUMENTS.values():
        matter = document.text[: document.body]
        assert all(f"\n{field}: " in matter for field in ("title", "source", "date"))


def test_ids_are_unique() -> None:
    assert [name for name, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []


def test_a_quarter_of_the_questions_has_no_answer() -> None:
    questions = [row for row in ROWS if not row["id"].split("-")[1].startswith("d")]
    assert sum(row["unanswerable"] for row in questions) >= 0.25 * len(questions)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_quotes_are_verbatim_and_hold_the_answers(row: dict) -> None:
    if row["unanswerable"]:
        assert row["answers"] == []
        assert row["evidence"] == []
        return
    quotes = [evidence["quote"] for evidence in row["evidence"]]
    for evidence in row["evidence"]:
        document = DOCUMENTS[evidence["source"]]
        assert evidence["quote"] in document.text[document.body :]
    assert row["answers"]
    assert all(any(answer in quote for quote in quotes) for answer in row["answers"])


def test_nothing_is_copied_from_the_reference_text(shared: Path) -> None:
    """Our own sentences: no run of 40 characters is shared with the source of the facts."""
    source = "".join((shared / "ai_industry_2024.txt").read_text(encoding="utf-8").split())
    runs = {source[i : i + 40] for i in range(len(source) - 40)}
    for document in DOCUMENTS.values():
        text = "".join(document.text.split())
        assert not any(text[i : i + 40] in runs for i in range(len(text) - 40)), document.source
