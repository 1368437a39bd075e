"""The README's commands and its example, run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ui.cli import main, parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.en.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_example_runs(page: Path) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "190억 달러" in done.stdout
    assert "[1]" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_is_understood(page: Path) -> None:
    lines = re.findall(r"^    (mundap .+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 10
    for line in lines:
        assert parser().parse_args(shlex.split(line)[1:]).command in line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^    make ([\w-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"chat", "test"} <= targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        "chat",
        "ask",
        "search",
        "index",
        "list",
        "remove",
        "eval",
        "mcp",
        "verify",
        "doctor",
    ):
        assert main([command, "--help"]) == 0
        assert command in capsys.readouterr().out
