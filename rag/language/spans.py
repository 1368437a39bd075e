"""A passage read once for all questions: morphemes, sentences, and the spans that could answer.

The spans are runs of nominal morphemes that begin and end where words do; they cover 97 % of the
answers that people marked in encyclopedia text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index import (
    Morpheme,
    Passage,
    analyse,
    content_terms,
    sentence_spans,
    syllable_bigrams,
)
from index.units import Measured, measured
from rag.language.persons import BEGINNINGS, MOST_OF_NAME, SURNAMES, looks_like_person, names_post
from rag.language.word_vectors import word_vectors

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Traits = NDArray[np.uint8]

_LONGEST = 8
_RULE = re.compile(r"\|[\s:|-]+")
_NOMINAL = frozenset(
    "NNG NNP NNB SN SL SH XPN MM NR NP XR XSN SW W_SERIAL W_URL W_EMAIL IC".split()
)
_FIRST = _NOMINAL - frozenset(["XSN", "SW"])
_LAST = _NOMINAL - frozenset(["XPN", "MM"])
_INSIDE = _NOMINAL | frozenset("JKG JC ETM VCP VA XSA SO SSO SSC".split())
_JOSA = {
    "은": "topic",
    "는": "topic",
    "ᆫ": "topic",
    "에": "at",
    "에서": "from",
    "로": "to",
    "으로": "to",
    "에게": "recipient",
    "한테": "recipient",
}
_GROUPS = (
    "edge NNG NNP NNB SN SL SH NR XSN XPN MM NP JKS JKO topic JX at from to recipient JKB JKG JC "
    "VCP JKQ SSO SSC SP SF SO ETM V XSV E MA other"
).split()
_GROUP_OF_TAG = {
    "SW": "SO",
    "SE": "SP",
    "VV": "V",
    "VA": "V",
    "VX": "V",
    "XSA": "XSV",
    "JKC": "JKS",
    "MAG": "MA",
    "MAJ": "MA",
    "EC": "E",
    "EF": "E",
    "EP": "E",
    "ETN": "E",
    "JKV": "JX",
    "XR": "NNG",
}
GROUP = {name: number for number, name in enumerate(_GROUPS)}
_UNIT_CLASSES = (
    frozenset("년 월 일 세기 년대 시 분 초 요일 분기".split()),
    frozenset("달러 원 엔 유로 파운드 위안".split()),
    frozenset("% 퍼센트 프로 % p".split()),
    frozenset(
        "명 개 개국 곳 종 가지 배 회 번 차례 위 점 대 권 편 건 척 층 살 세 m km kg g cm".split()
    ),
    frozenset("시 도 군 구 국 주 현 섬 역 동 읍 면 리 시티 광장 공원 반도 제도 공항".split()),
    frozenset(
        "사 당 회 원 부 청 은행 대학 대학교 학교 재단 위원회 그룹 신문 방송 일보 건설 전자".split()
    ),
    frozenset("법 론 주의 설 학 제 운동 정책 사건 전쟁 혁명 조약 협정".split()),
    frozenset("대통령 장관 의원 감독 교수 회장 박사 왕 천황 황제 총리 대표 장군 씨".split()),
)


@dataclass(frozen=True)
class ReadPassage:
    """A passage with its morphemes and the spans that could answer, found once.

    `forms`, `groups`, `sentence_of`, `predicates` have one item a morpheme; `firsts[s]` is the
    first morpheme of sentence s (one more at the end); `spans` has shape (spans, 2), the first and
    last morpheme of each; `offsets` the same in characters of the passage; `known` has shape
    (spans, len(KNOWN)): the features that do not depend on the question. `headers`
    gives the header row of each row of a table, `measured` the numbers with units. `vectors` has a
    row a morpheme, zero for particles; a span's or a sentence's vector is the sum of its rows, of
    the length that `lengths` and `sentence_lengths` give.
    """

    passage: Passage
    sentences: Sequence[tuple[int, int]]
    forms: Sequence[str]
    tags: Sequence[str]
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


@lru_cache(maxsize=128)
def read_passage(passage: Passage) -> ReadPassage:
    """Read a passage; the latest are kept, for the same passages answer many questions."""
    text = passage.text
    sentences = sentence_spans(text)
    morphemes = [m for m in passage.morphemes if m.end > m.start or m.tag[0] in "JEV"]
    rows = b"".join([_traits(m.form, m.tag) for m in morphemes])
    traits = np.frombuffer(rows, np.uint8).reshape(-1, _TRAITS)
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
        groups=traits[:, _GROUP].astype(np.int32),
        sentence_of=sentence_of,
        firsts=firsts,
        predicates=_predicates(traits, sentence_of),
        spans=spans,
        offsets=offsets,
        surfaces=["".join(text[a:b].split()).lower() for a, b in offsets.tolist()],
        known=_known(text, morphemes, traits, sentence_of, spans, offsets),
        bigrams=[frozenset(syllable_bigrams(text[a:b])) for a, b in sentences],
        headers=headers,
        measured=measured(text),
        context=frozenset(content_terms(analyse(passage.context))),
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


_SHARED = (("SN",), ("NNP",), ("SL",), ("NNG",), ("JKG",), ("ETM", "VCP"), ("SSO",))
_GROUP, _VERB, _NOUN_OF_VERB, _MAKES_VERB, _POST, _SHARES = range(6)
_PROPER = _SHARES + _SHARED.index(("NNP",))
_OF_UNIT = _SHARES + len(_SHARED)
_TRAITS = _OF_UNIT + len(_UNIT_CLASSES)


@lru_cache(maxsize=65536)
def _traits(form: str, tag: str) -> bytes:
    """What holds of a morpheme wherever it stands: its group, then flags, from `_VERB` on."""
    plain = tag.split("-")[0]
    return bytes(
        [
            GROUP[_group(form, plain)],
            plain in ("VV", "VA"),
            plain in ("NNG", "XR"),
            tag.startswith("XSV"),
            names_post(form),
            *(plain in shared for shared in _SHARED),
            *(form in units for units in _UNIT_CLASSES),
        ]
    )


def _group(form: str, tag: str) -> str:
    if tag in ("JX", "JKB"):
        return _JOSA.get(form, tag)
    tag = _GROUP_OF_TAG.get(tag, tag)
    return tag if tag in GROUP else "other"


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
            closes = tag in _LAST or tag == "SSC"
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
    verbal = np.append(traits[1:, _MAKES_VERB], 0)[:size]
    carries = traits[:, _VERB] | (traits[:, _NOUN_OF_VERB] & verbal)
    nearest = np.where(carries, np.arange(size), size)[::-1]
    following = np.append(np.minimum.accumulate(nearest)[::-1][1:], size)[:size]
    same = np.append(sentence_of, -1)[following] == sentence_of
    return np.where(same, following, -1).astype(np.int32)


def is_predicate(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether a morpheme is a verb, an adjective or the noun of one, as 설립 in '설립하다'."""
    tag = morphemes[i].tag.split("-")[0]
    verbal = i + 1 < len(morphemes) and morphemes[i + 1].tag.startswith("XSV")
    return tag in ("VV", "VA") or (tag in ("NNG", "XR") and verbal)


