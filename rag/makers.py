"""Who made something: '소라 만든 회사', '솔라는 어디 거야?', and how documents tell it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import analyse
from rag.phrases import is_named
from rag.span_scores import Candidate, Judged

_MAKE = r"(?:만들|만든|개발|제작|제조|출시|내놓|내놨|선보)"
_WHERE = r"(?:누가|어디서|어디에서|어디가|어느 (?:회사|기업|업체|곳)(?:가|이|에서)?)"
_TAIL = r"(?:\S{0,6}(?: (?:어디|누구|뭐|이름)\S{0,6})?)"
_ASKS = re.compile(
    r"\s*(?P<thing>\S.{0,30}?)[은는이가을를의]? ?(?:"
    rf"{_WHERE} ?{_MAKE}\S{{0,8}}(?: \S{{1,4}})?"
    rf"|(?:만든|만드는|(?:개발|제작|제조|출시)(?:한|하는)|내놓은|선보인) ?"
    rf"(?:회사|기업|업체|곳|데|사람|기관|쪽){_TAIL}"
    rf"|(?:제조|개발|제작|출시)(?:사| ?업체| ?회사){_TAIL}"
    r"|어디 ?(?:거|꺼|것|제품|회사|작품)\S{0,4}"
    r")\s*[?.]*\s*"
    rf"|\s*{_WHERE} (?P<made>\S.{{0,30}}?)[을를] {_MAKE}\S{{0,8}}\s*[?.]*\s*"
)
_QUOTES = "'‘’\"“”「」『』《》<>*"
_MOST_WORDS = 4
_POINTING = ("이 ", "그 ", "저 ", "우리 ", "이것", "그것")
_MADE = (
    r"(?:만든|만들어|만들어낸|개발한|개발해|제작한|제조한|출시한|내놓은|내놓는|선보인"
    r"|공개한|발표한)"
)
_MAKES = r"(?:개발|출시|선보|내놓|내놨|공개|만들|만든|제작|제조|발표)"
_MAKES_IT = re.compile(rf"(?:가|이|에서)\s(?:[^.]{{0,15}}\s)?{_MAKES}")
_REACH = 90
_FIGURES = re.compile(r"\d\s?(?:년|월|일|원|명|개|%)")
# They stand for makers, and are none.
_NO_MAKERS = frozenset(
    "회사 기업 업체 곳 모델 제품 서비스 시장 기술 대표작 자체 자사 이번 최근 개방형 국내 세계 "
    "글로벌 스타트업 대기업 ai llm".split()
)


def thing_made(question: str) -> str:
    """Of what a question asks who made it; '' where it asks something else."""
    match = _ASKS.fullmatch(question)
    thing = (match["thing"] or match["made"]).strip(f"{_QUOTES} ") if match else ""
    pointing = thing.startswith(_POINTING)
    return "" if pointing or len(thing.split()) > _MOST_WORDS else thing


def maker(judged: Judged) -> Candidate | None:
    """The sentence that tells most plainly who made what is asked about; None for none."""
    thing = thing_made(judged.spans.query.text)
    found = sorted(_makers(judged, thing), key=lambda one: one[:2]) if thing else []
    return found[0][2] if found else None


def _makers(judged: Judged, thing: str) -> Iterator[tuple[int, float, Candidate]]:
    """Of each span that is told as a maker how plainly, less its share, and its sentence."""
    spans = judged.spans
    name = r"\s?".join(re.escape(letter) for letter in thing.lower() if not letter.isspace())
    patterns = _patterns(rf"(?:[{_QUOTES}]?[a-z][a-z\d .-]{{0,30}}\()?[{_QUOTES}]?{name}")
    for number, place in enumerate(spans.place.tolist()):
        passage = spans.reads[place].passage
        text = passage.text.lower().replace("\n", " ")
        start, end = (int(at) - passage.start for at in spans.offsets[number])
        said = spans.text(number)
        if said.split()[0].lower() in _NO_MAKERS or re.search(name, said.lower()):
            continue
        rank = _told(text, start, end, *patterns)
        # Who is said to make it may be called by any word; what only stands near it, by a name.
        if rank is not None and (rank == 0 or _is_name(said)):
            at = passage.start + start
            for one in judged.candidates:
                if one.passage == passage and one.start <= at < one.end:
                    named = replace(one, short=said, short_start=at)
                    yield rank, -float(judged.shares[number]), named


def _told(
    text: str,
    start: int,
    end: int,
    behind: Sequence[re.Pattern[str]],
    before: Sequence[re.Pattern[str]],
) -> int | None:
    """How plainly what stands there is told to be the maker, 0 the plainest; None if it is not."""
    ranks = [rank for rank, told in enumerate(behind) if told.match(text, end)]
    opened = text[max(0, start - _REACH) : start]
    if before[0].search(opened) and _MAKES_IT.match(text, end):
        ranks.append(1)
    if before[1].search(opened):
        ranks.append(2)
    return min(ranks, default=None)


def _is_name(said: str) -> bool:
    """Whether something may be the name of a firm or a person."""
    if _FIGURES.search(said):
        return False
    return any(m.tag in ("NNP", "SL") for m in analyse(said)) or any(map(is_named, said.split()))


def _patterns(name: str) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """What stands behind a maker, the plainest first, and before one that comes after the thing."""
    behind = [
        rf"(?:가|이|에서)?\s(?:\S+\s){{0,3}}?{_MADE}\s(?:[^.]{{0,25}}?\s)?{name}",
        rf"의\s(?:[^.,]{{0,14}}\s)?{name}",
        rf"[은는이가도]\s[^.]{{0,80}}?{name}[^.]{{0,40}}?{_MAKES}",
        rf"\s(?:[^\s.,]{{1,8}}\s)?{name}",
    ]
    before = [
        rf"{name}\S{{0,14}}\s(?:[^.]{{0,30}}\s)?$",
        rf"{name}[^.]{{0,60}}?{_MADE}\s$",
    ]
    return [re.compile(one) for one in behind], [re.compile(one) for one in before]
