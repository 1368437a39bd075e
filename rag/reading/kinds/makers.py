"""Who made, founded, wrote or built something: '소라 만든 회사', '달못일기 누가 썼어?'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from corpus.labels import SURNAMES
from index import analyse
from rag.language.persons import looks_like_person
from rag.language.phrases import is_named
from rag.reading.scoring.span_scores import Candidate, Judged


class _Deed(NamedTuple):
    """How one asks who did something, by verbs and nouns, and how a doer is told: patterns."""

    asked: str
    relative: str
    noun: str
    made: str
    makes: str


# To make, to found, to write, to build.
_DEEDS = (
    _Deed(
        r"(?:만들|만든|개발|제작|제조|출시|내놓|내놨|선보)",
        r"(?:만든|만드는|(?:개발|제작|제조|출시)(?:한|하는)|내놓은|선보인)",
        r"(?:제조|개발|제작|출시)(?:사|자| ?업체| ?회사)",
        r"(?:만든|만들어|만들어낸|개발한|개발해|제작한|제조한|출시한|내놓은|내놓는|선보인|공개한|발표한)",
        r"(?:개발|출시|선보|내놓|내놨|공개|만들|만든|제작|제조|발표)",
    ),
    _Deed(
        r"(?:세우|세웠|설립|창업|창립|창건|열었)",
        r"(?:세운|(?:설립|창업|창립|창건)한)",
        r"(?:창업|설립|창립|창건)(?:자|주|인)",
        r"(?:세운|설립한|창업한|창립한|창건한|연)",
        r"(?:세우|세웠|세운|설립|창업|창립|창건|열었|열어)",
    ),
    _Deed(
        r"(?:썼|쓴|지었|그렸|펴냈|남겼)",
        r"(?:쓴|지은|그린|펴낸|남긴|저술한)",
        r"(?:저자|지은이|글쓴이|작가|엮은이)",
        r"(?:쓴|지은|그린|펴낸|남긴|저술한|엮은)",
        r"(?:썼|쓴|쓰고|지었|지은|그렸|펴냈|펴낸|남겼|남긴|저술|엮)",
    ),
    _Deed(
        r"(?:지었|지은|놓았|놨|쌓았|건설|건립|설계)",
        r"(?:지은|놓은|쌓은|건설한|건립한|설계한)",
        r"(?:설계자|건립자|시공사|건축가)",
        r"(?:지은|놓은|쌓은|건설한|건립한|설계한)",
        r"(?:지었|지은|지어|놓았|놓은|놓고|쌓았|쌓은|건설|건립|설계)",
    ),
)
_WHERE = r"(?:누가|어디서|어디에서|어디가|어느 (?:회사|기업|업체|곳)(?:가|이|에서)?)"
_WHO = r"(?:회사|기업|업체|곳|데|사람|인물|분|기관|쪽)"
_TAIL = r"(?:\S{0,6}(?: (?:어디|누구|뭐|이름)\S{0,6})?)"
_ASKS = tuple(
    re.compile(
        r"\s*(?P<thing>\S.{0,30}?)[은는이가을를의]? ?(?:"
        rf"{_WHERE} ?{deed.asked}\S{{0,8}}(?: \S{{1,4}})?"
        rf"|{deed.relative} ?{_WHO}{_TAIL}"
        rf"|{deed.noun}{_TAIL}"
        rf"{'|어디 ?(?:거|꺼|것|제품|회사|작품)' if not number else '|(?!)'}\S{{0,4}}"
        r")\s*[?.]*\s*"
        rf"|\s*{_WHERE} (?P<made>\S.{{0,30}}?)[을를] {deed.asked}\S{{0,8}}\s*[?.]*\s*"
    )
    for number, deed in enumerate(_DEEDS)
)
QUOTES = "'‘’\"“”「」『』《》<>*"
_MOST_WORDS = 4
_POINTING = ("이 ", "그 ", "저 ", "우리 ", "이것", "그것")
_REACH = 90
_JOINT = re.compile(r"(?:와|과|,) ")
_FIRM = re.compile(
    r"(?:연구소|연구원|전자|은행|그룹|건설|식품|제약|산업|대학교?|재단|협회|조합|정보|테크|소프트|랩스|항공"
    r"|화학|통신|증권|생명|병원|학교|출판사|신문사|스튜디오|공사|공단|물산|상사|시청|군청|도청)$"
)
_FIGURES = re.compile(r"\d\s?(?:년|월|일|원|명|개|%)")
# They stand for makers, and are none.
_NO_MAKERS = frozenset(
    "회사 기업 업체 곳 모델 제품 서비스 시장 기술 대표작 자체 자사 이번 최근 개방형 국내 세계 "
    "글로벌 스타트업 대기업 ai llm".split()
)


@lru_cache(maxsize=8)
def thing_made(question: str) -> tuple[str, int]:
    """Of what a question asks who made it, and by which of the deeds; '' where it asks else."""
    for deed, asks in enumerate(_ASKS):
        if match := asks.fullmatch(question):
            thing = (match["thing"] or match["made"]).strip(f"{QUOTES} ")
            if len(thing.split()) <= _MOST_WORDS and not thing.startswith(_POINTING):
                return thing, deed
    return "", 0


def maker(judged: Judged) -> Candidate | None:
    """The sentence that tells most plainly who made what is asked about; None for none."""
    thing, deed = thing_made(judged.spans.query.text)
    found = sorted(_makers(judged, thing, deed), key=lambda one: one[:2]) if thing else []
    return found[0][2] if found else None


def _makers(judged: Judged, thing: str, deed: int) -> Iterator[tuple[int, float, Candidate]]:
    """Of each span that is told as a maker how plainly, less its share, and its sentence."""
    spans = judged.spans
    name = r"\s?".join(re.escape(letter) for letter in thing.lower() if not letter.isspace())
    told = _Patterns.of(rf"(?:[{QUOTES}]?[a-z][a-z\d .-]{{0,30}}\()?[{QUOTES}]?{name}", deed)
    for number, place in enumerate(spans.place.tolist()):
        passage = spans.reads[place].passage
        text = passage.text.lower().replace("\n", " ")
        start, end = (int(at) - passage.start for at in spans.offsets[number])
        said = spans.text(number).split("(")[0].rstrip()
        if not said or said.split()[0].lower() in _NO_MAKERS or re.search(name, said.lower()):
            continue
        rank = told.rank(text, start, end)
        # Who is said to make it may be called by any word; what only stands near it, by a name.
        if rank is not None and (rank == 0 or may_make(said)):
            at = passage.start + start
            for one in judged.candidates:
                if one.passage == passage and one.start <= at < one.end:
                    named = replace(one, short=said, short_start=at)
                    # 'A와 B가 만든' is made by both; a name is all of its words.
                    whole = bool(_JOINT.search(said)) or _is_long_name(said)
                    yield rank, -float(judged.shares[number]) - whole, named


def may_make(said: str) -> bool:
    """Whether something may be the name of a firm or a person."""
    if _FIGURES.search(said):
        return False
    tags = [morpheme.tag for morpheme in analyse(said)]
    # Names that no dictionary has are taken for pieces of other words.
    pieced = " " not in said and len(tags) > 1
    person = looks_like_person(said, tags) or (pieced and said[0] in SURNAMES and len(said) == 3)
    if _FIRM.search(said) or person or (pieced and len(said) > 3):
        return True
    return bool({"NNP", "SL"} & {*tags}) or any(map(is_named, said.split()))


def _is_long_name(said: str) -> bool:
    """Whether all words of a text are names: '잔 로렌초 베르니니'."""
    tags = [{m.tag for m in analyse(word)} for word in said.split()]
    return len(tags) > 1 and all(found & {"NNP", "SL"} for found in tags)


@dataclass(frozen=True)
class _Patterns:
    """What stands behind a maker, the plainest first, and what before one named after the thing."""

    behind: tuple[re.Pattern[str], ...]
    subject: re.Pattern[str]
    does: re.Pattern[str]
    described: re.Pattern[str]

    @classmethod
    def of(cls, name: str, deed: int) -> "_Patterns":
        """The patterns for a thing whose name is a pattern."""
        made, makes = _DEEDS[deed].made, _DEEDS[deed].makes
        # Firms make in a place: 'LG에서 만든'; what is founded somewhere has other founders.
        who = "(?:가|이)" if deed else "(?:가|이|에서)"
        behind = (
            rf"{who}?\s(?:\S+\s){{0,3}}?{made}\s(?:[^.]{{0,25}}?\s)?{name}",
            rf"의\s(?:[^.,]{{0,14}}\s)?{name}" if not deed else r"(?!)",
            rf"(?:\([^()]*\))?[은는이가도]\s[^.]{{0,80}}?{name}[^.]{{0,40}}?{makes}",
            rf"\s{name}" if not deed else r"(?!)",
        )
        return cls(
            tuple(map(re.compile, behind)),
            re.compile(rf"{name}\S{{0,14}}\s(?:[^.]{{0,30}}\s)?$"),
            re.compile(rf"{who}\s(?:[^.]{{0,15}}\s)?{makes}"),
            # 'X는 A가 지은 집이다' tells of A.
            re.compile(rf"{name}(?:(?![가-힣]+(?:이|가|에서)\s)[^.]){{0,60}}?{made}\s$"),
        )

    def rank(self, text: str, start: int, end: int) -> int | None:
        """How plainly what stands there is told to be the maker, 0 the plainest; None if not."""
        ranks = [rank for rank, told in enumerate(self.behind) if told.match(text, end)]
        opened = text[max(0, start - _REACH) : start]
        if self.subject.search(opened) and self.does.match(text, end):
            ranks.append(1)
        if self.described.search(opened):
            ranks.append(2)
        return min(ranks, default=None)
