"""Damaged files: bit flips, cut ends, zeroed blocks, other suffixes; what becomes of each.

    python -m benchmarks.mutations [--files 10000] [--seed 1] [--hwp FOLDER]

Nothing may stop the program, hang beyond the limit, or give a document of garbage: a document
must share most pairs of letters with the file that was damaged.
"""

import argparse
import os
import random
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.samples import WRITERS, paragraphs, write_all
from corpus import Document, Unreadable
from corpus.reading import read
from corpus.reasons import CRASHED, TIMEOUT
from corpus.text import decode

_KINDS = ("flips", "cut", "zeros", "suffix")
_SLOW_S = 30.0
_LEAST_SHARED = 0.7


@dataclass(frozen=True, slots=True)
class Base:
    """A whole file: its bytes, its suffix, and the pairs of letters in its text."""

    suffix: str
    data: bytes
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one damaged file gave."""

    base: Base
    kind: str
    suffix: str
    seconds: float
    results: tuple[Document | Unreadable, ...]

    @property
    def verdict(self) -> str:
        """read, named, crashed (the parser alone), slow, silent or garbage."""
        reasons = [one.reason for one in self.results if isinstance(one, Unreadable)]
        texts = [one.text for one in self.results if isinstance(one, Document)]
        if self.seconds > _SLOW_S:
            return "slow"
        if any(share(text, self.base.pairs) < _LEAST_SHARED for text in texts):
            return "garbage"
        if CRASHED in reasons or TIMEOUT in reasons:
            return "crashed" if CRASHED in reasons else "slow"
        if not self.results or any(not text.strip() for text in texts):
            return "silent"
        return "read" if texts else "named"


def pairs(text: str) -> list[str]:
    """Each two letters that follow each other."""
    letters = "".join(text.split())
    return [letters[i : i + 2] for i in range(len(letters) - 1)]


def share(text: str, known: frozenset[str]) -> float:
    """How many of the pairs of a text are known; a word or two may be anything."""
    found = pairs(text)
    return (sum(pair in known for pair in found) + 20) / (len(found) + 20)


def bases(folder: Path, hwp: Path | None) -> list[Base]:
    """A file of each format, text included, and real HWP files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writers' own
        written = write_all(folder)
    made, table = [*written.values()], written[".csv"]
    for name, encoding in (("메모.txt", "cp949"), ("메모.md", "utf-8")):
        (folder / name).write_bytes("\n\n".join(paragraphs()).encode(encoding))
        made.append(folder / name)
    made += sorted(hwp.glob("*.hwp*"))[::4] if hwp and hwp.is_dir() else []
    found = []
    for path in made:
        texts = [one.text for one in read(path, path.name) if isinstance(one, Document)]
        if texts:
            # Under another name a table is text as it stands, without the names of its columns; and
            # one that is attached to a letter has no name where a header of it is damaged.
            texts += [decode(table.read_bytes())] if path.suffix in (".csv", ".eml") else []
            known = frozenset(pairs("\n".join(texts)))
            found.append(Base(path.suffix, path.read_bytes(), known))
    return found


def mutated(base: Base, kind: str, chance: random.Random) -> tuple[bytes, str]:
    """Damaged bytes of a file, and the suffix it is given."""
    data, suffix = bytearray(base.data), base.suffix
    if kind == "flips":
        for _ in range(2 ** chance.randrange(9)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del data[chance.randrange(1, len(data)) :]
    elif kind == "zeros":
        start = chance.randrange(len(data))
        end = min(len(data), start + 2 ** chance.randrange(4, 12))
        data[start:end] = bytes(end - start)
    else:
        suffix = chance.choice([*WRITERS, ".txt", ".md", ".hwp", ".doc"])
    return bytes(data), suffix


def run(found: Sequence[Base], files: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Damage and read so many files."""
    chance = random.Random(seed)
    for number in range(files):
        base, kind = chance.choice(found), chance.choice(_KINDS)
        data, suffix = mutated(base, kind, chance)
        path = folder / f"손상 {number}{suffix}"
        path.write_bytes(data)
        started = time.perf_counter()
        results = read(path, path.name)
        yield Outcome(base, kind, suffix, time.perf_counter() - started, results)
        path.unlink()


def table(outcomes: Sequence[Outcome]) -> str:
    """Counts of verdicts by format and by kind of damage."""
    rows = [f"{'':10}" + "".join(f"{verdict:>9}" for verdict in _VERDICTS)]
    groups: Mapping[str, Counter[str]] = {
        name: Counter(one.verdict for one in outcomes if name in (one.base.suffix, one.kind, "all"))
        for name in (*sorted({one.base.suffix for one in outcomes}), *_KINDS, "all")
    }
    for name, counts in groups.items():
        rows.append(f"{name:10}" + "".join(f"{counts[verdict]:9}" for verdict in _VERDICTS))
    return "\n".join(rows)


_VERDICTS = ("read", "named", "crashed", "slow", "silent", "garbage")


def main() -> None:
    """Run and print the counts, then what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hwp", type=Path, default=Path("../shared/data/hwp"))
    arguments = parser.parse_args()
    os.environ["PATH"] = ""  # OCR is a program of its own, and slow over broken pages
    with tempfile.TemporaryDirectory() as name:
        found = bases(Path(name), arguments.hwp)
        outcomes = list(run(found, arguments.files, arguments.seed, Path(name)))
    print(table(outcomes))
    print(f"slowest: {max(one.seconds for one in outcomes):.2f} s")
    for number, one in enumerate(outcomes):
        if one.verdict in ("crashed", "slow", "silent", "garbage"):
            said = [r.reason if isinstance(r, Unreadable) else r.text[:200] for r in one.results]
            print(number, one.base.suffix, one.kind, one.suffix, one.verdict, said)


if __name__ == "__main__":
    main()
