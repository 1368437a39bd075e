"""What texts say for the words of questions: `python -m index.train.translations --data ... --out`.

IBM's first model of word translation (Brown et al., 1993), from the words of a passage to those of
a question, as Xue, Jeon and Croft (2008) use it to search. Each word of a question is laid to the
passage word that makes it likeliest, or to none, so that what both sides share explains itself.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.synonyms import TRANSLATIONS
from index.tokens import analyse_many, content_terms
from index.train.neighbours import save
from index.train.pairs import Pair, read_pairs
from index.train.thesaurus import thesaurus_pairs

# How much a pair of a kind counts. Manuals are many, and their titles say what the text says.
_SHARES = {
    "word-def": 1.0,
    "syn-def": 1.0,
    "loan-def": 1.0,
    "alias": 1.0,
    "loan": 1.0,
    "keyphrase": 1.0,
    "syn": 2.0,
    "thesaurus": 2.0,
    "paraphrase": 2.0,
    "entail": 2.0,
    "ex-def": 0.5,
    "qa": 0.3,
    "ex-ex": 0.2,
}
# Either side of these may stand in a question.
_BOTH_WAYS = frozenset("word-def syn-def alias loan syn thesaurus paraphrase".split())
_CHARACTERS = 300
_MOST_WORDS = 50
_ROUNDS = 5
# A word rather stands for itself, before anything is learnt.
_ITSELF = 5.0
# Met so often at least, as by chance that rarely, and of a word only the likeliest.
_FEWEST = 2.0
_UNLIKELY = 0.002
_LIKELIER = 3.0
_MOST = 60
# Seen so little, a word is a translation of nothing much.
_UNSEEN = 2.0
# A translation that makes a word e ** 7 times as likely as it is anyhow is as good as the word.
_AS_GOOD = 7.0
_BEST = 0.95
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Found = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Translations:
    """How often which word is laid to which: `asked[i]` to `told[i]`, `counts[i]` times.

    Words are numbers; that of no word at all is the number of words. `chances` are those of each
    word in a question, shape (words,).
    """

    asked: Numbers
    told: Numbers
    counts: Floats
    chances: Floats


def main() -> None:
    """Learn from the pairs and our thesaurus, and save the likely translations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    pairs = [pair for pair in read_pairs(arguments.data) if pair.kind in _SHARES]
    pairs += thesaurus_pairs()
    numbers: dict[str, int] = {}
    sides = _sides(pairs, numbers)
    shares = [_SHARES[pair.kind] for pair in pairs]
    back = [number for number, pair in enumerate(pairs) if pair.kind in _BOTH_WAYS]
    asked = [side[0] for side in sides] + [sides[number][1] for number in back]
    told = [side[1] for side in sides] + [sides[number][0] for number in back]
    shares += [shares[number] for number in back]
    learnt = translated(asked, told, np.array(shares), len(numbers))
    save(likely(learnt, list(numbers)), arguments.out / TRANSLATIONS)


def _sides(pairs: Sequence[Pair], numbers: dict[str, int]) -> list[tuple[Numbers, Numbers]]:
    """The distinct words of query and passage of each pair; new ones are given numbers."""
    texts = (text[:_CHARACTERS] for pair in pairs for text in (pair.query, pair.passage))
    words = (dict.fromkeys(content_terms(morphemes)) for morphemes in analyse_many(texts))
    rows = (
        np.array([numbers.setdefault(word, len(numbers)) for word in row][:_MOST_WORDS], np.int64)
        for row in words
    )
    return list(zip(rows, rows, strict=True))


def translated(
    asked: Sequence[Numbers], told: Sequence[Numbers], shares: Floats, words: int
) -> Translations:
    """Expectation maximisation over pairs, each with the numbers of its words and its share."""
    keys, link, starts, weights = _links(asked, told, shares, words)
    by, of = np.divmod(keys, words + 1)
    every = np.concatenate(asked)
    chances = _summed(every, np.repeat(shares, [len(row) for row in asked]), words)
    chances /= chances.sum()
    likely = _shared(np.where(by == of, _ITSELF, 1.0), by)
    for _ in range(_ROUNDS):
        # What no word explains is as likely as it is anyhow.
        likely = np.where(by == words, chances[of], likely)
        laid = likely[link]
        laid *= np.repeat(weights / np.add.reduceat(laid, starts), np.diff([*starts, len(link)]))
        counts = _summed(link, laid, len(keys))
        likely = _shared(counts, by)
    some = by < words
    return Translations(of[some], by[some], counts[some], chances)


def _links(
    asked: Sequence[Numbers], told: Sequence[Numbers], shares: Floats, words: int
) -> tuple[Numbers, NDArray[np.intp], Numbers, Floats]:
    """Every word of a question with every word of its passage and with none.

    Gives the distinct couples as told * (words + 1) + asked, which of them each link is, where the
    links of each word of a question start, and the share of each such word.
    """
    none = np.array([words])
    rows = [
        (np.add.outer(question, (words + 1) * np.append(passage, none)), share)
        for question, passage, share in zip(asked, told, shares.tolist(), strict=True)
        if len(question) and len(passage)
    ]
    keys, link = np.unique(np.concatenate([row.ravel() for row, _ in rows]), return_inverse=True)
    widths = np.repeat([row.shape[1] for row, _ in rows], [len(row) for row, _ in rows])
    starts = np.cumsum(np.append(0, widths[:-1]))
    return keys, link, starts, np.repeat([share for _, share in rows], [len(r) for r, _ in rows])


def _shared(counts: Floats, by: Numbers) -> Floats:
    """Counts as shares of those of the same passage word."""
    return np.asarray(counts / _summed(by, counts)[by])


def _summed(numbers: Numbers, values: Floats, size: int = 0) -> Floats:
    return np.asarray(np.bincount(numbers, values, size), np.float64)


def likely(learnt: Translations, forms: Sequence[str]) -> Found:
    """By word the likely translations, with how much likelier they make it, at most `_BEST`.

    Names are what texts say for them, and numbers stand for nothing else: only words count.
    """
    share = learnt.counts / (_summed(learnt.told, learnt.counts) + _UNSEEN)[learnt.told]
    gain = share / learnt.chances[learnt.asked]
    worded = np.array([form.isalpha() for form in forms])
    kept = (learnt.asked != learnt.told) & worded[learnt.asked] & worded[learnt.told]
    kept &= (learnt.counts >= _FEWEST) & (share >= _UNLIKELY) & (gain >= _LIKELIER)
    found: Found = {}
    for number in np.flatnonzero(kept)[np.argsort(-share[kept], kind="stable")].tolist():
        others = found.setdefault(forms[learnt.asked[number]], {})
        if len(others) < _MOST:
            value = min(_BEST, float(np.log(gain[number])) / _AS_GOOD)
            others[forms[learnt.told[number]]] = value
    return found


if __name__ == "__main__":
    main()
