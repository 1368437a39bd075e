"""Text in pictures, by Tesseract where it is installed with Korean."""

import functools
import os
import shutil
import subprocess
from pathlib import Path

from corpus.reasons import NO_OCR, TIMEOUT, UnreadableError

_LANGUAGES = "kor+eng"
_LIMIT_S = 40  # for one picture
# Its analysis of pages (3) loses lines of small pictures that it finds as one block of text (6).
_LITTLE = 300
# Where the installer of Windows puts it, which is on nobody's PATH.
_WINDOWS = Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "Tesseract-OCR/tesseract.exe"


@functools.cache
def program() -> str | None:
    """The program, or None where it or its Korean is not installed."""
    found = shutil.which("tesseract") or (str(_WINDOWS) if _WINDOWS.is_file() else None)
    if found is None:
        return None
    listed = subprocess.run([found, "--list-langs"], capture_output=True, check=False)
    return found if b"kor" in listed.stdout.split() else None


def text_of(picture: Path | bytes) -> str:
    """The text in a picture, given as a file or as the bytes of one.

    Raises UnreadableError where Tesseract is missing or takes too long.
    """
    found = program()
    if found is None:
        raise UnreadableError(NO_OCR)
    text = _recognised(found, picture, "3")
    if len(text) < _LITTLE:
        text = max(text, _recognised(found, picture, "6"), key=len)
    return text


def _recognised(found: str, picture: Path | bytes, layout: str) -> str:
    given = str(picture) if isinstance(picture, Path) else "stdin"
    try:
        done = subprocess.run(
            [found, given, "stdout", "-l", _LANGUAGES, "--psm", layout],
            input=picture if isinstance(picture, bytes) else None,
            capture_output=True,
            timeout=_LIMIT_S,
            check=False,
            # More threads make it slower on few cores.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(TIMEOUT) from error
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n\n")
