"""Whether what a question says of a name is said of that name, or of another one.

'The founder of Jeong Ju-yeong' is not answered where Hyundai and its founder, Jeong Ju-yeong, are
told of, though all its words stand there. So each word of the question is compared with its rivals,
the words of the same kind that the question does not have: which of them comes nearer to the other
words of the question and to the answer, and whether one stands where the question has its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.arrays import Floats, Ints
from rag.language.spans import ReadPassage
from rag.reading.scoring.query import SHORTEST_NAME, Query

_NAME, _NOUN, _NUMBER, _VERB = range(1, 5)
_KINDS = {
    **dict.fromkeys("NNP SL SH W_SERIAL W_EMAIL W_URL W_HASHTAG W_MENTION".split(), _NAME),
    **dict.fromkeys("NNG XR".split(), _NOUN),
    **dict.fromkeys("VV VA".split(), _VERB),
    "SN": _NUMBER,
}
# By so many content words nearness falls to a third; a border of sentences is so many wide.
_REACH, _BORDER = 3.0, 5.0
_OF_ALL = ("mean_lead", "least_own", "most_replaced", "least_kept")
_OF_WEAKEST = (
    "lead own rival answer_own answer_rival titled replaced_before rival_alike weight rivals_ahead"
).split()
_SETS = ("name", "word")
PREMISES = tuple(f"{kind}_{name}" for kind in _SETS for name in (*_OF_ALL, *_OF_WEAKEST))


def premises(query: Query, read: ReadPassage, sentence: int, span: Ints) -> list[float]:
    """The features named in PREMISES of a span, its first and last morpheme, in that sentence.

    They are first of the names among the words of the question, then of all of these; of each the
    word counts most whose rivals are most ahead.
    """
    if not query.terms:
        return [0.0] * len(PREMISES)
    scene = _scene(query, read, sentence, span)
    rows = [(scene.asked.kinds[n] == _NAME, _compared(scene, n)) for n in _anchors(scene)]
    names = [row for is_name, row in rows if is_name]
    return [*_weakest(names), *_weakest([row for _, row in rows])]


@dataclass(frozen=True)
class _Words:
    """The content words of a text in order: form, kind, and the place among its morphemes."""

    forms: NDArray[np.object_]
    kinds: Ints
    places: Ints

    @classmethod
    def of(cls, forms: Sequence[str], tags: Sequence[str]) -> "_Words":
        """Those among the morphemes of a text."""
        kinds = np.array([_KINDS.get(tag.split("-")[0], 0) for tag in tags], np.int32)
        places = np.flatnonzero(kinds).astype(np.int32)
        return cls(np.array(forms, object)[places], kinds[places], places)


@dataclass(frozen=True)
class _Scene:
    """A question in a passage. All arrays have a column for each content word of the passage.

    `said` and `nearness` have a row for each content word of the question: where it stands, and how
    near that is, weighted. `free` are words that may be rivals. `sentences` are counted from that
    of the answer, to which `to_answer` is the nearness. `alike` are cosines.
    """

    asked: _Words
    told: _Words
    weights: Floats
    said: NDArray[np.bool_]
    nearness: Floats
    to_answer: Floats
    free: NDArray[np.bool_]
    sentences: Ints
    titled: NDArray[np.bool_]
    alike: Floats
    heads: frozenset[str]


def _scene(query: Query, read: ReadPassage, sentence: int, span: Ints) -> _Scene:
    asked = _Words.of([m.form for m in query.morphemes], [m.tag for m in query.morphemes])
    told = _Words.of(read.forms, read.tags)
    sentences = read.sentence_of[told.places] - sentence
    positions = np.arange(len(told.places)) + _BORDER * sentences
    answer = (told.places >= span[0]) & (told.places <= span[1])
    said = asked.forms[:, None] == told.forms[None]
    weights = np.array([query.terms.get(form, 0.0) for form in asked.forms], np.float32)
    weights /= max(float(weights.sum()), 1e-6)
    numbers = {term: n for n, term in enumerate(query.terms)}
    vectors = query.term_vectors[[numbers.get(form, 0) for form in asked.forms]]
    long = np.array([len(form) >= SHORTEST_NAME for form in told.forms], bool)
    return _Scene(
        asked=asked,
        told=told,
        weights=weights,
        said=said,
        nearness=weights[:, None] * np.array([_nearness(positions, row) for row in said]),
        to_answer=_nearness(positions, answer),
        free=~said.any(axis=0) & ~answer & (long | (told.kinds == _NUMBER)),
        sentences=sentences,
        titled=np.array([form in read.context for form in asked.forms], bool),
        alike=vectors @ read.vectors[told.places].T,
        heads=frozenset(query.asked.head),
    )


def _nearness(positions: Floats, marked: NDArray[np.bool_]) -> Floats:
    """How near each position is to the nearest other that is marked, 1 beside it; 0 for none."""
    if not marked.any():
        return np.zeros(len(positions), np.float32)
    gaps = np.abs(positions[:, None] - positions[marked]).min(axis=1)
    return np.asarray(np.exp((1 - np.maximum(gaps, 1)) / _REACH), np.float32)


def _anchors(scene: _Scene) -> list[int]:
    """The words of the question that say of what it asks something."""
    asked = scene.asked
    return [
        n
        for n, (form, kind) in enumerate(zip(asked.forms, asked.kinds.tolist(), strict=True))
        if kind != _VERB
        and scene.weights[n] > 0
        and form not in scene.heads
        and (len(form) >= SHORTEST_NAME or kind == _NUMBER)
    ]


def _compared(scene: _Scene, n: int) -> tuple[float, ...]:
    """What stands for and against a word of the question: kept, replaced, and _OF_WEAKEST."""
    same = scene.asked.forms == scene.asked.forms[n]
    kind = scene.asked.kinds[n]
    others = scene.nearness[~same].sum(axis=0)
    of_kind = (scene.told.kinds == kind) | ((kind == _NOUN) & (scene.told.kinds == _NAME))
    rivals = scene.free & of_kind
    own = float(others[scene.said[n]].max(initial=0))
    best = int(np.where(rivals, others, -1).argmax()) if rivals.any() else None
    rival = 0.0 if best is None else float(others[best])
    kept, before, after = _beside(scene, n, rivals)
    return (
        kept,
        before + after,
        own - rival,
        own,
        rival,
        float(scene.to_answer[scene.said[n]].max(initial=0)),
        0.0 if best is None else float(scene.to_answer[best]),
        float(scene.titled[n]),
        before,
        0.0 if best is None else float(scene.alike[n, best]),
        float(scene.weights[n]),
        float((rivals & (others > own)).sum()),
    )


def _beside(scene: _Scene, n: int, rivals: NDArray[np.bool_]) -> tuple[float, float, float]:
    """On how many sides a word stands beside the same word as in the question; if rivals do.

    The latter is told of before and after; they count in the sentence of the answer and the next.
    """
    kept, replaced = 0.0, {1: 0.0, -1: 0.0}
    for step in replaced:
        if not 0 <= n + step < len(scene.said):
            continue
        marked = scene.said[n + step]
        if any(scene.said[n][_before(scene, marked, step * far)].any() for far in (1, 2)):
            kept += 1
            continue
        near = marked & (np.abs(scene.sentences) <= 1)
        replaced[step] = float(rivals[_before(scene, near, step)].any())
    return kept, replaced[1], replaced[-1]


def _before(scene: _Scene, marked: NDArray[np.bool_], step: int) -> NDArray[np.intp]:
    """The words so many before marked ones, in the same sentence."""
    marks = np.flatnonzero(marked)
    there = marks - step
    inside = (there >= 0) & (there < len(scene.sentences))
    there, marks = there[inside], marks[inside]
    same: NDArray[np.intp] = there[scene.sentences[there] == scene.sentences[marks]]
    return same


def _weakest(rows: Sequence[tuple[float, ...]]) -> list[float]:
    """The features of a set of words; 0 of none."""
    if not rows:
        return [0.0] * (len(_OF_ALL) + len(_OF_WEAKEST))
    kept, replaced, leads, own = (np.array([row[i] for row in rows]) for i in range(4))
    weakest = rows[int(leads.argmin())]
    return [leads.mean(), own.min(), replaced.max(), kept.min(), *weakest[2:]]
