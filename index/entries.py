"""Entries: the records that a plain text tells one after the other, in the same form.

Exports of notice boards, registers of complaints, catalogues, recipes and glossaries are such. What
parts their entries is a rule or an empty line, and each begins with lines of the same labels, with
a title above those, or with a number of its own: '[3] 별빛 노트', '■ 접수번호 2026-0043'.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from corpus import Document
from corpus.document import suffix_of
from corpus.labels import is_known_label
from index.headings import MARKED, is_like_heading

_SUFFIXES = (".txt", ".text")
# Two of a form are the two parties to it.
_FEWEST = 3
_MOST = 0.7
# So many lines of an entry are looked at for its labels.
_TOP = 8
_LONGEST_TITLE, _LONGEST_NAME = 60, 80
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RULE = re.compile(r"\s*([-=_*~#─━═])(?:\s?\1){4,}\s*")
_LABELLED = re.compile(
    r"\s*[-*•▶○●■◦※\[【<]{0,2}\s*(?P<label>[^\W\d][^:：\d\n\]】>|]{0,11}?)\s?[\]】>]?"
    r"(?:\s?[:：]\s*|\s{2,}|\t)(?P<value>\S[^\n]*)"
)
# What counts entries stands in brackets, behind a sign, or behind a word such as 'No.'.
_NUMBERED = re.compile(
    r"\s*(?P<sign>[\[【<(#■□◆●▶○※]{0,2})\s*(?P<word>[A-Za-z가-힣]{0,8})\s?[.:]?\s?"
    r"(?P<number>\d[\d-]*)\s?(?:번|호|건)?\s?[\])>】.:]*(?P<title>\s[^\n]*|$)"
)
_SAYS = re.compile(r"[.?!。,;:]$|(?:다|요)$")
# Labels of what an entry is called.
_CALLED = frozenset("제목 이름 성명 품명 용어 상호".split())
_CALLED_SO = re.compile(r"[가-힣](?:명|이름|제목)$")
_COUNTS = re.compile(r"번호$|^(?:순번|연번|No\.?)$", re.IGNORECASE)


def is_rule(line: str) -> bool:
    """Whether a line is drawn to part what is above it from what is below: '-----'."""
    return _RULE.fullmatch(line) is not None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between two empty lines or rules: where each begins, and whether a rule is above."""

    starts: tuple[int, ...]
    lines: tuple[str, ...]
    ruled: bool

    def labels(self) -> dict[str, str]:
        """The labels of its first lines with what stands behind each."""
        found = filter(None, map(_LABELLED.fullmatch, self.lines[:_TOP]))
        return {"".join(one["label"].split()): one["value"].strip() for one in found}


def entry_headings(document: Document) -> dict[int, str]:
    """Where entries begin and what each is called; '' where the last one ends before the text."""
    if suffix_of(document.source) not in _SUFFIXES:
        return {}
    blocks = [*_blocks(document.text, document.body)]
    forms = [_form(block) for block in blocks]
    for form, times in Counter(filter(None, forms)).most_common():
        own = [n for n, one in enumerate(forms) if one == form]
        if times < _FEWEST:
            break
        labels = _shared(form, [blocks[n] for n in own])
        if labels and _begins(form, own):
            found = {blocks[n].starts[0]: _name(blocks[n], labels) for n in own}
            end = _end(blocks, own)
            return {**found, blocks[end].starts[0]: ""} if end < len(blocks) else found
    return {}


def _blocks(text: str, body: int) -> Iterator[_Block]:
    """The blocks of a text."""
    ruled, last = False, body
    lines = [*_LINE.finditer(text, body)]
    kinds = []
    run = 0
    for line in lines:
        rule = is_rule(line[0])
        run += rule or text.count("\n", last, line.start()) > 1
        kinds.append((run, rule))
        run += rule
        last = line.end()
    marked = zip(kinds, lines, strict=True)
    for (_, rule), group in groupby(marked, key=lambda one: one[0]):
        own = [line for _, line in group]
        if not rule:
            starts = (one.start() + len(one[0]) - len(one[0].lstrip()) for one in own)
            yield _Block(tuple(starts), tuple(one[0].strip() for one in own), ruled)
        ruled = rule


