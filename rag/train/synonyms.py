"""Words and phrases that say the same, out of the thesaurus, for checking sentences.

    python -m rag.train.synonyms

A line of the thesaurus becomes a line of the file: verbs as stems, a phrase as the words that it
is made of, '알을 낳다' as 알+낳.
"""

from collections.abc import Iterator
from pathlib import Path

from index import analyse
from rag.language.word_groups import SYNONYMS

THESAURUS = Path(__file__).parents[2] / "index/train/thesaurus.txt"
_ENDINGS = ("하다", "되다", "시키다", "다")
_LONGEST = 8
_MOST_WORDS = 3
_TAGS = frozenset("NNG NNP VV VA MAG XR SL".split())
# A phrase that is turned round or leaves its sense to one of these is none.
_TURNING = frozenset("않 못 없 안 말 못하".split())
_EMPTY = frozenset("하 되 있 주 정도 것".split())


def groups(text: str) -> Iterator[list[str]]:
    """The groups of two or more words and phrases, in order."""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        forms = [form for part in parts for form in _forms(part)]
        kept = list(dict.fromkeys(forms))[:_LONGEST]
        if len(kept) > 1:
            yield kept


def _forms(part: str) -> Iterator[str]:
    """The stem of a word, and of the verb that it is made of; the stems of a phrase, with +."""
    morphemes = analyse(part)
    words = [m.form for m in morphemes if m.tag.split("-")[0] in _TAGS]
    if " " not in part:
        yield stem(part)
        if len(words) == 1 and any(m.tag == "ETN" for m in morphemes):
            yield words[0]
        return
    told = [word for word in words if word not in _EMPTY]
    turned = any(m.form in _TURNING for m in morphemes)
    if not turned and len(told) == len(words) and 1 < len(told) <= _MOST_WORDS:
        yield "+".join(told)


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
