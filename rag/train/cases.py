"""Questions with and without an answer in what is searched, for fitting and for measuring.

Every article's questions are asked of all paragraphs, and some again of a few articles only, since
words have other rarities in small folders. Besides each question as it is: with the passages of
its own paragraph taken away, and in the variants of `rag.train.contrasts`. Those made by rule are
not like the questions that people ask in vain; such ones we have written ourselves, on the sample,
on documents of offices, as Markdown and as files of every format, and on the same articles.
"""

import argparse
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from corpus import SAMPLE, Document, list_files, read_file
from index import Passage
from rag.answer import Hit
from rag.arrays import Floats
from rag.evaluation.questions import Evidence, Question, read_questions
from rag.library import Library
from rag.network import Network
from rag.reading.reread import CONTENDERS, contested, shortlisted
from rag.reading.scoring.span_scores import PASSAGES_READ, Judged, judge
from rag.retrieval.query import question_terms
from rag.train.contrasts import Pool, contrasts

# Articles and sample questions are dealt out by their number: even ones teach, odd ones test.
# Office documents are by their name, so that further ones leave the others where they are.
PARTS = (0, 1)
# What is learnt from how the reader reads is learnt where it has not seen the document.
FOLDS = 3
# Documents of offices with questions as people there ask them, for training only.
OFFICE = Path(__file__).with_name("office")
# Files of many formats as offices have them, with questions as people type them.
FILES = Path(__file__).with_name("files")
# The groups of a folder's documents are numbered from here.
_FIRST_OF = {"office": 10_000, "files": 20_000}
# What conversations are measured on (`benchmarks.talks`) is left out as well.
TALKED_ABOUT = frozenset(
    "air-cleaner-manual board-minutes company-welfare-handbook festival-plan "
    "humanoid-robot-outlook library-notice museum-history pet-insurance-guide".split()
)
# Questions that have nothing to do with documents of offices, one a line.
_IDLE = Path(__file__).with_name("idle.txt")
# So many documents are a few, and that share of its words says that a question is spoken of.
_FEW = 8
_MOST = 0.6
# Of each document some questions are asked of others, of kinds that leave no doubt about which.
_FOREIGN, _CLEAR = 6, ("direct", "paraphrase")
# Our own questions on the articles; answers are places in paragraphs, whose text is not ours.
_WRITTEN = Path(__file__).with_name("articles.jsonl")
_ARTICLES_IN_SMALL = 4
Articles = Sequence[dict[str, Any]]
Answers = Mapping[str, tuple[Sequence[str], int]]
# A document, and where something starts and ends in it.
TextSpan = tuple[str, int, int]


def taught(description: str | None) -> tuple[Articles, Sequence[int]]:
    """The articles that the command line names, and the parts that teach: with `--held-out` one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    articles = json.loads(arguments.data.read_text(encoding="utf-8"))["data"]
    return articles, PARTS[:1] if arguments.held_out else PARTS


@dataclass(frozen=True)
class Case:
    """The readings of a question with the passages found; `group` is what must not be split.

    `answers` maps each document that tells the answer to the accepted strings, with the offset
    where the answer stands, -1 for anywhere; `places` are where it is told, documents with start
    and end. The `sort` says how the question came about: "by rule", "written" as people ask, on
    "files", or "in vain".
    """

    library: Library
    readings: tuple[str, ...]
    hits: tuple[Hit, ...]
    kind: str
    answerable: bool
    group: int
    answers: Answers
    places: Sequence[TextSpan] = ()
    sort: str = "by rule"

    @property
    def fold(self) -> int:
        """Which of the `FOLDS` the case belongs to."""
        return self.group % FOLDS

    def tells(self, hit: Hit) -> bool:
        """Whether a passage tells the answer."""
        return holds(hit.passage, self.places)

    @property
    def is_found(self) -> bool:
        """Whether a passage that is read tells the answer, as far as its places are known."""
        return not self.places or any(self.tells(hit) for hit in self.hits[:PASSAGES_READ])

    def shortlisted(self, told: Floats) -> "Case":
        """With the passages in front that are read, by what reading `CONTENDERS` of them told."""
        hits = shortlisted(self.hits, told) if contested(self.hits) else self.hits
        return replace(self, hits=hits)

    def surest(self, networks: Sequence[Network], passages: int = PASSAGES_READ) -> Judged | None:
        """Of the readings that in which the reader finds most; None where it finds nothing.

        `networks` has a reader for each fold, that has not seen it; so many passages are read.
        """
        readings = self.readings if self.hits else ()
        network, idf = networks[self.fold], self.library.idf
        judged = [judge(text, self.hits, idf, network, passages) for text in readings]
        found = [one for one in judged if len(one.scores)]
        return max(found, key=lambda one: one.mass, default=None)


def article_cases(
    articles: Articles, remainder: int, *, every: int, most: int, seed: int = 0
) -> Iterator[Case]:
    """Cases of the articles whose number leaves that remainder by two.

    Of all questions each `every`th is taken, with at most so many variants.
    """
    own = range(remainder, len(articles), 2)
    draw = np.random.default_rng(seed)
    pool = Pool.of([row["question"] for i in own for row in _rows(articles[i])])
    everything = article_library(articles, range(len(articles)))
    yield from _asked(everything, articles, own, slice(0, None, every), most, pool, draw)
    for first in range(0, len(own), _ARTICLES_IN_SMALL):
        group = own[first : first + _ARTICLES_IN_SMALL]
        small = article_library(articles, group)
        yield from _asked(small, articles, group, slice(1, None, 2 * every), most, pool, draw)
        for i in own[first - _ARTICLES_IN_SMALL : first]:
            question = _rows(articles[i])[0]["question"]
            yield _case(small, question, "off-topic", False, i)


def written_cases(articles: Articles, remainder: int) -> Iterator[Case]:
    """Our own questions on the articles whose number leaves that remainder by two.

    On every other paragraph they are asked of a few articles only.
    """
    everything = article_library(articles, range(len(articles)))
    for i, own in itertools.groupby(written_rows(remainder), key=itemgetter(0)):
        few = article_library(articles, range(i, min(len(articles), i + 2 * _ARTICLES_IN_SMALL), 2))
        for _, paragraph, row in own:
            library = few if paragraph % 2 else everything
            text = articles[i]["paragraphs"][paragraph]["context"]
            told = {}
            if answer := row.get("answer"):
                told = {paragraph_source(i, paragraph): ([text[slice(*answer)]], answer[0])}
            case = _case(library, row["question"], row["kind"], bool(told), i, told)
            yield replace(case, sort="written")


def written_rows(remainder: int) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Our own questions on articles, each with the numbers of its article and paragraph."""
    for line in _WRITTEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article, paragraph = map(int, row["paragraph"].split("/"))
        if article % len(PARTS) == remainder:
            yield article, paragraph, row


