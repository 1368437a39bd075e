"""Boxes on a line of a form: of '☑ 육아휴직 □ 질병휴직' only what is ticked is so."""

import re

_TICKS, _EMPTY = "☑☒✓✔■", "☐□"
# A box and what stands behind it, up to the next one or the end of the cell.
_OPTION = re.compile(rf"(?P<box>[{_TICKS}{_EMPTY}])(?P<said>[^{_TICKS}{_EMPTY}|\n]*)")


def is_untold(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is of an option that is not ticked, where another one is."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    shown = ticked_only(line)[start - low : end - low]
    return shown != line[start - low : end - low]


def ticked_only(line: str) -> str:
    """A line with spaces for what is not ticked where something is, as long as before.

    Where nothing is, the boxes may be marks of items.
    """
    options = list(_OPTION.finditer(line))
    if not any(one["box"] in _TICKS for one in options):
        return line
    for one in options:
        if one["box"] in _EMPTY:
            line = f"{line[: one.start()]}{' ' * len(one[0])}{line[one.end() :]}"
    return line


def ticked(said: str) -> str:
    """What is ticked of what stands behind a label; '' where nothing is."""
    options = (one for one in _OPTION.finditer(said) if one["box"] in _TICKS)
    return ", ".join(filter(None, (one["said"].strip() for one in options)))
