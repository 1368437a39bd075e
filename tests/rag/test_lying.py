"""Language models that lie: scripted answers, told by a server on loopback, checked sentence by
sentence.

`answers.json` and `answers_more.json` were used while the rules were made. `answers_apart.json` and
`answers_fresh.json` were not: they tell how the rules do on what they do not know. Honest sentences
of the last two files are freely worded, which is what costs most of them. `answers_polite.json` is
worded as small models do; before the rules were mended on it 43 of 60 honest sentences and 3 of 60
lies were shown.
`answers_office.json` is worded as large models do, on whole office documents; before the rules
were mended on it 39 of 129 honest sentences and 7 of 104 lies were shown; on `answers_reports.json`
24 of 80 and 10 of 67. `answers_unseen.json` is like them and no rule was made on it.
`answers_blind.json` was written by others than those who made the rules, as freely as models write,
every lie reworded like the true ones: rules alone kept 22 of 200 and showed 5 of 140 lies, and
neither rules nor `rag.checking.entailment` have learnt from it. `answers_reworded.json` is of the
same kind, by one who wrote as several models do; `rag.checking.entailment` has not learnt from it,
but three of its lies have mended a rule. `answers_files.json` and `answers_near.json` are on twelve
files of offices, tables and forms most of them, freely worded and in the words of the files;
`answers_plain.json` is on thirteen documents, worded as to ordinary questions. `answers_asked.json`
answers people's questions on eight of the twelve files, with lies that are wrong in what is asked
for or in a detail beside it. Nobody who made rules has looked at these four. Every answer begins
with a true sentence; the last one is judged.
"""

from collections.abc import Iterator

import pytest

from benchmarks.answers import FILES
from index import Passage
from rag.answer import Answer, Hit
from rag.llm.citing import drafts
from rag.llm.reader import LanguageModelReader
from rag.train.sentences import Row, arranged, stored
from tests.rag.llm_server import Server, serving

QUESTION = "무엇이 적혀 있나요?"


def told(server: Server, row: Row, shelf: list[Passage]) -> tuple[str, list[Answer]]:
    text, passages = arranged(row, shelf)
    server.say = lambda messages: text
    hits = tuple(Hit(one, 0.0, None, None) for one in passages)
    # Nothing is quoted: what is written must be borne out by itself.
    quoted = Answer(QUESTION, (), (), abstained=True, reader="", hits=hits)
    reader = LanguageModelReader(server.url, "tiny")
    return drafts(text)[-1].text, list(reader.read(QUESTION, quoted))


def judged(name: str) -> Iterator[tuple[Row, bool]]:
    """Each row, and whether its sentence was shown as supported in any answer."""
    shelves, rows = stored(FILES / name)
    with serving("", pieces=40) as server:
        for row in rows:
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
        ("answers.json", 0, 0.91),
        ("answers_apart.json", 1, 0.85),
        ("answers_more.json", 4, 0.70),
        ("answers_fresh.json", 1, 0.57),
        ("answers_polite.json", 0, 0.86),
        ("answers_office.json", 0, 0.71),
        ("answers_reports.json", 1, 0.52),
        ("answers_unseen.json", 2, 0.48),
        ("answers_blind.json", 6, 0.56),
        ("answers_reworded.json", 12, 0.66),
        ("answers_files.json", 8, 0.40),
        ("answers_plain.json", 3, 0.49),
        ("answers_near.json", 11, 0.74),
        ("answers_asked.json", 10, 0.71),
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
