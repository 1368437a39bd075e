"""Which rows of a table name its columns, and two that do so together as one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_YEAR = re.compile(r"(?:19|20)\d\d")
# '2026 예산(백만원)', '2025년 매출': a year and what is told of it.
_OF_YEAR = re.compile(r"(?:19|20)\d\d\s?(?:년도?)?\s?[^\W\d_]{2}\D*")
# Names stand in as many rows at most.
_DEEPEST = 3


def with_one_header(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a table as wide as each other, the first ones as one where they name groups."""
    table = list(rows)
    for _ in range(_DEEPEST - 1):
        if len(table) > 2 and is_group(table[0], table[1]):
            table = [under(table[0], table[1]), *table[2:]]
    return table


def is_group(groups: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row names groups of the columns below: some of its cells stand over several."""
    if "" not in groups:  # as in most rows
        return False
    filled = [column for column, cell in enumerate(groups) if cell]
    wide = [column for column in filled if _covered(groups, names, column) > 1]
    if not wide or not (names_columns(groups) and names_columns(names)):
        return False
    if any(cell.startswith("(") or ":" in cell or "단위" in cell for cell in groups):
        return False
    if len(filled) == 1:  # a title stands alone too, but not over years
        covered = names[wide[0] : wide[0] + _covered(groups, names, wide[0])]
        return any(names[: wide[0]]) and all(map(_YEAR.match, covered))
    times = Counter(names)
    return all(
        names[column] in ("", groups[column]) or times[names[column]] > 1
        for column in filled
        if column not in wide
    )


def _covered(groups: Sequence[str], names: Sequence[str], column: int) -> int:
    """How many named columns a group stands over: up to the next group."""
    end = column + 1
    while end < len(groups) and not groups[end] and names[end]:
        end += 1
    return end - column if names[column] not in ("", groups[column]) else 1


def under(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names of the columns with those of their groups."""
    joined, group = [], ""
    for above, name in zip(groups, names, strict=True):
        group = above or (group if name else "")
        joined.append(f"{group} {name}".strip() if name != group else name)
    return joined


def names_columns(cells: Iterable[str]) -> bool:
    """Whether a row may name columns, years among them; a row of figures is data."""
    return all(is_name(cell) or _YEAR.fullmatch(cell) for cell in cells)


def is_name(cell: str) -> bool:
    """Whether a cell may name a column: words, or a year, a month, a day."""
    return (
        not cell[:1].isdigit()
        or _OF_YEAR.fullmatch(cell) is not None
        or cell.endswith(("년", "월", "분기", "일", "차", "Q"))
    )
