"""Lines that were wrapped at a width: what tells that one ended for want of room."""

import re

# What ends a sentence or announces what follows.
ENDED = re.compile(r"[.!?。:][\"'”’」』)\]]*$")
# No program wraps so early; such lines are a list or a signature.
NARROW = 50


def columns(text: str) -> int:
    """How many columns a text takes: a letter of Korean takes two."""
    return len(text.encode("cp949", "replace"))


def is_full(before: str, after: str, width: float) -> bool:
    """Whether the first word of the next line had no room in a line of so many columns."""
    return columns(f"{before} {after.split(maxsplit=1)[0]}") > width
