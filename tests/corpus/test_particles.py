"""Particles fit the last sound of what they follow, and no message offers a choice of two."""

import re
from pathlib import Path

import pytest

from corpus.particles import quoted, with_particles

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "particle", "told"),
    [
        ("초안.md", "은", "'초안.md'는"),
        ("/home/문서", "을", "'/home/문서'를"),
        ("/home/회의록/", "을", "'/home/회의록/'을"),
        ("bge-small", "이", "'bge-small'이"),
        ("--embedder 서울", "으로", "'--embedder 서울'로"),
        ("--embedder 부산", "으로", "'--embedder 부산'으로"),
        ("base", "와", "'base'와"),
        ("자료 (2판)", "와", "'자료 (2판)'과"),
    ],
)
def test_a_quoted_name_has_the_particle_that_fits(name: str, particle: str, told: str) -> None:
    assert quoted(name, particle) == told


def test_only_the_first_of_several_particles_changes() -> None:
    assert with_particles("서울", ["으로", "는"]) == "서울로는"


def test_no_message_leaves_the_choice_to_its_reader() -> None:
    both = re.compile(r"을\(를\)|이\(가\)|은\(는\)|\(으\)로|와\(과\)|과\(와\)|를\(을\)")
    for floor in ("corpus", "index", "rag", "ui"):
        for path in (ROOT / floor).rglob("*"):
            if path.suffix in (".py", ".js", ".html"):
                assert not both.search(path.read_text(encoding="utf-8")), path
