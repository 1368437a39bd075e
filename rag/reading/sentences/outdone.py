"""Likely spans that others rule out, which tell more plainly what a question is about.

'한도는 2억 원이며' for '한도는 얼마야?'; a school where it is asked where; '800면' for '몇 면'.
"""

import re
from collections.abc import Sequence

import numpy as np

from index import analyse, bare
from index.units import dimensions_of, measured
from rag.language.persons import GROUNDS, may_name_person, names_post
from rag.reading.kinds.contacts import contact
from rag.reading.kinds.sorts import tells_time
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged
from rag.reading.sentences.borders import SENTENCE_END, parted_at
from rag.reading.sentences.called import asks_called, is_called

# '위원장은 누가 맡아?', and what statutes say of that.
_ASKS_OFFICE = re.compile(r"(?P<post>[가-힣]{2,4}?)[은는이가]?\s?(?:누가|누구)")
_BECOMES = re.compile(r"(?:이|가)\s(?:되|된|맡)|(?:으로|로)\s(?:하|한)")
_ASKS_WHO_COMES = re.compile(r"(?P<post>[가-힣]{3,}?)(?:으로|로)\s")
_PLANNED = re.compile(r"계획|예정|향후|내년|앞으로|기로 (?:했|하였|한)")
_PLACE = re.compile(
    r"(?:학교|회관|센터|강당|광장|공원|도서관|병원|호텔|사옥|빌딩|타워|캠퍼스|[가-힣](?:실|관|홀|청|역)"
    r"|\d층|\d호)$"
)
# The names of these end in what they are.
_ASKS_INSTITUTION = re.compile(
    r"(?:어느|무슨|어떤)\s(?P<sort>법원|은행|병원|의원|대학교?|(?:초등|중|고등)?학교|공항|호텔|도서관|박물관"
    r"|미술관|경찰서|소방서|세무서|보건소|우체국|위원회|연구소|극장|공원|(?:회계|법무|특허)?법인)"
)
_ASKS_FIRM = re.compile(
    r"(?:어느|무슨|어떤)\s(?:회사|업체|기업)|(?:회사|업체|기업|[시제]공사|제조사|건설사)"
    r"(?:[은는이가]|\s이름[은이]?)?\s?(?:어디|누구|뭐|무엇|이름|\?|$)"
)
_FIRM = re.compile(r"㈜|\(주\)|주식회사")
# Who does something is asked for by '어디' and '곳' as well.
_GROUPS = tuple(
    "조합 공사 공단 재단 협회 학회 법인 회사 연맹 은행 주식회사 ㈜ (주) 연구원 연구소 기술원 "
    "진흥원 평가원 개발원 교육원 대학 대학교".split()
)
# '상하수도과', '시설팀': where who is sent goes.
_OFFICE = re.compile(r"[가-힣]{2,}[과팀부국]$")
_DISTRICTS = tuple("시군구동읍면리도국촌항섬산강")
# '주차장 26면' is no 면.
_COUNTED = re.compile(r"\d[\d,]*\s?[가-힣]")
_TOLD = 0.02
# Units that dimensions do not know as well: '몇 면'.
_ASKS_UNIT = re.compile(
    r"(?<![가-힣])몇\s?(?P<unit>[가-힣]{1,2}?)(?=(?:에서?|으?로|씩|마다)?[\s?]|[이가을를은는까부])"
)
# Spans less likely than that are not looked at.
LEAST = 1e-3


def outdone(judged: Judged) -> list[int]:
    """The numbers of the likely spans that another one rules out."""
    ruled_out = (
        _beside_office,
        _of_plans,
        _no_places,
        _of_other_unit,
        _no_institutions,
        _no_firms,
        _beside_called,
        _beside_article,
        _of_who_leaves,
    )
    return [number for rule in ruled_out for number in rule(judged)]


def likely(judged: Judged) -> list[int]:
    """The numbers of the spans that are looked at, ascending."""
    found: list[int] = np.flatnonzero(judged.shares > LEAST).tolist()
    return found


