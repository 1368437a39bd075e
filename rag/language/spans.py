"""A passage read once for all questions: morphemes, sentences, and the spans that could answer.

The spans are runs of nominal morphemes that begin and end where words do; they cover 97 % of the
answers that people marked in encyclopedia text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index import (
    Morpheme,
    Passage,
    bare,
    sentence_spans,
    syllable_bigrams,
    terms_of,
)
from index.units import Measured, measured
from rag.arrays import Floats, Ints
from rag.language.known import known_of
from rag.language.traits import MAKES_VERB, NOUN_OF_VERB, OF_GROUP, TRAITS, VERB, Traits, traits_of
from rag.language.word_vectors import word_vectors

_LONGEST = 8
_RULE = re.compile(r"\|[\s:|-]+")
_NOMINAL = frozenset(
    "NNG NNP NNB SN SL SH XPN MM NR NP XR XSN SW W_SERIAL W_URL W_EMAIL IC".split()
)
_FIRST = _NOMINAL - frozenset(["XSN", "SW"])
_LAST = _NOMINAL - frozenset(["XPN", "MM"])
# Marks of emphasis and arrows belong to no answer.
_NO_END = frozenset("* ** *** _ __ ` ~~ → ⇒ ➔ ▶ ▷ ☞".split())
_INSIDE = _NOMINAL | frozenset("JKG JC ETM VCP VA XSA SO SSO SSC".split())


# Compared by identity, so that what is found in one can be remembered.
@dataclass(frozen=True, eq=False)
class ReadPassage:
    """A passage with its morphemes and the spans that could answer, found once.

    `forms`, `groups`, `sentence_of`, `predicates` have one item a morpheme, `places` its start and
    end; `firsts[s]` is the first morpheme of sentence s (one more at the end); `spans` has shape
    (spans, 2), the first and last morpheme of each; `offsets` the same in characters of the
    passage; `known` has shape (spans, len(KNOWN)): the features that do not depend on the question.
    `headers` gives the header row of each row of a table, `measured` the numbers with units.
    `vectors` has a row a morpheme, zero for particles; a span's or a sentence's vector is the sum
    of its rows, of the length that `lengths` and `sentence_lengths` give.
    """

    passage: Passage
    sentences: Sequence[tuple[int, int]]
    forms: Sequence[str]
    tags: Sequence[str]
    places: Ints
    groups: Ints
    sentence_of: Ints
    firsts: Ints
    predicates: Ints
    spans: Ints
    offsets: Ints
    surfaces: Sequence[str]
    known: Floats
    bigrams: Sequence[frozenset[str]]
    context: frozenset[str]
    headers: Mapping[int, int]
    measured: Sequence[Measured]
    vectors: Floats
    lengths: Floats
    sentence_lengths: Floats

    def start_of(self, sentence: int) -> int:
        """Where a sentence starts in the document."""
        return self.passage.start + self.sentences[sentence][0]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence at a place of the passage, or of the one before the space."""
        return max(0, sum(start <= place for start, _ in self.sentences) - 1)


@lru_cache(maxsize=128)
def read_passage(passage: Passage) -> ReadPassage:
    """Read a passage; the latest are kept, for the same passages answer many questions."""
    text = passage.text
    sentences = sentence_spans(text)
    morphemes = [m for m in passage.morphemes if m.is_told]
    rows = b"".join([traits_of(m.form, m.tag) for m in morphemes])
    traits = np.frombuffer(rows, np.uint8).reshape(-1, TRAITS)
    sentence_of = _sentence_of(morphemes, sentences)
    headers = _headers(text, sentences)
    spans = np.array(_spans(text, morphemes, sentence_of, headers), np.int32).reshape(-1, 2)
    places = np.array([(m.start, m.end) for m in morphemes], np.int32).reshape(-1, 2)
    offsets = np.stack([places[spans[:, 0], 0], places[spans[:, 1], 1]], axis=1)
    firsts = np.searchsorted(sentence_of, np.arange(len(sentences) + 1)).astype(np.int32)
    vectors = word_vectors([m.form if m.tag[0] in "NSVX" else "" for m in morphemes])
    sums = np.zeros((len(vectors) + 1, vectors.shape[1]), np.float32)
    np.cumsum(vectors, axis=0, out=sums[1:])
    return ReadPassage(
        passage=passage,
        sentences=sentences,
        forms=[m.form for m in morphemes],
        tags=[m.tag for m in morphemes],
        places=places,
        groups=traits[:, OF_GROUP].astype(np.int32),
        sentence_of=sentence_of,
        firsts=firsts,
        predicates=_predicates(traits, sentence_of),
        spans=spans,
        offsets=offsets,
        surfaces=[bare(text[a:b]) for a, b in offsets.tolist()],
        known=known_of(text, morphemes, traits, sentence_of, spans, offsets),
        bigrams=[frozenset(syllable_bigrams(text[a:b])) for a, b in sentences],
        headers=headers,
        measured=measured(text),
        context=terms_of(passage.context),
        vectors=vectors,
        lengths=_sum_lengths(sums, spans[:, 0], spans[:, 1] + 1),
        sentence_lengths=_sum_lengths(sums, firsts[:-1], firsts[1:]),
    )


