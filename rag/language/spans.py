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
    Embedder,
    Morpheme,
    Passage,
    analyse,
    content_terms,
    load_embedder,
    sentence_spans,
    syllable_bigrams,
)
from index.units import Measured, measured
from rag.language.persons import SURNAMES, looks_like_person, names_post

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

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
_NO_CLASS = (False,) * len(_UNIT_CLASSES)
_CLASSES = {
    form: tuple(form in each for each in _UNIT_CLASSES)
    for form in frozenset().union(*_UNIT_CLASSES)
}


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
    """Analyse a passage; the latest are kept, for the same passages answer many questions."""
    text = passage.text
    sentences = sentence_spans(text)
    morphemes = [m for m in analyse(text) if m.end > m.start or m.tag[0] in "JEV"]
    sentence_of = _sentence_of(morphemes, sentences)
    groups = np.array([GROUP[_group(m)] for m in morphemes], np.int32)
    headers = _headers(text, sentences)
    spans = _spans(text, morphemes, sentence_of, headers)
    ends = [m.end for m in morphemes]
    offsets = np.array([(morphemes[i].start, ends[j]) for i, j in spans], np.int32).reshape(-1, 2)
    surfaces = ["".join(text[a:b].split()).lower() for a, b in offsets.tolist()]
    array = np.array(spans, np.int32).reshape(-1, 2)
    firsts = np.searchsorted(sentence_of, np.arange(len(sentences) + 1)).astype(np.int32)
    vectors = _vectors(morphemes)
    return ReadPassage(
        passage=passage,
        sentences=sentences,
        forms=[m.form for m in morphemes],
        tags=[m.tag for m in morphemes],
        groups=groups,
        sentence_of=sentence_of,
        firsts=firsts,
        predicates=_predicates(morphemes, sentence_of),
        spans=array,
        offsets=offsets,
        surfaces=surfaces,
        known=_known(text, morphemes, groups, sentence_of, array, offsets),
        bigrams=[frozenset(syllable_bigrams(text[a:b])) for a, b in sentences],
        headers=headers,
        measured=measured(text),
        context=frozenset(content_terms(analyse(passage.context))),
        vectors=vectors,
        lengths=_sum_lengths(vectors, array[:, 0], array[:, 1] + 1),
        sentence_lengths=_sum_lengths(vectors, firsts[:-1], firsts[1:]),
    )