def standing(judged: Judged, number: int) -> tuple[str, int, int]:
    """The text of a span's passage, and where the span stands there."""
    passage = judged.spans.reads[judged.spans.place[number]].passage
    start, end = (int(at) - passage.start for at in judged.spans.offsets[number])
    return passage.text, start, end


def sentence_of(judged: Judged, number: int) -> str:
    """The sentence in which a span stands."""
    text, start, _ = standing(judged, number)
    return text[slice(*parted_at(SENTENCE_END, text, start))].lstrip()


def sentence_up_to(judged: Judged, number: int) -> str:
    """What stands before a span in its sentence."""
    text, start, _ = standing(judged, number)
    return text[parted_at(SENTENCE_END, text, start)[0] : start]


def fits(judged: Judged, number: int) -> bool:
    """Whether a span tells a time or a number as it is asked for."""
    query, said = judged.spans.query, judged.spans.text(number)
    if query.asked.kind == "date":
        return tells_time(said)
    return bool(dimensions_told([said]) & query.dimensions)


def dimensions_told(texts: Sequence[str]) -> frozenset[str]:
    """What the numbers of some texts measure."""
    return frozenset[str]().union(*(one.dimensions for said in texts for one in measured(said)))


def _beside_office(judged: Judged) -> list[int]:
    """All but who is said to be what is asked about: '위원장은 부시장이 된다', not the 간사."""
    asked = _ASKS_OFFICE.search(judged.spans.query.text)
    if asked is None or not names_post(asked["post"]):
        return []
    numbers = likely(judged)
    own = []
    for i in numbers:
        text, start, end = standing(judged, i)
        before = text[max(0, start - len(asked["post"]) - 3) : start]
        office = re.search(rf"(?:^|\s){asked['post']}[은는]\s$", before)
        own += [i] if office and _BECOMES.match(text, end) else []
    return [i for i in numbers if i not in own] if own else []


def _of_plans(judged: Judged) -> list[int]:
    """What stands below a heading of plans, where a question asks what was; others must tell it."""
    query = judged.spans.query
    if not _was(query) or _PLANNED.search(query.text):
        return []
    numbers = likely(judged)
    planned = [i for i in numbers if _is_planned(judged, i)]
    past = (i for i in numbers if i not in planned and fits(judged, i))
    done = any(query.predicate in {m.form for m in analyse(sentence_of(judged, i))} for i in past)
    return planned if done else []


def _was(query: Query) -> bool:
    """Whether a question asks what was: its last verb is in the past."""
    return any(m.tag == "EP" and m.form in ("었", "았", "였") for m in query.morphemes[-4:])


def _is_planned(judged: Judged, number: int) -> bool:
    passage = judged.spans.reads[judged.spans.place[number]].passage
    heading = passage.headings[-1] if passage.headings else ""
    return _PLANNED.search(f"{heading}\n{sentence_of(judged, number)}") is not None


def _no_places(judged: Judged) -> list[int]:
    """What is no place by name or form, where one is asked for and told by such a form."""
    query = judged.spans.query
    if query.asked.kind != "place" or contact(query):  # '서버 IP 주소'
        return []
    numbers = likely(judged)
    shares = judged.shares
    texts = {i: judged.spans.text(i) for i in numbers}
    places = [i for i in numbers if _PLACE.search(texts[i]) or texts[i].endswith(GROUNDS)]
    others = [i for i in numbers if i not in places and not _may_be_place(texts[i])]
    told = any(shares[i] > _TOLD * shares.max(initial=0.0) for i in places)
    return others if told else []


def _no_institutions(judged: Judged) -> list[int]:
    """All but the names of such an institution as is asked for: '어느 법원이 판결했어?'."""
    asked = _ASKS_INSTITUTION.search(judged.spans.query.text)
    if asked is None:
        return []
    numbers = likely(judged)
    texts = {i: judged.spans.text(i) for i in numbers}
    named = [i for i in numbers if texts[i].endswith(asked["sort"]) and texts[i] != asked["sort"]]
    words = [i for i in named if " " not in texts[i]]
    return [i for i in numbers if i not in (words or named)] if named else []


