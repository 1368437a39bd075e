"""Address books (.vcf): each person or firm below its name."""

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.draft import Draft
from corpus.readers.properties import Property, components

_NAMELESS = "(이름 없음)"
# Where the number or the address of a kind belongs.
_WHERE = (("HOME", "집"), ("WORK", "직장"))
_LABELS = {
    "NICKNAME": "별명",
    "TITLE": "직함",
    "ROLE": "역할",
    "EMAIL": "이메일",
    "URL": "누리집",
    "X-KAKAOTALK": "카카오톡",
    "CATEGORIES": "분류",
}
_BORN = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SCHEME = re.compile(r"^tel:", re.IGNORECASE)


def read(path: Path, draft: Draft) -> None:
    """Add the cards in order: what they tell under labels, notes at the end."""
    for card in components(path, ("VCARD",)):
        name = _name(card)
        draft.heading(2, name or _NAMELESS)
        card.sort(key=lambda one: one.name != "TEL")  # a number stands by its name
        for line in (f"이름: {name}" if name else "", *(_line(one) for one in card)):
            draft.line(line)
        for note in (one.told for one in card if one.name == "NOTE" and one.told):
            draft.paragraph(f"메모: {note}")


def _name(card: Sequence[Property]) -> str:
    """What a card calls whom it is of: in one, else family name first, else the firm."""
    for told in ("FN", "N", "ORG"):
        for one in card:
            if one.name == told and any(one.parts):
                return one.told if told == "FN" else "".join(one.parts[:2])
    return ""


def _line(one: Property) -> str:
    """What a property tells under its label, '' where it is none that people read."""
    if one.name == "TEL":
        return f"{_number_label(one.kinds)}: {_SCHEME.sub('', one.told)}"
    if one.name == "ADR":
        _, more, street, *places, code, country = [*one.parts, *[""] * 7][:7]
        told = " ".join(filter(None, (*reversed(places), street, more)))
        return f"{_where(one.kinds)}주소: {told or country}{f' ({code})' if code else ''}"
    if one.name == "ORG":
        return f"소속: {' '.join(filter(None, one.parts))}"
    if one.name == "BDAY":
        born = _BORN.fullmatch(one.told)
        return (
            f"생일: {int(born[1])}년 {int(born[2])}월 {int(born[3])}일"
            if born
            else f"생일: {one.told}"
        )
    label = _LABELS.get(one.name)
    return f"{label}: {one.told}" if label and one.told else ""


def _where(kinds: str) -> str:
    return next((f"{place} " for kind, place in _WHERE if kind in kinds), "")


def _number_label(kinds: str) -> str:
    if "FAX" in kinds:
        return f"{_where(kinds)}팩스"
    return "휴대전화" if "CELL" in kinds else f"{_where(kinds)}전화"
