"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from corpus.kinds import has_header, is_mixed
from corpus.labels import (
    MANY,
    MOST,
    SOME,
    are_known_enough,
    is_known_label,
    is_label,
    is_label_beside,
    known_share,
    label_of,
)
from corpus.lists import FEWEST, Drawn, Rows, begins_list
from corpus.symbols import EMPTY_BOX, EMPTY_BOXES, TICK, TICKED_BOXES

# Of so many labels each another stands in a form of several parts.
_DISTINCT = 0.8
# A box to tick, which no column of data has beside a name.
_BOX = re.compile(rf"[{TICKED_BOXES}{EMPTY_BOXES}{TICK}]\s?[가-힣]")
# What stands in a form to be filled in: '', '원', '(서명)', '□ 예 □ 아니요', '20  .  .'.
_BLANK = re.compile(
    r"[\s.]*|[원명개건인회점세년월일]|20(?:\d\d)?(?:\s?[.년월일]\s?){2,}"
    r"|\(?(?:서명|인|서명 또는 인)\)?"
    rf"|(?:{EMPTY_BOX}[^{EMPTY_BOX}{TICKED_BOXES}{TICK}]*)+"
)
# Room for the picture of a person: '사진(3×4cm)'.
_PICTURE = re.compile(r"(?:사\s?진.*)?")
_LABELLED = re.compile(r"(?P<label>[^\s\d:]{2,10})(?:(?P<colon>\s?:\s?)|\s)(?P<value>[^\s:].*)")
_KIND = re.compile(r"구분|항목|분류")
_CALLED = re.compile(rf"(?:{_KIND.pattern}) (?:주요 ?)?내용")


class Entry(NamedTuple):
    """A label of a form with its value, what stands at the side, whether `more` cells are of it."""

    side: str
    label: str
    value: str
    more: bool = False


def table_form(rows: Rows) -> list[list[str]]:
    """The lines of each of the first rows of a table that are a form; none for most tables.

    Each label has its cell, though nothing may be filled in there; what stands over several rows
    is at the side of what is right of it: "공급자" of "상호 | 가온상사" and "대표 | 김하나". What
    a form to be filled in asks for is no row of data either. Columns called "구분" and "내용" are
    labels and values. A list may begin below it.
    """
    called = _are_called(rows)
    first = next((row for row in rows[called:] if len(row) > 1), ())
    begun = _told(_with_whole_label(first))
    if not begun or _name_columns(begun):  # as in most tables
        return []
    told: list[tuple[list[str], list[Entry]]] = []
    for number, row in enumerate(map(_with_whole_label, rows[called:]), called):
        if number and begins_list(rows[:number], rows[number:]):
            break
        entries = _told(row)
        if entries is None:
            return []
        told.append(([cell.text for cell in row], entries))
    if not _is_form_of(told, called, listed=called + len(told) < len(rows)):
        return []
    return [*([] for _ in range(called)), *(_lines(*one) for one in told)]


def _are_called(rows: Rows) -> bool:
    """Whether the first row calls the columns "구분" and "내용"."""
    names = (label_of(cell.text) for row in rows[:1] for cell in _with_whole_label(row))
    return _CALLED.fullmatch(" ".join(names)) is not None


def entry_lines(row: Sequence[Drawn]) -> list[str]:
    """A row with a label and what is told below a list as lines."""
    return _lines([cell.text for cell in row], _told(row) or [])


def _is_form_of(told: Sequence[tuple[list[str], list[Entry]]], called: bool, listed: bool) -> bool:
    """Whether rows, with what they tell, are a form; `called` where the columns are called so.

    Above a list, where they are `listed`, one label in a row is enough, or known ones with values
    that are plainly none.
    """
    paired = [(texts, entries) for texts, entries in told if len(texts) > 1]
    labelled = [[entry for entry in entries if entry.label] for _, entries in paired]
    few = listed and (all(len(texts) == 2 for texts, _ in paired) or _are_plain(labelled))
    differ = _differ([*chain.from_iterable(labelled)], 1 if few else FEWEST)
    return differ and (called or _are_labelled([*map(itemgetter(0), paired)], labelled))


