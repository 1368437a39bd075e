"""What a sentence, or the one behind it, leaves out of what it says: '(사전은 제외)', '다만, …'.

Who asks of just that gets the opposite of what holds for all the others: no where these may, yes
where they may not.
"""

import re
from collections.abc import Iterator

from index import analyse, sentence_spans, terms_of
from rag.checking.support import Evidence
from rag.language.polarity import denials, is_turned
from rag.language.word_groups import is_among
from rag.reading.whether.affirmed import ASKS_NOT
from rag.reading.whether.permissions import ANYBODY
from rag.reading.whether.told_clauses import EXCEPTION, subject_of

_LEFT_OUT = r"제외\S{0,4}|예외\S{0,4}|그러하지\s?(?:아니|않)\S*"
_NOT_SO = re.compile(r"그러하지\s?(?:아니|않)")
_MARKED = r"(?:에게는|에는|의 경우(?:에?는)?|경우(?:에?는)?|[은는이가을를도])?"
_ASIDE = re.compile(rf"\((?:단,?\s|다만,?\s)?(?P<what>[^()]{{1,30}}?){_MARKED}\s?(?:{_LEFT_OUT})\)")
_BEHIND = re.compile(
    rf"(?:단|다만),?\s(?P<what>[^.()]{{1,40}}?){_MARKED}\s?(?:{_LEFT_OUT})(?:\s?[한합된됩]다)?\.?$"
)
_BUT = re.compile(r"(?:^|[은는,]\s)(?P<what>[^.,]{1,20}?)[을를]\s?(?:제외한|제외하고는?|뺀|빼고)\s")
# What is asked beside an exception, or of leaving things out.
_ASKS_OTHERS = re.compile(r"말고|빼고|외에|이외|아닌|[와과] |하고 |이?랑 ")


def with_exception(question: str, found: tuple[bool, Evidence]) -> tuple[bool, Evidence] | None:
    """A verdict of all, or the opposite where just what is asked about is left out of them.

    None where only some of what is asked about may be left out, where a ban is lifted and where
    the verdict is that of an exception for something else.
    """
    so, told = found
    case = EXCEPTION.match(told.text)
    if case and not _is_all_asked(question, subject_of(told.text[case.end() :])):
        return None
    if not so and _NOT_SO.search(told.text):
        return None if _is_ban(_before(told)) else found
    for left_out, shown in _left_out(told):
        host = _ASIDE.sub(" ", told.text)
        own = {term for term in terms_of(left_out) if not _is_among(term, host)} - ANYBODY
        asked = {term for term in own if _is_among(term, question)}
        if not asked:
            continue
        plain = not (ASKS_NOT.search(question) or _ASKS_OTHERS.search(question))
        if asked != own or not plain or is_turned(question) or (_is_ban(host) and not so):
            return None
        return False, shown
    return found


def _left_out(told: Evidence) -> Iterator[tuple[str, Evidence]]:
    """What a sentence and the next one leave out, with the sentence that does."""
    for aside in _ASIDE.finditer(told.text):
        yield from ((one, told) for one in _each(aside["what"]))
    for but in _BUT.finditer(told.text):
        yield from ((one, told) for one in _each(but["what"]))
    text, end = told.passage.text, told.end - told.passage.start
    following = next((span for span in sentence_spans(text) if span[0] >= end), None)
    if following and (behind := _BEHIND.match(text[slice(*following)])):
        shown = Evidence.within(told.passage, *following)
        yield from ((one, shown) for one in _each(behind["what"]))


def _each(text: str) -> Iterator[str]:
    """The things that a text names side by side."""
    start = 0
    for one in analyse(text):
        if one.tag == "JC" or one.form in (",", "및", "또는", "·", "거나", "이거나"):
            yield text[start : one.start]
            start = one.end
    yield text[start:]


def _is_all_asked(question: str, subject: str) -> bool:
    """Whether a question names all that a subject does, but for anybody."""
    return all(_is_among(term, question) for term in terms_of(subject) - ANYBODY)


def _before(told: Evidence) -> str:
    """The sentence before one, '' where none is."""
    text, start = told.passage.text, told.start - told.passage.start
    spans = [span for span in sentence_spans(text) if span[1] <= start]
    return text[slice(*spans[-1])] if spans else ""


def _is_ban(text: str) -> bool:
    return denials(text) % 2 == 1


def _is_among(term: str, text: str) -> bool:
    return is_among(term, terms_of(text))
