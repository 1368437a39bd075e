"""The page in a process of its own, as people start it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[1]
# A machine that is busy with other things takes its time.
_PAUSE_S, _PAUSES = 0.25, 960


@contextmanager
def serving(*options: str | Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """`mundap chat` with these options while a block runs; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui", "chat", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        [*command, *options],
        cwd=_ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(_PAUSES):
            if process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(_PAUSE_S)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(20)
