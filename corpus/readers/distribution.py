"""HWP documents for distribution (배포용 문서): anybody may read them, few may change them.

They need no password: the key lies in the file, by the rules that Hancom publishes ("한글 문서 파일
형식: 배포용 문서", revision 1.2). What a viewer shows stands under `ViewText`, enciphered; under
`BodyText`, where other documents have it, stands but a line that says so.
"""

import struct
from collections.abc import Iterator

# The first record of a section, which tells the key: a head of four bytes, and what it holds.
_HEAD = 4
_RECORD = 256
_BLOCK = 16


def deciphered(section: bytes) -> bytes:
    """A section as other documents have it; ValueError where it is not as the rules say."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    start = _HEAD + _RECORD
    end = len(section) - (len(section) - start) % _BLOCK
    cipher = Cipher(algorithms.AES128(key_of(section[_HEAD:start])), modes.ECB())
    return cipher.decryptor().update(section[start:end])


def key_of(record: bytes) -> bytes:
    """The sixteen bytes of the AES key in the 256 of a record; ValueError for another length.

    The first four seed the generator that covers the others, and say where the key begins.
    """
    if len(record) != _RECORD:
        raise ValueError("the record of a distribution document has 256 bytes")
    (seed,) = struct.unpack_from("<I", record)
    plain = bytes(a ^ b for a, b in zip(record, _cover(seed), strict=False))
    start = 4 + (seed & 0xF)
    return plain[start : start + 16]


def _cover(seed: int) -> Iterator[int]:
    """Bytes without end, each random number in a run as long as the next one says."""
    numbers = _random(seed)
    for value in numbers:
        yield from [value & 0xFF] * ((next(numbers) & 0xF) + 1)


def _random(state: int) -> Iterator[int]:
    """What `rand` of Microsoft's C library draws after `srand(state)`."""
    while True:
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        yield state >> 16 & 0x7FFF
