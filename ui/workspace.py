"""What a page works on: a library, and its indexing in the background."""

import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus import SAMPLE, MundapError
from rag import Library, Reader, UpdateReport
from ui.examples import examples

# Where files go that people add while the sample corpus is open.
OWN_FOLDER = "문답 문서"
_POLL_S = 0.2
_STARTING = "문서를 살펴보고 있습니다…"


@dataclass(frozen=True, slots=True)
class Status:
    """How the indexing stands: a sentence, the share that is done, whether it goes on or failed."""

    text: str
    share: float | None = None
    busy: bool = True
    failed: bool = False


class Workspace:
    """The library of a page; updates run one after the other in a thread, and asking goes on.

    `library` is what the page was opened for, and `open_folder` opens other folders as that was:
    with the models that were named then.
    """

    def __init__(
        self, library: Library, open_folder: Callable[[Path], Library] = Library.open
    ) -> None:
        self.library = self.first = library
        self._open_folder = open_folder
        self.status = Status(_STARTING)
        self.report: UpdateReport | None = None
        self.changes = ""
        self.revision = 0
        self.examples: tuple[str, ...] = ()
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._retry = False
        self._running = False

    @property
    def is_sample(self) -> bool:
        """Whether these are the documents that come with Mundap."""
        return self.library.folder == SAMPLE

    @property
    def has_own(self) -> bool:
        """Whether there is something in the folder of one's own, which is not open now."""
        own = own_folder()
        if self.library.folder == own or not own.is_dir():
            return False
        # This is asked all the time, so that nothing is walked.
        return any(not path.name.startswith(".") for path in own.iterdir())

    @property
    def name(self) -> str:
        """What people call the documents."""
        return "예제 문서" if self.is_sample else self.library.folder.resolve().name

    @property
    def first_name(self) -> str:
        """What the page was opened for, where nothing else leads back to it; '' otherwise."""
        folder = self.first.folder
        there = folder in (self.library.folder, SAMPLE, own_folder())
        return "" if there else folder.resolve().name

    @property
    def key(self) -> str:
        """Tells the conversations about these documents from those about others."""
        return sha256(str(self.library.folder.resolve()).encode()).hexdigest()[:12]

    def start(self, *, retry: bool = False) -> None:
        """Bring the index up to date; while that goes on, do it once more afterwards.

        With `retry`, files that gave no text are read again though they have not changed.
        """
        self._retry = self._retry or retry
        self._wanted.set()
        with self._lock:
            if self._running:
                return
            self._running = True
            self.status = Status(_STARTING)
        threading.Thread(target=self._run, daemon=True).start()

    def move_to(self, folder: Path) -> None:
        """Work on another folder from now on, on that of the start as it was opened then."""
        first = self.first
        self.library = first if folder == first.folder else self._open_folder(folder)
        self.report, self.changes, self.examples = None, "", ()
        self.start()

    def waiting(self) -> Iterator[str]:
        """What to tell people while there is nothing yet that could be asked."""
        while self.status.busy and not self.library.documents:
            yield self.status.text
            threading.Event().wait(_POLL_S)

    def ready(self) -> Library:
        """The library, once there is something that could be asked."""
        for _ in self.waiting():
            pass
        return self.library

    def _run(self) -> None:
        while True:
            self._wanted.clear()
            status = self._update()
            with self._lock:
                if not self._wanted.is_set():
                    self.status, self._running = status, False
                    return

    def _update(self) -> Status:
        try:
            retry, self._retry = self._retry, False
            self.report = report = self.library.update(self._progress, retry=retry)
            self.changes = _changes(report) or self.changes
            self.revision += 1
            self.examples = examples(self.library)
            _warm_up(self.library, self.examples)
        except Exception as error:
            return Status(told_of(error), busy=False, failed=True)
        if not report.documents:
            unread = bool(report.unreadable)
            text = "읽을 수 있는 문서가 없습니다." if unread else "아직 문서가 없습니다."
            return Status(text, busy=False, failed=unread)
        return Status(f"문서 {report.documents:,}개 · 단락 {report.passages:,}개", busy=False)

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.status = Status(f"{stage} 중… {done:,}/{total:,}", done / max(1, total))


def _changes(report: UpdateReport) -> str:
    """What an update changed, '' for nothing."""
    counts = {
        "새 문서": report.added,
        "바뀐 문서": report.changed,
        "옮긴 문서": report.moved,
        "사라진 문서": report.removed,
    }
    told = ", ".join(f"{what} {count:,}개" for what, count in counts.items() if count)
    return f"{time.strftime('%H:%M')} {told}" if told else ""


def _warm_up(library: Library, questions: tuple[str, ...]) -> None:
    """Have everything loaded that the first answer needs, so that nobody waits for it."""
    for question in questions[:1]:
        library.ask(question)


def own_folder() -> Path:
    """The folder for the files of people who began with the sample corpus."""
    return Path.home() / OWN_FOLDER


def told_of(error: Exception) -> str:
    """What people read of an error; the page goes on."""
    if isinstance(error, MundapError):
        return str(error)
    traceback.print_exception(error)
    return f"예상하지 못한 문제가 생겼습니다({type(error).__name__}: {error})."


def status_row(workspace: Workspace) -> Mapping[str, object]:
    """The status as the page reads it."""
    status = workspace.status
    return {
        "text": status.text,
        "share": status.share,
        "busy": status.busy,
        "failed": status.failed,
        "unreadable": len(report.unreadable) if (report := workspace.report) else 0,
        "name": workspace.name,
        "key": workspace.key,
        "revision": workspace.revision,
        "sample": workspace.is_sample,
        "empty": not status.busy and not workspace.library.documents,
        "single": workspace.library.folder.is_file(),
        "own": workspace.is_sample and workspace.has_own,
        "first": workspace.first_name,
        "away": _asks_elsewhere(workspace.library.reader),
        "examples": list(workspace.examples),
    }


def _asks_elsewhere(reader: Reader | None) -> bool:
    """Whether a reader is a language model on another computer."""
    if reader is None:
        return False
    from rag.llm.reader import LanguageModelReader
    from rag.llm.server import leaves_machine

    return isinstance(reader, LanguageModelReader) and leaves_machine(reader.model.url)
