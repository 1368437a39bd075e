"""The rules of the house: which floor may import which, sizes, what the wheel holds."""

import ast
import re
from pathlib import Path

import pytest

import rag

ROOT = Path(__file__).parents[1]
FLOORS = ("corpus", "index", "rag", "ui")
FILES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
# The rooms of rag, each of which knows only those before it; what is in none of them may know all
# but evaluation.
ROOMS = ("language", "retrieval", "checking", "reading", "llm", "conversation", "evaluation")
# The rooms of reading likewise; what is in none of them may know all.
READING = ("scoring", "kinds", "sentences", "tables", "layout", "whether")
LONGEST_FUNCTION = 60


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    assert not above & imported(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_of_rag_import_one_way(room: str) -> None:
    later = "|".join(ROOMS[ROOMS.index(room) + 1 :])
    for path in sorted((ROOT / "rag" / room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not later or not re.search(rf"^ *from rag\.({later})\.", text, re.MULTILINE), path


@pytest.mark.parametrize("room", READING)
def test_rooms_of_reading_import_one_way(room: str) -> None:
    known = {*READING[: READING.index(room) + 1]}
    for path in sorted((ROOT / "rag" / "reading" / room).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        named = re.findall(r"^ *from rag\.reading(?:\.(\w+))?[. ]", text, re.MULTILINE)
        assert set(named) <= known, path


def test_only_what_measures_knows_of_measuring() -> None:
    for path in sorted((ROOT / "rag").glob("*.py")):
        assert "rag.evaluation" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_stay_short_and_nothing_is_pickled(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []
    assert "pickle" not in imported(tree)


def test_run_time_does_not_import_training() -> None:
    for path in FILES:
        if "train" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"^\s*(from|import) \w+\.train", text, re.MULTILINE), path


def test_public_names() -> None:
    assert rag.__all__ == [
        "REFUSAL",
        "Answer",
        "Citation",
        "Doubt",
        "Hit",
        "Library",
        "Reader",
        "Retrieval",
        "Sentence",
        "Turn",
        "UpdateReport",
    ]


def test_tests_mock_nothing_of_our_own() -> None:
    forbidden = "Magic" + "Mock"
    for path in (ROOT / "tests").rglob("*.py"):
        assert forbidden not in path.read_text(encoding="utf-8"), path
    assert list((ROOT / "tests").rglob("__init__.py")) == []
