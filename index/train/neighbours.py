"""Near-synonyms of Korean words: `python -m index.train.neighbours --out index/model`.

They come from our thesaurus, and from the morpheme embeddings of Kiwi's language model
(kiwipiepy_model, Apache-2.0) through its public calls. Names are left out of the latter: their
neighbours are siblings (Google and Apple), not synonyms.
"""

import argparse
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import numpy as np

from corpus.particles import with_particles
from index.synonyms import NEIGHBOURS
from index.tokens import analyse_many, analyser, content_terms
from index.train.thesaurus import groups

_TAGS = ("NNG", "VV", "VA", "XR", "MAG")
_CLOSEST = 12
_LEAST = 0.55
# Kiwi numbers its words by falling frequency; the vectors of rare ones are noise.
_FREQUENT = 40_000
_SAME = 0.8
# The vectors of words that Kiwi has hardly seen lie nearer to each other than those of synonyms.
_BY_CHANCE = 0.85
# What Kiwi finds alike is more often related than the same.
_RELATED = 0.85
_LONGEST_PHRASE = 3
Found = dict[str, dict[str, float]]


def main() -> None:
    """Save what stands together in the thesaurus and the close neighbours that Kiwi knows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    found = _neighbours()
    _add_thesaurus(found)
    save(found, parser.parse_args().out / NEIGHBOURS)


def save(found: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Store for each form the others that stand for it, as `index.synonyms` reads them."""
    forms = sorted({form for word, others in found.items() for form in (word, *others)})
    number = {form: i for i, form in enumerate(forms)}
    rows = [found.get(form, {}) for form in forms]
    np.savez_compressed(
        path,
        forms=np.frombuffer("\n".join(forms).encode(), np.uint8),
        starts=np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32),
        others=np.array([number[form] for row in rows for form in row], np.int32),
        similarities=np.array([s for row in rows for s in row.values()], np.float16),
    )


def _neighbours() -> Found:
    """Closest words by word; a form with several senses has those of its most frequent one."""
    kiwi = analyser()
    found: Found = {}
    for identity in range(_FREQUENT):
        word = kiwi.morpheme(identity)
        form = word.form.lower()
        if form in found or not str(word.tag).startswith(_TAGS):
            continue
        own = found[form] = {}
        for other in kiwi.most_similar_morphemes(identity, top_n=_CLOSEST):
            synonym = other.form.lower()
            alike = synonym != form and _LEAST <= other.score < _BY_CHANCE
            if alike and str(other.tag).startswith(_TAGS):
                own.setdefault(synonym, _RELATED * float(other.score))
    return {form: others for form, others in found.items() if others}


def _add_thesaurus(found: Found) -> None:
    """Words, and phrases as their terms with spaces between, each with the words of its group."""
    known = list(groups())
    terms = _terms([entry for group in known for entry in group])
    for group in known:
        said = dict.fromkeys(form for entry in group for form in terms[entry])
        short = [one for one in said if one.count(" ") < _LONGEST_PHRASE]
        for one, other in permutations(short, 2):
            if not _holds(one, other) and not _holds(other, one):
                row = found.setdefault(one, {})
                row[other] = max(_SAME, row.get(other, 0.0))


def _holds(one: str, other: str) -> bool:
    """Whether a phrase has all terms of another, which is told by it anyway."""
    return set(one.split(" ")) >= set(other.split(" "))


def _terms(entries: Sequence[str]) -> dict[str, list[str]]:
    """The terms of each entry, of a word as it is read by itself and in a sentence.

    Readings that leave out a part of a word count only where there are no others: 차임 is no 차. A
    phrase of which one term is left has none: 나오는 이들 is no 나오.
    """
    marked = [with_particles(entry, ["을"]) for entry in entries]
    analysed = zip(entries, analyse_many(entries), analyse_many(marked), strict=True)
    terms = {}
    for entry, alone, marked_ in analysed:
        before = [morpheme for morpheme in marked_ if morpheme.end <= len(entry)]
        told = [list(dict.fromkeys(content_terms(read))) for read in (alone, before)]
        if " " in entry:
            told = told[:1] if len(told[0]) > 1 else []
        elif entry.endswith("다"):  # a verb takes no particle
            told = told[:1]
        else:
            told = [one for one in told if "".join(one) == entry.lower()] or told[:1]
        terms[entry] = [" ".join(one) for one in told if one]
    return terms


if __name__ == "__main__":
    main()
