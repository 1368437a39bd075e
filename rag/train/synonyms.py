"""Words that say the same, out of the thesaurus, for checking sentences.

    python -m rag.train.synonyms

Takes single words only, verbs as stems; a line of the thesaurus becomes a line of the file.
"""

from collections.abc import Iterator
from pathlib import Path

from rag.word_groups import SYNONYMS

THESAURUS = Path(__file__).parents[2] / "index/train/thesaurus.txt"
_ENDINGS = ("하다", "되다", "시키다", "다")
_LONGEST = 8


def groups(text: str) -> Iterator[list[str]]:
    """The groups of two or more words, in order."""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        words = [stem(part.strip()) for part in line.split("|")]
        kept = list(dict.fromkeys(word for word in words if word and " " not in word))
        if 1 < len(kept) <= _LONGEST:
            yield kept


def stem(word: str) -> str:
    """증가하다 is 증가, 늘다 is 늘; nouns stay as they are."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + (ending != "다"):
            return word.removesuffix(ending)
    return word


def main() -> None:
    """Write the file that the checker reads."""
    found = groups(THESAURUS.read_text(encoding="utf-8"))
    SYNONYMS.write_text("".join(" ".join(g) + "\n" for g in found), encoding="utf-8")


if __name__ == "__main__":
    main()
