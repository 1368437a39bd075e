"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from corpus.headers import is_header, repeating, tells_unit
from corpus.labels import LABELS, begins_entry, is_known_label, is_label, is_label_beside, label_of
from corpus.symbols import EMPTY_BOX, EMPTY_BOXES, TICK, TICKED_BOXES

_FEWEST, _WIDEST = 3, 6
# Most of the values of a column of data are of one kind.
_MOST, _MANY, _SOME = 0.7, 0.5, 0.3
_FIGURE, _DATE, _PHONE = 0, 1, 2
# Of so many labels each another stands in a form of several parts.
_DISTINCT = 0.8
# A box to tick, which no column of data has beside a name.
_BOX = re.compile(rf"[{TICKED_BOXES}{EMPTY_BOXES}{TICK}]\s?[가-힣]")
# Who made a table, and when, and what to note on it.
_MADE = re.compile(r"작성|담당|확인|검토|승인|보고|문의|출처|기준|비고|특기|참고")
# What stands in a form to be filled in: '', '원', '(서명)', '□ 예 □ 아니요', '20  .  .'.
_BLANK = re.compile(
    r"[\s.]*|[원명개건인회점세년월일]|20(?:\d\d)?(?:\s?[.년월일]\s?){2,}"
    r"|\(?(?:서명|인|서명 또는 인)\)?"
    rf"|(?:{EMPTY_BOX}[^{EMPTY_BOX}{TICKED_BOXES}{TICK}]*)+"
)
_LABELLED = re.compile(r"(?P<label>[^\s\d:]{2,10})(?:(?P<colon>\s?:\s?)|\s)(?P<value>[^\s:].*)")
_KIND = re.compile(r"구분|항목|분류")
# What the rows of a list are counted by.
_COUNTED = re.compile(r"(?:번호|순번|연번|순서|N[oO]\.?)")
_CALLED = re.compile(rf"(?:{_KIND.pattern}) (?:주요 ?)?내용")
_KINDS = (
    # A figure with its unit: '15만 원'.
    re.compile(r"[-+]?[\d,.]+\s?(?:[십백천만억조]+\s)?[^\d\s]{0,3}"),
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"\d{2,4}(?:[-.)]\s?\d{3,4}){1,2}"),  # a telephone number
    re.compile(r"[^\d]*"),
)


class Drawn(NamedTuple):
    """The text of a cell, whether it stands over several rows, and how many columns it covers."""

    text: str
    tall: bool = False
    columns: int = 1


class Entry(NamedTuple):
    """A label of a form with its value, what stands at the side, whether `more` cells are of it."""

    side: str
    label: str
    value: str
    more: bool = False


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels and values in turn: "성명 | 김하나 | 부서 | 총무과".

    All labels differ, and the values are of several kinds, which those of a column never are; or
    the labels are such as forms have.
    """
    return _is_form(rows, mixed=True)


def sheet_form(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each of the first rows of a sheet that are a form; a list may begin below it."""
    if _is_to_be_filled_in(rows):
        return [[*map(label_of, filter(None, row))] for row in rows]
    if length := _form_length(rows):
        return [form_lines(row) for row in rows[:length]]
    drawn = [*_drawn(rows)]
    lines = table_form(drawn)
    sided = any(cell.tall for row in drawn[: len(lines)] for cell in row)
    return lines if sided or len(lines) < len(rows) else []


