"""Reading without a language model: quote the sentence that answers, after the answer itself."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.table import is_rule
from index import Passage, bare
from index.days import is_day
from rag.answer import Answer, Citation, Hit, Sentence
from rag.arrays import Floats
from rag.checking.support import Evidence
from rag.language.lists import marked
from rag.language.phrases import ASKING, clause, side_by_side
from rag.reading.english import told_in_english
from rag.reading.fitting import fitting, with_values
from rag.reading.kinds.references import is_mere_reference
from rag.reading.layout.alternatives import offered, picked
from rag.reading.layout.articles import article_titled
from rag.reading.layout.asked_before import Reply, is_question, reply
from rag.reading.layout.dated import day_above
from rag.reading.layout.days import on_day
from rag.reading.layout.definitions import definition, until_copula
from rag.reading.layout.enumerated import enumerated
from rag.reading.layout.headed import headed
from rag.reading.layout.holder_above import holder_above
from rag.reading.layout.nth_item import nth_item
from rag.reading.layout.pairs import pair_told
from rag.reading.layout.said import said_by, who_says, with_next
from rag.reading.layout.sections import section_answer
from rag.reading.quoting import apart, cut, quoted
from rag.reading.refusal import likeliest_reading
from rag.reading.reread import CONTENDERS, contested, preferring, shortlisted, tells
from rag.reading.scoring.span_scores import Candidate, Judged, judge, with_shares
from rag.reading.short_answer import ITEMS_BELOW, nearest, short_answer
from rag.reading.tables.cells import names_columns
from rag.reading.tables.comparing import compares, winner
from rag.reading.tables.counting import counted
from rag.reading.tables.differences import difference
from rag.reading.tables.each_row import each_row
from rag.reading.tables.filters import filtered
from rag.reading.tables.listing import asks_list, list_answer
from rag.reading.tables.selection import is_cell
from rag.reading.tables.sums import NOTICE, addends, summed, total
from rag.reading.tables.superlatives import better
from rag.reading.tables.units import unit_told
from rag.reading.tables.whole import OfDocument, located, no_passages, widened
from rag.reading.whether.affirmed import affirmed

EXTRACTIVE = "원문 인용"


# What stands around the words of a heading.
_MARKS = " □■◆◇▣▶○●ㅇ◦"
_SHOWN = 2
_GATHERED = 4
# A further sentence is shown where it is that likely to hold the answer; lists and comparisons,
# which have more than one, take less likely ones.
_FURTHER = 0.05
_FURTHER_OF_SEVERAL = 0.03
# A question tells something by the way where that is so likely to answer.
_SURE = 0.5
# A sentence is about a thing where it or its titles hold that share of the words for it.
_NAMED = 0.5
_STEPS = 6
# What only says that items follow.
_LEADS_ON = re.compile(rf"{ITEMS_BELOW}[와과] ?같")
# The end of a sentence, or a label.
_SAYS = re.compile(r"[.?!]$|[:：]|(?:[다요죠]|[음함됨임])$")
_BARE = re.compile(r"(?:Q|A|문|답|질문|답변)\s?[.:]|(?:네|예|아니요|아니오)\.")

# Sentences to quote, and the short answer.
_Chosen = tuple[list[Candidate], str]


@dataclass(frozen=True, slots=True)
class _Readings:
    """What was made of some passages, told by them and their scores, in each reading asked."""

    hits: tuple[tuple[Passage, float], ...]
    judged: dict[str, Judged]
    told: dict[str, Floats]


class ExtractiveReader:
    """Quotes the sentences that answer; `idf` weighs terms by their rarity in the collection.

    `of_document` gives the passages of a document, for tables that are cut.
    """

    name = EXTRACTIVE

    def __init__(self, idf: Callable[[str], float], of_document: OfDocument = no_passages) -> None:
        self._idf = idf
        self._of_document = of_document
        self._last = _Readings((), {}, {})

    def read(self, question: str, hits: Sequence[Hit], *, anyway: bool = False) -> Answer:
        """The answer in quotes; an abstention without any hit, or if nothing likely can answer.

        `anyway` quotes what is nearest instead.
        """
        chosen, short, notice = self._read(question, hits, anyway=anyway) if hits else ([], "", "")
        citations = tuple(
            Citation(number, passage, start, end, cut(passage, start, end))
            for number, (passage, start, end) in enumerate(apart(chosen), 1)
        )
        return Answer(
            question=question,
            sentences=tuple(Sentence(c.quote, (c,), supported=True) for c in citations),
            citations=citations,
            abstained=not chosen,
            reader=self.name,
            hits=tuple(hits),
            short=_with_whole_words(short, chosen),
            notice=notice,
        )

    def _read(
        self, question: str, hits: Sequence[Hit], *, anyway: bool
    ) -> tuple[list[Candidate], str, str]:
        """The sentences to quote, the short answer, and what is to be said of both."""
        judged = self._preferring(question, hits)
        wide = self.whole(judged, hits)
        notice = ""
        if reckoned := difference(wide) or summed(wide) or counted(wide):
            chosen, short, notice = [*reckoned.sentences], reckoned.short, reckoned.notice
        elif added := [] if total(wide) else addends(wide):
            chosen, short, notice = added, "", NOTICE.format(count=len(added))
        else:
            passages = with_next([hit.passage for hit in hits], self._of_document)
            chosen, short = self.headed(judged) or _choose(
                judged, wide, passages, self._of_document
            )
            chosen = chosen or ([nearest(judged)] if anyway else [])
        if wide is not judged:
            chosen = [located(one, self._of_document) for one in chosen]
        return chosen, short, f"{notice} {self._unit(chosen, short)}".strip()

    def _unit(self, chosen: Sequence[Candidate], short: str) -> str:
        """In which unit a number from a table is told; '' where it tells that itself."""
        if not chosen or not short:
            return ""
        unit = unit_told(chosen[0], short, self._of_document)
        return f"단위: {unit}" if unit else ""

    def judge(self, question: str, hits: Sequence[Hit]) -> Judged:
        """Judge once: refusing and reading ask for the same, in each reading of a question."""
        judged = self._remembered(hits).judged
        if question not in judged:
            judged[question] = judge(question, hits, self._idf)
        return judged[question]

    def shortlist(self, readings: Sequence[str], hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits, in front those that an answer is read from where the first place is contested.

        `CONTENDERS` of them are read for that, in the reading that is answered most surely.
        """
        if not contested(hits):
            return tuple(hits)
        text = (
            readings[0] if len(readings) == 1 else likeliest_reading(readings, hits, self.judge)[1]
        )
        return shortlisted(hits, self.contends(text, hits))

    def contends(self, question: str, hits: Sequence[Hit]) -> Floats:
        """What reading adds to the score of many passages, to choose those that `judge` reads."""
        return tells(hits, judge(question, hits, self._idf, passages=CONTENDERS))

    def headed(self, judged: Judged) -> _Chosen | None:
        """What the make-up of a document tells: sections by number or day, items, who has them."""
        return (
            headed(judged, self._of_document)
            or on_day(judged, self._of_document)
            or nth_item(judged, self._of_document)
            or holder_above(judged, self._of_document)
            or pair_told(judged, self._of_document)
        )

    def enumerated(self, judged: Judged) -> _Chosen | None:
        """The items of the list that a question asks for."""
        return enumerated(judged, self._of_document)

    def whole(self, judged: Judged, hits: Sequence[Hit]) -> Judged:
        """What was judged with the tables that are cut, where a question needs all of them."""
        return widened(judged, hits, self._of_document)

    def tells(self, question: str, hits: Sequence[Hit]) -> Floats:
        """What reading adds to the score of each passage read: see `rag.reading.reread`."""
        told = self._remembered(hits).told
        if question not in told:
            told[question] = tells(hits, self.judge(question, hits))
        return told[question]

    def _preferring(self, question: str, hits: Sequence[Hit]) -> Judged:
        return preferring(self.judge(question, hits), hits, self.tells(question, hits))

    def _remembered(self, hits: Sequence[Hit]) -> "_Readings":
        key = tuple((hit.passage, hit.score) for hit in hits)
        last = self._last  # another thread may ask something else meanwhile
        if last.hits != key:
            last = self._last = _Readings(key, {}, {})
        return last


