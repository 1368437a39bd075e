"""Values of a model that is called by a number, as H100: those of another one are no answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.enumerations import spans_within
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.borders import SENTENCE_END, parted_at

# What hardly answers at all is no value of the model that is asked about.
_OWNED = 0.02
# H100, GPT-4, MI300X.
_CODE = re.compile(r"(?<![a-z0-9])[a-z]+-?\d[a-z0-9.]*(?<!\.)")


def models_asked(judged: Judged) -> set[str]:
    """The model numbers in a question for a value; in another question they decide nothing."""
    query = judged.spans.query
    valued = query.asked.kind in ("number", "date")
    return {code for _, code in _codes(query.text)} if valued else set()


def _codes(text: str) -> list[tuple[int, str]]:
    """Where the models of a text begin, with their numbers: HD-3 is HD3."""
    return [(m.start(), m[0].replace("-", "")) for m in _CODE.finditer(text.lower())]


def on_models(judged: Judged, models: set[str]) -> Sequence[Candidate]:
    """The sentences that may tell a value: of no model, or of one asked about.

    One that names no model goes on about the model that was named last, where another sentence
    names the one that is asked about.
    """
    if not models:
        return judged.candidates
    found = [(one, {code for _, code in _codes(one.text)}) for one in judged.candidates]
    named = any(_any_of(models, codes) for _, codes in found)
    kept = [
        one
        for one, codes in found
        if _any_of(models, codes) or not (codes or (named and _goes_on_about_other(one, models)))
    ]
    return kept or judged.candidates


def _any_of(models: set[str], codes: set[str]) -> bool:
    """Whether a text has a model that is asked about, or all versions of it: v1.x for v1."""
    return any(code in models or code.removesuffix(".x") in models for code in codes)


def _goes_on_about_other(one: Candidate, models: set[str]) -> bool:
    """Whether the sentence that names models last before another begins and ends with other ones.

    'M3 시리즈는 M3A와 M3B다. 이 시리즈는 …' goes on about M3.
    """
    before = one.passage.text[: one.start - one.passage.start]
    codes = _codes(before)
    if not codes:
        return False
    begin, _ = parted_at(SENTENCE_END, before, codes[-1][0])
    named = [code for place, code in codes if place >= begin]
    return not _any_of(models, {named[0], named[-1]})


def of_models(judged: Judged, one: Candidate, models: set[str]) -> Candidate:
    """A sentence with the likeliest value after the model asked for, not after another one.

    'B100은 2,080억 개, H100은 800억 개다.' tells 800억 개 of H100.
    """
    spans = judged.spans
    codes = [(one.start + place, code) for place, code in _codes(one.text)]
    if not models & {code for _, code in codes}:
        return one
    owners = {
        int(i): next((c for at, c in reversed(codes) if at < spans.offsets[i][0]), "")
        for i in spans_within(judged, one)
    }
    told = [i for i in owners if spans.text(i) == one.short]
    own = [i for i, code in owners.items() if code in models and judged.shares[i] > _OWNED]
    if not own or any(owners[i] in {"", *models} for i in told):
        return one
    best = max(own, key=lambda i: judged.shares[i])
    return replace(one, short=spans.text(best), short_start=int(spans.offsets[best][0]))
