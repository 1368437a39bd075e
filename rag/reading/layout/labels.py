"""Labels and what stands behind them, one or several on a line: '일시: 5월 3일 / 장소: 본관'.

A label may also stand apart from what it tells, in a column of its own: '색상      흰색'.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.labels import is_known_label
from index import bare
from rag.language.lists import PREFIX
from rag.reading.scoring.span_scores import Candidate, Judged

_LINE = re.compile(
    rf"^{PREFIX}"
    r"(?P<label>(?:(?! / )[^:：\n|,]){1,20}?)(?:\s?[:：]\s+|(?P<gap> {3,}|\t+))(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
# What parts the columns of a list that is aligned: '색상      흰색', '금액\t3,000원'.
_GAP = re.compile(r" {3,}|\t")
_TEXT_LINE = re.compile(r"^(?!\|)[^\n]+$", re.MULTILINE)
# The foot of every official letter: '시행  총무과-2317 (2026. 2. 26.)   접수'.
_ISSUED = re.compile(r"^시행\s+(?P<said>\S+-\d+)(?=\s*\()", re.MULTILINE)
_END = re.compile(r"(?<!\d)[.!?](?=\s|$)|\s\|\s")
# '윤서진 / 작성일: 4월 18일', '동해건설, 감리: 가람기술단', '맑음   측정자: 강보람'
_NEXT_LABEL = re.compile(
    r"(?:(?:\s[/|·]|,)\s|\s{2,}|\t)(?=(?P<label>[가-힣][가-힣 ]{1,9})[:：]\s)"
    r"|(?<![,/|·(])\s(?=(?P<word>[가-힣]{2,6})[:：]\s)"
)
_WORD = re.compile(r"\S+")
_SHORTEST_LABEL = 3
_IN_PROSE = re.compile(
    r"^(?:및|또는|등|그리고|[/·|-])$|[가-힣](?:[을를은는에]|에서|으로|이며|하[고며여]|다\.?|요\.?)$"
)
# Firms and places go by names of their own.
_STANDS_FOR = ("처", "사", "업체", "회사", "장소", "기관")
_IS_ONE = r"[은는] (?P<what>[^\s.,]+(?: [^\s.,]+)?)(?:입니다|이다|이며|이고)(?=[\s.,]|$)"
# More is no short answer.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label tells up to the end of the sentence, and where in the text it starts.

    `last` is the last word of the label: '대표자' of '공급자 대표자', which forms with the parts of
    several parties have.
    """

    start: int
    label: str
    said: str
    last: str = ""


def labelled(text: str, at: int) -> Iterator[Labelled]:
    """What stands behind each label from a place on, also behind others on a line."""
    for line in _ISSUED.finditer(text, at):
        yield Labelled(line.start(), "시행", line["said"])
    for line in _TEXT_LINE.finditer(text, at):
        first = _LINE.match(text, line.start())
        if first is None and (row := list(_of_row(line))):
            yield from row
            continue
        low = first.start("said") if first else line.start()
        label, start = (first["label"], first.start("label")) if first else ("", low)
        for gap in (*_next_labels(text, low, line.end(), alone=first is None), None):
            high = gap.start() if gap else line.end()
            end = _END.search(text, low, high)
            said = text[low : end.start() if end else high].strip()
            if first and first["gap"] and low == first.start("said"):
                said = _GAP.split(said)[0]
            # Without spaces and the marks of bold type.
            words = label.strip("*_ ").split()
            if label:
                yield Labelled(start, "".join(words), said, *words[1:][-1:])
            if gap:
                start, label = gap.end(), gap["label"] or gap["word"]
                low = start + len(label) + 1


def _of_row(line: re.Match[str]) -> Iterator[Labelled]:
    """What the row of a form tells whose lines are lost: '공고번호 2026-88 공고일 2026. 3. 2.'.

    It begins with a label such as forms have, has another one, and is no prose.
    """
    words = list(_WORD.finditer(line[0]))
    labels = [
        n for n, m in enumerate(words) if len(m[0]) >= _SHORTEST_LABEL and is_known_label(m[0])
    ]
    if labels[:1] != [0] or len(labels) < 2 or any(_IN_PROSE.search(m[0]) for m in words):
        return
    for number, following in zip(labels, [*labels[1:], len(words)], strict=True):
        if number + 1 < following:
            said = line[0][words[number].end() : words[following - 1].end()].strip()
            yield Labelled(line.start() + words[number].start(), words[number][0], said)


def _next_labels(text: str, low: int, high: int, *, alone: bool) -> Iterator[re.Match[str]]:
    """The labels behind what else is on a line, `alone` where that has none itself.

    After nothing but a space they are such as forms have; what a comma parts may be prose.
    """
    for gap in _NEXT_LABEL.finditer(text, low, high):
        parted = gap["label"] and not (alone and text[gap.start()] == ",")
        if parted or (gap["word"] and is_known_label(gap["word"])):
            yield gap


def told_under(judged: Judged, one: Candidate, name: str) -> tuple[Candidate, str] | None:
    """What a line of the passage tells under a label that an answer only names: '접수처로 낸다'.

    So does a sentence of what it is about, '후송 병원은 한빛의원입니다'. None where it is no label
    there, or tells too much. A role, as 매도인, says who it is itself.
    """
    asked = name.split()[-1:] == [judged.spans.query.asked.noun]
    if not asked and not name.endswith(_STANDS_FOR):
        return None
    text = one.passage.text
    if asked and (is_one := re.search(rf"{re.escape(name)}{_IS_ONE}", one.text)):
        return one, is_one["what"]
    found = next((line for line in labelled(text, 0) if line.label == bare(name)), None)
    if found is None or len(found.said) > LONGEST:
        return None
    line = judged.sentence_at(one.passage, one.passage.start + found.start)
    return (line, found.said) if line else None
