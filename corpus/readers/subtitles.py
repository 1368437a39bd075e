"""Subtitles (.srt, .vtt, .smi): what is said, by the minute in which it is said."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from corpus.draft import Draft
from corpus.text import decode

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):\d{2}[.,]\d{1,3}[ \t]*-->.*")
_NUMBER = re.compile(r"\d+\s*$")
_SETTINGS = ("WEBVTT", "STYLE", "REGION")
_SYNC = re.compile(r"<sync\s+start\s*=\s*\W?(\d+)[^>]*>", re.IGNORECASE)
_END = re.compile(r"</(?:body|sami)>", re.IGNORECASE)
_BREAK = re.compile(r"<br[^>]*>", re.IGNORECASE)
_MARK = re.compile(r"<[^>]*>|\{\\[^}]*\}")
Cue = tuple[int | None, str]


def read(path: Path, draft: Draft) -> None:
    """Add the lines of each minute, which is the place that they stand at."""
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    for minute, said in _synced(text) if _SYNC.search(text) else _timed(text):
        if minute is not None:
            hours, minutes = divmod(minute, 60)
            draft.place(f"{hours}시간 {minutes}분" if hours else f"{minutes}분")
        draft.line(unescape(_MARK.sub("", _BREAK.sub(" ", said))))


def _timed(text: str) -> Iterator[Cue]:
    """What stands below each line of times; before the first one and in notes there is none."""
    for block in re.split(r"\n[ \t]*\n", text):
        time = _TIME.search(block)
        if time:
            before = _NUMBER.sub("", block[: time.start()])
            minute = 60 * int(time[1] or 0) + int(time[2])
            yield minute, f"{before} {block[time.end() :]}"
        elif not block.startswith(_SETTINGS):
            yield None, block


def _synced(text: str) -> Iterator[Cue]:
    """What follows each mark of SAMI, which counts in milliseconds."""
    _, *pieces = _SYNC.split(_END.split(text)[0])
    for start, said in zip(pieces[::2], pieces[1::2], strict=True):
        yield int(start) // 60_000, said