def _is_to_be_filled_in(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold well-known labels only, none beside another: values have their room."""
    labels = [cell for row in rows for cell in row if cell]
    beside = (pair for row in rows for pair in pairwise(row))
    known = len(labels) > len(rows) > 1 and all(map(is_known_label, labels))
    return known and not any(map(all, beside))


def _drawn(rows: Sequence[Sequence[str]]) -> Iterator[list[Drawn]]:
    """The filled cells of rows, and whether they are those of a row above or below as well."""
    for row, repeated in zip(rows, repeating(rows), strict=True):
        filled = [n for n, text in enumerate(row) if text]
        ends = [*filled[1:], len(row)]
        yield [Drawn(row[n], repeated[n], end - n) for n, end in zip(filled, ends, strict=True)]


def _form_length(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are a form of labels and values in turn."""
    if is_form(rows):
        return len(rows)
    if not all(is_label(cell) for row in _filled(rows[:2]) for cell in row[::2]):
        return 0
    lengths = range(len(rows) - 2, 1, -1)
    begun = (n for n in lengths if _begins_list(*rows[n : n + 2]) and _is_form(rows[:n]))
    return next(begun, 0)


def _begins_list(names: Sequence[str], below: Sequence[str]) -> bool:
    return sum(map(bool, names)) >= _FEWEST and is_header(names, below)


def table_form(rows: Sequence[Sequence[Drawn]]) -> list[list[str]]:
    """The lines of each of the first rows of a table that are a form; none for most tables.

    Each label has its cell, though nothing may be filled in there; what stands over several rows
    is at the side of what is right of it: "공급자" of "상호 | 가온상사" and "대표 | 김하나". What
    a form to be filled in asks for is no row of data either. Columns called "구분" and "내용" are
    labels and values. A list may begin below it.
    """
    told: list[tuple[list[str], list[Entry]]] = []
    for number, row in enumerate(map(_with_whole_label, rows)):
        if told and _begins_list_below(rows[:number], rows[number:]):
            break
        entries = _told(row)
        if entries is None:  # as in most tables in one of the first rows
            return []
        told.append(([cell.text for cell in row], entries))
    called = bool(told) and _CALLED.fullmatch(" ".join(map(label_of, told[0][0]))) is not None
    named, told = told[:called], told[called:]
    if not _is_form_of(told, called, listed=len(named) + len(told) < len(rows)):
        return []
    return [*([] for _ in named), *(_lines(*one) for one in told)]


def _begins_list_below(form: Sequence[Sequence[Drawn]], rows: Sequence[Sequence[Drawn]]) -> bool:
    """Whether a row names the columns of those below it, where those above are another table.

    All its cells are labels: "안건 | 내용 | 담당", and none of those in the first column below.
    Either what would be values is well known as labels, or figures stand below a name, or there
    are no pairs and the cells have other borders than those above.
    """
    texts = [cell.text for cell in rows[0]]
    if len(texts) < _FEWEST or not all(texts) or not all(map(is_label, texts)):
        return False
    if len({*texts}) < len(texts) or any(cell.tall for cell in rows[0]):
        return False
    below = [[cell.text for cell in row] for row in rows[1:] if _borders(row) == _borders(rows[0])]
    if not below or _known([row[0] for row in below]) >= _MANY:
        return False
    paired = len(texts) % 2 == 0
    apart = all(_borders(row) != _borders(rows[0]) for row in form)
    named = _COUNTED.fullmatch(texts[0]) is not None or _has_header([texts, *below])
    return named or (apart and not paired) or _known(texts[1::2] if paired else texts) >= _MANY


def _borders(row: Sequence[Drawn]) -> list[int]:
    return [cell.columns for cell in row]


def _is_form_of(
    told: Sequence[tuple[list[str], list[Entry]]], called: bool = False, listed: bool = False
) -> bool:
    """Whether rows, with what they tell, are a form; `called` where the columns are called so.

    Above a list, where they are `listed`, one label in a row is enough.
    """
    paired = [(texts, entries) for texts, entries in told if len(texts) > 1]
    if not paired or _name_columns(paired[0][1]):
        return False
    few = listed and all(len(texts) == len(paired[0][0]) == 2 for texts, _ in paired)
    labelled = [[entry for entry in entries if entry.label] for _, entries in paired]
    differ = _differ([*chain.from_iterable(labelled)], 1 if few else _FEWEST)
    return differ and (called or _are_labelled([*map(itemgetter(0), paired)], labelled))


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
    cells, side = [*row] if len(row) > 1 else [], ""
    while cells:
        (text, tall, _), *others = cells
        odd = next((n for n, one in enumerate(others) if one.tall), len(others)) % 2 == 0
        whole = _whole(text, odd) if entries or side else None
        if tall and _begins_side(others):
            cells, side = others, text
        elif whole:
            entries.append(Entry(side, *whole))
            cells = others
        elif is_label(text) and others:
            entries.append(Entry(side, text, others[0].text))
            cells = others[1:]
        elif entries:
            value = f"{entries[-1].value} / {text}".strip(" /")
            entries[-1] = entries[-1]._replace(value=value, more=True)
            cells = others
        else:
            return None
    return entries


def _begins_side(cells: Sequence[Drawn]) -> bool:
    """Whether cells right of a tall one begin with a label and its value."""
    if not cells or cells[0].tall:
        return False
    return len(cells) > 1 and is_label(cells[0].text)


def _whole(cell: str, odd: bool) -> tuple[str, str] | None:
    """The label and the value that a cell holds together: "소재지: 윤슬시", "대표자 음기찬".

    Without a colon, "담당 업무" is a label; only where the number of cells is odd it is no pair.
    """
    match = _LABELLED.fullmatch(cell)
    if match is None or not (match["colon"] or (odd and is_known_label(match["label"]))):
        return None
    return match["label"], match["value"]


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


def _with_whole_label(row: Sequence[Drawn]) -> list[Drawn]:
    """A row whose label, set over the width of its column, was read as two: "일 | 자:"."""
    parts = [cell.text.rstrip(" :：") for cell in row[:2]]
    if len(row) > 2 and len(row) % 2 and all(len(part) == 1 for part in parts):
        return [Drawn("".join(parts)), *row[2:]]
    return [*row]


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
    known, uneven = _known(labels), len({*map(len, rows)}) > 1
    if known >= (_MANY if uneven and not more else _MOST):
        return _known(behind) >= _SOME if behind else not (more or _has_header(rows))
    wide = not more and max(map(len, rows)) > 2 and _are_known_enough(rows, labels)
    ticked = any(_BOX.search(value) for value in values)
    return wide and (ticked or _is_mixed(rows, values))


def _are_known_enough(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Whether any label is well known; many, where the first row may name columns by its words."""
    words = all(cell and is_label(cell) for cell in rows[0])
    return _known(labels) >= _MANY if words else any(map(is_known_label, labels))


def _known(labels: Sequence[str]) -> float:
    """The share of labels that are well known."""
    return sum(map(is_known_label, labels)) / max(len(labels), 1)


def _is_form(rows: Sequence[Sequence[str]], mixed: bool = False) -> bool:
    """Whether rows are a form by their labels, or by values that are `mixed`."""
    rows = _filled(rows)
    pairs = [pair for row in rows for pair in _pairs(row)]
    width = max(map(len, rows), default=0)
    labels = [label for label, _ in pairs]
    values = [value for _, value in pairs if value]
    if len(labels) < _FEWEST or width > _WIDEST or len({*labels}) < len(labels):
        return False
    if not all(map(is_label, labels)):
        return False
    if mixed and _are_known_enough(rows, labels) and _is_mixed(rows, values):
        return True
    return _are_known(labels, values) and (width > 2 or not _has_header(rows))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The filled cells of the rows that have several: cells are merged."""
    return [[*filter(None, row)] for row in rows if sum(map(bool, row)) > 1]


def _is_mixed(rows: Sequence[Sequence[str]], values: Sequence[str]) -> bool:
    kinds = [_kind(value) for value in values]
    most = max(map(kinds.count, kinds), default=0)
    return most <= _MOST * len(kinds) and not _has_header(rows)


def _are_known(labels: Sequence[str], values: Sequence[str]) -> bool:
    """Whether most labels are those of forms, and no value is or stands twice, as in lists."""
    return _known(labels) >= _MOST and len({*values} - LABELS) == len(values)


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of names stands over a column of figures, dates or telephone numbers.

    No form has such columns.
    """
    names, *below = rows
    if len(below) < 2 or not all(map(is_label, names)):
        return False
    columns = ({_kind(row[n]) for row in below if n < len(row)} for n in range(len(names)))
    return any(kinds in ({_FIGURE}, {_DATE}, {_PHONE}) for kinds in columns)


def _kind(value: str) -> int:
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)


def is_entry(row: Sequence[str]) -> bool:
    """Whether a row holds known labels, and values that are none: "담당 | 김하나", "담당: 김하나".

    No table has such a row but a form, or what stands below another one.
    """
    cells = [*filter(None, row)]
    if len(cells) == 1:
        return begins_entry(cells[0])
    paired = 0 < len(cells) <= _WIDEST and len(cells) % 2 == 0
    told = paired and all(map(is_known_label, cells[::2]))
    return told and not any(map(is_label_beside, cells[::2], cells[1::2]))


def is_below(rows: Sequence[Sequence[str]], data: Sequence[str]) -> bool:
    """Whether entries below a table, of which `data` is a row, are no data of it.

    They are where its rows do not begin so, and a value is of another kind than the column has, or
    they tell who made the table, and when, and what to note.
    """
    if not rows or not all(map(is_entry, rows)) or (data and is_known_label(data[0])):
        return False
    return any(
        _MADE.match(cell) or (n and above and _kind(above) != _kind(cell))
        for row in rows
        for n, (cell, above) in enumerate(zip(row, data, strict=False))
        if cell
    )


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs.

    A unit at the end, "영업팀 | (단위: 원)", is no value; nor is one of several labels.
    """
    cells = [*filter(None, row)]
    if len(cells) > 1 and tells_unit(cells[-1]):
        return [*form_lines(cells[:-1]), cells[-1]]
    pairs = _pairs(cells)
    labels, values = zip(*pairs, strict=True)
    told = all(map(is_label if all(values) else is_known_label, labels))
    known = [is_label_beside(label, value) for label, value in pairs if value]
    named = len(cells) > 2 and all(known) and all(map(is_known_label, labels))
    if len(cells) < 2 or not told or named:
        return [" ".join(cells)]
    return [f"{label_of(label)}: {value}".rstrip(": ") for label, value in pairs]


def _pairs(cells: Sequence[str]) -> list[tuple[str, str]]:
    """Labels with their values, of which that of one is empty where the number of cells is odd.

    It is that of a label before another one, else the last.
    """
    labels = range(0, len(cells) - 1, 2) if len(cells) % 2 else ()
    alone = (n + 1 for n in labels if is_label_beside(*cells[n : n + 2]))
    empty = next(alone, len(cells))
    whole = [*cells[:empty], "", *cells[empty:]] if len(cells) % 2 else cells
    return [*zip(whole[::2], whole[1::2], strict=True)]
