"""When to stay silent: the probability that the retrieved passages answer the question.

Boosted trees over what speaks for the likeliest answer (`rag.reading.evidence`), over whether the
words of the question stand there as it has them (`rag.reading.premises`), and over where that
answer stands: whether it is a cell, how long its passage is, whether other documents speak of more
of what is asked; and over what a second reader (`rag.reading.scoring.second_reader`) makes of the
same spans. Fitted by `python -m rag.train`.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath

import numpy as np

from index import Passage
from rag.answer import Hit
from rag.arrays import Floats, Ints
from rag.language.question_type import requested, topic
from rag.network import softmax
from rag.reading.evidence import EVIDENCE, Wanted, evidence, place_of, says, wanted
from rag.reading.kinds.contacts import lacks_contact
from rag.reading.kinds.holders import lacks_holder
from rag.reading.kinds.lifespans import lacks_birth_or_death
from rag.reading.kinds.numbers import lacks_number_given
from rag.reading.kinds.sorts import lacks_hour, lacks_kind, lacks_rate
from rag.reading.layout.alternatives import one_sided
from rag.reading.layout.definitions import meaning_of_row
from rag.reading.premises import PREMISES, premises
from rag.reading.reread import CONTENDERS
from rag.reading.rivals import tells_of_rival
from rag.reading.scoring.second_reader import SecondReader, bundled
from rag.reading.scoring.span_scores import PASSAGES_READ, WEIGHTS, Judged
from rag.reading.sentences.opposed import tells_of_other_days, tells_otherwise
from rag.reading.tables.numbered import lacks_one_of_several
from rag.reading.tables.selection import is_cell
from rag.retrieval.query import question_terms
from rag.trees import Trees

MODEL = WEIGHTS / "refusal.npz"
CALIBRATION = WEIGHTS / "refusal.json"
CIRCUMSTANCES = (
    *("told_elsewhere", "in_row", "passage_length", "sentences"),
    *("share_of_text", "documents", "own_document", "document_margin"),
    *("question_length", "cell", "row_meaning"),
)
# What the second reader thinks of it all, of the likeliest span and of its sentence.
OPINIONS = tuple(
    f"second_{name}" for name in "mass strength of_best share of_sentence entropy agrees".split()
)
FEATURES = (*EVIDENCE, *PREMISES, *CIRCUMSTANCES, *OPINIONS)
# So many spans are looked at for the same text.
_LIKELIEST = 20
# A lead over other documents where no other is read.
_ALONE = 10.0


def likeliest_reading(
    readings: Sequence[str], hits: Sequence[Hit], judge: Callable[[str, Sequence[Hit]], Judged]
) -> tuple[float, str]:
    """How surely the passages answer one of the readings of a question, and which."""
    if not hits:
        return 0.0, readings[0]
    rated = [
        (confidence(hits, judge(text, hits)), reading)
        for reading in readings
        for text in (reading, *one_sided(reading))
    ]
    return max(rated, key=lambda pair: pair[0])


# What is asked for in so plain a way that it can be seen to be nowhere.
_LACKING = (
    lacks_contact,
    lacks_holder,
    lacks_birth_or_death,
    lacks_kind,
    lacks_rate,
    lacks_hour,
    lacks_number_given,
    tells_otherwise,
    tells_of_other_days,
    tells_of_rival,
)


def confidence(hits: Sequence[Hit], judged: Judged) -> float:
    """The calibrated probability, 0 to 1, that the passages answer the question.

    It is 0 where a telephone number, an address or somebody's birth is asked for and no passage
    that is read has any, where the holder of a post is and no name is likely, and where nothing
    that is likely is of the sort that is asked for, no passage speaks of the rate that is, or all
    that is likely is told of another; but not where just one cell is told of all that is asked.
    """
    if not len(judged.scores) or lacks_one_of_several(judged):
        return 0.0
    if any(lacks(judged) for lacks in _LACKING) and not _is_told_by_cell(judged):
        return 0.0
    calibration = _calibration()
    score = float(_model().scores(features(hits, judged)[None])[0])
    return float(1 / (1 + np.exp(-(calibration["slope"] * score + calibration["shift"]))))


def _is_told_by_cell(judged: Judged) -> bool:
    return is_cell(judged) or meaning_of_row(judged) is not None


def refuses(certainty: float) -> bool:
    """Whether a probability is too low to answer."""
    return certainty < _calibration()["threshold"]


def speaks_of(question: str, hits: Sequence[Hit]) -> bool:
    """Whether a question is about a topic as a whole, and a passage that is read speaks of that.

    Nothing in particular is asked for then, so that no span can be judged to answer.
    """
    named = question_terms(topic(question) or requested(question))
    read = (f"{h.passage.context}{h.passage.whole()}".lower() for h in hits[:PASSAGES_READ])
    return bool(named) and any(all(term in told for term in named) for told in read)


@cache
def _model() -> Trees:
    return Trees.load(MODEL, FEATURES)


@cache
def _calibration() -> dict[str, float]:
    calibration: dict[str, float] = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return calibration


def features(hits: Sequence[Hit], judged: Judged, second: SecondReader | None = None) -> Floats:
    """The features named in FEATURES of the likeliest span, shape (len(FEATURES),); needs one.

    What the top of a document or the name of its file names is told of all that stands in it.
    Without a `second` reader the bundled one is asked.
    """
    spans, best = judged.spans, int(judged.scores.argmax())
    read, sentence = place_of(judged, best)
    span = read.spans[best - int(np.searchsorted(spans.place, spans.place[best]))]
    said, above = wanted(spans.query), _top(read.passage)
    stands = [
        *premises(spans.query, read, sentence, span),
        _told_elsewhere(hits[:CONTENDERS], read.passage, said),
        *_circumstances(hits[:CONTENDERS], judged, best),
        *_opinions((second or bundled()).scores(spans), spans.sentence, best),
    ]
    found = evidence(hits, judged, best, said, above)
    return np.concatenate([found, stands], dtype=np.float32, casting="unsafe")


def _top(passage: Passage) -> str:
    return f"{passage.head} {PurePath(passage.source).stem}".lower()


def _told_elsewhere(hits: Sequence[Hit], passage: Passage, said: Wanted) -> float:
    """How much of what a question asks is told by other documents, and not by that of a passage."""
    told = [(hit.passage, f"{hit.passage.context}\n{hit.passage.whole()}".lower()) for hit in hits]
    own = "\n".join([_top(passage), *(text for one, text in told if one.source == passage.source)])
    everything = "\n".join(text for _, text in told)
    other = [says(everything, term) and not says(own, term) for term in said.terms]
    total = max(float(said.telling.sum()), 1e-6)
    return float(said.telling[np.array(other, bool) & ~said.asking].sum()) / total


def _circumstances(hits: Sequence[Hit], judged: Judged, best: int) -> list[float]:
    """The features named in CIRCUMSTANCES but the first: where a span stands, and how alone."""
    spans, scores = judged.spans, judged.scores
    read, number = place_of(judged, best)
    text, source = read.passage.text, read.passage.source
    sources = [hit.passage.source for hit in hits]
    likeliest = np.argsort(-judged.shares)[:_LIKELIEST].tolist()
    elsewhere = np.array([one.passage.source != source for one in spans.reads])[spans.place]
    return [
        float(text[slice(*read.sentences[number])].lstrip().startswith("|")),
        len(text) / 1000,
        len(read.sentences),
        float(sum(judged.shares[i] for i in likeliest if spans.text(i) == spans.text(best))),
        len(set(sources)) / CONTENDERS,
        sources.count(source) / CONTENDERS,
        float(scores[best] - scores[elsewhere].max(initial=scores[best] - _ALONE)),
        len(spans.query.text) / 100,
        float(is_cell(judged)),
        float(meaning_of_row(judged) is not None),
    ]


def _opinions(scores: Floats, sentence: Ints, best: int) -> list[float]:
    """The features named in OPINIONS, of the second reader's scores and each span's sentence."""
    shares = softmax(scores)
    return [
        float(np.logaddexp.reduce(scores)),
        float(scores.max()),
        float(scores[best]),
        float(shares[best]),
        float(shares[sentence == sentence[best]].sum()),
        float(-(shares * np.log(shares + 1e-9)).sum()),
        float(scores.argmax() == best),
    ]
