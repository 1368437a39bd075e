"""Charts of Office documents as tables: their data is kept beside the picture."""

from collections.abc import Iterator, Mapping

from corpus.draft import Cell, Draft
from corpus.readers.number_formats import shown
from corpus.readers.xml import Element, child, children, number

_MOST_POINTS = 1000


def add_title(chart: Element, draft: Draft) -> None:
    """Add the title of a chart."""
    title = next(chart.iter("{*}title"), None)
    if title is not None:
        draft.paragraph("".join(one.text or "" for one in title.iter("{*}t")))


def add_chart(chart: Element, draft: Draft) -> None:
    """Add the title of a chart, and a row for each point with the values of all series."""
    add_title(chart, draft)
    series = list(chart.iter("{*}ser"))
    names = [" ".join(_values(one, "tx").values()) for one in series]
    points = [_values(one, "cat") or _values(one, "xVal") for one in series]
    values = [_values(one, "val") or _values(one, "yVal") for one in series]
    labels = {place: label for one in points for place, label in one.items()}
    places = sorted({place for one in values for place in one} | labels.keys())
    rows = [["", *names]]
    for place in places[:_MOST_POINTS]:
        rows.append([labels.get(place, ""), *(one.get(place, "") for one in values)])
    draft.table([[Cell(text) for text in row] for row in rows])


def _values(series: Element, part: str) -> dict[int, str]:
    """What a series holds of a kind, by place; of several levels of labels all that hold there."""
    found = child(series, part)
    if found is None:
        return {}
    levels = list(found.iter("{*}lvl"))
    if not levels:
        return dict(_points(found))
    inner, *outer = [dict(_points(level)) for level in levels]
    return {
        place: " ".join([*(_reaching(level, place) for level in outer[::-1]), text])
        for place, text in inner.items()
    }


def _reaching(level: Mapping[int, str], place: int) -> str:
    """The label of an outer level that stands at a place or before it."""
    return level.get(max((one for one in level if one <= place), default=-1), "")


def _points(part: Element) -> Iterator[tuple[int, str]]:
    code = "".join(one.text or "" for one in part.iter("{*}formatCode"))
    for point in part.iter("{*}pt"):
        for value in children(point, "v"):
            pattern = point.get("formatCode") or code
            yield number(point.get("idx", ""), 0), _plain(value.text or "", pattern)


def _plain(text: str, pattern: str) -> str:
    """A number as its format shows it, or without the noise of binary fractions."""
    if text.isdecimal() and pattern in ("", "General"):
        return text
    try:
        return shown(text, pattern) if pattern else f"{float(text):.12g}"
    except ValueError:
        return text
