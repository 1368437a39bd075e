"""Charts of Office documents as tables: their data is kept beside the picture."""

from collections.abc import Iterator

from corpus.draft import Cell, Draft
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
    """What a series holds of a kind, by place."""
    found = child(series, part)
    return dict(_points(found)) if found is not None else {}


def _points(part: Element) -> Iterator[tuple[int, str]]:
    for point in part.iter("{*}pt"):
        for value in children(point, "v"):
            yield number(point.get("idx", ""), 0), _plain(value.text or "")


def _plain(text: str) -> str:
    """A number without the noise of binary fractions."""
    try:
        return text if text.isdecimal() else f"{float(text):.12g}"
    except ValueError:
        return text
