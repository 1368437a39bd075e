"""How the checker of a language model's answers does: python -m benchmarks.answers [FILE...].

Each file holds shelves of passages and sentences about them, honest ones and lies; every sentence
is judged as the last one of an answer that begins with a true sentence. Without files, those of
tests/rag.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rag.llm.citing import drafts, judged
from rag.train.sentences import REPOSITORY, Row, arranged, stored

FILES = REPOSITORY / "tests" / "rag"


def main() -> None:
    """Print, for every file, the share of honest sentences kept and the lies shown."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FILES.glob("answers*.json"))
    print("| answers | honest kept | lies shown | ms a sentence |\n|---|---|---|---|")
    for path in paths:
        started = time.perf_counter()
        rows = list(_judged(path))
        honest = [shown for row, shown, _ in rows if row["kind"] == "honest"]
        lies = [shown for row, shown, _ in rows if row["kind"] != "honest"]
        spent = 1000 * (time.perf_counter() - started) / sum(count for *_, count in rows)
        kept = f"{sum(honest)}/{len(honest)} ({sum(honest) / len(honest):.2f})"
        print(f"| {path.stem} | {kept} | {sum(lies)}/{len(lies)} | {spent:.0f} |")


def _judged(path: Path) -> Iterator[tuple[Row, bool, int]]:
    """Each row, whether its sentence is shown as supported, and how many sentences were judged."""
    shelves, rows = stored(path)
    for row in rows:
        text, passages = arranged(row, shelves[row["shelf"]])
        written = drafts(text)
        yield row, bool(judged(written, passages)[-1]), len(written)


if __name__ == "__main__":
    main()
