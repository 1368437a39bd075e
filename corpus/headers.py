"""Which rows of a table name its columns, two that do so together as one, and whose sums are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from operator import eq

# '2025p)', '2026(E)', '2026년(안)': figures of that year are provisional, estimated or planned.
_REMARK = r"\((?:[pefPEF]|안|계획|목표|(?:잠정|추정|전망|예상)치?)\)"
_YEAR = re.compile(rf"(?:19|20)\d\d(?:\s?(?:[pefPEF]\)?|{_REMARK}))?")
_REMARKED = re.compile(rf"(?:19|20)\d\d(?:년도?)?\s?{_REMARK}")
# '2026 예산(백만원)', '2024 계', '2026년(안)': a year and what is told of it; '1998 명' is a value.
_OF_YEAR = re.compile(
    rf"{_YEAR.pattern}\s?(?:년도?)?(?:\s?{_REMARK})?"
    r"(?:\s?[^\W\d_]{2}\D*|\s(?![원명건개점위])[^\W\d_]|(?<=\)))"
)
# '1분기 매출', '2인실', '1차 점수': the number is of the name.
_NUMBERED = re.compile(
    r"\d{1,2}\s?(?:분기|[상하]반기|월|주차|일차|차|회차|인실|인용|층|호|호기|학년|반|급|등급|단계|종|공장|팀|부|번|년차|년도)"
    r"(?:\s?\D*)"
)
# '2Q25', "1H'26", '4Q2025(E)': quarters and halves of years.
_TERM = re.compile(rf"[1-4][QH]\s?'?(?:20)?\d\d(?:\s?(?:[pefPEF]|{_REMARK}))?")
# '100개 미만', '3개월 이상 미납', '10~20인': values are seldom given as bounds.
_BOUNDED = re.compile(
    r"\d[\d,.]*\D*(?:이상|이하|미만|초과|이내|까지)(?:\s\D+)?|\d+\s?[~∼-]\s?\d+\s?\D+"
)
_WEEKDAYS = frozenset("월화수목금토일")
_ON_WEEKDAY = rf"\s?\([{''.join(sorted(_WEEKDAYS))}]\)"
# '2024', '2025-03-02', '3/2(월)', '9:00~10:00', '59㎡': one of a series that may name columns.
_SERIES = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day>(?:19|20)\d\d\s?[-./]\s?\d{{1,2}}(?:\s?[-./]\s?\d{{1,2}})?\.?(?:{_ON_WEEKDAY})?"
    rf"|\d{{1,2}}/\d{{1,2}}|\d{{1,2}}월 ?\d{{1,2}}일?(?:{_ON_WEEKDAY})?"
    rf"|(?:\d{{1,2}}\s?[./]\s?)?\d{{1,2}}(?:\.|일)?{_ON_WEEKDAY})"
    r"|(?P<time>\d{1,2}:\d\d(?:\s?[~∼-]\s?\d{1,2}:\d\d)?)"
    r"|\d[\d,.]*\s?(?P<unit>[^\s\d.,~∼/:()-][^\d]{0,5})"
)
# Such are values, unless there are bare figures below.
_OF_VALUES = ("원", "명", "%", "건", "개", "점", "위", "℃")
# '5. 20.(수) 09:00 ~ 5. 27.', '118,750원'
_PLAINLY_DATA = (
    re.compile(
        r"(?:(?:19|20)\d\d\s?[-./년]\s?)?\d{1,2}\s?[-./월]\s?\d{1,2}(?!\d|[^\s(.]*\s?[가-힣])"
    ),
    re.compile(r"[-+△▲]?\d[\d,.]*\s?(?:만|천|백만|억)?\s?원$"),
)
# '3. 일주일에 몇 번 이용하십니까?': a question of a survey, below which the answers stand.
_ASKED = re.compile(
    r"Q?\d{1,2}(?:-\d{1,2})?[.)]\s?\D.*(?:[?？]|(?:주세요|주십시오|바랍니다|까)\.?)(?:\s?\([^()]{1,20}\))?"
)
_UNIT = re.compile(r"[(\[][^()\[\]\d:]{1,10}[)\]]")
# '(단위: 천원)', '[단위 천원]', '단위 천원' alone; '단위' and '단위사업' name columns.
UNIT_TOLD = re.compile(r"(?:[(\[<]\s?단위(?:\s?[:：(]|\s)|단위\s?[:：(])[^)\]>|\n\d]*|^단위\s\S+$")
_A_DAY = re.compile(r"\d일?$")
# A day of a month, a lesson of a day, a place in a row.
_COUNTED = re.compile(r"\d{1,2}")
_FEWEST_COUNTED = 3
_SUBTOTALS = frozenset(["소계", "소 계", "부분합"])
# A mark of notes, a long text, or a clause: several words, one of them with a particle.
_NOTE = re.compile(
    r"[※*☞]|\(?주\d?\)|비고\b|(?:자료|출처|참고)\s?[:：]|\d{1,2}\)\s|.{30}"
    r"|(?=(?:\S+ ){3})(?:\S+ )*?\S+(?:은|는|을|를|에서|까지|부터) "
)
_FIGURES = re.compile(r"[-+△▲]?\d[\d,.]*\s?%?")
# Names stand in as many rows at most.
DEEPEST = 3


def with_one_header(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a table as wide as each other, the first ones as one where they name groups."""
    table = list(rows)
    if len(table) > DEEPEST and _is_group(*table[1:4]):  # names below names below names
        lower = _under(table[1], table[2])
        if _is_group(table[0], lower, table[3]):
            table = [table[0], lower, *table[3:]]
    for _ in range(DEEPEST - 1):
        if len(table) > 2 and _is_group(*table[:3]):
            table = [_under(table[0], table[1]), *table[2:]]
    return table


