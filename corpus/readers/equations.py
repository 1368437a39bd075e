"""Equations of office documents (OMML) on one line, as people type them."""

import re

from corpus.readers.xml import Element, attribute, child, name_of
from corpus.text import raised

_DELETED = ("del", "moveFrom")
# Of what stands in brackets, and what it is where the equation does not say.
_SIGNS = (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
_GROUP = re.compile(r"\([^()]*\)")
# A sign before the first letter joins nothing.
_OPERATOR = re.compile(r"(?<=\S)\s*[-+−±×÷·*/=<>≤≥]")


def equation(element: Element) -> str:
    """The text of an equation or of a part of it: '(A+B)/20'."""
    return "".join(_part(one, name_of(one)) for one in element)


def _part(part: Element, name: str) -> str:
    if name == "t":
        return part.text or ""
    if name == "f":
        return "/".join(_bracketed(_named(part, side)) for side in ("num", "den"))
    if name == "sSup":
        return _named(part, "e") + raised(_named(part, "sup"))
    if name == "d":
        begin, between, end = (_sign(part, sign, usual) for sign, usual in _SIGNS)
        return begin + between.join(equation(one) for one in part if name_of(one) == "e") + end
    return "" if name in _DELETED or name.endswith("Pr") else equation(part)


def _named(part: Element, name: str) -> str:
    found = child(part, name)
    return equation(found) if found is not None else ""


def _sign(group: Element, name: str, usual: str) -> str:
    """A bracket of a group, or what stands between its parts."""
    told = child(group, "dPr", name)
    return usual if told is None else attribute(told, "val")


def _bracketed(text: str) -> str:
    """A part of a fraction, in brackets where the line would part it at an operator."""
    plain, before = text, ""
    while plain != before:
        plain, before = _GROUP.sub("x", plain), plain
    return f"({text})" if _OPERATOR.search(plain) else text
