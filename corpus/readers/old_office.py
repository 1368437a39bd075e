"""Files of old Word, PowerPoint and Hangul 3.x, by LibreOffice where it is installed."""

import contextlib
import functools
import importlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
from pathlib import Path

import olefile

from corpus.draft import Draft
from corpus.reasons import HWP_3, OLD_SLIDES, OLD_WORD, PASSWORD, TIMEOUT, UnreadableError

# What each becomes, and what to say where that fails.
_BECOMES = {
    ".doc": ("docx", OLD_WORD),
    ".ppt": ("pptx", OLD_SLIDES),
    ".hwp3": ("docx", HWP_3),
}
# Where each tells that it is enciphered: a stream, the place in it, the bits, and their value.
_LOCKS = (
    ("WordDocument", 8, 1 << 24, 1 << 24),
    ("Current User", 12, 0xFFFFFFFF, 0xF3D1C4DF),
)
# What a damaged file does to the one who reads it.
_BROKEN = (OSError, ValueError, IndexError, struct.error)
_LIMIT_S = 80
# A document must not run anything, nor fetch what it links to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@functools.cache
def program() -> str | None:
    """The program, or None where it is not installed."""
    usual = (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "C:/Program Files/LibreOffice/program/soffice.exe",
    )
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in usual if Path(path).is_file()), None)


def read(path: Path, draft: Draft, suffix: str) -> None:
    """Add what the same file as .docx or .pptx says; raises UnreadableError where none is made."""
    if _is_locked(path):
        raise UnreadableError(PASSWORD)
    kind, reason = _BECOMES[suffix]
    found = program()
    if found is None:
        raise UnreadableError(reason)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(path, folder / f"old{suffix}")
        _convert(found, folder, suffix, kind)
        made = folder / f"old.{kind}"
        if not made.exists():
            raise UnreadableError(reason)
        importlib.import_module(f"corpus.readers.{kind}").read(made, draft)


def _is_locked(path: Path) -> bool:
    """Whether a password is needed ([MS-DOC] 2.5.1, [MS-PPT] 2.3.2)."""
    with contextlib.suppress(*_BROKEN), olefile.OleFileIO(path) as streams:
        for name, at, mask, locked in _LOCKS:
            if streams.exists(name):
                (flags,) = struct.unpack_from("<I", streams.openstream(name).read(16), at)
                return bool(flags & mask == locked)
    return False


def _convert(found: str, folder: Path, suffix: str, kind: str) -> None:
    user = folder / "profile/user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder)]
    process = subprocess.Popen(
        [found, profile, *options, str(folder / f"old{suffix}")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_LIMIT_S)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        raise UnreadableError(TIMEOUT) from error


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started: on Unix it is only a script around it."""
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
