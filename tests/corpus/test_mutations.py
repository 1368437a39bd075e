import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.mutations import bases, run
from corpus import reading

FILES = 300


@pytest.fixture(autouse=True)
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It would take seconds over each broken page."""
    reading._worker.close()
    monkeypatch.setenv("PATH", "")
    yield
    reading._worker.close()


def test_damaged_files_are_read_or_named_and_never_garbage(tmp_path: Path) -> None:
    found = bases(tmp_path, None)
    assert len(found) >= 14
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(run(found, FILES, seed=2, folder=Path(folder)))
    bad = [
        (one.base.suffix, one.kind, one.suffix, one.verdict, one.results)
        for one in outcomes
        if one.verdict not in ("read", "named", "crashed")
    ]
    assert bad == []
    # A library may bring its own process down, and the file is named; more than one in a hundred
    # would be a library to leave.
    verdicts = [one.verdict for one in outcomes]
    assert verdicts.count("crashed") <= FILES / 100
    assert min(verdicts.count("read"), verdicts.count("named")) > FILES / 5
