"""XML documents packed in a zip archive: what HWPX, DOCX, PPTX, EPUB and ODT have in common."""

import functools
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.content import DAMAGED_ZIP, check_bomb
from corpus.draft import Cell
from corpus.reasons import DAMAGED, PASSWORD, UnreadableError
from corpus.text import raised

# Elements of lxml; its own types are not published with it.
Element = Any
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class Package:
    """An archive whose members are read as XML, each when it is asked for."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableError(DAMAGED) from error
        check_bomb(self._archive.infolist())  # nobody did where the first bytes told the format
        self.names = frozenset(self._archive.namelist())

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def data(self, name: str) -> bytes:
        """The bytes of a member; raises UnreadableError where it is missing or damaged."""
        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                raise UnreadableError(PASSWORD)
            return self._archive.read(info)
        except DAMAGED_ZIP as error:
            raise UnreadableError(DAMAGED) from error

    def xml(self, name: str) -> Element:
        """The root element of a member."""
        try:
            return etree.fromstring(self.data(name), _PARSER)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(DAMAGED) from error

    def each(self, name: str, tag: str) -> Iterator[Element]:
        """The elements of a name in a member, one after the other: never all in memory."""
        found = etree.iterparse(
            io.BytesIO(self.data(name)),
            tag=f"{{*}}{tag}",
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
        )
        try:
            for _, element in found:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise UnreadableError(DAMAGED) from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of an Office part by id: what kind it is, and which member."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self.names:
            return {}
        return {
            one.get("Id"): (one.get("Type", "").rpartition("/")[2], _resolved(folder, one))
            for one in self.xml(rels)
            if one.get("TargetMode") != "External"
        }

    def main_part(self, usual: str) -> str:
        """The member that an Office document begins with, `usual` where it does not say."""
        for kind, name in self.relations("").values():
            if kind == "officeDocument" and name in self.names:
                return name
        return usual


def relation_id(element: Element) -> str:
    """The relation that an element names: its own number may be called id too."""
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}id")), "")


def _resolved(folder: str, relation: Element) -> str:
    """The member that a relation points to from a part in `folder`."""
    target = relation.get("Target", "")
    if target.startswith("/"):
        return str(target.lstrip("/"))
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def name_of(element: Element) -> str:
    """The name of an element without its namespace; '' for comments and the like."""
    return _local(element.tag)


@functools.lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace, or ''."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements with one of these names."""
    found: Iterator[Element] = element.iterchildren(*[f"{{*}}{name}" for name in names])
    return found


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along a path of names, or None."""
    for name in path:
        found = next(element.iterchildren(f"{{*}}{name}"), None)
        if found is None:
            return None
        element = found
    return element


def number(text: str, otherwise: int) -> int:
    """The whole number that an attribute holds."""
    return int(text) if text.isdigit() else otherwise


def raise_letters(element: Element) -> None:
    """Raise the digits of an element, those of a link to a note too."""
    said = "".join(element.itertext())
    if len(element) and raised(said) != said:
        del element[:]
        element.text = said
    element.text = raised(element.text or "")


def cells_of(
    rows: Iterable[Iterable[Element]], read: Callable[[Element, list[Element]], Cell]
) -> tuple[list[list[Cell]], list[tuple[str, Element]]]:
    """The cells of a table's rows, and what stands apart in them with the name of its row.

    `read` makes a cell of an element, and adds what is no part of its text to the list.
    """
    lines: list[list[Cell]] = []
    apart: list[tuple[str, Element]] = []
    for row in rows:
        lines.append([])
        for cell in row:
            inside: list[Element] = []
            lines[-1].append(read(cell, inside))
            label = lines[-1][0].text if len(lines[-1]) > 1 else ""
            apart += [(label, one) for one in inside]
    return lines, apart
