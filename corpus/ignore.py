"""`.mundapignore`: which files of a folder are left out, in the syntax of `.gitignore`."""

import contextlib
import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MundapError, UsageError, cause
from corpus.particles import quoted
from corpus.text import clean, decode

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".mundapignore"
_SPECIAL = re.compile(r"([\\*?\[\]])")


def read_rules(folder: str | Path) -> "GitIgnoreSpec | None":
    """The rules in a folder's `.mundapignore`, None where there are none.

    Raises UsageError where a rule makes no sense, MundapError where the file cannot be read: what
    people wanted left out must not get into the index because of that.
    """
    lines = _lines(Path(folder, IGNORE_FILE))
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        number, line = next(pair for pair in enumerate(lines, 1) if not _makes_sense(pair[1]))
        raise UsageError(
            f"제외 규칙을 이해하지 못했습니다({Path(folder, IGNORE_FILE)}, {number}번째 줄: "
            f"'{line}'). 그 줄을 고쳐 주세요."
        ) from None


def ignore(folder: Path, source: str) -> None:
    """Add a file, or a folder where `source` ends with `/`, to what is left out."""
    lines = [line for line in _lines(folder / IGNORE_FILE) if line != f"!{_rule(source)}"]
    _write(folder / IGNORE_FILE, [*lines, _rule(source)])


def restore(folder: Path, source: str) -> None:
    """Take back `ignore`; raises UsageError where another rule leaves the file out."""
    lines = _lines(folder / IGNORE_FILE)
    if _rule(source) not in lines:
        raise UsageError(
            f"{quoted(source, '은')} mundap remove로 뺀 문서가 아닙니다. 다른 규칙으로 빠져 있다면 "
            f"{folder / IGNORE_FILE} 파일을 고쳐 주세요."
        )
    _write(folder / IGNORE_FILE, [line for line in lines if line != _rule(source)])


def _rule(source: str) -> str:
    """The line that leaves out exactly this file."""
    # A line cannot hold a line break; the question mark stands for any one character.
    rule = "/" + _SPECIAL.sub(r"\\\1", source).replace("\n", "?")
    return rule[:-1] + "\\ " if rule.endswith(" ") else rule


def _lines(path: Path) -> list[str]:
    try:
        text = decode(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, MundapError) as error:
        raise MundapError(
            f"제외 규칙 파일을 읽을 수 없습니다({path}). UTF-8 텍스트 파일인지, 읽을 권한이 "
            "있는지 확인해 주세요."
        ) from error
    return clean(text).splitlines()


def _makes_sense(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _write(path: Path, lines: list[str]) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.writelines(f"{unicodedata.normalize('NFC', line)}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise MundapError(
            f"제외 규칙을 저장하지 못했습니다({path}: {cause(error)}). "
            "폴더에 쓸 수 있는지 확인해 주세요."
        ) from error