def _are_plain(rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether labels are known, and a value of each row is no label, but a date or a figure."""
    known = known_share([entry.label for entries in rows for entry in entries])
    return known >= MANY and all(
        any(not is_label(one.value) for one in entries) for entries in rows
    )


def _name_columns(entries: Sequence[Entry]) -> bool:
    """Whether a row names columns: values are labels as well, or it begins "구분 | 배점".

    So does one that says a pair twice, "직급 | 인원 | 직급 | 인원". What is ticked or numbered,
    "구분 | ☑ 신규 □ 연장", is a value.
    """
    kind, value = label_of(entries[0].label), entries[0].value
    plain = bool(value) and is_label(value) and not _BOX.search(value)
    known = all(is_label_beside(entry.label, entry.value) for entry in entries)
    filled = [entry for entry in entries if entry.value]
    twice = len({*filled}) < len(filled)
    return known or twice or (plain and _KIND.fullmatch(kind) is not None)


def _told(row: Sequence[Drawn]) -> list[Entry] | None:
    """What the cells of a row tell, label by label; None where they are no labels with values.

    A cell may hold both. Where cells are left that are no label, they are values of the last one.
    A cell alone is neither.
    """
    entries: list[Entry] = []
    place, side = 0, ""
    while place < len(row) > 1:
        text, tall, _ = row[place]
        place += 1
        left = place < len(row)
        if tall and left and _PICTURE.fullmatch(text):
            continue
        if tall and _begins_side(row[place:]):
            side = text
        elif (entries or side) and (whole := _whole(text, row[place:])):
            entries.append(Entry(side, *whole))
        elif left and is_label(text):
            entries.append(Entry(side, text, row[place].text))
            place += 1
        elif entries:
            beside, label, value, _ = entries[-1]
            entries[-1] = Entry(beside, label, f"{value} / {text}".strip(" /"), more=True)
        else:
            return None
    return entries


def _begins_side(cells: Sequence[Drawn]) -> bool:
    """Whether cells right of a tall one begin with a label and its value."""
    if not cells or cells[0].tall:
        return False
    return len(cells) > 1 and is_label(cells[0].text) and cells[0].text[:1] != "("


def _whole(cell: str, others: Sequence[Drawn]) -> tuple[str, str] | None:
    """The label and the value that a cell holds together: "소재지: 윤슬시", "대표자 음기찬".

    Without a colon, "담당 업무" is a label; only where the number of cells, with the `others` up to
    a tall one, is odd it is no pair.
    """
    match = _LABELLED.fullmatch(cell)
    if match is None:
        return None
    label, colon, value = match.groups()
    if not colon:
        even = next((n for n, one in enumerate(others) if one.tall), len(others)) % 2
        if even or not is_known_label(label):
            return None
    return label, value


def _lines(texts: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    """A row of a form as lines; a cell alone as it is."""
    if len(texts) == 1:
        return [label_of(texts[0])]
    return [
        f"{_beside(label_of(entry.side), label_of(entry.label))}"
        f"{' ' if _BLANK.fullmatch(entry.value) else ': '}{entry.value}".strip(": ")
        for entry in entries
    ]


def _beside(side: str, label: str) -> str:
    """A label with what stands at the side of its row: "의뢰자 업체명"."""
    return label if label.startswith(side) else f"{side} {label}"


def _with_whole_label(row: Sequence[Drawn]) -> Sequence[Drawn]:
    """A row whose label, set over the width of its column, was read as two: "일 | 자:"."""
    if len(row) > 2 and len(row) % 2:
        parts = [cell.text.rstrip(" :：") for cell in row[:2]]
        if all(len(part) == 1 for part in parts):
            return [Drawn("".join(parts)), *row[2:]]
    return row


def _differ(entries: Sequence[Entry], fewest: int) -> bool:
    """Whether there are enough labels for a form, and hardly one stands twice at the same side.

    A few may: what is asked of one is asked of a child as well.
    """
    distinct = {(entry.side, entry.label) for entry in entries}
    return len(entries) >= fewest and len(distinct) >= _DISTINCT * len(entries)


def _are_labelled(rows: Sequence[Sequence[str]], told: Sequence[Sequence[Entry]]) -> bool:
    """Whether the labels of rows are those of forms, or known well enough beside their values.

    Tables that compare things have well-known labels in their first column, yet none behind it,
    where the cells are of columns: "업체 | 가온 | 나래 | 다솜"; and so have scores and allowances.
    """
    labels = [one.label for entries in told for one in entries]
    values = [one.value for entries in told for one in entries]
    if not all(map(is_label, labels)):
        return False
    more = any(one.more for entries in told for one in entries)
    behind = [one.label for entries in told for one in entries[1:]]
    known, uneven = known_share(labels), len({*map(len, rows)}) > 1
    if known >= (MANY if uneven and not more else MOST):
        return known_share(behind) >= SOME if behind else not (more or has_header(rows))
    wide = not more and max(map(len, rows)) > 2 and are_known_enough(rows, labels)
    ticked = any(_BOX.search(value) for value in values)
    return wide and (ticked or is_mixed(rows, values))
