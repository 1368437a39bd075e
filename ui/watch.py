"""Watching a folder, so that a page that is open all day answers from what is in it now."""

import os
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import MundapError, list_files

_PAUSE_S = 0.4
# Glancing at a large folder, and looking through it, take at most this share each of the time of
# one core.
_SHARE = 0.05
# A file that never comes to rest, such as a log, is read all the same after so many glances.
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class _Look:
    """What a folder looks like: its files by their stamps, and what else there is to say of it.

    `folders` are the folders in it, `fresh` the files that were not there or not so before.
    """

    place: str
    files: frozenset[int]
    others: object
    folders: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()

    def is_like(self, other: "_Look") -> bool:
        """Whether nothing changed."""
        mine, theirs = ((one.place, one.files, one.others) for one in (self, other))
        return mine == theirs


class Watcher:
    """Looks at a folder again and again; calls `changed` when it has changed and come to rest.

    `folder` is asked each time, for what is watched may change. Only names, sizes and times are
    looked at; nothing is read. Files that come, go or are replaced change the time of their folder,
    so that folders are glanced at all the time, and all files now and then.
    """

    def __init__(
        self, folder: Callable[[], Path], changed: Callable[[], None], pause_s: float = _PAUSE_S
    ) -> None:
        self._folder = folder
        self._changed = changed
        self._pause_s = self._pause = pause_s
        self._due = 0.0
        self._stopped = threading.Event()

    def start(self) -> None:
        """Watch in the background, from what the folder looks like now."""
        threading.Thread(target=self._run, args=(self._look(),), daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()

    def _run(self, told: _Look) -> None:
        look, restless = told, 0
        glance = self._glance(look)
        while not self._stopped.wait(self._pause):
            before, glance = glance, self._glance(look)
            if restless and glance != before and restless < _PATIENCE:
                restless += 1
            elif restless:
                # Where all rests since the last look, that is how the folder is: a large one is not
                # looked through again before anything is told.
                told = look = replace(look, fresh=()) if restless == 1 else self._look()
                glance, restless = self._glance(look), 0
                self._changed()
            elif glance != before or time.monotonic() >= self._due:
                look = self._look(told.files)
                glance, restless = self._glance(look), 0 if look.is_like(told) else 1

    def _glance(self, look: _Look) -> object:
        """Something that is equal as long as no folder and nothing fresh has changed."""
        started = time.perf_counter()
        stamps = [_stamp(path) for path in (*look.folders, *look.fresh)]
        self._pause = max(self._pause_s, (time.perf_counter() - started) / _SHARE)
        return str(self._folder()), stamps

    def _look(self, known: Collection[int] | None = None) -> _Look:
        """The whole folder; of its files those are fresh that are not `known`."""
        started = time.perf_counter()
        folder = self._folder()
        try:
            listing = list_files(folder)
        except (MundapError, OSError) as error:
            return _Look(str(folder), frozenset(), str(error), (str(folder),))
        stamps = {hash(file): file.location for file in listing.files}
        fresh = () if known is None else tuple(stamps[one] for one in stamps if one not in known)
        self._due = time.monotonic() + max(
            2 * self._pause_s, (time.perf_counter() - started) / _SHARE
        )
        return _Look(
            str(folder),
            frozenset(stamps),
            (listing.ignored, listing.unreadable),
            listing.folders,
            fresh,
        )


def _stamp(path: str) -> tuple[int, int]:
    """The size and time of a file or folder; those of none are nothing."""
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
