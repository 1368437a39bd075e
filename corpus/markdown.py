"""Markdown files: front matter, title, and what is code."""

import re
from typing import NamedTuple

_SUFFIXES = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
# '작성자: 김하늘', 'tags: [회의, 주간]'; below it may stand '  - 회의'.
_FIELD = re.compile(r"([^\W\d][^:\n]{0,30}?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_OF_FIELD = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t]*")
_UNTOLD = re.compile(r"\s*(?:#.*)?")
_HANGUL = re.compile("[가-힣]")
# '# 제목', or a line with a rule of '=' below it.
_TITLE = re.compile(r"^(?:#[ \t]+(.+?)[ \t#]*|(\S.*)\n=+[ \t]*)$", re.MULTILINE)
_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`\n]*)$")


class FrontMatter(NamedTuple):
    """A leading `---` block: its fields, keys in lower case, and where it ends.

    `told` are its lines where people wrote them for people: one key at least is Korean. What a
    program that makes pages wants to know has keys of that program.
    """

    fields: dict[str, str]
    told: str
    end: int


def is_markdown(source: str) -> bool:
    """Whether the author of a document wrote Markdown."""
    return source.lower().endswith(_SUFFIXES)


def front_matter(text: str) -> FrontMatter:
    """The front matter of a text; one without fields where there is none.

    What stands between two rules and is no list of fields is a part of the text.
    """
    match = _FRONT_MATTER.match(text)
    fields = _fields(match[1]) if match else {}
    if match is None or not fields:
        return FrontMatter({}, "", 0)
    korean = any(map(_HANGUL.search, fields))
    told = "".join(f"{key}: {value}\n" for key, value in fields.items() if value) if korean else ""
    return FrontMatter({key.lower(): value for key, value in fields.items()}, told, match.end())


def _fields(block: str) -> dict[str, str]:
    """The values of a block by their keys, several of one parted by commas; none if it has more."""
    fields: dict[str, list[str]] = {}
    for line in block.split("\n"):
        if match := _FIELD.fullmatch(line):
            fields[match[1]] = [_bare(match[2])] if match[2] else []
        elif fields and (match := _OF_FIELD.fullmatch(line)):
            [*fields.values()][-1].append(_bare(match[1]))
        elif fields and line[:1].isspace() and line.strip():
            [*fields.values()][-1].append(line.strip())
        elif not _UNTOLD.fullmatch(line):
            return {}
    return {key: ", ".join(values) for key, values in fields.items()}


def _bare(value: str) -> str:
    """A value without the quotes or the brackets of a list around the whole of it."""
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_bare(one.strip()) for one in value[1:-1].split(","))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def first_heading(text: str) -> str | None:
    """The text of the first level-one heading; a comment in code is none."""
    code = code_lines(text)
    found = (match for match in _TITLE.finditer(text) if match.start() not in code)
    match = next(found, None)
    return (match[1] or match[2].rstrip()) if match else None


def code_lines(text: str) -> frozenset[int]:
    """Where the lines between fences of code begin: none is a heading, even one with #."""
    code: set[int] = set()
    inside: list[int] = []
    fence = ""
    for match in _LINE.finditer(text):
        mark = _FENCE.match(match[1])
        if mark and not fence:
            fence, inside = mark[1], []
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            code.update(inside)
            fence = ""
        elif fence:
            inside.append(match.start(1))
    return frozenset(code)


def is_fence(line: str) -> bool:
    """Whether a line may begin or end code."""
    return _FENCE.match(line.lstrip()) is not None