# How much less each further sentence of a reply is likely to answer.
_LATER = 0.4
_NO_SHARE = 1e-30


def _choose(
    judged: Judged, wide: Judged, passages: Sequence[Passage], of_document: OfDocument
) -> _Chosen:
    """The sentence of the short answer, others that may well answer too, and the short answer.

    `wide` has the tables that are cut into passages as well.
    """
    judged = _telling(fitting(judged))
    if not judged.candidates:
        return [], ""
    if said := said_by(judged, passages) or who_says(judged, passages):
        return said
    if (found := reply(judged) or article_titled(judged)) is not None:
        return _replied(judged, found)
    compared = compares(judged.spans.query.text)
    chosen = _compared(wide, passages) if compared else _gathered(judged, wide, of_document)
    if chosen is None and (one := picked(judged)):
        chosen = [one[0]], one[1]
    if chosen is None and not is_cell(judged) and (told := told_in_english(judged)):
        chosen = told, ""
    # '임차와 구매 비용 비교는 언제까지야?' asks for a cell of what is called so.
    return chosen or _likeliest(judged, wide, compared=compared and not is_cell(judged))


def _compared(wide: Judged, passages: Sequence[Passage]) -> _Chosen | None:
    """Which of things compared has more of something; None where no values tell them apart."""
    if won := winner(wide.spans.query.text, passages):
        return list(dict.fromkeys(_sentence_of(one) for one in won[1])), won[0]
    return better(wide)


