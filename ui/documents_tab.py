"""The documents tab: what is searched and what is not, adding files, leaving documents out."""

import os
import shutil
import threading
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from corpus import SAMPLE, MundapError, UsageError, list_files
from corpus.errors import cause
from rag import Library
from ui.listing import entry_row
from ui.workspace import Workspace, own_folder

_FORBIDDEN = frozenset('<>:"|?*')
_LONGEST_NAME = 200
_saving = threading.Lock()
Row = Mapping[str, Any]


def functions(workspace: Workspace, uploads: Path) -> list[Callable[[Row], object]]:
    """What the browser asks for by name; `uploads` is where the server puts uploaded files."""

    def documents(_: Row) -> object:
        return overview(workspace)

    def read_again(asked: Row) -> object:
        workspace.start(retry=bool(asked.get("retry")))
        return True

    def leave_out(asked: Row) -> object:
        workspace.library.remove([str(asked["source"])])
        workspace.start()
        return True

    def take_back(asked: Row) -> object:
        workspace.library.restore([str(asked["source"])])
        workspace.start()
        return True

    def taken_names(asked: Row) -> object:
        folder = target_folder(workspace.library)
        return [name for name in asked["names"] if _is_taken(folder, name)]

    def keep_upload(asked: Row) -> object:
        return kept(workspace, uploads, asked)

    def use_folder(asked: Row) -> object:
        folders = {"sample": SAMPLE, "own": own_folder(), "first": workspace.first.folder}
        workspace.move_to(folders[asked["which"]])
        return True

    return [documents, read_again, leave_out, take_back, taken_names, keep_upload, use_folder]


def target_folder(library: Library) -> Path:
    """Where added files go; raises UsageError where there is no place for them."""
    if library.folder == SAMPLE:
        return own_folder()
    if not library.folder.is_dir():
        raise UsageError(
            "파일 하나만 열어 두어 다른 파일을 넣을 수 없습니다. 폴더를 지정해 다시 열어 주세요."
        )
    if not os.access(library.folder, os.W_OK):
        raise UsageError(f"문서 폴더에 쓸 수 없습니다({library.folder}). 권한을 확인해 주세요.")
    return library.folder


def overview(workspace: Workspace) -> dict[str, object]:
    """The folder, every document with its state, and what the last update changed."""
    library, report = workspace.library, workspace.report
    return {
        "folder": "" if workspace.is_sample else str(library.folder.resolve()),
        "target": str(own_folder() if workspace.is_sample else library.folder.resolve()),
        "sample": workspace.is_sample,
        "own": workspace.has_own,
        "first": workspace.first_name,
        "changes": workspace.changes,
        "entries": [entry_row(entry) for entry in library.entries()],
        "seconds": report.seconds if report else None,
    }


def kept(workspace: Workspace, uploads: Path, asked: Row) -> str:
    """Move an uploaded file to the documents and give its source there; overwrites only if told.

    `within` is the folder that it had where people took it from, '' for none.
    """
    path = Path(asked["path"]).resolve()
    if not path.is_relative_to(uploads.resolve()) or not path.is_file():
        raise UsageError("올린 파일을 찾을 수 없습니다. 다시 올려 주세요.")
    name = safe_name(asked["name"])
    if all(file.path.resolve() != path for file in list_files(path.parent).files):
        raise UsageError("문서로 읽지 않는 형식입니다.")
    top = target_folder(workspace.library)
    folder = top.joinpath(*_parts(asked.get("within")))
    with _saving:
        target = _target(folder, name, str(asked.get("existing", "")))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Hidden from the index until it is whole; then it takes its place at once.
            partial = folder / f".{target.name}.partial"
            shutil.copyfile(path, partial)
            partial.replace(target)
            path.unlink()
        except OSError as error:
            raise MundapError(
                f"'{name}' 파일을 저장하지 못했습니다({folder}: {cause(error)}). "
                "디스크 공간과 쓰기 권한을 확인해 주세요."
            ) from error
    return target.relative_to(top).as_posix()


def _parts(path: object) -> list[str]:
    return [safe_name(part) for part in str(path or "").split("/") if part]


def safe_name(name: str) -> str:
    """A file name without folders, in NFC, that every system can hold; raises UsageError."""
    plain = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in plain)
    plain = plain.strip().rstrip(".")
    suffix = PurePosixPath(plain).suffix
    while len(plain.encode()) > _LONGEST_NAME:
        plain = plain[: -len(suffix) - 1] + suffix if suffix else plain[:-1]
    if not plain or plain.startswith((".", "~$")):
        raise UsageError(f"쓸 수 없는 파일 이름입니다('{name}').")
    return plain


def _is_taken(folder: Path, path: str) -> bool:
    """Whether there is such a file; a name that cannot be used is told of when it is kept."""
    try:
        *above, name = _parts(path)
    except (UsageError, ValueError):
        return False
    return _existing(folder.joinpath(*above), name) is not None


def _existing(folder: Path, name: str) -> Path | None:
    """The file that is there under a name, however the system spells it."""
    wanted = unicodedata.normalize("NFC", name).casefold()
    if not folder.is_dir():
        return None
    same = (
        p for p in folder.iterdir() if unicodedata.normalize("NFC", p.name).casefold() == wanted
    )
    return next(same, None)


def _target(folder: Path, name: str, existing: str) -> Path:
    there = _existing(folder, name)
    if there is None:
        return folder / name
    if existing == "replace" and there.is_file():
        return there
    if existing != "both":
        raise UsageError(f"'{name}' 파일이 이미 있습니다. 바꿀지 둘 다 둘지 골라 주세요.")
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number = 2
    while _existing(folder, f"{stem} ({number}){suffix}"):
        number += 1
    return folder / f"{stem} ({number}){suffix}"
