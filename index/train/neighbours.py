"""Near-synonyms of Korean words: `python -m index.train.neighbours --out index/model`.

They come from the morpheme embeddings of Kiwi's language model (kiwipiepy_model, Apache-2.0)
through its public calls. Names are left out: their neighbours are siblings (Google and Apple), not
synonyms.
"""

import argparse
from pathlib import Path

import numpy as np

from index.synonyms import FILE
from index.tokens import analyser

_TAGS = ("NNG", "VV", "VA", "XR", "MAG")
_CLOSEST = 12
_LEAST = 0.55
# Kiwi numbers its words by falling frequency; the vectors of rare ones are noise.
_FREQUENT = 40_000


def main() -> None:
    """Ask Kiwi for the neighbours of every word it knows and save the close ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    found = _neighbours()
    forms = sorted({form for word, others in found.items() for form in (word, *others)})
    number = {form: i for i, form in enumerate(forms)}
    rows = [found.get(form, {}) for form in forms]
    np.savez_compressed(
        parser.parse_args().out / FILE,
        forms=np.frombuffer("\n".join(forms).encode(), np.uint8),
        starts=np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32),
        others=np.array([number[form] for row in rows for form in row], np.int32),
        similarities=np.array([s for row in rows for s in row.values()], np.float16),
    )


def _neighbours() -> dict[str, dict[str, float]]:
    """Closest words by word; a form with several senses has those of its most frequent one."""
    kiwi = analyser()
    found: dict[str, dict[str, float]] = {}
    for identity in range(_FREQUENT):
        word = kiwi.morpheme(identity)
        form = word.form.lower()
        if form in found or not str(word.tag).startswith(_TAGS):
            continue
        own = found[form] = {}
        for other in kiwi.most_similar_morphemes(identity, top_n=_CLOSEST):
            synonym = other.form.lower()
            if synonym != form and other.score >= _LEAST and str(other.tag).startswith(_TAGS):
                own.setdefault(synonym, float(other.score))
    return {form: others for form, others in found.items() if others}


if __name__ == "__main__":
    main()