def _form(block: _Block) -> tuple[str, str] | None:
    """How an entry begins that a block may be the first of; None for rows, headings and prose."""
    first = block.lines[0]
    if first.startswith("|") or MARKED.match(first):
        return None
    if match := _LABELLED.fullmatch(first):
        return "label", "".join(match["label"].split())
    match = _NUMBERED.fullmatch(first)
    if match and (match["sign"] or match["word"]):
        return "number", match["sign"] + match["word"]
    titled = len(first) <= _LONGEST_TITLE and not _SAYS.search(first)
    below = _LABELLED.fullmatch(block.lines[1]) if len(block.lines) > 1 and titled else None
    if below is None or is_like_heading(first):
        return None
    return "title", "".join(below["label"].split())


def _begins(form: tuple[str, str], own: Sequence[int]) -> bool:
    """Whether entries begin so: labels may end one of several blocks too, '조치: … / 기한: …'."""
    kind, label = form
    together = own[-1] - own[0] == len(own) - 1
    return (
        kind != "label"
        or together
        or is_known_label(label)
        or _calls(label)
        or _COUNTS.search(label) is not None
    )


def _shared(form: tuple[str, str], blocks: Sequence[_Block]) -> Collection[str]:
    """The labels that most entries of a form have; none where they are no entries.

    Two at least. What stands behind a known one, or behind two, is no sentence as with those who
    speak in turn, and what each entry begins with is its own.
    """
    told = [block.labels() for block in blocks]
    times = Counter(label for labels in told for label in labels)
    shared = [label for label, count in times.items() if count >= _MOST * len(blocks)]
    plain = [one for one in shared if _is_plain([labels.get(one, "") for labels in told])]
    kind, begins = form
    if kind == "label" and (begins not in plain or len({t[begins] for t in told}) < len(told)):
        return ()
    firsts = [block.lines[0] for block in blocks]
    differ = len({*firsts}) == len(firsts)
    known = any(map(is_known_label, plain)) or len(plain) > 1
    return shared if differ and known and len(shared) > 1 else ()


def _is_plain(values: Sequence[str]) -> bool:
    """Whether most values of a label are no sentences."""
    told = [*filter(None, values)]
    return sum(not _SAYS.search(one) for one in told) >= _MOST * len(told)


def _name(block: _Block, labels: Collection[str]) -> str:
    """What an entry is called: its first line, and what a label below it calls it."""
    first = _LABELLED.fullmatch(block.lines[0])
    name = first["value"] if first else block.lines[0].lstrip("■□◆●▶○※# ")
    if first and not _calls("".join(first["label"].split())):
        name = f"{first['label']} {name}"
    told = block.labels().items()
    called = next((value for label, value in told if label in labels and _calls(label)), "")
    own = name if called in name else f"{name} {called}"
    return " ".join(own.split())[:_LONGEST_NAME]


def _calls(label: str) -> bool:
    return label in _CALLED or _CALLED_SO.search(label) is not None


def _end(blocks: Sequence[_Block], own: Sequence[int]) -> int:
    """The first block that is not of the last entry: it has as many as the longest of the others.

    Where no other has a rule inside, the last one has none.
    """
    lengths = [after - n for n, after in zip(own, own[1:], strict=False)]
    inside = (
        one for n, length in zip(own, lengths, strict=False) for one in blocks[n + 1 : n + length]
    )
    ruled = any(one.ruled for one in inside)
    rest = blocks[own[-1] + 1 : own[-1] + max(lengths)]
    kept = takewhile(lambda one: ruled or not one.ruled, rest)
    return own[-1] + 1 + len([*kept])
