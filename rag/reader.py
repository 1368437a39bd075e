"""Reading without a language model: find the sentences that answer and quote them.

The feature set follows what answers reading questions on encyclopedia text here: weighted word
overlap, overlap of syllable bigrams, whether the sentence holds the kind of thing that is asked
for, and how well its passage was retrieved.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Passage, analyse, content_terms, sentence_spans, syllable_bigrams
from rag.answer import Answer, Citation, Hit, Sentence
from rag.query import question_terms

EXTRACTIVE = "원문 인용"
_PASSAGES_READ = 5
_GATHERED = 4
_SECOND_SENTENCE_SHARE = 0.8
_BIGRAM_WEIGHT = 0.6
_KIND_WEIGHT = 0.25
_PASSAGE_WEIGHT = 0.35

_MONEY = r"달러|원|위안|엔|유로|파운드"
_UNITS = (
    rf"%|퍼센트|{_MONEY}|개월|개국|개|명|배|년|월|일|시간|분|초|번째|번|회|곳|종|위|점|나노|"
    r"[kKMGT]?Wh|[kM]?W|[GT]B|km|cm|kg|g|m|세|살|대|차례|권|편|건|척|문|층|장|가지|쪽"
)
_NUMBER = (
    r"\d[\d,.]*(?: ?(?:조|억|만|천|백))?(?: ?\d[\d,.]*(?:조|억|만|천|백)?)*" rf" ?(?:{_UNITS})?"
)
_DATE = (
    r"(?:\d{4}년(?: ?\d{1,2}월)?(?: ?\d{1,2}일)?"
    r"(?: ?(?:상반기|하반기|말|초|여름|겨울|봄|가을|\d분기))?"
    r"|\d{1,2}월 ?\d{1,2}일|\d{4}[.-]\d{1,2}(?:[.-]\d{1,2})?|\d+세기)"
)
_KINDS = (
    ("date", r"언제|몇 ?년|몇 ?월|며칠|몇 ?일|몇 ?세기|연도|날짜|시기", _DATE),
    ("number", r"몇|얼마|개수|숫자|비율|퍼센트|규모|가격|금액|점유율|용량|수는", _NUMBER),
    ("reason", r"왜|이유|원인|까닭", r"때문|이유|위해|인해|따라|므로|덕분|탓"),
)
_SEVERAL = re.compile(
    r"모두|각각|종류|나열|무엇무엇|비교|차이|어떤 것들|들은|들을|가지는|와 .+ 중|과 .+ 중"
)


class Reader(Protocol):
    """Answers a question from retrieved passages; `name` is what users see."""

    name: str

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Growing partial answers; the last one is whole and checked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage, offsets in the document, and what speaks for it."""

    passage: Passage
    start: int
    end: int
    coverage: float
    bigram_coverage: float
    has_kind: bool
    score: float

    @property
    def text(self) -> str:
        """The sentence exactly as the document has it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


class ExtractiveReader:
    """Quotes the sentences that answer; `idf` weighs terms by their rarity in the collection."""

    name = EXTRACTIVE

    def __init__(self, idf: Callable[[str], float]) -> None:
        self._idf = idf

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Yield one whole answer; without any hit an abstention."""
        chosen = self._choose(question, self.candidates(question, hits))
        citations = tuple(
            Citation(number, one.passage, one.start, one.end, one.text)
            for number, one in enumerate(chosen, 1)
        )
        yield Answer(
            question=question,
            sentences=tuple(Sentence(c.quote, (c,), supported=True) for c in citations),
            citations=citations,
            abstained=not chosen,
            reader=self.name,
            hits=tuple(hits),
            short=short_answer(question, chosen[0].text) if chosen else "",
        )

    def candidates(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the best passages, best first."""
        terms = {term: self._idf(term) for term in question_terms(question)}
        bigrams = set(syllable_bigrams(question))
        pattern = asked_kind(question)[1]
        best = max((hit.score for hit in hits), default=0.0)
        found = []
        for hit in hits[:_PASSAGES_READ]:
            prior = _PASSAGE_WEIGHT * (hit.score - best) / max(abs(best), 1e-9)
            context = set(content_terms(analyse(hit.passage.context)))
            for start, end in sentence_spans(hit.passage.text):
                found.append(_candidate(hit, start, end, terms, bigrams, pattern, context, prior))
        return sorted(found, key=lambda one: -one.score)

    def _choose(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """One sentence, two where the second is nearly as good, more for comparisons and lists."""
        if not candidates:
            return []
        most = _GATHERED if _SEVERAL.search(question) else 2
        floor = _SECOND_SENTENCE_SHARE * candidates[0].score
        chosen: list[Candidate] = []
        for one in candidates:
            if len(chosen) == most or (chosen and one.score < floor):
                break
            if all(one.text != other.text for other in chosen):
                chosen.append(one)
        return chosen


def _candidate(
    hit: Hit,
    start: int,
    end: int,
    terms: Mapping[str, float],
    bigrams: set[str],
    pattern: str,
    context: set[str],
    prior: float,
) -> Candidate:
    text = hit.passage.text[start:end]
    own = set(content_terms(analyse(text)))
    total = max(sum(terms.values()), 1e-9)
    # A word of the heading is understood in every sentence below it, but says less than the word.
    held = sum(w if t in own else 0.5 * w if t in context else 0.0 for t, w in terms.items())
    shared = len(bigrams & set(syllable_bigrams(text))) / max(1, len(bigrams))
    has_kind = bool(pattern and re.search(pattern, text))
    score = held / total + _BIGRAM_WEIGHT * shared + _KIND_WEIGHT * has_kind + prior
    base = hit.passage.start
    return Candidate(hit.passage, base + start, base + end, held / total, shared, has_kind, score)


def asked_kind(question: str) -> tuple[str, str]:
    """What is asked for (date, number, reason or '') and the pattern of such things in text."""
    for kind, asked, pattern in _KINDS:
        if re.search(asked, question):
            return kind, pattern
    return "", ""


def short_answer(question: str, sentence: str) -> str:
    """The date or number that the question asks for, as the sentence writes it, or ''.

    Of several, the one that follows the question's words most closely.
    """
    kind, pattern = asked_kind(question)
    if kind not in ("date", "number"):
        return ""
    values = [m for m in re.finditer(pattern, sentence) if m.group().strip() not in question]
    if not values:
        return ""
    words = [w for w in re.findall(r"[0-9A-Za-z]+|[가-힣]{2,}", question) if w]
    places = [m.end() for w in words for m in re.finditer(re.escape(w[:3]), sentence)]
    fitting = [m for m in values if re.search(_wanted_unit(question), m.group())]
    values = fitting or values

    def distance(match: re.Match[str]) -> float:
        return sum(min(abs(match.start() - place), 40) for place in places)

    return min(values, key=distance).group().strip()


def _wanted_unit(question: str) -> str:
    """A pattern of the units that would answer, empty where any will do."""
    counted = re.search(rf"몇 ?({_UNITS})", question)
    if counted:
        return f"(?:{counted.group(1)})$"
    if re.search(r"가격|금액|가치|투자|매출|상금|얼마나 비|얼마예요|시총|시가총액|값", question):
        return f"(?:{_MONEY})$"
    if re.search(r"점유율|비율|퍼센트|비중", question):
        return "(?:%|퍼센트)$"
    return ""
