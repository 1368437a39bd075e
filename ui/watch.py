"""Watching a folder, so that a page that is open all day answers from what is in it now."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from corpus import MundapError, list_files

_PAUSE_S = 2.0
# Looking through a large folder takes at most this share of the time of one core.
_SHARE = 0.05
# A file that never comes to rest, such as a log, is read all the same after so many looks.
_PATIENCE = 5


class Watcher:
    """Looks at a folder again and again; calls `changed` when it has changed and come to rest.

    `folder` is asked each time, for what is watched may change. Only names, sizes and times are
    looked at; nothing is read.
    """

    def __init__(
        self, folder: Callable[[], Path], changed: Callable[[], None], pause_s: float = _PAUSE_S
    ) -> None:
        self._folder = folder
        self._changed = changed
        self._pause_s = pause_s
        self._stopped = threading.Event()

    def start(self) -> None:
        """Watch in the background, from what the folder looks like now."""
        threading.Thread(target=self._run, args=(self._look(),), daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()

    def _run(self, told: object) -> None:
        last, restless, pause = told, 0, self._pause_s
        while not self._stopped.wait(pause):
            started = time.perf_counter()
            now = self._look()
            pause = max(self._pause_s, (time.perf_counter() - started) / _SHARE)
            restless = restless + 1 if now != last else 0
            if now != told and (not restless or restless >= _PATIENCE):
                told, restless = now, 0
                self._changed()
            last = now

    def _look(self) -> object:
        """Something that is equal as long as the folder is."""
        folder = self._folder()
        try:
            listing = list_files(folder)
        except (MundapError, OSError) as error:
            return str(folder), str(error)
        stamps = (
            (file.source, file.size, file.modified_ns, file.changed_ns) for file in listing.files
        )
        return str(folder), hash((tuple(stamps), listing.ignored, listing.unreadable))
