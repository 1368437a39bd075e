"""A yes/no question written out as the statement that it asks about, and as its denials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.particles import with_particles
from index import Morpheme, analyse
from index.tokens import analyser
from rag.checking.conflicts import opposites
from rag.language.question_type import asks_whether, ending_at, is_reported
from rag.language.word_groups import same

_PREDICATE = frozenset("VV VA VX VCP VCN XSV XSA EP".split())
_END = ("다", "EF")
_NOT = (("지", "EC"), ("않", "VX"))
# One deed seen from both sides: that visitors buy it denies nothing of whether it is sold.
_CONVERSES = (("주", "받"), ("팔", "사"), ("빌려주", "빌리"), ("맡기", "맡"))
Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a yes/no question asks about as statements: that it is so, and that it is not.

    `opposed` has the statements that the opposite of its predicate makes of it.
    """

    plain: str
    denied: tuple[str, ...]
    opposed: tuple[str, ...] = ()


def stated(question: str) -> Stated | None:
    """The statements of a question; None where it asks for more than whether something is so."""
    morphemes = analyse(question)
    if not asks_whether(question, morphemes) or is_reported(question):
        return None
    last = ending_at(morphemes) or 0
    first = _predicate_start(morphemes[:last])
    return _written(question, morphemes[:first], morphemes[first:last]) if first < last else None


def _predicate_start(morphemes: Sequence[Morpheme]) -> int:
    """The number of the morpheme with which the predicate at the end of some begins."""
    first = len(morphemes)
    while first and morphemes[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    return first


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
        # '미국 회사인가요?' alone is said of nothing that a passage could tell it of.
        if not any(m.tag.startswith("J") for m in before):
            return None
        return _named(text[: predicate[0].start], tokens[1:])
    if stem == "하" and last.tag == "EC" and last.form in ("어야", "아야", "여야"):
        return _demanded(text, before[:-1], tokens)
    head = text[: predicate[0].start]
    return Stated(
        head + _joined([*tokens, _END]),
        (head + _joined(_denial(tokens)),),
        tuple(_opposed(text, last, predicate)),
    )


def _opposed(text: str, last: Morpheme, predicate: Sequence[Morpheme]) -> Iterator[str]:
    """The statements with the opposites of a verb, or of the noun with which it is one."""
    tokens = [(m.form, m.tag) for m in predicate]
    verb = tokens[0][1].split("-")[0]
    if verb in ("XSV", "XSA") and last.tag == "NNG":
        for other in sorted(_opposites(last.form)):
            yield text[: last.start] + _joined([(other, "NNG"), *tokens, _END])
    elif verb in ("VV", "VA"):
        for other in sorted(filter(_is_stem, _opposites(tokens[0][0]))):
            yield text[: predicate[0].start] + _joined([(other, verb), *tokens[1:], _END])


def _opposites(word: str) -> Iterator[str]:
    """The opposites of a word that are not the same deed, seen by who gives or by who gets."""
    sides = *_CONVERSES, *(pair[::-1] for pair in _CONVERSES)
    for other in {one.removesuffix("하") for one in opposites(word)}:
        if not same(word, other) and not any(
            same(word, one) and same(other, another) for one, another in sides
        ):
            yield other


def _is_stem(word: str) -> bool:
    """Whether a word is the stem of a verb by itself: 줄, and not 감소."""
    first, *others = analyse(f"{word}다")
    return first.form == word and first.tag.startswith(("VV", "VA")) and len(others) == 1


def _denial(tokens: Sequence[Token]) -> list[Token]:
    """A predicate denied: 있다 is 없다, the others have 지 않다."""
    stems = [token for token in tokens if token[1] != "EP"]
    past = [token for token in tokens if token[1] == "EP"]
    if stems[-1][0] == "있" and stems[-1][1] != "VX":
        return [*stems[:-1], ("없", "VA"), *past, _END]
    return [*stems, *_NOT, *past, _END]


def _named(head: str, past: Sequence[Token]) -> Stated:
    """'H100이다', 'H100이 아니다'."""
    denied = _joined([("아니", "VCN"), *past, _END])
    return Stated(
        head + _joined([("이", "VCP"), *past, _END]), (f"{with_particles(head, ['이'])} {denied}",)
    )


def _allowed(text: str, before: Sequence[Morpheme]) -> Stated:
    """'써도 된다' as 'can': '쓸 수 있다', '쓸 수 없다'."""
    head, stem = _deed(text, before)
    can = [*stem, ("ᆯ", "ETM"), ("수", "NNB")]
    cannot = _joined([*can, ("없", "VA"), _END])
    bans = _joined([*stem, *_NOT, ("는다", "EF")])
    return Stated(head + _joined([*can, ("있", "VA"), _END]), (head + cannot, head + bans))


def _demanded(text: str, before: Sequence[Morpheme], rest: Sequence[Token]) -> Stated:
    """'연결해야 한다', '연결하지 않아도 된다', '연결하지 않는다'."""
    head, stem = _deed(text, before)
    must = [*stem, ("어야", "EC"), *rest, _END]
    need_not = _joined([*stem, *_NOT, ("어도", "EC"), ("되", "VV"), _END])
    not_done = _joined([*stem, *_NOT, ("는다", "EF")])
    return Stated(head + _joined(must), (head + need_not, head + not_done))


def _deed(text: str, before: Sequence[Morpheme]) -> tuple[str, list[Token]]:
    """The text up to the predicate that ends some morphemes, and that predicate."""
    first = _predicate_start(before)
    start = before[first].start if first < len(before) else len(text)
    return text[:start], [(m.form, m.tag) for m in before[first:]]


def _joined(tokens: Sequence[Token]) -> str:
    return str(analyser().join([(form, tag.split("-")[0]) for form, tag in tokens]))
