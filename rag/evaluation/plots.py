"""Plots as SVG that stands by itself, and as PNG.

Colours come by class: a page styles them for light and dark, `png` for print. Nothing here knows
what is plotted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from rag.evaluation.metrics import Values

_WIDTH = 460
_FONT = "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', NanumGothic"
_PRINT = f"""
text {{ font: 12px {_FONT}, sans-serif; fill: #333 }} .title {{ font-weight: 700; fill: #111 }}
.grid {{ stroke: #ddd; fill: none }} .axis {{ stroke: #888; fill: none }}
.line {{ fill: none; stroke-width: 2 }} .line.s0 {{ stroke: #2563eb }}
.whisker {{ stroke-width: 2 }} .whisker.s0 {{ stroke: #2563eb }} .whisker.s1 {{ stroke: #c2410c }}
.s0 {{ fill: #2563eb }} .s1 {{ fill: #c2410c }} .bar {{ fill-opacity: .55 }} .line {{ fill: none }}
"""
_ROW = 26
_TITLE = 30
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the bounds of its interval, under a label."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where data lie on the sheet: `x` and `y` take data to sheet coordinates."""

    left: float
    top: float
    right: float
    bottom: float
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.x_limits
        return round(self.left + (value - low) / (high - low) * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        low, high = self.y_limits
        return round(self.bottom - (value - low) / (high - low) * (self.bottom - self.top), 1)


def dots(title: str, rows: Sequence[Estimate], limits: tuple[float, float] | None = None) -> str:
    """A dot with its interval for each row, one below the other; from 0 where no limits are."""
    high = max((row.high for row in rows), default=0) or 1
    longest = max((_width(row.label) for row in rows), default=0)
    left = min(200, 16 + 7 * longest)
    bottom = _TITLE + _ROW * max(1, len(rows))
    frame = _Frame(left, _TITLE, _WIDTH - 24, bottom, limits or (0, 1.05 * high), (0, 1))
    parts = [_x_axis(frame)]
    for number, row in enumerate(rows):
        parts.append(_dot(frame, _TITLE + _ROW * (number + 0.5), row))
    return _sheet(title, bottom + 24, parts)


def _dot(frame: _Frame, y: float, row: Estimate) -> str:
    low, high = frame.x_limits
    ends = [frame.x(min(max(end, low), high)) for end in (row.low, row.high)]
    told = f"{row.label}: {_number(row.value)} [{_number(row.low)}, {_number(row.high)}]"
    label = _shortened(row.label, 26)
    return (
        f"<g><title>{escape(told)}</title>"
        f'<text x="{frame.left - 8}" y="{y + 4}" text-anchor="end">{escape(label)}</text>'
        f'<line class="whisker s0" x1="{ends[0]}" x2="{ends[1]}" y1="{y}" y2="{y}"/>'
        f'<circle class="s0" cx="{frame.x(min(max(row.value, low), high))}" cy="{y}" r="4.5"/></g>'
    )


def curve(
    title: str, points: Sequence[tuple[float, float]], labels: tuple[str, str], mark: float | None
) -> str:
    """A line through points from 0 to 1, with a dot where it reaches `mark`; labels of x and y."""
    highest = max((y for _, y in points), default=0)
    frame = _Frame(46, _TITLE + 16, _WIDTH - 24, 240, (0, 1), (0, min(1, 1.1 * highest) or 1))
    path = " ".join(f"{frame.x(x)},{frame.y(y)}" for x, y in points)
    parts = [
        _x_axis(frame),
        _y_axis(frame),
        f'<polyline class="line s0" points="{path}"/>',
        f'<text x="{frame.right}" y="276" text-anchor="end">{escape(labels[0])}</text>',
        f'<text x="6" y="{_TITLE + 4}">{escape(labels[1])}</text>',
    ]
    marked = min(points, key=lambda point: abs(point[0] - mark)) if points and mark else None
    if marked is not None:
        told = f"지금: {_number(marked[0])}, {_number(marked[1])}"
        parts.append(
            f'<circle class="s1" cx="{frame.x(marked[0])}" cy="{frame.y(marked[1])}" r="5">'
            f"<title>{escape(told)}</title></circle>"
        )
    return _sheet(title, 284, parts)


def histograms(title: str, series: Mapping[str, Values], bins: int = 20) -> str:
    """How values between 0 and 1 are spread, as shares of each of two series."""
    edges = np.linspace(0, 1, bins + 1)
    shares = [np.histogram(v, edges)[0] / max(1, len(v)) for v in series.values()]
    highest = max((float(share.max()) for share in shares), default=0) or 1
    frame = _Frame(46, _TITLE + 24, _WIDTH - 24, 240, (0, 1), (0, 1.05 * highest))
    parts = [_x_axis(frame), _y_axis(frame)]
    for number, (name, share) in enumerate(zip(series, shares, strict=True)):
        parts += [
            _bar(frame, number, name, float(edges[i]), float(edges[i + 1]), float(value))
            for i, value in enumerate(share)
            if value
        ]
        x = 46 + 150 * number
        parts.append(
            f'<rect class="bar s{number}" x="{x}" y="{_TITLE + 2}" width="12" height="12"/>'
            f'<text x="{x + 18}" y="{_TITLE + 12}">{escape(name)}</text>'
        )
    return _sheet(title, 264, parts)


def _bar(frame: _Frame, number: int, name: str, start: float, end: float, value: float) -> str:
    told = f"{name}, {_number(start)}–{_number(end)}: {100 * value:.1f}%"
    top = frame.y(value)
    return (
        f'<rect class="bar s{number}" x="{frame.x(start) + 0.5}" y="{top}" '
        f'width="{frame.x(end) - frame.x(start) - 1:.1f}" height="{frame.bottom - top:.1f}">'
        f"<title>{escape(told)}</title></rect>"
    )


def _x_axis(frame: _Frame) -> str:
    parts = []
    for tick in _ticks(frame.x_limits):
        x = frame.x(tick)
        parts.append(
            f'<line class="grid" x1="{x}" x2="{x}" y1="{frame.top}" y2="{frame.bottom}"/>'
            f'<text x="{x}" y="{frame.bottom + 16}" text-anchor="middle">{_number(tick)}</text>'
        )
    if frame.x_limits[0] < 0 < frame.x_limits[1]:
        x = frame.x(0)
        parts.append(f'<line class="axis" x1="{x}" x2="{x}" y1="{frame.top}" y2="{frame.bottom}"/>')
    return "".join(parts)


def _y_axis(frame: _Frame) -> str:
    return "".join(
        f'<line class="grid" x1="{frame.left}" x2="{frame.right}" '
        f'y1="{frame.y(tick)}" y2="{frame.y(tick)}"/>'
        f'<text x="{frame.left - 6}" y="{frame.y(tick) + 4}" text-anchor="end">'
        f"{_number(tick)}</text>"
        for tick in _ticks(frame.y_limits)
    )


def _ticks(limits: tuple[float, float]) -> list[float]:
    """Round numbers between the limits, about as many as there is room for."""
    low, high = limits
    rough = (high - low) / _TICKS
    power = 10 ** np.floor(np.log10(rough))
    step = min((m * power for m in (1, 2, 2.5, 5, 10)), key=lambda size: abs(size - rough))
    first = np.ceil(low / step - 1e-9)
    count = int(np.floor(high / step + 1e-9) - first) + 1
    return [round(float((first + i) * step), 10) for i in range(count)]


def _number(value: float) -> str:
    """Three digits that matter, without a tail of zeros."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _shortened(text: str, width: int) -> str:
    kept = text
    while _width(kept) > width:
        kept = kept[:-1]
    return kept if kept == text else kept.rstrip() + "…"


def _width(text: str) -> int:
    """Columns that a text takes; a Hangul syllable takes two."""
    return sum(1 + (ord(sign) > 0x1100) for sign in text)


def _sheet(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {_WIDTH} {height:g}" aria-label="{escape(title)}">'
        f'<text class="title" x="6" y="18">{escape(title)}</text>{"".join(parts)}</svg>'
    )


def png(svg: str, zoom: float = 3.0) -> bytes:
    """A plot as a PNG on white, sharp enough for print; letters come from the system's fonts."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, style_sheet=_PRINT, background="white", zoom=zoom))
