"""'예' or '아니요', where a passage says the same or denies it; a wrong one is worse than none.

A question is written out as the statement that it asks about, and as its denial. Whichever the
passages bear out answers it, as does a statement of theirs that differs in a value only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Morpheme, Passage, analyse
from index.tokens import analyser
from rag.clauses import clauses
from rag.phrases import with_particles
from rag.question_type import asks_whether
from rag.support import Claim, Evidence, supports
from rag.valued import other_value

YES, NO = "예", "아니요"

_PREDICATE = frozenset("VV VA VX VCP VCN XSV XSA EP".split())
_END = ("다", "EF")
Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a yes/no question asks about as statements: that it is so, and that it is not."""

    plain: str
    denied: str


def verdict(question: str, passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """'예' or '아니요' with the sentence that shows it; None where no passage decides."""
    said = stated(question)
    if said is None:
        return None
    yes = _borne(said.plain, passages)
    no = _borne(said.denied, passages) if said.denied else ()
    if yes or no:
        return None if yes and no else (YES, yes[0]) if yes else (NO, no[0])
    found = other_value(said.plain, passages)
    return (YES if found[0] else NO, found[1]) if found else None


def _borne(statement: str, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """What bears out a statement: one sentence for all of it, and its predicate with that.

    'A is set up and switched on at once' is not told where only setting it up is.
    """
    asked = [item for clause in clauses(statement)[-1:] for item in clause.items]
    if all(item.light or item.kind == "adverb" for item in asked):
        return ()
    found = supports(Claim(statement), passages)
    places = {(one.passage, one.start) for one in found}
    return found if len(places) == 1 else ()


def stated(question: str) -> Stated | None:
    """The statements of a question; None where it asks for more than whether something is so."""
    morphemes = analyse(question)
    if not asks_whether(question, morphemes):
        return None
    ends = [i for i, m in enumerate(morphemes) if m.tag == "EF"]
    last = ends[-1] if ends else 0
    first = last
    while first and morphemes[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    return _written(question, morphemes[:first], morphemes[first:last]) if first < last else None


def _written(text: str, before: Sequence[Morpheme], predicate: Sequence[Morpheme]) -> Stated | None:
    """The statements that end in a predicate; '해도 되나요' and '맞나요' in plainer words."""
    tokens = [(m.form, m.tag) for m in predicate]
    last = before[-1] if before else None
    if last is None:
        return None
    stem = tokens[0][0]
    if stem == "되" and last.tag == "EC" and last.form in ("어도", "아도", "여도"):
        return _allowed(text, before[:-1])
    if stem == "맞" and last.tag == "JKS":
        return _named(text[: last.start], [])
    if tokens[0] == ("이", "VCP"):
        return _named(text[: predicate[0].start], tokens[1:])
    if stem == "하" and last.tag == "EC" and last.form in ("어야", "아야", "여야"):
        return _demanded(text, before[:-1], tokens)
    head = text[: predicate[0].start]
    return Stated(head + _joined([*tokens, _END]), head + _joined(_denial(tokens)))


def _denial(tokens: Sequence[Token]) -> list[Token]:
    """A predicate denied: 있다 is 없다, the others have 지 않다."""
    stems = [token for token in tokens if token[1] != "EP"]
    past = [token for token in tokens if token[1] == "EP"]
    if stems[-1][0] == "있" and stems[-1][1] != "VX":
        return [*stems[:-1], ("없", "VA"), *past, _END]
    return [*stems, ("지", "EC"), ("않", "VX"), *past, _END]


def _named(head: str, past: Sequence[Token]) -> Stated:
    """'H100이다', 'H100이 아니다'."""
    denied = _joined([("아니", "VCN"), *past, _END])
    return Stated(
        head + _joined([("이", "VCP"), *past, _END]), f"{with_particles(head, ['이'])} {denied}"
    )


def _allowed(text: str, before: Sequence[Morpheme]) -> Stated:
    """'써도 된다' as 'can': '쓸 수 있다', '쓸 수 없다'."""
    head, stem = _deed(text, before)
    can = [*stem, ("ᆯ", "ETM"), ("수", "NNB")]
    return Stated(
        head + _joined([*can, ("있", "VA"), _END]), head + _joined([*can, ("없", "VA"), _END])
    )


def _demanded(text: str, before: Sequence[Morpheme], rest: Sequence[Token]) -> Stated:
    """'연결해야 한다', '연결하지 않아도 된다'."""
    head, stem = _deed(text, before)
    must = [*stem, ("어야", "EC"), *rest, _END]
    need = [*stem, ("지", "EC"), ("않", "VX"), ("어도", "EC"), ("되", "VV"), _END]
    return Stated(head + _joined(must), head + _joined(need))


def _deed(text: str, before: Sequence[Morpheme]) -> tuple[str, list[Token]]:
    """The text up to the predicate that ends some morphemes, and that predicate."""
    first = len(before)
    while first and before[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    start = before[first].start if first < len(before) else len(text)
    return text[:start], [(m.form, m.tag) for m in before[first:]]


def _joined(tokens: Sequence[Token]) -> str:
    return str(analyser().join([(form, tag.split("-")[0]) for form, tag in tokens]))
