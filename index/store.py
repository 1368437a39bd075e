"""The index on disk: numbered generations, each whole, and a `current` file that names one.

A generation is written next to the old one and becomes current by one atomic rename, so a crash,
a full disk or Ctrl-C leaves the last good index in place. Every file's size and SHA-256 stands in
the manifest. Nothing is pickled.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus import Document, MundapError, Place, Unreadable
from corpus.errors import cause
from index.build import FileState, Index
from index.lexical import Occurrences, Postings, Windows
from index.lock import hold
from index.passage import Passage, passage_id
from index.tokens import analyser_version
from index.vectors import PassageVectors
from index.words import WordList

FORMAT = 29
_CURRENT = "current"
_FOLDER = "folder"
_MANIFEST = "manifest.json"
_MORPHEMES = "morphemes.bin"
_ROWS_A_LINE = 200
# Seconds between tries where a file is refused.
_WAITS = (0.01, 0.03, 0.1, 0.3)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Arrays = Mapping[str, NDArray[Any]]
_Done = TypeVar("_Done")


class BrokenIndexError(MundapError):
    """The index on disk is damaged or was made by another version; building it anew mends it."""


def save(index: Index, folder: Path) -> None:
    """Write a new generation and make it current; older ones are removed afterwards.

    Raises MundapError where the disk is full or the folder cannot be written.
    """
    number = max((int(path.name[4:]) for path in _generations(folder)), default=0) + 1
    target = folder / f"gen-{number:06d}"
    try:
        target.mkdir(parents=True)
        _write_generation(index, target)
        _replace(folder / _CURRENT, target.name.encode())
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise MundapError(
            f"색인을 저장하지 못했습니다({folder}: {cause(error)}). "
            "디스크 공간과 쓰기 권한을 확인해 주세요. 이전 색인은 그대로 남아 있습니다."
        ) from error
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    for path in _generations(folder):
        if path != target:
            shutil.rmtree(path, ignore_errors=True)


def current_generation(folder: Path) -> str | None:
    """The name of the current generation, or None where there is no index yet."""
    try:
        return when_let((folder / _CURRENT).read_bytes).decode("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenIndexError(_broken(folder / _CURRENT)) from error


@dataclass(frozen=True, slots=True)
class Models:
    """The names of the models that an index was made for, None for what it does without."""

    embedder: str | None = None
    reranker: str | None = None


def remembered_models(folder: Path) -> Models:
    """The models of the current generation; none where no manifest can be read."""
    try:
        name = current_generation(folder)
        if name is None:
            return Models()
        manifest = json.loads((folder / name / _MANIFEST).read_bytes())
        return Models(manifest["embedder"], manifest["reranker"])
    except (BrokenIndexError, OSError, ValueError, KeyError, TypeError):
        return Models()


def remember_folder(folder: Path, documents: Path) -> None:
    """Keep where the documents of an index lie, for who names the index alone."""
    path = folder / _FOLDER
    told = os.fsencode(documents.resolve())
    with contextlib.suppress(FileNotFoundError):
        if when_let(path.read_bytes) == told:
            return
    _replace(path, told)


def remembered_folder(folder: Path) -> Path | None:
    """Where the documents of an index lie; None where it was not kept."""
    try:
        return Path(os.fsdecode(when_let((folder / _FOLDER).read_bytes)))
    except (OSError, ValueError):
        return None


def load(folder: Path) -> Index | None:
    """The current generation, or None where there is none; raises BrokenIndexError."""
    name = current_generation(folder)
    if name is None:
        return None
    generation = folder / name
    try:
        manifest = json.loads((generation / _MANIFEST).read_bytes())
        if manifest["format"] != FORMAT or manifest["analyser"] != analyser_version():
            raise BrokenIndexError(
                f"색인이 다른 버전의 문답으로 만들어졌습니다({folder}). 새로 만들어야 합니다."
            )
        _check_sizes(generation, manifest)
        return _read_generation(generation, manifest)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, EOFError) as error:
        raise BrokenIndexError(_broken(generation)) from error


def verify(folder: Path) -> tuple[str, ...]:
    """Korean sentences about everything that is wrong with the current generation."""
    name = current_generation(folder)
    if name is None:
        return (f"색인이 아직 없습니다({folder}).",)
    generation = folder / name
    try:
        manifest = json.loads((generation / _MANIFEST).read_bytes())
        files = manifest["files"].items()
    except (OSError, ValueError, KeyError, TypeError):
        return (_broken(generation / _MANIFEST),)
    problems = []
    for file, expected in files:
        path = generation / file
        if not path.is_file():
            problems.append(f"색인 파일이 없습니다({path}).")
        elif _describe(path.read_bytes()) != expected:
            problems.append(_broken(path))
    return tuple(problems)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the writers' lock of an index folder; raises MundapError where another holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = hold(folder / "lock")
    except OSError as error:
        raise MundapError(
            f"색인 폴더에 쓸 수 없습니다({folder}: {cause(error)}). "
            "--index로 쓸 수 있는 폴더를 지정해 주세요."
        ) from error
    if lock is None:
        raise MundapError(
            f"다른 프로그램이 이 색인을 고치고 있습니다({folder}). 잠시 뒤 다시 해 주세요."
        )
    with lock:
        yield


def _generations(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("gen-*")) if path.name[4:].isdigit()]


def _broken(path: Path) -> str:
    return f"색인 파일이 손상되었습니다({path}). 'mundap index'로 다시 만들어 주세요."


def _write_generation(index: Index, target: Path) -> None:
    contents = {
        "documents.jsonl": _lines(map(_document_row, index.documents.values())),
        "passages.jsonl": _lines(map(_passage_row, index.passages)),
        _MORPHEMES: _joined([passage.packed for passage in index.passages]),
        "files.jsonl": _lines(map(_file_row, index.files.items())),
        "unreadable.json": _json([asdict(one) for one in index.unreadable]),
        "pairs.json": _json(index.pairs),
        "arrays.npz": _pack_arrays(_arrays(index)),
        "vectors.faiss": index.vectors.to_bytes(),
    }
    manifest = {
        "format": FORMAT,
        "analyser": analyser_version(),
        "embedder": index.embedder_name,
        "fusion": index.fusion,
        "reranker": index.reranker,
        "files": {name: _describe(data) for name, data in contents.items()},
    }
    for name, data in contents.items():
        _write(target / name, data)
    _write(target / _MANIFEST, _json(manifest))


def _read_generation(generation: Path, manifest: Mapping[str, Any]) -> Index:
    documents = [_document(row) for row in _rows(generation / "documents.jsonl")]
    by_source = {document.source: document for document in documents}
    packed = _unjoined((generation / _MORPHEMES).read_bytes())
    rows = _rows(generation / "passages.jsonl")
    heads = {document.source: document.head for document in documents}
    passages = [
        _passage(row, by_source[row[0]], heads[row[0]], one)
        for row, one in zip(rows, packed, strict=True)
    ]
    with np.load(generation / "arrays.npz", allow_pickle=False) as arrays:
        stored = dict(arrays)
    pairs = json.loads((generation / "pairs.json").read_bytes())
    unreadable = json.loads((generation / "unreadable.json").read_bytes())
    return Index(
        embedder_name=str(manifest["embedder"]),
        documents=by_source,
        passages=passages,
        morphemes=Postings.from_arrays(stored, "morphemes"),
        bigrams=Postings.from_arrays(stored, "bigrams"),
        morpheme_windows=Windows.from_arrays(stored, "morpheme_windows"),
        bigram_windows=Windows.from_arrays(stored, "bigram_windows"),
        units=Occurrences.from_arrays(stored, "units"),
        vectors=PassageVectors.from_bytes(
            (generation / "vectors.faiss").read_bytes(),
            stored["owner"],
            stored["vector_mean"],
            stored["vector_covariance"],
        ),
        words=WordList.from_arrays(stored, chain.from_iterable(pairs.values())),
        pairs=pairs,
        files={source: FileState(*state) for source, *state in _rows(generation / "files.jsonl")},
        unreadable=tuple(Unreadable(**row) for row in unreadable),
        fusion=manifest["fusion"],
        reranker=manifest["reranker"],
    )


def _arrays(index: Index) -> Arrays:
    return {
        **index.morphemes.to_arrays("morphemes"),
        **index.bigrams.to_arrays("bigrams"),
        **index.words.to_arrays(),
        **index.morpheme_windows.to_arrays("morpheme_windows"),
        **index.bigram_windows.to_arrays("bigram_windows"),
        **index.units.to_arrays("units"),
        "owner": index.vectors.owner,
        "vector_mean": index.vectors.mean,
        "vector_covariance": index.vectors.covariance,
    }


# A row of each kind is a list: with the names of the fields it takes half as much again.
def _document_row(one: Document) -> list[object]:
    places = [(place.start, place.label, place.page, place.row) for place in one.places]
    return [one.source, one.title, one.text, places, one.body, one.titled]


def _document(row: Sequence[Any]) -> Document:
    source, title, text, places, body, titled = row
    return Document(source, title, text, tuple(Place(*place) for place in places), body, titled)


def _passage_row(one: Passage) -> list[object]:
    above = (one.context, one.headings, one.columns)
    return [one.source, one.start, one.end, *above, one.goes_on, one.parted]


def _passage(row: Sequence[Any], document: Document, head: str, packed: bytes) -> Passage:
    source, start, end, context, headings, columns, goes_on, parted = row
    return Passage(
        id=passage_id(source, start, end),
        source=document.source,
        title=document.title,
        page=document.page_at(start),
        start=start,
        end=end,
        text=document.text[start:end],
        context=context,
        headings=tuple(headings),
        label=document.label_of(start, end),
        columns=columns,
        goes_on=goes_on,
        packed=packed,
        head=head,
        parted=tuple(parted),
    )


def _file_row(pair: tuple[str, FileState]) -> list[object]:
    source, one = pair
    return [source, one.size, one.modified_ns, one.changed_ns, one.digest, one.settled]


def _joined(parts: Sequence[bytes]) -> bytes:
    """Many parts as one: how many, how long each is, and then all of them."""
    sizes = np.array([len(parts), *map(len, parts)], "<u4")
    return b"".join([sizes.tobytes(), *parts])


def _unjoined(data: bytes) -> list[bytes]:
    """The inverse of `_joined`."""
    (count,) = np.frombuffer(data, "<u4", 1).tolist()
    sizes = np.frombuffer(data, "<u4", count, 4)
    ends = (4 + 4 * count + np.cumsum(sizes, dtype=np.int64)).tolist()
    return [data[end - size : end] for end, size in zip(ends, sizes.tolist(), strict=True)]


def _pack_arrays(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _describe(data: bytes) -> dict[str, object]:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _check_sizes(generation: Path, manifest: Mapping[str, Mapping[str, Mapping[str, int]]]) -> None:
    # Hashing everything would cost more than loading it; `verify` does. A cut file shows here.
    for name, expected in manifest["files"].items():
        if (generation / name).stat().st_size != expected["bytes"]:
            raise ValueError(name)


def _lines(rows: Iterable[object]) -> bytes:
    """Rows as lines of many: to begin a line costs more than to write a row."""
    rest = iter(rows)
    return b"".join(map(_json, iter(lambda: list(islice(rest, _ROWS_A_LINE)), [])))


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode() + b"\n"


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from json.loads(line)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    _write(partial, data)
    when_let(lambda: partial.replace(path))


def when_let(action: Callable[[], _Done]) -> _Done:
    """What the action gives; Windows refuses a file for the moment that another program opens it.

    Raises PermissionError where it is refused for long.
    """
    for wait in _WAITS:
        with contextlib.suppress(PermissionError):
            return action()
        time.sleep(wait)
    return action()