def sample_cases(remainder: int) -> Iterator[Case]:
    """The questions on the sample corpus whose number leaves that remainder by two."""
    library = folder_library(SAMPLE)
    rows = read_questions(SAMPLE / "questions.jsonl").questions
    chosen = [(-n - 1, one) for n, one in enumerate(rows) if n % 2 == remainder and not one.history]
    yield from _people_ask(library, chosen, "written")


def office_cases(remainder: int) -> Iterator[Case]:
    """The questions on the office documents of one part."""
    yield from _folder_cases(OFFICE, remainder, "written")


def file_cases(remainder: int) -> Iterator[Case]:
    """The questions on the files of one part."""
    yield from _folder_cases(FILES, remainder, "files")


def _folder_cases(folder: Path, remainder: int, sort: str) -> Iterator[Case]:
    """Of each document, half are asked of all documents and half of that one alone."""
    everything = folder_library(folder)
    for group, path in question_files(folder, remainder):
        own = asked_about(everything, path)
        chosen = [(group, one) for one in read_questions(path).questions]
        yield from _people_ask(everything, chosen[::2], sort)
        yield from _people_ask(Library.from_documents([own]), chosen[1::2], sort)


def question_files(folder: Path, part: int) -> list[tuple[int, Path]]:
    """The questions on the documents of a folder that are of a part, with the group of each."""
    files = enumerate(sorted(folder.glob("*.jsonl")), _FIRST_OF[folder.name])
    return [(-n, path) for n, path in files if _part_of(path.stem) == part]


def asked_about(library: Library, questions: Path) -> Document:
    """The document that a file of questions, which bears its name, is about."""
    documents = library.documents.items()
    return next(one for source, one in documents if Path(source).stem == questions.stem)


def _part_of(name: str) -> int:
    return 1 if name in TALKED_ABOUT else zlib.adler32(name.encode()) % 2


def vain_cases(articles: Articles, remainder: int) -> Iterator[Case]:
    """Questions that the office documents of one part do not speak of.

    Some are answered by others of these documents. Some are of nothing that an office writes: those
    are asked of one document, of a few, and of everything there is, unless that speaks of it.
    """
    groups, paths = zip(*question_files(OFFICE, remainder), strict=True)
    idle = _IDLE.read_text(encoding="utf-8").splitlines()[remainder::2]
    large = (folder_library(OFFICE), article_library(articles, range(len(articles))))
    for place in range(len(paths)):
        *own, other = (paths * 2)[place : place + _FEW + 1]
        few = [asked_about(large[0], path) for path in own]
        small = [Library.from_documents(chosen) for chosen in (few, few[:1])]
        group = groups[place]
        for n, text in enumerate(idle[place :: len(paths)]):
            for library in (*small, large[n % 2]):
                case = _case(library, text, "idle", False, group)
                if library in small or not _speak_of(case):
                    yield replace(case, sort="in vain")
        for text, library in zip(_answered_by(other), itertools.cycle(small)):
            yield replace(_case(library, text, "foreign", False, group), sort="in vain")