def _gathered(judged: Judged, wide: Judged, of_document: OfDocument) -> _Chosen | None:
    """All that a document numbers, a table holds of a sort or a list names; None for no such."""
    if items := enumerated(judged, of_document):
        return items
    if rows := filtered(wide) or affirmed(wide):
        return rows
    question = judged.spans.query.text
    if not offered(question) and (rows := each_row(judged)):
        return rows
    return list_answer(wide) if asks_list(question) else None


def _likeliest(judged: Judged, wide: Judged, *, compared: bool) -> _Chosen:
    """What the section that is asked for says, else the likeliest sentence and others beside it."""
    asked = judged.spans.query.asked
    section = [] if compared or definition(judged) else section_answer(judged)
    if len(section) > 1:
        return section, ""
    if section:
        judged = replace(judged, candidates=sorted(section, key=lambda one: -one.score))
    told = day_above(judged) or short_answer(judged, wide)
    if told is None:
        return [], ""
    first, short = told
    leads_on = asked.kind == "manner" or _LEADS_ON.search(first.text)
    if leads_on and not short and (steps := _steps(judged, first)):
        return steps, ""
    # One of two things that no values tell apart is no short answer.
    short = "" if compared or is_mere_reference(judged.spans.query, short) else short
    return _with_others(judged, first, several=asked.several or compared), short


def _with_others(judged: Judged, first: Candidate, *, several: bool) -> list[Candidate]:
    """A sentence and those beside it that may well answer too."""
    chosen = [first, *(_other_sides(judged, first) if several else ())]
    most, least = (_GATHERED, _FURTHER_OF_SEVERAL) if several else (_SHOWN, _FURTHER)
    for one in judged.candidates:
        if len(chosen) >= most or one.score < least:
            break
        if all(one.text not in cut(c.passage, *quoted(c)) for c in chosen):
            chosen.append(one)
    return chosen


def _telling(judged: Judged) -> Judged:
    """Without what tells nothing itself: headings, questions, rules and rows that name columns."""
    starts = {
        (read.passage, read.start_of(number))
        for read in judged.spans.reads
        for number in range(len(read.sentences))
        if names_columns(read, number)
    }
    kept = [
        one
        for one in judged.candidates
        if (one.passage, one.start) not in starts
        and not is_rule(one.text)
        and one.text.strip(_MARKS) not in (one.passage.title, *one.passage.headings)
        and not _is_top_line(one)
        and not is_day(one.text)
        and not (is_question(one.text) and not _tells_aside(one))
        and _BARE.fullmatch(one.text) is None
    ]
    return replace(judged, candidates=kept or judged.candidates)


