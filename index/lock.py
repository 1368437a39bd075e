"""A lock between processes that the system lets go of when its holder ends, however it ends."""

import os
from pathlib import Path
from typing import BinaryIO


def hold(path: Path) -> BinaryIO | None:
    """The open file `path`, made if need be, whose lock this process now holds until it closes it.

    None where another process holds it. Raises OSError where the file cannot be written.
    """
    file = path.open("a+b")
    if _lock(file.fileno()):
        return file
    file.close()
    return None


def _lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