def _no_firms(judged: Judged) -> list[int]:
    """What is no firm by its name, where one is asked for and one is likely enough told."""
    if _ASKS_FIRM.search(judged.spans.query.text) is None:
        return []
    numbers, shares = likely(judged), judged.shares
    firms = [i for i in numbers if _FIRM.search(judged.spans.text(i))]
    told = any(shares[i] > _TOLD * shares.max(initial=0.0) for i in firms)
    return [i for i in numbers if i not in firms] if told else []


def _beside_called(judged: Judged) -> list[int]:
    """All but what something is called, where that is asked for and the likeliest passage tells it.

    What another passage calls so may be another thing.
    """
    if not asks_called(judged.spans.query):
        return []
    numbers, shares = likely(judged), judged.shares
    here = judged.spans.place[int(shares.argmax())]
    own = [i for i in numbers if judged.spans.place[i] == here]
    called = [i for i in own if is_called(*standing(judged, i))]
    told = any(shares[i] > _TOLD * shares.max(initial=0.0) for i in called)
    return [i for i in numbers if i not in called] if told else []


def _beside_article(judged: Judged) -> list[int]:
    """What other articles tell, where one is called just what is asked about: '제3조(입찰보증금)'.

    Others that speak of it themselves may answer as well.
    """
    if judged.spans.query.asked.kind not in ("number", "date"):
        return []
    numbers = likely(judged)
    titles = {i: _title(judged, i) for i in numbers}
    measure = (i for i in numbers if dimensions_told([judged.spans.text(i)]))
    asked = {t for i in measure if (t := titles[i]) and t in judged.spans.query.bare}
    if len(asked) != 1:
        return []
    (title,) = asked
    others = (i for i in numbers if titles[i] not in ("", title))
    return [i for i in others if title not in bare(sentence_of(judged, i))]


def _of_who_leaves(judged: Judged) -> list[int]:
    """Who leaves the post for which it is asked who comes: '총무과장으로 누가 와?'.

    '총무과장 노아린 → 감사과장' where another line tells of one '→ 총무과장'.
    """
    query = judged.spans.query
    asked = _ASKS_WHO_COMES.search(query.text)
    if query.asked.kind != "person" or asked is None:
        return []
    goal = re.compile(rf"→\s*{asked['post']}")
    numbers = likely(judged)
    coming = [i for i in numbers if goal.search(sentence_of(judged, i))]
    return [i for i in numbers if i not in coming] if coming else []


def _title(judged: Judged, number: int) -> str:
    """What the article of a span is called, '' where it stands in none that is called anything."""
    article = judged.spans.reads[judged.spans.place[number]].passage.article or ""
    return bare(article.partition("(")[2].removesuffix(")"))


def _may_be_place(text: str) -> bool:
    """Whether a text has a name, or ends as districts and countries do."""
    words = text.split()
    # '가람 매니저'
    if _COUNTED.fullmatch(text) or may_name_person(words[0]) or names_post(words[-1]):
        return False
    if text.endswith((*_DISTRICTS, *_GROUPS)) or _OFFICE.fullmatch(words[-1]):
        return True
    return any(m.tag in ("NNP", "SL") for m in analyse(text))


def _of_other_unit(judged: Judged) -> list[int]:
    """Numbers of another unit than the one asked for by name, where one of that is told beside."""
    asked = _ASKS_UNIT.search(judged.spans.query.text)
    if asked is None or dimensions_of(asked["unit"]):
        return []
    unit = re.compile(rf"\d[\d,.]*\s?{asked['unit']}")
    numbers = likely(judged)
    own = [i for i in numbers if _with_unit(judged, i, unit)]
    sentences = {int(judged.spans.sentence[i]) for i in own}
    return [i for i in numbers if i not in own and int(judged.spans.sentence[i]) in sentences]


def _with_unit(judged: Judged, number: int, unit: re.Pattern[str]) -> bool:
    text, start, end = standing(judged, number)
    near = unit.finditer(text, max(0, start - 12), end + 4)
    return any(m.start() <= start < m.end() for m in near)
