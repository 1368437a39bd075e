"""Markdown files: front matter, title, and what is code."""

import re

SUFFIXES = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
# '# 제목', or a line with a rule of '=' below it.
_TITLE = re.compile(r"^(?:#[ \t]+(.+?)[ \t#]*|(\S.*)\n=+[ \t]*)$", re.MULTILINE)
_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`\n]*)$")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of a leading `---` block, keys in lower case, and the offset where it ends."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    fields = {key.lower(): _unquoted(value) for key, value in _FIELD.findall(match.group(1))}
    return fields, match.end()


def _unquoted(value: str) -> str:
    """A value without the quotes around the whole of it."""
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
