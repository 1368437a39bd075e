"""Labels whose value says by itself whether it is so: '우선권 주장: 없음', '중식: 제공'.

Forms have no verbs: who asks '우선권 주장을 했나요?' asks for what stands behind that label. All
that is asked beside it must be told by the titles.
"""

import re
from collections.abc import Iterator

from corpus.symbols import BRACKETED_AT_END
from index import terms_of
from rag.checking.support import Evidence
from rag.language.spans import ReadPassage
from rag.language.word_groups import is_among, same
from rag.reading.layout.labels import labelled
from rag.reading.scoring.span_scores import Judged
from rag.reading.tables.cells import tables
from rag.reading.whether.affirmed import ASKS_NOT, is_so, says_whether
from rag.reading.whether.permissions import ANYBODY
from rag.reading.whether.told_clauses import agreed
from rag.retrieval.query import question_terms

# What only asks whether: 했나요, 주나요, 받았어요.
_ASKING = frozenset("하 되 있 주 받 드리 나오 수 쓰 이 경우 때 거 것".split())
_CONDITION = re.compile(r"단[,\s]|다만|만\s|경우|제외|이상|이하|시\)|한함")


def verdict_of_label(judged: Judged) -> tuple[bool, Evidence] | None:
    """Whether it is so by the labels that a question names, where they agree."""
    question = judged.spans.query.text
    turned = ASKS_NOT.search(question) is not None
    asked = [t for t in question_terms(question) if t not in _ASKING and not says_whether(t)]
    found = [
        (is_so(said) != turned, Evidence.sentence(read, sentence))
        for read in judged.spans.reads
        for sentence, label, said in labels_told(read)
        if says_whether(said) and _is_named(asked, label, read)
    ]
    return agreed(found)


def labels_told(read: ReadPassage) -> Iterator[tuple[int, str, str]]:
    """The sentence, the label and the value of each entry, and of rows of two cells."""
    for one in labelled(read.passage.text, 0):
        yield read.sentence_at(one.start), one.label, _plain(one.said)
    for table in tables(read):
        for row, cells in table.rows.items():
            if len(cells) == 2:
                yield row, cells[0][0], _plain(cells[1][0])


def _plain(said: str) -> str:
    """A value without an aside that adds no condition."""
    aside = BRACKETED_AT_END.search(said)
    return said if aside is None or _CONDITION.search(aside[0]) else said[: aside.start()]


def _is_named(asked: list[str], label: str, read: ReadPassage) -> bool:
    """Whether all of a label is asked about, and all that is asked but what the titles name."""
    own = terms_of(label) - ANYBODY
    titles = read.passage.titles
    known = terms_of(titles) | ANYBODY
    named = {term for term in asked if term in label or is_among(term, own)}
    whole = all(one in asked or any(same(one, t) or t in one for t in named) for one in own)
    return (
        bool(named - known)
        and whole
        and all(t in named or t in known or t in titles for t in asked)
    )
