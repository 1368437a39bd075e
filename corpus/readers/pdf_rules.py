"""The straight lines of a PDF page, which part the cells of its tables."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.readers.pdf_calls import bounds_of, count_objects, kind_of, object_of
from corpus.readers.ruled import Rule, Rules

# A line is as thin as that; more of them, or of edges of one shape, are a drawing.
_THIN = 2.5
_MOST_RULES = 2000
_MOST_EDGES = 8000
# Forms in forms are looked into so far.
_DEEPEST_FORM = 14
# Room for the left, the bottom, the right and the top of a path, and where each is.
_BOUNDS = (ctypes.c_float * 4)()
_POINTERS = [ctypes.byref(_BOUNDS, place * 4) for place in range(4)]


def rules_of(page: pdfium.PdfPage) -> Rules:
    """The straight lines of a page, which may be drawn as thin areas or as edges of such."""
    level: list[Rule] = []
    upright: list[Rule] = []
    edges = 0
    for path in _paths(page.raw):
        if not bounds_of(path, *_POINTERS):  # a path of no extent
            continue
        left, bottom, right, top = _BOUNDS
        if top - bottom < _THIN:
            level.append(Rule((bottom + top) / 2, left, right))
        elif right - left < _THIN:
            upright.append(Rule((left + right) / 2, bottom, top))
        else:
            edges += _add_edges(pdfium.PdfObject(path, page), level, upright)
        if len(level) + len(upright) > _MOST_RULES or edges > _MOST_EDGES:
            return Rules()
    return Rules.of(level, upright)


def _paths(
    parent: Any,  # noqa: ANN401 - the page or a form in it
    count: Callable[..., int] = count_objects,
    get: Callable[..., Any] = object_of,
    depth: int = _DEEPEST_FORM,
) -> Iterator[pdfium_c.FPDF_PAGEOBJECT]:
    """What is drawn on a page; its own method makes an object of every line of text too."""
    objects = [*map(get, repeat(parent), range(count(parent)))]
    for one, kind in zip(objects, map(kind_of, objects), strict=True):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield one
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            inner = pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject
            yield from _paths(one, *inner, depth - 1)


def _add_edges(path: pdfium.PdfObject, level: list[Rule], upright: list[Rule]) -> int:
    """Add the level and upright edges of a path; how many edges it has of any sort."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    if count > _MOST_EDGES:
        return int(count)
    start = before = (0.0, 0.0)
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, number)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            _add_edge(before, point, level, upright)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            _add_edge(point, start, level, upright)
        before = point
    return int(count)


def _add_edge(
    one: tuple[float, float], other: tuple[float, float], level: list[Rule], upright: list[Rule]
) -> None:
    (left, bottom), (right, top) = sorted((one, other))
    if abs(top - bottom) < 1 < right - left:
        level.append(Rule(bottom, left, right))
    elif right - left < 1 < abs(top - bottom):
        upright.append(Rule(left, min(bottom, top), max(bottom, top)))
