"""The documents of a folder as terminal text and as the rows of `--json`."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rag.documents import Entry
from ui.render import shown

_STATES = {
    "indexed": "읽음",
    "changed": "바뀜",
    "new": "새 문서",
    "gone": "사라짐",
    "unreadable": "읽지 못함",
    "ignored": "뺀 문서",
}
_PENDING = ("changed", "new", "gone")


def listing_text(entries: Sequence[Entry]) -> str:
    """A line for each document, what could not be read below it, and the counts."""
    lines = [line for entry in entries for line in _lines(entry)]
    counts = Counter(entry.state for entry in entries)
    parts = [f"{word} {counts[state]}" for state, word in _STATES.items() if counts[state]]
    lines.append(f"모두 {len(entries)}개: {', '.join(parts)}" if entries else "문서가 없습니다.")
    if any(counts[state] for state in _PENDING):
        lines.append("바뀐 것은 다음에 묻거나 'mundap index'를 실행하면 반영됩니다.")
    return "\n".join(lines)


def _lines(entry: Entry) -> list[str]:
    facts = [_STATES[entry.state], shown(entry.source)]
    if entry.passages:
        facts.append(f"단락 {entry.passages}개")
    if entry.modified_ns:
        facts += [size_text(entry.size), _when(entry, "minutes").replace("T", " ")[:16]]
    return [" · ".join(facts), *(f"    {reason}" for reason in entry.reasons)]


def entry_row(entry: Entry) -> dict[str, object]:
    """One document of the `--json` object."""
    return {
        "source": entry.source,
        "state": entry.state,
        "title": entry.title,
        "passages": entry.passages,
        "bytes": entry.size,
        "modified": _when(entry, "seconds"),
        "reasons": list(entry.reasons),
    }


def size_text(size: int) -> str:
    """A number of bytes for people."""
    for unit, factor in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= factor:
            return f"{size / factor:.1f}{unit}"
    return f"{size}B"


def _when(entry: Entry, precision: str) -> str:
    """The local time of the last change; '' where there is none or it is beyond the calendar."""
    if not entry.modified_ns:
        return ""
    try:
        when = datetime.fromtimestamp(entry.modified_ns / 1e9).astimezone()
        return when.isoformat(timespec=precision)
    except (ValueError, OverflowError, OSError):
        return ""