def likeness(read: ReadPassage, vector: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosines of a unit vector with the spans and with the sentences of a passage."""
    sums = np.concatenate([[0], np.cumsum(read.vectors @ vector)])
    spans = sums[read.spans[:, 1] + 1] - sums[read.spans[:, 0]]
    sentences = sums[read.firsts[1:]] - sums[read.firsts[:-1]]
    return spans / read.lengths, sentences / read.sentence_lengths


def _sum_lengths(vectors: Floats, first: Ints, end: Ints) -> Floats:
    sums = np.vstack([np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors, axis=0)])
    return np.asarray(np.maximum(np.linalg.norm(sums[end] - sums[first], axis=1), 1e-3), np.float32)


def _vectors(morphemes: Sequence[Morpheme]) -> Floats:
    """A row a morpheme, zero for particles and endings."""
    number: dict[str, int] = {"": 0}
    for morpheme in morphemes:
        if morpheme.tag[0] in "NSVX":
            number.setdefault(morpheme.form, len(number))
    rows = bundled().encode_document(list(number))
    own = [number[m.form] if m.tag[0] in "NSVX" else 0 for m in morphemes]
    return np.asarray(rows[own], np.float32)


def bundled() -> Embedder:
    """The bundled embedder, whatever the index was made with: the model was fitted to it."""
    return load_embedder()


def _group(morpheme: Morpheme) -> str:
    tag = morpheme.tag.split("-")[0]
    if tag in ("JX", "JKB"):
        return _JOSA.get(morpheme.form, tag)
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


def _predicates(morphemes: Sequence[Morpheme], sentence_of: Ints) -> Ints:
    """For each morpheme the next one in its sentence that carries a predicate, or -1."""
    following: list[int] = []
    own = sentence_of.tolist()
    current = -1
    for i in range(len(morphemes) - 1, -1, -1):
        if i + 1 < len(morphemes) and own[i + 1] != own[i]:
            current = -1
        following.append(current)
        if is_predicate(morphemes, i):
            current = i
    return np.array(following[::-1], np.int32)


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
    groups: Ints,
    sentence_of: Ints,
    spans: Ints,
    offsets: Ints,
) -> Floats:
    """The features named in KNOWN, shape (spans, len(KNOWN))."""
    if not len(spans):
        return np.zeros((0, len(KNOWN)), np.float32)
    first, last = spans.T
    edged = np.concatenate([[0], groups, [0]])
    same = np.concatenate([[-1], sentence_of, [-1]])
    before = np.where(same[first] == sentence_of[first], edged[first], 0)
    after = np.where(same[last + 2] == sentence_of[last], edged[last + 2], 0)
    classes = np.array([_CLASSES.get(m.form, _NO_CLASS) for m in morphemes], np.float32)
    return np.hstack(
        [
            np.stack(_places(sentence_of, spans) + _tag_shares(morphemes, spans), axis=1),
            np.array([_surroundings(text, a, b) for a, b in offsets.tolist()], np.float32),
            np.stack(
                [_like_persons(text, morphemes, spans, offsets), _beside_posts(morphemes, spans)],
                axis=1,
            ),
            classes[last],
            _one_hot(np.where(groups[first] < _NOUN_GROUPS, groups[first], 0), _NOUN_GROUPS),
            _one_hot(np.where(groups[last] < _NOUN_GROUPS, groups[last], 0), _NOUN_GROUPS),
            _one_hot(before, len(_GROUPS)),
            _one_hot(after, len(_GROUPS)),
        ]
    ).astype(np.float32)


def _places(sentence_of: Ints, spans: Ints) -> list[NDArray[np.generic]]:
    first, last = spans.T
    edges = np.searchsorted(sentence_of, np.arange(sentence_of[-1] + 2))
    low, high = edges[sentence_of[first]], edges[sentence_of[first] + 1]
    return [
        (last - first + 1) / 4,
        first == low,
        last >= high - 3,
        (first - low) / np.maximum(1, high - low),
    ]


def _tag_shares(morphemes: Sequence[Morpheme], spans: Ints) -> list[NDArray[np.generic]]:
    first, last = spans.T
    tags = [m.tag.split("-")[0] for m in morphemes]
    columns: list[NDArray[np.generic]] = []
    for group in (["SN"], ["NNP"], ["SL"], ["NNG"], ["JKG"], ["ETM", "VCP"], ["SSO"]):
        sums = np.concatenate([[0], np.cumsum([tag in group for tag in tags])])
        count = sums[last + 1] - sums[first]
        columns.append(count / (last - first + 1) if len(columns) < 4 else count > 0)
    return columns


_QUOTES = "'\"‘’“”"


def _surroundings(text: str, start: int, end: int) -> tuple[float, ...]:
    """Length, words, what encloses the span, and whether it repeats or could be a name."""
    surface, left, right = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    return (
        len(surface) / 10,
        (1 + surface.count(" ")) / 3,
        float(left == "(" and right == ")"),
        float(left != "" and left in _QUOTES and right != "" and right in _QUOTES),
        float(left != "" and left in "《〈「『<"),
        float(right == "" or right.isspace()),
        float(text.count(surface) > 1),
        float(2 <= len(surface) <= 4 and surface[0] in SURNAMES),
    )


def _like_persons(
    text: str, morphemes: Sequence[Morpheme], spans: Ints, offsets: Ints
) -> NDArray[np.bool_]:
    """Whether each span looks like the name of a person."""
    tags = [m.tag.split("-")[0] for m in morphemes]
    return np.array(
        [
            looks_like_person(text[a:b], tags[first : last + 1])
            for (first, last), (a, b) in zip(spans.tolist(), offsets.tolist(), strict=True)
        ],
        bool,
    )


def _beside_posts(morphemes: Sequence[Morpheme], spans: Ints) -> NDArray[np.bool_]:
    """Whether a post stands right before or after each span: '대표 감은채', '감은채 팀장'."""
    posts = np.array([False, *(names_post(m.form) for m in morphemes), False])
    first, last = spans.T
    return np.asarray(posts[first] | posts[last + 2])


def _one_hot(values: NDArray[np.integer], size: int) -> Floats:
    return np.asarray(np.eye(size)[values], np.float32)
