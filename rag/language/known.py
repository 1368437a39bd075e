"""What is known of the spans of a passage before anything is asked."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.labels import SURNAMES
from index import Morpheme
from rag.arrays import Floats, Ints
from rag.language.persons import BEGINNINGS, MOST_OF_NAME, looks_like_person
from rag.language.traits import (
    GROUPS,
    OF_GROUP,
    OF_POST,
    OF_PROPER,
    OF_SHARED,
    OF_UNIT,
    TRAITS,
    Traits,
)

_NOUN_GROUPS = 12
SCALARS = (
    "morphemes begins_sentence ends_sentence position digits proper latin noun genitive adnominal "
    "brackets characters words in_brackets in_quotes in_title_marks word_boundary repeats surname "
    "person_like beside_post"
).split()
KNOWN = (
    *SCALARS,
    *(f"class_{i}" for i in range(TRAITS - OF_UNIT)),
    *(f"first_{g}" for g in GROUPS[:_NOUN_GROUPS]),
    *(f"last_{g}" for g in GROUPS[:_NOUN_GROUPS]),
    *(f"before_{g}" for g in GROUPS),
    *(f"after_{g}" for g in GROUPS),
)


def known_of(
    text: str,
    morphemes: Sequence[Morpheme],
    traits: Traits,
    sentence_of: Ints,
    spans: Ints,
    offsets: Ints,
) -> Floats:
    """The features named in KNOWN, shape (spans, len(KNOWN))."""
    if not len(spans):
        return np.zeros((0, len(KNOWN)), np.float32)
    first, last = spans.T
    groups = traits[:, OF_GROUP]
    edged = np.concatenate([[0], groups, [0]])
    same = np.concatenate([[-1], sentence_of, [-1]])
    before = np.where(same[first] == sentence_of[first], edged[first], 0)
    after = np.where(same[last + 2] == sentence_of[last], edged[last + 2], 0)
    posts = np.concatenate([[0], traits[:, OF_POST], [0]])
    kinds = _kinds(text)
    return np.hstack(
        [
            _places(sentence_of, spans),
            _tag_shares(traits, spans),
            _surroundings(text, kinds, offsets),
            np.stack(
                [
                    _like_persons(text, morphemes, traits, kinds, spans, offsets),
                    posts[first] | posts[last + 2],
                ],
                axis=1,
            ),
            traits[last, OF_UNIT:],
            _one_hot(np.where(groups[first] < _NOUN_GROUPS, groups[first], 0), _NOUN_GROUPS),
            _one_hot(np.where(groups[last] < _NOUN_GROUPS, groups[last], 0), _NOUN_GROUPS),
            _one_hot(before, len(GROUPS)),
            _one_hot(after, len(GROUPS)),
        ],
        dtype=np.float32,
        casting="unsafe",
    )


def _places(sentence_of: Ints, spans: Ints) -> Floats:
    first, last = spans.T
    edges = np.searchsorted(sentence_of, np.arange(sentence_of[-1] + 2))
    low, high = edges[sentence_of[first]], edges[sentence_of[first] + 1]
    columns = [
        (last - first + 1) / 4,
        first == low,
        last >= high - 3,
        (first - low) / np.maximum(1, high - low),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _tag_shares(traits: Traits, spans: Ints) -> Floats:
    """The shares of four tags among a span's morphemes, and whether three others are there."""
    first, last = spans.T
    flags = traits[:, OF_SHARED:OF_UNIT]
    sums = np.zeros((len(flags) + 1, flags.shape[1]), np.int32)
    np.cumsum(flags, axis=0, out=sums[1:])
    counts = (sums[last + 1] - sums[first]).astype(np.float32)
    counts[:, :4] /= (last - first + 1)[:, None]
    counts[:, 4:] = counts[:, 4:] > 0
    return np.asarray(counts, np.float32)


_QUOTE, _TITLE_MARK, _OPENS, _CLOSES, _SPACE, _SURNAME, _MAY_NAME, _JOINS = (
    1 << bit for bit in range(8)
)
_LAST_CODE = 0xFFFF


def _characters() -> Traits:
    """What each code point up to `_LAST_CODE` is, a bit for each of the above."""
    found = np.zeros(_LAST_CODE + 1, np.uint8)
    spaces = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
    beginnings = "".join(BEGINNINGS)
    kinds = ("'\"‘’“”", "《〈「『<", "(", ")", spaces, "".join(SURNAMES), beginnings, " ·")
    for bit, characters in enumerate(kinds):
        found[[ord(character) for character in characters]] |= 1 << bit
    return found


_CHARACTERS = _characters()


def _kinds(text: str) -> Traits:
    """What each character of a text is, 0 before and after it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.concatenate([[0], _CHARACTERS[np.minimum(codes, _LAST_CODE)], [0]]).astype(np.uint8)


def _surroundings(text: str, kinds: Traits, offsets: Ints) -> Floats:
    """Length, words, what encloses each span, and whether it repeats or could be a name."""
    starts, ends = offsets.T
    left, first, right, sizes = kinds[starts], kinds[starts + 1], kinds[ends + 1], ends - starts
    columns = [
        sizes / 10,
        [(1 + text.count(" ", a, b)) / 3 for a, b in offsets.tolist()],
        (left & _OPENS > 0) & (right & _CLOSES > 0),
        left & right & _QUOTE > 0,
        left & _TITLE_MARK > 0,
        (right & _SPACE > 0) | (ends == len(text)),
        [text.count(text[a:b]) > 1 for a, b in offsets.tolist()],
        (first & _SURNAME > 0) & (sizes >= 2) & (sizes <= 4),
    ]
    return np.array(columns, np.float32).T


def _like_persons(
    text: str,
    morphemes: Sequence[Morpheme],
    traits: Traits,
    kinds: Traits,
    spans: Ints,
    offsets: Ints,
) -> NDArray[np.bool_]:
    """Whether each span looks like the name of a person."""
    first, last = spans.T
    starts, ends = offsets.T
    joins = np.cumsum(kinds & _JOINS > 0)
    begins = (kinds[starts + 1] & _MAY_NAME > 0) | (joins[ends] > joins[starts])
    found = begins & (last - first < MOST_OF_NAME)
    # Most words end here: a common noun by itself is no name.
    found &= (last > first) | (traits[first, OF_PROPER] > 0)
    for i in np.flatnonzero(found).tolist():
        (low, high), (start, end) = spans[i].tolist(), offsets[i].tolist()
        tags = [m.tag.split("-")[0] for m in morphemes[low : high + 1]]
        found[i] = looks_like_person(text[start:end], tags)
    return np.asarray(found, bool)


def _one_hot(values: NDArray[np.integer], size: int) -> Floats:
    return np.asarray(values[:, None] == np.arange(size), np.float32)
