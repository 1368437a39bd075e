"""The messages of talks that programs export as JSON: Slack, Discord, Telegram and their like."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from corpus.dates import KOREA
from corpus.talk import Message, clock

# What programs call what is said, who says it and when, the plainest name first.
_SAID = ("text", "content", "message", "body")
_WHO = ("user_profile", "author", "from", "sender", "sender_name", "username", "user")
_NAMES = ("real_name", "nickname", "display_name", "global_name", "name", "username")
# What has one is an article or a record.
_TITLES = frozenset(["title", "subject", "제목"])
_WHEN = ("ts", "timestamp", "timestamp_ms", "date", "created_at", "time")
_FEWEST, _SHARE = 2, 0.6
# From here on seconds since 1970 are thousandths of them.
_MILLIONS = 10**11
_MENTION = re.compile(r"<@(\w+)>")
_LINK = re.compile(r"<(?:[a-z]+:[^|>]+)\|([^>]+)>")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^|>]+)>")
_Item = Mapping[str, object]


def messages_of(text: str) -> list[Message]:
    """The messages in the order of a file, none where it holds anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    items = _items(found)
    people = {
        str(one.get("user")): _who(one) for one in items if isinstance(one.get(_WHO[0]), dict)
    }
    told = [_message(one, people) for one in items if not one.keys() & _TITLES]
    messages = [one for one in told if one is not None]
    return messages if len(messages) >= max(_FEWEST, _SHARE * len(items)) else []


def _items(found: object) -> Sequence[_Item]:
    """The list of a file: the file itself, or the longest in it."""
    held = [found] if isinstance(found, list) else []
    if isinstance(found, dict):
        held = [one for one in found.values() if isinstance(one, list)]
    longest: list[object] = max(held, key=len, default=[])
    return [one for one in longest if isinstance(one, dict)]


def _message(one: _Item, people: Mapping[str, str]) -> Message | None:
    said = _text(next((one[key] for key in _SAID if one.get(key)), ""))
    who = people.get(_who(one), _who(one))
    when = next((time for key in _WHEN if (time := _time(one.get(key)))), None)
    if not said or not who or when is None:
        return None
    said = _MENTION.sub(lambda match: f"@{people.get(match[1], match[1])}", said)
    said = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", said))
    return Message(when.date(), clock(when), who, said.strip())


def _text(said: object) -> str:
    """What is said, which may stand in pieces."""
    return said if isinstance(said, str) else "".join(_pieces(said))


def _pieces(said: object) -> Iterator[str]:
    for piece in said if isinstance(said, list) else ():
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, dict) and isinstance(piece.get("text"), str):
            yield piece["text"]


def _who(one: _Item) -> str:
    for key in _WHO:
        told = one.get(key)
        names = (told.get(name) for name in _NAMES) if isinstance(told, dict) else (told,)
        if name := next((name for name in names if isinstance(name, str) and name), ""):
            return name
    return ""


def _time(told: object) -> datetime | None:
    """A time on Korean clocks, of seconds since 1970 or a written one; None for neither."""
    try:
        if isinstance(told, (int, float)) or (isinstance(told, str) and _is_number(told)):
            seconds = float(told)
            seconds /= 1000 if seconds > _MILLIONS else 1
            return datetime.fromtimestamp(seconds, UTC).astimezone(KOREA)
        when = datetime.fromisoformat(told) if isinstance(told, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return when.astimezone(KOREA) if when and when.tzinfo else when


def _is_number(told: str) -> bool:
    return told.replace(".", "", 1).isdigit() and len(told) > len("20260305")
