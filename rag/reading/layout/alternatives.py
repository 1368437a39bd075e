"""Which of two things that a question offers a sentence tells: '병가는 유급이야 무급이야?'

Neither 'yes' nor 'no' answers that. Where values tell the two apart,
`rag.reading.tables.comparing` does.
"""

import re
from collections.abc import Iterator, Sequence

from index import Morpheme, analyse, bare
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.tables.comparing import choice, is_degree

_NOUNS = ("NNG", "NNP", "NNB", "SL", "SN", "XR")
# '유급이야 무급이야?': what the first ends in is no ending for Kiwi.
_SPOKEN_ENDS = ("이야", "야")
_ASKS = re.compile(r"얼마|언제|뭐|뭘|무엇|무슨|어디|누구|누가|몇|며칠|어떻게|어떤|왜")
_OR = re.compile(r"(?P<one>\S+)[,?]?\s(?:아니면|혹은|또는)\s(?P<other>\S+?)\s?\?*$")
# What is chosen by is no thing that is told: '뭐가 더 좋아?'
_BETTER = re.compile(r"더 |가장|제일|낫|나아|나은|좋")
_ENDS = re.compile(r"[.!?\n]|,|(?:이?고|며|지만|으나|는데|은데|인데|나)(?=\s)")
_DENIED = re.compile(r"않|아니|아닌|말고|없|불가|못|안 ")
# So many of the likeliest sentences may tell.
_LIKELY = 3


def offered(question: str) -> tuple[str, str] | None:
    """The two things that a question lets choose between, as nouns; None where it does not.

    '학습과 추론 중 어느 쪽에 쓰나요?', '유급이야 무급이야?', '우편으로 하나요 방문해서 하나요?'
    """
    if (sides := choice(question)) is not None:
        by_value = any(is_degree(m) for m in analyse(sides.rest)) or _BETTER.search(sides.rest)
        named = None if by_value else tuple(_last(side) for side in sides.sides)
    elif match := _OR.search(question):
        named = tuple(_last(match[side]) for side in ("one", "other"))
    else:
        named = None if _ASKS.search(question) else _asked_twice(analyse(question))
    one, other = named or ("", "")
    return (one, other) if one and other and one not in other and other not in one else None


def one_sided(question: str) -> tuple[str, ...]:
    """The question with either of the things that it offers left out; nothing where it offers none.

    The documents need not know the one that is not so: '온라인인가요, 오프라인인가요?'
    """
    return tuple(
        re.sub(rf"\S*{re.escape(side)}\S*\s?", "", question, count=1)
        for side in offered(question) or ()
    )


def _last(text: str) -> str:
    return (_nouns(analyse(text)) or [""])[-1]


def _asked_twice(morphemes: Sequence[Morpheme]) -> tuple[str, str] | None:
    """The nouns before one predicate that is asked twice, the second time with nothing else."""
    ends = [n for n, m in enumerate(morphemes) if m.tag == "EF" or m.form in _SPOKEN_ENDS]
    if len(ends) != 2:
        return None
    one, other = morphemes[: ends[0] + 1], morphemes[ends[0] + 1 : ends[1] + 1]
    words, others = _nouns(one), _nouns(other)
    while words and others and words[-1] == others[-1]:  # two kinds of one thing
        words.pop()
        others.pop()
    alike = len(others) == 1 and _predicate(one) == _predicate(other)
    return (words[-1], others[0]) if words and alike else None


def _predicate(morphemes: Sequence[Morpheme]) -> str:
    """The stem that the last ending stands at, '이' for all that the copula looks like."""
    *before, end = morphemes
    stem = next((m for m in reversed(before) if m.tag != "EP"), end)
    return "이" if stem.tag == "VCP" or end.tag == "JX" else stem.form


def _nouns(morphemes: Sequence[Morpheme]) -> list[str]:
    """The words that are nouns, those without a space between them as one."""
    words: list[str] = []
    end = -1
    for one in morphemes:
        if one.tag in _NOUNS:
            before = words.pop() if one.start == end else ""
            words.append(before + one.form)
            end = one.end
    return words


def picked(judged: Judged) -> tuple[Candidate, str] | None:
    """The one that the likeliest sentences tell, with its sentence; None where none does."""
    sides = offered(judged.spans.query.text)
    if sides is None:
        return None
    rest = [term for term in judged.spans.query.terms if not any(term in side for side in sides)]
    likely = sorted(judged.candidates, key=lambda one: -one.coverage - one.bigram_coverage)
    for one in likely[:_LIKELY]:
        if told := _told(one, sides, rest):
            return one, told
    return None


def _told(one: Candidate, sides: tuple[str, str], rest: Sequence[str]) -> str:
    """The side that a sentence tells; of both, that nearest behind what the question is about."""
    about = [m.end() for term in rest for m in re.finditer(re.escape(term), one.text)]
    found = [
        (min((start - end for end in about if end <= start), default=len(one.text)), side)
        for side in sides
        for start, clause in _clauses(one.text, side)
        if not _DENIED.search(clause)
    ]
    if not any(bare(term) in bare(f"{one.passage.context}{one.text}") for term in rest):
        return ""
    return min(found)[1] if found else ""


def _clauses(text: str, side: str) -> Iterator[tuple[int, str]]:
    """Where a side stands in a text, with what is said from there to the end of the clause."""
    for match in re.finditer(rf"(?<!\d){re.escape(side)}", text):
        end = _ENDS.search(text, match.end())
        yield match.start(), text[match.start() : end.start() if end else len(text)]
