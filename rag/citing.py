"""From what a language model wrote to an answer whose citations are checked.

Sentences are parted from their marks; each is looked for in the passages that it cites, then in
the others. Citations are numbered from 1 in the order in which they appear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Passage, sentence_spans
from rag.answer import Answer, Citation, Hit, Sentence
from rag.stated import stated_value
from rag.support import Claim, Evidence, supports

_MARK = re.compile(
    r"\s*[\[［【]\s*\^?(?:단락|문서|출처|근거)?\s*\d{1,3}(?:\s*[,，·~-]\s*\d{1,3})*\s*[\]］】]"
)
_HALF_MARK = re.compile(r"[\[［【][^\]］】]*$")
_NUMBERS = re.compile(r"(\d{1,3})(?:\s*[~-]\s*(\d{1,3}))?")
_END = r"[.!?。…]+[\"'”’」』)\]]*"
_MARKS_AFTER_END = re.compile(rf"({_END})((?:{_MARK.pattern})+)")
_MARKS_ALONE = re.compile(rf"\n(?=(?:{_MARK.pattern})+\s*(?:\n|$))")
_BULLET = re.compile(r"\s*(?:#{1,6}\s|[-*•▶○●□■◦※]\s+|\(?\d{1,2}[.)]\s+)")
_EMPHASIS = re.compile(r"\*\*|__|`")
# What only leads to what follows or sees the reader off.
_LEAD = re.compile(r"(?:다음과 같습니다|아래와 같습니다|같습니다)\s*[.:：]?$|[:：]$")


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
    text = _MARKS_ALONE.sub(" ", _EMPHASIS.sub("", text))
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        body = _MARKS_AFTER_END.sub(r"\2\1", line[bullet.end() :] if bullet else line)
        for start, end in sentence_spans(body):
            one = _draft(body[start:end], item=bullet is not None)
            if one.text:
                found.append(one)
    return found


def _draft(text: str, item: bool) -> Draft:
    marks: list[int] = []
    for mark in _MARK.finditer(text):
        for first, last in _NUMBERS.findall(mark.group()):
            marks.extend(range(int(first), int(last or first) + 1))
    bare = " ".join(_MARK.sub("", text).split())
    return Draft(bare, tuple(dict.fromkeys(marks)), bool(_LEAD.search(bare)), item)


def cited_answer(
    question: str,
    text: str,
    passages: Sequence[Passage],
    hits: Sequence[Hit],
    reader: str,
    *,
    whole: bool,
) -> Answer:
    """The answer in which every sentence is checked; of an unfinished text all but the last."""
    written = drafts(text) if whole else drafts(_HALF_MARK.sub("", text))[:-1]
    citations: dict[Evidence, Citation] = {}
    sentences = []
    for draft, evidence in zip(written, judged(written, passages), strict=True):
        if draft.lead and not evidence:
            continue
        for one in evidence:
            citations.setdefault(one, _citation(len(citations) + 1, one))
        cited = tuple(citations[one] for one in evidence)
        sentences.append(Sentence(draft.text, cited, supported=bool(cited)))
    return Answer(
        question=question,
        sentences=tuple(sentences),
        citations=tuple(citations.values()),
        abstained=False,
        reader=reader,
        hits=tuple(hits),
        short=stated_value(question, sentences),
    )


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


def judged(written: Sequence[Draft], passages: Sequence[Passage]) -> list[tuple[Evidence, ...]]:
    """What bears out each sentence; nothing where nothing does."""
    found = []
    for place, draft in enumerate(written):
        cited = [passages[n - 1] for n in draft.marks if 0 < n <= len(passages)]
        others = [passage for passage in passages if passage not in cited]
        claim = Claim(draft.text, tuple(one.text for one in written[:place]))
        found.append(supports(claim, cited) or supports(claim, others))
    return found


def _citation(number: int, evidence: Evidence) -> Citation:
    passage = evidence.passage
    quote = passage.text[evidence.start - passage.start : evidence.end - passage.start]
    return Citation(number, passage, evidence.start, evidence.end, quote)
