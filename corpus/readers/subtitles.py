"""Subtitles (.srt, .vtt, .smi): what is said, by the minute in which it is said."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from corpus.draft import Draft
from corpus.text import decode, one_line

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):\d{2}[.,]\d{1,3}[ \t]*-->.*")
_NUMBER = re.compile(r"\d+\s*$")
_SETTINGS = ("WEBVTT", "STYLE", "REGION")
_SYNC = re.compile(r"<sync\s+start\s*=\s*\W?(\d+)[^>]*>", re.IGNORECASE)
_END = re.compile(r"</(?:body|sami)>", re.IGNORECASE)
_BREAK = re.compile(r"<br[^>]*>", re.IGNORECASE)
_MARK = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)? ([^>]+)>")
_DASH = re.compile(r"[-–—] ?\S")
_STOP = re.compile(r"[.!?。…)\]♪][\"'”’」』]*$")
# Who speaks, or what is heard.
_SPEAKS = re.compile(r"[-–—(\[♪]|[^\s:]{1,12}: ")
_MARKED = 0.5
Cue = tuple[int | None, str]


def read(path: Path, draft: Draft) -> None:
    """Add the lines of each minute, which is the place that they stand at."""
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    cues = _synced(text) if _SYNC.search(text) else _timed(text)
    for minute, said in _joined([(minute, line) for minute, cue in cues for line in _lines(cue)]):
        if minute is not None:
            hours, minutes = divmod(minute, 60)
            draft.place(f"{hours}시간 {minutes}분" if hours else f"{minutes}분")
        draft.line(said)


def _lines(said: str) -> list[str]:
    """What is said at a time as one line, or one for each of those who speak then."""
    text = _VOICE.sub(r"\1: ", _BREAK.sub("\n", said))
    lines = [*filter(None, map(one_line, unescape(_MARK.sub("", text)).split("\n")))]
    spoken = len(lines) > 1 and all(map(_DASH.match, lines))
    return lines if spoken else [" ".join(lines)] if lines else []


def _joined(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Lines with those that go on in the next one: sentences are cut where there is no room.

    Where hardly any line has a full stop nothing tells which do.
    """
    stopped = sum(_STOP.search(said) is not None for _, said in cues)
    if stopped < _MARKED * len(cues):
        yield from cues
        return
    opened: list[Cue] = []
    for cue in cues:
        if opened and (_STOP.search(opened[-1][1]) or _SPEAKS.match(cue[1])):
            yield opened[0][0], " ".join(said for _, said in opened)
            opened = []
        opened.append(cue)
    if opened:
        yield opened[0][0], " ".join(said for _, said in opened)


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