def _tells_aside(one: Candidate) -> bool:
    """Whether a question that goes on in running text surely tells something else by the way.

    '작년에 1위를 내준 한빛전자는 어디서 반격할까? 답은 …'
    """
    text, end = one.passage.text, one.end - one.passage.start
    goes_on = text[end:].partition("\n")[0].strip() != ""
    return goes_on and one.short_score > _SURE and bare(one.short) not in ASKING


def _is_top_line(one: Candidate) -> bool:
    """Whether it is what a document calls itself in its first line, and no sentence or label."""
    line = one.passage.first_line.strip(_MARKS)
    return one.text.strip(_MARKS) == line and _SAYS.search(line) is None


def _replied(judged: Judged, found: Reply) -> tuple[list[Candidate], str]:
    """What a document answers to the same question: all of a few sentences, or the likeliest."""
    within = _within(judged, found)
    own = sorted(within.candidates, key=lambda one: one.start)
    if found.says or judged.spans.query.asked.kind in ("manner", "reason"):
        return own[:_GATHERED], found.says
    first, short = short_answer(within, within) or (within.candidates[0], "")
    if not short and first is own[0]:  # '가장 큰 강점은 무엇일까? 값이 싼 것이다.'
        short = until_copula(first.text)
    return [first, *[one for one in own if one is not first][: _SHOWN - 1]], short


def _within(judged: Judged, found: Reply) -> Judged:
    """What was judged of the sentences of a reply alone, the first of them before the others.

    What the reader gave to the question above them, which is worded like an answer, is theirs.
    """
    spans = judged.spans
    place = next(n for n, read in enumerate(spans.reads) if read is found.read)
    before = sum(len(read.sentences) for read in spans.reads[:place])
    shares = np.zeros_like(judged.shares)
    for rank, number in enumerate(found.sentences):
        inside = spans.sentence == before + number
        shares[inside] = judged.shares[inside] * _LATER**rank
    judged = fitting(with_shares(judged, shares / max(float(shares.sum()), _NO_SHARE)))
    judged = with_values(judged)
    starts = [found.read.start_of(number) for number in found.sentences]
    own = [o for o in judged.candidates if o.passage == found.read.passage and o.start in starts]
    return replace(judged, candidates=own)


def _steps(judged: Judged, first: Candidate) -> list[Candidate]:
    """The bullets among which a sentence is one, or that it leads to, in order.

    How something is done is all of them.
    """
    steps: list[Candidate] = []
    for one in marked((first.passage,)):
        lead = judged.sentence_at(one.lead.passage, one.lead.start) if one.lead else None
        found = (judged.sentence_at(i.passage, i.passage.start + i.at) for i in one.items)
        own = [*filter(None, found)]
        if len(own) > 1 and first in (lead, *own):
            steps = own[:_STEPS] if first in own[:_STEPS] else [first, *own[:_STEPS]]
    return steps


def _with_whole_words(short: str, chosen: Sequence[Candidate]) -> str:
    """A short answer without the spaces that part words where a line of its document ended."""
    for passage in dict.fromkeys(one.passage for one in chosen if one.passage.parted):
        if (at := passage.text.find(short)) >= 0:
            return passage.whole(at, at + len(short))
    return short


def _sentence_of(evidence: Evidence) -> Candidate:
    """The sentence that bears out something, not judged."""
    return Candidate(evidence.passage, evidence.start, evidence.end, 0.0, 0.0, 0.0)


def _other_sides(judged: Judged, first: Candidate) -> list[Candidate]:
    """For each of two things compared that the first sentence does not name, the best that does."""
    sides = side_by_side(clause(judged.spans.query.text))[:2]
    found: list[Candidate] = []
    for side in sides:
        words = side.text.lower().split()
        if _share(words, first) < _NAMED:
            best = max(judged.candidates, key=lambda one: (_share(words, one), one.score))
            if _share(words, best) >= _NAMED and best not in found:
                found.append(best)
    return found


def _share(words: Sequence[str], one: Candidate) -> float:
    """The share of some words that a sentence or its titles hold."""
    text = f"{one.passage.context}\n{one.text}".lower()
    return sum(word in text for word in words) / len(words)
