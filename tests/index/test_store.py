import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, MundapError, Place, read_folder
from index import BrokenIndexError, Index, build, load, load_embedder, save, store, verify, writing


def make(folder: Path, previous: Index | None = None) -> Index:
    return build(read_folder(folder)[0], load_embedder(), previous)


def assert_equal(one: Index, other: Index) -> None:
    assert list(one.passages) == list(other.passages)
    assert [p.packed for p in one.passages] == [p.packed for p in other.passages]
    assert dict(one.documents) == dict(other.documents)
    for a, b in ((one.morphemes, other.morphemes), (one.bigrams, other.bigrams)):
        assert dict(a.terms) == dict(b.terms)
        np.testing.assert_array_equal(a.counts, b.counts)
        np.testing.assert_array_equal(a.weights, b.weights)
        np.testing.assert_array_equal(a.rows, b.rows)
    np.testing.assert_array_equal(one.morpheme_windows.first, other.morpheme_windows.first)
    np.testing.assert_array_equal(one.vectors.rows(), other.vectors.rows())


def test_what_is_saved_is_what_is_loaded(folder: Path, tmp_path: Path) -> None:
    index = make(folder)
    save(index, tmp_path / "i")
    loaded = load(tmp_path / "i")
    assert loaded is not None
    assert_equal(loaded, index)
    assert verify(tmp_path / "i") == ()


def test_places_come_back_with_their_pages_and_rows(tmp_path: Path) -> None:
    places = (Place(0, "iv쪽", 4), Place(12, "시트 '매출'", None, 2))
    document = Document("a.xlsx", "a", "매출은 늘었다.\n\n\n\n월: 1월, 매출: 3", places)
    index = build([document], load_embedder())
    save(index, tmp_path)
    loaded = load(tmp_path)
    assert loaded is not None
    assert_equal(loaded, index)
    assert [(p.page, p.label) for p in loaded.passages] == [(4, "iv쪽"), (None, "시트 '매출' 2행")]


def test_an_update_gives_what_a_fresh_build_gives(folder: Path, tmp_path: Path) -> None:
    save(make(folder), tmp_path / "i")
    (folder / "급여.txt").write_text("급여일은 매월 21일로 바뀌었다.", encoding="utf-8")
    (folder / "출장.txt").unlink()
    (folder / "새 문서.txt").write_text("재택근무는 주 2일까지 한다.", encoding="utf-8")
    assert_equal(make(folder, load(tmp_path / "i")), make(folder))


def test_only_the_current_generation_stays(folder: Path, tmp_path: Path) -> None:
    for _ in range(3):
        save(make(folder), tmp_path / "i")
    assert sorted(path.name for path in (tmp_path / "i").iterdir()) == ["current", "gen-000003"]


def test_there_may_be_no_index(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    assert "아직 없습니다" in verify(tmp_path)[0]


FILES = (
    "manifest.json documents.jsonl passages.jsonl morphemes.bin arrays.npz vectors.faiss".split()
)


@pytest.mark.parametrize("name", FILES)
def test_a_cut_file_is_noticed_on_loading(folder: Path, tmp_path: Path, name: str) -> None:
    save(make(folder), tmp_path)
    path = tmp_path / "gen-000001" / name
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BrokenIndexError, match="다시 만들어"):
        load(tmp_path)


@pytest.mark.parametrize("name", FILES[1:])
def test_a_flipped_bit_is_noticed_by_verify(folder: Path, tmp_path: Path, name: str) -> None:
    save(make(folder), tmp_path)
    path = tmp_path / "gen-000001" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert [name in problem for problem in verify(tmp_path)] == [True]


def test_an_index_of_another_format_is_refused(folder: Path, tmp_path: Path) -> None:
    save(make(folder), tmp_path)
    path = tmp_path / "gen-000001/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format": 0}), encoding="utf-8")
    with pytest.raises(BrokenIndexError, match="다른 버전"):
        load(tmp_path)


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    with (
        writing(tmp_path),
        pytest.raises(MundapError, match="다른 프로그램"),
        writing(tmp_path),
    ):
        pass


def test_a_file_that_is_refused_for_a_moment_is_tried_again() -> None:
    refusals = [PermissionError(), PermissionError()]

    def held_for_a_moment() -> str:
        if refusals:
            raise refusals.pop()
        return "gen-000001"

    assert store.when_let(held_for_a_moment) == "gen-000001"


def test_a_full_disk_leaves_the_last_index(folder: Path, tmp_path: Path) -> None:
    index = make(folder)
    save(index, tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(MundapError, match="디스크 공간"):
            save(index, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert verify(tmp_path) == ()
    assert [path.name for path in tmp_path.glob("gen-*")] == ["gen-000001"]


_SAVE_FOREVER = """
import sys
from pathlib import Path
from corpus import read_folder
from index import build, load_embedder, save
index = build(read_folder(Path(sys.argv[1]))[0], load_embedder())
print('ready', flush=True)
while True:
    save(index, Path(sys.argv[2]))
"""


def test_killed_at_any_moment_an_index_loads_whole(folder: Path, tmp_path: Path) -> None:
    index = make(folder)
    save(index, tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for milliseconds in (0, 7, 23, 41):
        process = subprocess.Popen(
            [sys.executable, "-c", _SAVE_FOREVER, str(folder), str(tmp_path)],
            stdout=subprocess.PIPE,
            env=environment,
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(milliseconds / 1000)
            process.kill()
        assert verify(tmp_path) == ()
        loaded = load(tmp_path)
        assert loaded is not None
        assert_equal(loaded, index)


def test_the_passages_of_a_document_are_told_by_its_source(folder: Path, tmp_path: Path) -> None:
    index = make(folder)
    save(index, tmp_path / "i")
    loaded = load(tmp_path / "i")
    assert loaded is not None
    for one in (index, loaded):
        for source in one.documents:
            own = [passage for passage in one.passages if passage.source == source]
            assert list(one.of_document(source)) == own
        assert list(one.of_document("없는 문서.txt")) == []