def likeness(read: ReadPassage, vectors: Floats) -> tuple[Floats, Floats]:
    """Cosines of unit vectors, one a row, with the spans and with the sentences of a passage.

    Shapes (spans, vectors) and (sentences, vectors).
    """
    sums = np.zeros((len(read.vectors) + 1, len(vectors)), np.float32)
    np.cumsum(read.vectors @ vectors.T, axis=0, out=sums[1:])
    spans = sums[read.spans[:, 1] + 1] - sums[read.spans[:, 0]]
    sentences = sums[read.firsts[1:]] - sums[read.firsts[:-1]]
    return spans / read.lengths[:, None], sentences / read.sentence_lengths[:, None]


def _sum_lengths(sums: Floats, first: Ints, end: Ints) -> Floats:
    """The lengths of sums of rows from `first` to `end`; row i of `sums` is of those before i."""
    difference = sums[end] - sums[first]
    squared = np.einsum("ij,ij->i", difference, difference)
    return np.asarray(np.maximum(np.sqrt(squared), 1e-3), np.float32)


def _sentence_of(morphemes: Sequence[Morpheme], sentences: Sequence[tuple[int, int]]) -> Ints:
    starts = np.array([start for start, _ in sentences], np.int32)
    places = np.array([m.start for m in morphemes], np.int32)
    return np.maximum(np.searchsorted(starts, places, side="right") - 1, 0).astype(np.int32)


def _headers(text: str, sentences: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each row of a table, the number of the row with the names of its columns."""
    headers: dict[int, int] = {}
    header = -1
    for number, (start, end) in enumerate(sentences):
        if text[start] != "|":
            header = -1
        elif _RULE.fullmatch(text, start, end) and number:
            header = number - 1
            headers[header] = header
        if header >= 0:
            headers[number] = header
    return headers


def _spans(
    text: str, morphemes: Sequence[Morpheme], sentence_of: Ints, headers: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Runs of nominal morphemes that begin and end where words do; none in tables' headers."""
    spans = []
    own = sentence_of.tolist()
    for i, first in enumerate(morphemes):
        heads = headers.get(own[i]) == own[i]
        if first.tag not in _FIRST or heads or not _begins(morphemes, i, text):
            continue
        depth = 0
        for j in range(i, min(i + _LONGEST, len(morphemes))):
            tag = morphemes[j].tag.split("-")[0]
            within = own[j] == own[i] and morphemes[j].form != "|"
            if tag not in _INSIDE or not within:
                break
            depth += (tag == "SSO") - (tag == "SSC")
            if depth < 0:
                break
            closes = (tag in _LAST and morphemes[j].form not in _NO_END) or tag == "SSC"
            if depth == 0 and closes and _ends(morphemes, j, text):
                spans.append((i, j))
    return spans


def _begins(morphemes: Sequence[Morpheme], i: int, text: str) -> bool:
    """Whether a word begins here: after a space, a bracket or another sign."""
    if i == 0 or text[morphemes[i].start - 1].isspace():
        return True
    return morphemes[i - 1].tag in ("SSO", "SO", "SF", "SP", "SW", "SS", "SSC")


def _ends(morphemes: Sequence[Morpheme], j: int, text: str) -> bool:
    """Whether a word or the noun in it ends here: what follows is no noun that belongs to it."""
    end = morphemes[j].end
    if j + 1 == len(morphemes) or end >= len(text) or text[end].isspace():
        return True
    following = morphemes[j + 1].tag
    if following in ("NNB", "XSN"):
        return True
    return following not in _NOMINAL or morphemes[j].tag == "NNB"


def _predicates(traits: Traits, sentence_of: Ints) -> Ints:
    """For each morpheme the next one in its sentence that carries a predicate, or -1."""
    size = len(traits)
    verbal = np.append(traits[1:, MAKES_VERB], 0)[:size]
    carries = traits[:, VERB] | (traits[:, NOUN_OF_VERB] & verbal)
    nearest = np.where(carries, np.arange(size), size)[::-1]
    following = np.append(np.minimum.accumulate(nearest)[::-1][1:], size)[:size]
    same = np.append(sentence_of, -1)[following] == sentence_of
    return np.where(same, following, -1).astype(np.int32)


def is_predicate(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether a morpheme is a verb, an adjective or the noun of one, as 설립 in '설립하다'."""
    tag = morphemes[i].tag.split("-")[0]
    verbal = i + 1 < len(morphemes) and morphemes[i + 1].tag.startswith("XSV")
    return tag in ("VV", "VA") or (tag in ("NNG", "XR") and verbal)
