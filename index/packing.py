"""The morphemes of a text in few bytes: kept with a passage, so that reading need not analyse."""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.tokens import Morpheme

_SAME = ""  # the form is what the text has there, in small letters
_BETWEEN = "\n"
_NUMBER = np.dtype("<i2")


def pack(text: str, morphemes: Sequence[Morpheme]) -> bytes:
    """The morphemes of a text, which has less than 32,768 characters and is needed to unpack."""
    starts = np.array([m.start for m in morphemes], _NUMBER)
    lengths = np.array([m.end - m.start for m in morphemes], _NUMBER)
    forms = (_SAME if text[m.start : m.end].lower() == m.form else m.form for m in morphemes)
    words = _BETWEEN.join([*(m.tag for m in morphemes), *forms])
    # Steps repeat where places do not, and so take half the room.
    numbers = np.concatenate([[len(starts)], np.diff(starts, prepend=0), lengths])
    return zlib.compress(numbers.astype(_NUMBER).tobytes() + words.encode(), level=1)


# A passage that is read is asked for its morphemes several times.
@lru_cache(maxsize=128)
def unpack(text: str, packed: bytes) -> tuple[Morpheme, ...]:
    """The inverse of `pack`."""
    data = zlib.decompress(packed)
    count = int(np.frombuffer(data, _NUMBER, 1)[0])
    steps, lengths = np.frombuffer(data, _NUMBER, 2 * count, _NUMBER.itemsize).reshape(2, count)
    starts = np.cumsum(steps)
    ends = (starts + lengths).tolist()
    words = data[(1 + 2 * count) * _NUMBER.itemsize :].decode().split(_BETWEEN)
    said = zip(words[count:], starts.tolist(), ends, strict=False)
    forms = [form or text[start:end].lower() for form, start, end in said]
    rows = zip(forms, words[:count], starts.tolist(), ends, strict=True)
    return tuple(map(Morpheme._make, rows))
