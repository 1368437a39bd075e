"""Sections: the paragraphs of a document that share the headings above them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Document
from corpus.markdown import code_lines, is_markdown
from index.days import day_headings
from index.entries import entry_headings, is_rule
from index.headings import MARKED, Heading, below, ended, heading_of, is_last_item
from index.sentences import paragraphs
from index.whole_lines import Span

# A line of Markdown with a rule below it; '---' below a sentence, a row or an item only parts.
_UNDERLINED = re.compile(r"([^\s|>#*+-][^\n]{0,79})\n[ \t]{0,3}(=+|-{2,})[ \t]*")
_SAID = (".", "다", ":", "?", "!", ",")


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs and rows of tables that share their headings.

    So many of them at its beginning say nothing but what it is called.
    """

    path: tuple[Heading, ...]
    blocks: list[Span]
    names: int = 0


def sections(document: Document) -> Iterator[Section]:
    """The paragraphs between two headings or borders of places, with the headings above them."""
    text = document.text
    path: tuple[Heading, ...] = ()
    blocks: list[Span] = []
    names = 0  # of the blocks, before anything that is no heading
    borders = [*document.borders, len(text)]
    spans = paragraphs(text, document.body, len(text))
    code = code_lines(text) if document.has_headings else frozenset()
    told = {
        at: Heading("기록", name, has_text=True) for at, name in entry_headings(document).items()
    }
    told |= {at: Heading("날", day) for at, day in day_headings(text).items()}
    done = 0  # so far a heading went
    above = ""  # the line directly above that is no heading
    for (start, end), (after, after_end) in zip(spans, [*spans[1:], (0, 0)], strict=False):
        if start < done:
            continue
        line = text[start:end]
        is_code = start in code
        markdown = None if is_code else _markdown_heading(document, start, end, after_end)
        plain = not markdown and not is_code
        heading = _plain_heading(path, line, text[after:after_end], above) if plain else None
        heading = told.get(start, heading) if plain else None
        above = "" if heading or text[end : end + 2].isspace() else line
        held = ended(path, line) if plain and not heading else path
        ends = heading or len(held) < len(path)
        # Markup is no text, so that no passage runs over it.
        if blocks and (markdown or start >= borders[0] or (ends and len(blocks) > names)):
            yield Section(path, blocks, names)
            blocks, names = [], 0
        while start >= borders[0]:
            borders.pop(0)
        if markdown:
            path, done = _below_markdown(path, markdown[0]), markdown[1]
            continue
        path = below(path, heading) if heading else held
        is_name = not heading.has_text if heading else _names_document(document, line)
        names += is_name and names == len(blocks)
        blocks.append((start, end))
    if blocks:
        yield Section(path, blocks, names)


def _names_document(document: Document, line: str) -> bool:
    """Whether a line is the title of its document, or a rule below that."""
    return line.strip(" #") in (document.lead, document.title) or is_rule(line)


def _markdown_heading(
    document: Document, start: int, end: int, after: int
) -> tuple[Heading, int] | None:
    """The heading that a line is by its markup, and where that ends: with the rule below it.

    `after` is the end of the next line, where lines are no mere wraps.
    """
    text = document.text
    if not document.has_headings:
        return None
    if match := MARKED.match(text[start:end]):
        return Heading(match[1], match[2]), end
    before = text[max(document.body, start - 9) : start].rstrip(" \t")
    if not is_markdown(document.source) or before[-2:] not in ("", "\n", "\n\n"):
        return None
    for stop in (end, after):
        match = _UNDERLINED.fullmatch(text, start, max(start, stop))
        if match and not match[1].rstrip().endswith(_SAID):
            return Heading("#" if match[2][0] == "=" else "##", match[1].rstrip()), stop
    return None


def _plain_heading(path: tuple[Heading, ...], line: str, after: str, above: str) -> Heading | None:
    """A heading without markup; within an article of law numbers only count what it lists."""
    heading = heading_of(line, after)
    if heading and is_last_item(line, above):
        return None
    if heading and not heading.is_fixed and any(one.kind == "조" for one in path):
        return None
    return heading


def _below_markdown(path: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """Markdown says how deep a heading stands: those above have fewer marks, the rest ends."""
    above = (one for one in path if one.kind.startswith("#") and len(one.kind) < len(heading.kind))
    return (*above, heading)