def _speak_of(case: Case) -> bool:
    """Whether a passage holds most words of a question."""
    terms = question_terms(case.readings[0])
    return any(len(hit.matched) >= _MOST * len(terms) for hit in case.hits)


def _answered_by(path: Path) -> list[str]:
    """Some of the questions that a document answers and another does not."""
    clear = [one.question for one in read_questions(path).questions if one.kind in _CLEAR]
    return clear[:: len(clear) // _FOREIGN + 1]


def folder_library(folder: Path) -> Library:
    """The documents of a folder, with an index in memory."""
    results = (one for file in list_files(folder).files for one in read_file(file))
    return Library.from_documents([one for one in results if isinstance(one, Document)])


def _people_ask(
    library: Library, chosen: Sequence[tuple[int, Question]], sort: str
) -> Iterator[Case]:
    """Questions with the groups they belong to."""
    for group, one in chosen:
        answers = {e.source: (one.answers, -1) for e in one.evidence}
        places = [quoted(e, library.documents[e.source].text) for e in one.evidence]
        case = _case(library, one.question, one.kind, not one.unanswerable, group, answers)
        yield replace(case, sort=sort, places=places)


def quoted(evidence: Evidence, text: str) -> TextSpan:
    """Where a document of that text has the quote."""
    start = text.index(evidence.quote)
    return evidence.source, start, start + len(evidence.quote)


def holds(passage: Passage, places: Iterable[TextSpan]) -> bool:
    """Whether a passage holds the middle of one of the places."""
    return any(
        passage.source == source and passage.start <= (start + end) // 2 < passage.end
        for source, start, end in places
    )


def _rows(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row for paragraph in article["paragraphs"] for row in paragraph["qas"]]


def article_library(articles: Articles, chosen: Iterable[int]) -> Library:
    """The paragraphs of the articles of some numbers, a document each."""
    return Library.from_documents(
        [
            Document(paragraph_source(i, j), articles[i]["title"], paragraph["context"])
            for i in chosen
            for j, paragraph in enumerate(articles[i]["paragraphs"])
        ]
    )


def paragraph_source(article: int, paragraph: int) -> str:
    """The name that a paragraph has there."""
    return f"{article:03d}/{paragraph:03d}.txt"


def _asked(
    library: Library,
    articles: Articles,
    asked: Iterable[int],
    taken: slice,
    most: int,
    pool: Pool,
    draw: np.random.Generator,
) -> Iterator[Case]:
    for i in asked:
        paragraphs = articles[i]["paragraphs"]
        whole = "\n".join(paragraph["context"] for paragraph in paragraphs)
        rows = [(j, row) for j, one in enumerate(paragraphs) for row in one["qas"]]
        for j, row in rows[taken]:
            gold = row["answers"][0]
            answers = {paragraph_source(i, j): ([gold["text"]], gold["answer_start"])}
            yield from _with_and_without(library, row["question"], answers, i)
            context = paragraphs[j]["context"]
            changed = list(contrasts(row["question"], context, whole, pool, draw))
            for n in sorted(draw.permutation(len(changed))[:most].tolist()):
                one = changed[n]
                told = answers if one.kind == "synonym" else {}
                yield _case(library, one.text, one.kind, one.answerable, i, told)


def _with_and_without(
    library: Library, question: str, answers: Answers, group: int
) -> Iterator[Case]:
    """The question, and again without its paragraph unless the article tells it elsewhere too."""
    deep = _case(library, question, "answerable", True, group, answers, 2 * CONTENDERS)
    yield replace(deep, hits=deep.hits[:CONTENDERS])
    ((source, ((answer,), _)),) = answers.items()
    others = tuple(hit for hit in deep.hits if hit.passage.source != source)[:CONTENDERS]
    same_article = [h for h in others[:PASSAGES_READ] if h.passage.source[:3] == source[:3]]
    if others and not any(answer in hit.passage.text for hit in same_article):
        yield replace(deep, hits=others, kind="removed", answerable=False, answers={}, places=())


def _case(
    library: Library,
    question: str,
    kind: str,
    answerable: bool,
    group: int,
    answers: Answers | None = None,
    depth: int = CONTENDERS,
) -> Case:
    found = library.first_stage(question, depth)
    readings = tuple(reading.text for reading in found.readings)
    told = answers or {}
    places = [(s, start, start + len(a[0])) for s, (a, start) in told.items() if start >= 0]
    return Case(library, readings, found.hits, kind, answerable, group, told, places)