_NOUN_GROUPS = 12
SCALARS = (
    "morphemes begins_sentence ends_sentence position digits proper latin noun genitive adnominal "
    "brackets characters words in_brackets in_quotes in_title_marks word_boundary repeats surname "
    "person_like beside_post"
).split()
KNOWN = (
    *SCALARS,
    *(f"class_{i}" for i in range(len(_UNIT_CLASSES))),
    *(f"first_{g}" for g in _GROUPS[:_NOUN_GROUPS]),
    *(f"last_{g}" for g in _GROUPS[:_NOUN_GROUPS]),
    *(f"before_{g}" for g in _GROUPS),
    *(f"after_{g}" for g in _GROUPS),
)


def _known(
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
    groups = traits[:, _GROUP]
    edged = np.concatenate([[0], groups, [0]])
    same = np.concatenate([[-1], sentence_of, [-1]])
    before = np.where(same[first] == sentence_of[first], edged[first], 0)
    after = np.where(same[last + 2] == sentence_of[last], edged[last + 2], 0)
    posts = np.concatenate([[0], traits[:, _POST], [0]])
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
            traits[last, _OF_UNIT:],
            _one_hot(np.where(groups[first] < _NOUN_GROUPS, groups[first], 0), _NOUN_GROUPS),
            _one_hot(np.where(groups[last] < _NOUN_GROUPS, groups[last], 0), _NOUN_GROUPS),
            _one_hot(before, len(_GROUPS)),
            _one_hot(after, len(_GROUPS)),
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
    flags = traits[:, _SHARES : _SHARES + len(_SHARED)]
    sums = np.zeros((len(flags) + 1, len(_SHARED)), np.int32)
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
    found &= (last > first) | (traits[first, _PROPER] > 0)
    for i in np.flatnonzero(found).tolist():
        (low, high), (start, end) = spans[i].tolist(), offsets[i].tolist()
        tags = [m.tag.split("-")[0] for m in morphemes[low : high + 1]]
        found[i] = looks_like_person(text[start:end], tags)
    return np.asarray(found, bool)


def _one_hot(values: NDArray[np.integer], size: int) -> Floats:
    return np.asarray(values[:, None] == np.arange(size), np.float32)
