"""Functions of PDFium that are called so often that checking their arguments takes longer."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def _untyped(function: Any, gives: Any = ctypes.c_int) -> Callable[..., Any]:  # noqa: ANN401
    """A function of PDFium that does not check its arguments: that takes longer than the call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(gives)(address)


count_objects = _untyped(pdfium_c.FPDFPage_CountObjects)
object_of = _untyped(pdfium_c.FPDFPage_GetObject, pdfium_c.FPDF_PAGEOBJECT)
bounds_of = _untyped(pdfium_c.FPDFPageObj_GetBounds)
kind_of = _untyped(pdfium_c.FPDFPageObj_GetType)
box_of = _untyped(pdfium_c.FPDFText_GetLooseCharBox)
is_generated = _untyped(pdfium_c.FPDFText_IsGenerated)
