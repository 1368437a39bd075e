"""From what a language model wrote to an answer whose citations are checked.

Sentences are parted from their marks; each is looked for in the passages that it cites, then in
the others. Citations are numbered from 1 in the order in which they appear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.symbols import BULLETS
from index import Passage, sentence_spans
from rag.answer import Answer, Citation, Hit, Sentence
from rag.checking.entailment import likely
from rag.checking.support import Claim, Evidence, supports
from rag.llm.agreeing import agreed
from rag.llm.doubts import doubt_of
from rag.llm.marks import plain_marks
from rag.llm.stated import stated_value
from rag.llm.unwrapped import running
from rag.reading.whether.yes_no import verdict

_MARK = re.compile(r"\s*\[(\d{1,3})\]")
_HALF_MARK = re.compile(r"[\[［【][^\]］】]*$")
_END = r"[.!?。…]+[\"'”’」』)\]]*"
_MARKS_AFTER_END = re.compile(rf"({_END})((?:{_MARK.pattern})+)")
_MARKS_ALONE = re.compile(rf"\n(?=(?:{_MARK.pattern})+\s*(?:\n|$))")
_BULLET = re.compile(rf"\s*(?:#{{1,6}}\s|[{BULLETS}]\s+|\(?\d{{1,2}}[.)]\s+)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_HEADING = re.compile(r"\s*#{1,6}\s|\s*\*\*[^*]+\*\*\s*$")
_PREFIX = re.compile(r"^\s*(?:답변?|answer)\s*[:：]\s*", re.IGNORECASE)
# What only leads to what follows or sees the reader off.
_LEAD = re.compile(
    r"(?:다음과 같습니다|아래와 같습니다|같습니다)\s*[.:：]?$|[:：]$"
    r"|^(?:네|예|아니요|아닙니다|안녕하세요|감사합니다|물론입니다|알겠습니다|맞습니다)[,!.\s]*$"
    r"|(?:도움이 되|궁금한|더 필요하|추가로 (?:문의|질문))[^.!?]*(?:바랍니다|세요|십시오)"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it: its text without marks, and the passages it names.

    `lead` sentences claim nothing themselves; `item` is a line of a list.
    """

    text: str
    marks: tuple[int, ...]
    lead: bool = False
    item: bool = False


def drafts(text: str) -> list[Draft]:
    """The sentences of a model's answer with their marks, in order."""
    found: list[Draft] = []
    for line in _MARKS_ALONE.sub(" ", plain_marks(running(text))).splitlines():
        heading, plain = _HEADING.match(line), plain_marks(_EMPHASIS.sub("", line))
        bullet = _BULLET.match(plain)
        said = _PREFIX.sub("", plain[bullet.end() :] if bullet else plain)
        body = _MARKS_AFTER_END.sub(r"\2\1", said)
        for start, end in sentence_spans(body):
            one = _draft(body[start:end], item=bullet is not None)
            if one.text:
                found.append(replace(one, lead=one.lead or heading is not None))
    return found


def _draft(text: str, item: bool) -> Draft:
    marks = dict.fromkeys(int(number) for number in _MARK.findall(text))
    bare = " ".join(_MARK.sub("", text).split())
    return Draft(bare, tuple(marks), bool(_LEAD.search(bare)), item)


def cited_answer(
    question: str,
    text: str,
    passages: Sequence[Passage],
    hits: Sequence[Hit],
    reader: str,
    *,
    whole: bool,
    quoted: Answer | None = None,
) -> Answer:
    """The answer in which every sentence is checked; of an unfinished text all but the last.

    `quoted` is what the quoting reader answers to the same question.
    """
    written = drafts(text) if whole else drafts(_HALF_MARK.sub("", text))[:-1]
    citations: dict[Evidence, Citation] = {}
    sentences = []
    for place, evidence in enumerate(judged(written, passages, question, quoted)):
        draft = written[place]
        if draft.lead and not evidence:
            continue
        for one in evidence:
            citations.setdefault(one, _citation(len(citations) + 1, one))
        cited = tuple(citations[one] for one in evidence)
        doubt = None if cited else doubt_of(*_checked(written, place, passages))
        sentences.append(
            Sentence(draft.text, cited, supported=bool(cited), item=draft.item, doubt=doubt)
        )
    return Answer(
        question=question,
        sentences=tuple(sentences),
        citations=tuple(citations.values()),
        abstained=False,
        reader=reader,
        hits=tuple(hits),
        short=_short(question, sentences, tuple(citations)) if whole else "",
    )


def _short(question: str, sentences: Sequence[Sentence], cited: Sequence[Evidence]) -> str:
    """The value that the first sentence states, or yes or no where a cited sentence shows it."""
    if stated := stated_value(question, sentences):
        return stated
    found = verdict(question, [one.passage for one in cited])
    return found[0] if found and found[1] in cited else ""


def verified(answer: Answer) -> Answer:
    """The answer of any reader with true citations only, numbered in the order of appearance.

    A citation is true where its quote stands in its passage at its offsets; a sentence that has
    none left is not supported.
    """
    numbered: dict[tuple[str, int, int], Citation] = {}
    sentences = []
    for sentence in answer.sentences:
        cited = []
        for one in filter(_is_true, sentence.citations):
            key = (one.passage.id, one.start, one.end)
            numbered.setdefault(key, replace(one, number=len(numbered) + 1))
            cited.append(numbered[key])
        supported = sentence.supported and bool(cited)
        sentences.append(replace(sentence, citations=tuple(cited), supported=supported))
    return replace(answer, sentences=tuple(sentences), citations=tuple(numbered.values()))


def _is_true(citation: Citation) -> bool:
    start = citation.start - citation.passage.start
    end = citation.end - citation.passage.start
    return 0 <= start < end and citation.passage.text[start:end] == citation.quote


def judged(
    written: Sequence[Draft],
    passages: Sequence[Passage],
    question: str = "",
    quoted: Answer | None = None,
) -> list[tuple[Evidence, ...]]:
    """What bears out each sentence; nothing where nothing does.

    Where no rule knows its words, what it cites may yet be likely enough to bear it out, or the
    quoting reader answers the same.
    """
    found = []
    for place in range(len(written)):
        claim, cited, others = _checked(written, place, passages)
        ruled = supports(claim, cited) or supports(claim, others)
        same = agreed(claim.text, question, quoted) if quoted and not ruled else ()
        found.append(ruled or same or likely(claim, cited))
    return found


def _checked(
    written: Sequence[Draft], place: int, passages: Sequence[Passage]
) -> tuple[Claim, list[Passage], list[Passage]]:
    """A sentence as a claim, the passages that it cites, and the others."""
    cited = [passages[n - 1] for n in written[place].marks if 0 < n <= len(passages)]
    others = [passage for passage in passages if passage not in cited]
    before = tuple(one.text for one in written[:place])
    return Claim(written[place].text, before), cited, others


def _citation(number: int, evidence: Evidence) -> Citation:
    return Citation(number, evidence.passage, evidence.start, evidence.end, evidence.text)
