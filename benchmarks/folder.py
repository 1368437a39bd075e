"""What a folder of many small files costs: python -m benchmarks.folder 10000 [PLACE].

Prints CPU seconds (and wall seconds) and the highest memory so far of listing, the first update,
one without change, one after a single edit, and those after one file, 100 and all have moved.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import list_files
from rag import Library

_WHO = "김민준 이서연 박도윤 최지우 정하은 강시우 조수아 윤예준".split()
_WHAT = "연차휴가 재택근무 서버점검 출장비 법인카드 보안교육 채용면접 예산심의".split()


def main() -> None:
    """Make the files, then measure step by step."""
    number = int(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as place:
        folder = Path(place, "문서")
        _make(folder, number)
        library = Library.open(folder)
        _measure("listing", lambda: list_files(folder))
        _measure("first update", library.update)
        _measure("update, nothing changed", library.update)
        _measure("opening the index", lambda: Library.open(folder))
        one = next(folder.rglob("*.txt"))
        one.write_text(one.read_text(encoding="utf-8") + "덧붙인다.\n", encoding="utf-8")
        _measure("update, one file changed", library.update)
        one = next(folder.rglob("*.txt"))
        one.rename(one.with_stem(f"{one.stem} 최종"))
        _measure("update, one file renamed", library.update)
        one.parent.rename(one.parent.with_name(f"옮긴 {one.parent.name}"))
        _measure("update, 100 files moved with their folder", library.update)
        (folder / "부서").rename(folder / "옮긴 부서")
        _measure("update, every file moved", library.update)
        for path in folder.rglob("*.txt"):
            path.rename(path.with_stem(path.stem + " 최종"))
        _measure("update, every file renamed", library.update)


def _make(folder: Path, number: int) -> None:
    chance = random.Random(0)
    for i in range(number):
        place = folder / "부서" / f"{i // 1000:03}" / f"{i // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        who, what, day = chance.choice(_WHO), chance.choice(_WHAT), chance.randint(1, 28)
        cost = chance.randint(1, 999)
        text = f"{i}번 회의: {what}는 {day}일에 {who}이 맡는다. 예산은 {cost}만 원.\n"
        (place / f"회의록 {i:06}.txt").write_text(text, encoding="utf-8")


def _measure(name: str, act: Callable[[], object]) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