def _is_group(groups: Sequence[str], names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row names groups of the columns below: some of its cells stand over several.

    `below` is the row below these names.
    """
    if "" not in groups:  # as in most rows
        return False
    filled = [column for column, cell in enumerate(groups) if cell]
    wide = [column for column in filled if _covered(groups, names, column) > 1]
    told = any(cell.startswith("(") or ":" in cell or tells_unit(cell) for cell in groups)
    if not wide or told:
        return False
    if _is_merged(groups, names, below):
        return True
    if not (names_columns(groups, names) and names_columns(names, below)):
        return False
    if wide == [0] and names[0] and len(filled) > 1:  # over two columns of labels, not of names
        return False
    if len(filled) == 1:  # a title stands alone too, but not over years
        covered = names[wide[0] : wide[0] + _covered(groups, names, wide[0])]
        return any(names[: wide[0]]) and all(_YEAR.match(name) or _series(name) for name in covered)
    times, again = Counter(names), [groups[n] == names[n] for n in filled]
    return all(
        names[column] in ("", groups[column])
        or times[names[column]] > 1
        or (any(again) and not is_name(below[column]))
        for column in filled
        if column not in wide
    )


def repeating(rows: Sequence[Sequence[object]]) -> Iterator[list[bool]]:
    """Of the cells of each row, whether the row above or below has the same in that column.

    So do cells that are merged downwards, which some readers repeat.
    """
    same = [[*map(eq, above, row)] for above, row in pairwise(rows)]
    for row, above, below in zip(rows, [[], *same], [*same, []], strict=False):
        yield [a or b for a, b, _ in zip_longest(above, below, row, fillvalue=False)]


def _is_merged(groups: Sequence[str], names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the first cell or all others are said in both rows, as those of merged cells are.

    What else stands there names columns then, whatever it looks like: '2025년 8월까지', '10 kg당'.
    """
    again, _ = repeating((groups, names))
    both = [column for column, cell in enumerate(groups) if cell and again[column]]
    filled = [column for column, cell in enumerate(groups) if cell]
    others = [name for column, name in enumerate(names) if column not in both]
    ends = bool(both) and (both[0] == 0 or both == filled[1:]) and below[0] != names[0]
    plain = [group for group in groups if not _YEAR.fullmatch(group)]
    return ends and len(both) > 1 and not any(map(_FIGURES.fullmatch, (*plain, *others)))


def _covered(groups: Sequence[str], names: Sequence[str], column: int) -> int:
    """How many named columns a group stands over: up to the next group."""
    end = column + 1
    while end < len(groups) and not groups[end] and names[end]:
        end += 1
    return end - column if names[column] not in ("", groups[column]) else 1


def _under(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names of the columns with those of their groups."""
    joined, group = [], ""
    for above, name in zip(groups, names, strict=True):
        group = above or (group if name else "")
        joined.append(_called(group, name) if name != group else name)
    return joined


def _called(group: str, name: str) -> str:
    """A column by its group and its name; a unit of the whole group stands last: '매출 1월(원)'."""
    unit = _UNIT.search(group) if name and not name.endswith((")", "]")) else None
    if unit is None or unit.end() < len(group) or _REMARKED.fullmatch(group):
        return f"{group} {name}".strip()
    return f"{group[: unit.start()].rstrip()} {name}{unit[0]}".strip()


def names_columns(cells: Iterable[str], below: Iterable[str]) -> bool:
    """Whether a row may name columns, years and other series among them; figures are data."""
    cells = [*cells]
    others = [cell for cell in cells if not is_name(cell) and not _YEAR.fullmatch(cell)]
    series = len(others) > 1 and not _is_week(cells)
    return not others or (series and _is_series_over(others, [*below]))


def is_header(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the first wide row of a sheet names its columns, the row `below` being its data.

    Words do, and behind a word years, days or sizes, each another: "구분 | 20대 | 30대".
    """
    others = [cell for cell in cells if not is_name(cell)]
    if not others or not is_name(cells[0]):
        return not others
    return 1 < len(others) == len({*others}) and _is_series_over(others, below[1:])


def _is_series_over(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether cells are of one series and stand over something else than more of it."""
    if _are_counted(cells):
        return not _are_counted([cell for cell in below if cell.isdecimal()])
    series, told = {*map(_series, cells)}, {*map(_series, below)}
    if len(series) != 1 or "" in series or series & told:
        return False
    return told <= {""} or not max(series).endswith(_OF_VALUES)


def _is_week(cells: Sequence[str]) -> bool:
    """Whether a row is a later week of a calendar, over what there is on its days: 8, 9, 10."""
    filled = [*filter(None, cells)]
    return _are_counted(filled) and filled[0] != "1" and len(filled) <= len(_WEEKDAYS)


def _are_counted(cells: Sequence[str]) -> bool:
    """Whether cells are the numbers of days, periods or places: 1, 2, 3."""
    if len(cells) < _FEWEST_COUNTED or not all(_COUNTED.fullmatch(cell) for cell in cells):
        return False
    return all(int(after) == int(cell) + 1 for cell, after in pairwise(cells))


def _series(cell: str) -> str:
    """What a cell is one of: 'year', 'day', 'time' or its unit; '' for all else."""
    match = _SERIES.fullmatch(cell)
    if match is None:
        return ""
    return match["unit"] or match.lastgroup or ""


def with_units(names: Sequence[str], below: Sequence[str]) -> Sequence[str] | None:
    """The names of columns with the units below them, "면적(㎢)"; None where the row is data.

    Below days stand their names: "2(월)".
    """
    pairs = [
        (name, f"({cell})" if cell in _WEEKDAYS and _A_DAY.search(name) else cell)
        for name, cell in zip_longest(names, below, fillvalue="")
    ]
    others = [(name, cell) for name, cell in pairs if not _UNIT.fullmatch(cell)]
    if len(others) == len(pairs) or any(cell not in ("", name) for name, cell in others):
        return None
    return [name + cell if _UNIT.fullmatch(cell) else name for name, cell in pairs]


def is_headless(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the first row of a table is data as well: days or amounts stand over more of them."""
    pairs = zip(names, below, strict=False)
    return any(
        kind.match(one) and kind.match(other) for one, other in pairs for kind in _PLAINLY_DATA
    )


def is_name(cell: str) -> bool:
    """Whether a cell may name a column: words, or a year, a month, a day."""
    if not cell[:1].isdigit():
        return True
    return _FIGURES.fullmatch(cell) is None and (  # a figure, as most are, is none
        _OF_YEAR.fullmatch(cell) is not None
        or _BOUNDED.fullmatch(cell) is not None
        or _NUMBERED.fullmatch(cell) is not None
        or _TERM.fullmatch(cell) is not None
        or _ASKED.fullmatch(cell) is not None
        or cell.endswith(("년", "월", "분기", "일", "차", "Q"))
    )


def side_by_side(names: Sequence[str]) -> list[slice]:
    """Where parts of a table stand beside each other under the same names; none for most.

    Long lists are set so to save paper, '품목 | 수량 | | 품목 | 수량': a row there is of several
    things, each of which has its own cells only.
    """
    places = [n for n, name in enumerate(names) if name and name == next(filter(None, names))]
    if len(places) < 2 or len({b - a for a, b in pairwise(places)}) > 1:
        return []
    first, *others = ([*_to_last(names[a:b])] for a, b in pairwise([*places, len(names)]))
    if len(first) < 2 or len({*first}) < len(first) or any(one != first for one in others):
        return []
    return [slice(a, b) for a, b in pairwise([*places, None])]


def one_below_other(
    rows: Iterable[tuple[int, Sequence[str]]], parts: Sequence[slice]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Numbered rows whose parts stand side by side: those of the first part, then of the next.

    Last is the total of all parts, whose figures stand in the last one: "합계 | | | 13,200원".
    """
    own = [*rows]
    total = own.pop() if own and _is_total(own[-1][1], parts) else None
    yield from ((number, row[part]) for part in parts for number, row in own if any(row[part]))
    if total:
        yield total[0], [total[1][0], *total[1][parts[-1]][1:]]


def _is_total(row: Sequence[str], parts: Sequence[slice]) -> bool:
    """Whether a row begins in the first part and has all its figures below names of the last."""
    last = row[parts[-1]]
    return bool(row[0]) and not any(row[1 : parts[-1].start]) and not any(last[:1]) and any(last)


def _to_last(cells: Sequence[str]) -> Sequence[str]:
    """Cells without the empty ones behind the last that is filled."""
    return cells[: max((n for n, cell in enumerate(cells, start=1) if cell), default=0)]


def named_subtotals(
    rows: Iterable[Sequence[str]], above: str = ""
) -> tuple[list[Sequence[str]], str]:
    """The rows, each "소계" that begins one with the name of its group: "영업팀 소계".

    `above` is the group before the first row; the one of the last comes with the rows. Where each
    row has a name of its own and only one sum stands below them, they are of no groups.
    """
    table = [*rows]
    begun = [row[0] if row else "" for row in table]
    if _SUBTOTALS.isdisjoint(begun):  # as in most tables
        return table, next(filter(None, reversed(begun)), above)
    others = [first for first in begun if first not in _SUBTOTALS]
    grouped = bool(above) or len(others) < len(begun) - 1 or len({*others} - {""}) < len(others)
    named: list[Sequence[str]] = []
    for row, first in zip(table, begun, strict=True):
        if grouped and first in _SUBTOTALS:
            row = [f"{above} {first}".strip(), *row[1:]]
            first = ""
        above = first or above
        named.append(row)
    return named, above


def tells_unit(cell: str) -> bool:
    """Whether a cell tells the unit of the figures below it: '(단위: 천원)'."""
    return "단위" in cell and UNIT_TOLD.match(cell) is not None


def is_note(row: Sequence[str]) -> bool:
    """Whether a row is no data but a note on the table: what stands alone in its first cell."""
    return bool(row) and not any(row[1:]) and _NOTE.match(row[0]) is not None
