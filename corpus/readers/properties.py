"""The lines of calendars and address books: 'NAME;PARAMETER=…:value', folded and escaped."""

import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from corpus.text import decode

# Long lines go on after a space, cut within letters even.
_FOLD = re.compile(rb"\r?\n[ \t]")
_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<kinds>(?:;[^:;\"]*(?:\"[^\"]*\")?)*):(?P<value>.*)"
)
_ESCAPED = re.compile(r"\\([nN,;\\])")
_PART = re.compile(r"(?<!\\);")
_CHARSET = re.compile(r"CHARSET=([\w-]+)", re.IGNORECASE)


class Property(NamedTuple):
    """What a line tells: its name in capitals, its parameters in capitals, its value as written."""

    name: str
    kinds: str
    value: str

    @property
    def told(self) -> str:
        """The value as people read it."""
        return unescaped(self.value).strip()

    @property
    def parts(self) -> list[str]:
        """The parts of a value that has several, such as an address, empty ones included."""
        return [unescaped(part).strip() for part in _PART.split(self.value)]


def properties(path: Path) -> Iterator[Property]:
    """The properties of a file in order; lines that are none are passed over."""
    lines = iter(decode(_FOLD.sub(b"", path.read_bytes())).splitlines())
    for line in lines:
        if (match := _LINE.match(line)) is None:
            continue
        kinds, value = match["kinds"].upper(), match["value"]
        if "QUOTED-PRINTABLE" in kinds:
            while value.endswith("="):  # old address books fold coded text so
                value = value[:-1] + next(lines, "")
            value = _decoded(value, kinds)
        yield Property(match["name"].upper(), kinds, value)


def components(path: Path, names: tuple[str, ...]) -> Iterator[list[Property]]:
    """The properties of each component of some names, without those of components within it."""
    inside: list[str] = []
    own: list[Property] = []
    for one in properties(path):
        if one.name == "BEGIN":
            inside.append(one.told.upper())
            own = [] if inside[-1] in names else own
        elif one.name == "END":
            if inside[-1:] and inside.pop() in names:
                yield own
        elif inside and inside[-1] in names:
            own.append(one)
    if inside and inside[-1] in names:  # the file is cut
        yield own


def unescaped(value: str) -> str:
    """A value without what its format does to commas and line ends."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _decoded(value: str, kinds: str) -> str:
    data = quopri.decodestring(value.encode("utf-8"))
    charset = _CHARSET.search(kinds)
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(charset[1] if charset else "utf-8")
    return decode(data)
