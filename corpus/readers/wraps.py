"""Whether a line of Korean ended in the middle of a word, by a language model."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

# How much likelier, in natural logarithms, the joined word must be. In wrapped articles nine in
# ten of the words that were cut are whole then, and one or two in a hundred others are joined.
_MARGIN = 2.0


@functools.cache
def _analyser() -> "Kiwi":
    """Loaded with the first line that nothing else decides: that takes seconds."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)


@functools.lru_cache(maxsize=4096)
def is_one_word(left: str, right: str) -> bool:
    """Whether the last word of a line and the first of the next are one."""
    (joined,), (apart,) = _analyser().analyze([left + right, f"{left} {right}"])
    return bool(joined[1] - apart[1] > _MARGIN)
