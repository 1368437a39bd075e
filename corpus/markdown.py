"""Markdown files: front matter and title."""

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


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
    """The text of the first level-one heading."""
    match = _TITLE.search(text)
    return match.group(1) if match else None
