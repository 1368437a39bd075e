"""The direct answer: the likeliest span with its sentence, or where a list is asked for several."""

import re

from index import bare
from index.units import measured
from rag.language.persons import may_name_person, names_post
from rag.language.question_type import topic
from rag.reading.enumerations import listed, whole_list
from rag.reading.kinds.contacts import bank, is_contact_asked, street_address
from rag.reading.kinds.lifespans import lifespan
from rag.reading.kinds.makers import maker
from rag.reading.kinds.sorts import (
    ASKS_WHEN,
    is_amount,
    is_beside,
    is_of_other_kind,
    lacks_number,
    tells_time,
)
from rag.reading.layout.alternatives import offered
from rag.reading.layout.deadlines import deadline
from rag.reading.layout.definitions import definition, is_bare, meaning_of_row, names_only
from rag.reading.layout.fields import field_answer, inside_answer
from rag.reading.layout.labels import told_under
from rag.reading.layout.weekdays import weekday
from rag.reading.model_numbers import models_asked, of_models, on_models
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.both_ends import both_ends
from rag.reading.sentences.boxes import ticked
from rag.reading.sentences.breakdowns import in_parts
from rag.reading.sentences.consequences import asks_what_follows, consequence
from rag.reading.sentences.extent import whole_answer
from rag.reading.sentences.former import is_of_this_year
from rag.reading.sentences.free import free_of_charge
from rag.reading.sentences.members import cases
from rag.reading.sentences.named_clauses import named_clause
from rag.reading.sentences.outdone import dimensions_told
from rag.reading.sentences.range_ends import asked_end
from rag.reading.sentences.reasons import plainly_gives_reason, reason, risk
from rag.reading.sentences.steps import said_of_step, told_of_step
from rag.reading.tables.cells import BARE_FIGURE
from rag.reading.tables.changes import changed_cell
from rag.reading.tables.outcomes import outcome
from rag.reading.tables.periods import period_cell
from rag.reading.tables.ranged import ranged_cell
from rag.reading.tables.ranks import rank_told
from rag.reading.tables.selection import cell_answer, is_cell
from rag.reading.tables.sums import asks_sum, total
from rag.reading.tables.superlatives import extreme, is_unranked
from rag.reading.tables.winners import winner_told
from rag.reading.unfit import ASKS_RULE, RULE
from rag.reading.whether.affirmed import verdict_of_cell
from rag.reading.whether.permissions import asks_denied
from rag.reading.whether.yes_no import NO, YES, told_whether

# What has a name, which a label may stand for.
_NAMED_KINDS = ("person", "place", "group", "thing")
_DASHES = "-–—− "
_REASONS = 3
# One item is none of these.
_LISTS = frozenset("명단 목록 명부".split())
_DENIAL = {YES: "예, 안 됩니다", NO: "아니요, 됩니다"}
# Below this probability a short answer misleads nine times in ten; where nothing of a certain sort
# is asked for, which could rule others out, four times in five.
_SHORT, _SHORT_OF_ANY_SORT = 0.1, 0.3
_ANY_SORT = frozenset(["thing", "name"])
# From here on hardly another span may answer.
_PLAIN = 0.8
# Where less of the probability is left to spans that can answer, what is left was never likely.
_FIT = 0.1
_IN_SENTENCES = ("reason", "manner")
# A clause that is only linked to another as its ground is seldom the one of a less likely sentence.
_LIKELY_GROUND = 0.35
# What changed by how much, of numbers side by side, must be reckoned.
_CHANGE = re.compile(
    r"얼마나.{0,6}(?:늘|줄|오르|올랐|내렸|떨어)|(?:늘|줄)어난|줄어든|(?:증가|감소)(?:한|했|하)|차이"
    r"|보다 (?:몇|얼마)[^?]{0,8} (?:더|덜) "
    r"|보다 [^?]{0,12}얼마나 (?:더 )?(?:비[싸싼쌉]|[싸싼쌉크큰커]|작|많|적|높|낮|길|긴"
    r"|짧|빠르|빨라|느|무[거겁]|가[벼볍])"
)
# '6,000원에서 6,500원으로 올랐다' does not say by how much: '얼마 올랐어?'.
_ASKS_RISE = re.compile(r"얼마나? (?:더 )?(?:오르|올[랐라]|내[렸리]|인상|인하|늘|줄|깎)")
_RISES_TO = re.compile(
    r"(?:으로|로) (?:\S+ )?(?:오르|오릅|올[랐라리]|내[렸리려]|인상|인하|늘|줄|낮)"
)
# One number of all, not several.
_ALL_COUNTED = re.compile(r"(?:모두|전부|다 합쳐)\s?(?:몇|얼마)")
# What a number counts, and how nearly two sentences must hold as much of the question.
_UNIT = re.compile(r"(?<=\d)\s?[가-힣]+$")
_AS_MUCH = 0.01
_TOTAL = re.compile(r"합계|총|모두|전체|합해|합쳐|소계")
# '한 시간에 얼마 받아?'
_ASKS_RATE = re.compile(r"(?:시간|분|하루|달|년)(?:당|에)\s(?:\S+\s)?얼마")
# What follows a noun that gives a reason.
_CAUSING = re.compile(
    r"(?:이|의|을|를|가)? ?(?:때문|탓|덕|영향|여파|로 인|으로 인|에 따라|로 말미암|으?로[ ,])"
)
# What follows from a condition is no few words: '두 번 넘기면?', '안 내면 어떻게 돼?'.
_WHAT_IF = re.compile(
    r"(?:으?면|때는?)(?:은요?)?\s*(?:어떻게|어떡|뭐|무슨 일|무엇을|뭘)?"
    r"(?: ?(?:되|돼|하|해|생기|생겨|받|당하)\S*)?\s*\??$"
)
# Who may not is told of some in one sentence and of others in the next.
_ASKS_WHO_NOT = re.compile(
    r"(?:누가|누구|(?:어떤|무슨) 사람)\S*\s.*(?:면 (?:안|아니)|수 없|못 [가-힣])"
    r"|(?:면 안 되|수 없)는 사람"
)
# What stands for the items below: '징계의 종류는 다음 각 호와 같다.'
ITEMS_BELOW = r"(?:다음|아래)(?:의)?(?: ?각 ?[호항목])?"
_HOW = re.compile(r"어떡|(?:뭐|무엇|뭘|무슨 점|어떤 점)\S{0,3}\s(?:다른|다르|달라)")
# '어떤 경우에 해지할 수 있어?' is told by what ends in one.
_CASE = re.compile(r"\s?(?:경우|때|으?면|시(?![가-힣]))")
# '비용의 2/5는 원고가, 나머지는 피고가 부담한다': neither bears the costs alone.
_OF_PART = re.compile(
    r"(?P<part>\d+/\d+|\d+분의 \d+|\d[\d.]*\s?(?:%|퍼센트)|절반|나머지)[은는을를] $"
)
# Another name of the same thing.
_GLOSS = re.compile(r"\((?P<name>[가-힣A-Za-z][^()]{1,30})\)")
_ITEMS_BELOW = re.compile(rf"{ITEMS_BELOW}(?: ?사항)?")


def short_answer(judged: Judged, wide: Judged) -> tuple[Candidate, str] | None:
    """The likeliest short answer with its sentence; for lists an enumeration or several items.

    None where all that was likely is no answer or another's, and nothing of the sort is left.
    `wide` has the tables that are cut into passages as well.
    """
    query = judged.spans.query
    if offered(query.text):  # neither yes nor no
        return nearest(judged), ""
    if query.wants_verdict:
        return _whether(judged)
    # '내선 12는 누구야?' of a row; '총무과(내선 12)' explains nothing.
    if query.asked.kind in ("person", "name") and is_cell(judged) and (told := _cell(judged)):
        return told
    if defined := definition(judged) or meaning_of_row(judged):
        return defined
    if topic(query.text) or (names_only(query.text) and not is_cell(judged)):
        return nearest(judged), ""
    if address := street_address(judged):
        return address
    if told := _by_form(judged, wide):
        return told
    models = models_asked(judged)
    best = max(on_models(judged, models), key=lambda one: one.short_score)
    cell = _cell(judged)
    if cell is not None and (_counts_instead(query, best, cell) or _is_outdone(judged, best, cell)):
        cell = None
    if cell is not None and not cell[1].strip(_DASHES):
        # A dash says that there is none; it answers nothing that another sentence tells.
        cell = (cell[0], "") if best.text == cell[0].text else None
    if cell is not None and _CHANGE.search(query.text):
        return cell[0], ""
    # Another row is no rival: which row is asked for, its cells tell.
    if cell is not None and (
        best.text.startswith("|") or cell[0].coverage >= best.coverage or is_cell(judged)
    ):
        return cell
    if _is_ruled_out(judged, best):
        return None
    return _by_sentence(judged, of_models(judged, best, models))


def _by_form(judged: Judged, wide: Judged) -> tuple[Candidate, str] | None:
    """What a form tells that needs no likely span: tables as a whole, labels, lives, deadlines."""
    query = judged.spans.query
    if told := (
        both_ends(judged)
        or extreme(wide)
        or rank_told(judged)
        or changed_cell(judged)
        or outcome(judged)
        or total(wide)
        or ranged_cell(wide)
        or named_clause(judged)
        or lifespan(judged)
        or free_of_charge(judged)
        or bank(judged)
        or weekday(judged)
    ):
        return told
    if made := maker(judged):
        return made, made.short
    if inside := inside_answer(judged):
        return inside
    due, field = deadline(judged), field_answer(judged)
    # How long something took is no deadline: '감사기간: …' of what is due after it.
    likeliest = due is not None and due.start == judged.candidates[0].start
    if field and not lacks_number(query, field[1]) and not likeliest:
        return field
    if due:
        return due, whole_answer(query, due) if tells_time(due.short) else ""
    return None


def _by_sentence(judged: Judged, best: Candidate) -> tuple[Candidate, str]:
    """The likeliest sentence with what in it answers, '' where no few words do."""
    query = judged.spans.query
    if query.asked.kind == "reason" and (told := _why(judged, best)):
        return told
    if asks_what_follows(query.text) and (follows := _what_follows(judged)):
        return follows
    if who := winner_told(query, best):
        return best, who
    if best.short_score < _SHORT or _tells_else(query, best) or _is_part(judged, best):
        return best, ""
    if query.asked.kind == "number" and (told := period_cell(judged, best)):
        return told
    if query.asked.several and _ALL_COUNTED.search(query.text) is None:
        one, items = listed(judged, best)
        return one, "" if query.asked.noun in _LISTS and items == best.short else items
    whole = in_parts(query, best.text) or whole_list(judged, best)
    if not whole and query.asked.kind in _ANY_SORT and best.short_score < _SHORT_OF_ANY_SORT:
        return best, ""
    whole = whole or whole_answer(query, best)
    whole = said_of_step(query.text, best.text, whole)
    if query.asked.kind in _NAMED_KINDS and (told := told_under(judged, best, whole)):
        return told
    numbers = RULE.match(whole) is not None and not ASKS_RULE.search(query.text)
    return best, "" if numbers else whole  # '제17조(관리비)' is no fee


def _cell(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that is asked for, unless a telephone number or address is and it is none."""
    query = judged.spans.query
    found = cell_answer(judged)
    if found is None or not is_contact_asked(query, found[1]):
        return None
    if query.asked.kind in ("person", "group", "place") and is_amount(found[1]):
        return None
    if query.asked.kind == "reason" and not any(map(str.isalpha, found[1])):
        return None
    if _ASKS_RATE.search(query.text) and measured(found[1]) and is_beside(query, found[1]):
        return None  # hours, where it is asked what an hour is paid
    if not ASKS_WHEN.search(query.text) or tells_time(found[1]):
        return found[0], ticked(asked_end(query, found[1]))
    times = [cell for cell in map(str.strip, found[0].text.split("|")) if tells_time(cell)]
    return (found[0], times[0]) if len(times) == 1 else None


def _why(judged: Judged, best: Candidate) -> tuple[Candidate, str] | None:
    """The reason that the likeliest few sentences of the best passage give, the plainest first.

    A cause may be any thing: '사망 원인은?'. It is told by the sentence of the likeliest span.
    """
    few = [o for o in judged.candidates[:_REASONS] if o.passage == judged.candidates[0].passage]
    few = [best] if "원인" in judged.spans.query.bare else few
    if told := _risk(judged, few[0]):
        return told
    plain = [o for o in few if plainly_gives_reason(o.text)]
    likely = [o for o in few if o.score > _LIKELY_GROUND]
    return next(((one, why) for one in (*plain, *likely) if (why := reason(one.text))), None)


def _risk(judged: Judged, first: Candidate) -> tuple[Candidate, str] | None:
    """What the sentence behind a prohibition says to happen else, with that sentence."""
    passage = first.passage
    said = risk(first.text, passage.text[first.end - passage.start :])
    here = (o for o in judged.candidates if o.passage == passage and o.start >= first.end)
    behind = min(here, key=lambda one: one.start, default=None)
    return (behind, said) if said and behind else None


def _what_follows(judged: Judged) -> tuple[Candidate, str] | None:
    """What the likeliest sentence says to follow from the condition asked about."""
    likeliest = judged.candidates[0]
    query = judged.spans.query
    told = consequence(likeliest.text, list(query.terms), cases(query.text))
    return (likeliest, told_of_step(query.text, told) or told) if told else None


def _counts_instead(query: Query, best: Candidate, cell: tuple[Candidate, str]) -> bool:
    """Whether the likeliest span counts what is asked for, and a cell named like it does not.

    '몇 명을 뽑아?' is told by '50명', not by '1인당 장학금'.
    """
    unit = query.asked.unit
    counted = bool(unit) and re.fullmatch(rf"[\d,.]+\s?{re.escape(unit)}", best.short) is not None
    named = unit not in cell[1] and BARE_FIGURE.fullmatch(cell[1]) is None
    return counted and best.text == cell[0].text and named


def _is_outdone(judged: Judged, best: Candidate, cell: tuple[Candidate, str]) -> bool:
    """Whether the likeliest span leaves no doubt, and a cell elsewhere is told of a part only."""
    return best.short_score > _PLAIN and best.text != cell[0].text and not is_cell(judged)


def _is_ruled_out(judged: Judged, best: Candidate) -> bool:
    """Whether all that was likely cannot answer, and what is left is not of the sort asked for."""
    query, said = judged.spans.query, best.short
    kind, unit = query.asked.kind, query.asked.unit
    if judged.fit >= _FIT or kind in _IN_SENTENCES:
        return False
    if not judged.fit:
        return True
    if kind == "person":
        return not (may_name_person(said) or names_post(said))
    if kind == "date":
        return not tells_time(said) and "요일" not in query.text
    counted = not unit or unit in said or bool(dimensions_told([said]) & query.dimensions)
    return kind == "number" and (not counted or lacks_number(query, said))


def _end(best: Candidate) -> int:
    return best.short_start - best.start + len(best.short)


def _tells_else(query: Query, best: Candidate) -> bool:
    """Whether no few words of the sentence can answer: how, a sum, a change, the most of some."""
    row = best.text.startswith("|")
    counted = row and _CHANGE.search(query.text) is not None
    unsaid = query.asked.kind == "reason" and _CAUSING.match(best.text, _end(best)) is None
    whole = query.asked.kind in ("thing", "manner")
    follows = whole and _WHAT_IF.search(query.text) is not None
    summed = asks_sum(query.text) and _TOTAL.search(best.text) is None
    risen = _ASKS_RISE.search(query.text) and _RISES_TO.match(best.text, _end(best))
    empty = bare(best.short) in query.bare or _ITEMS_BELOW.fullmatch(best.short) is not None
    empty = empty or _is_other_name(query, best) or _bears_part(query, best)
    told = unsaid or follows or summed or counted or empty or bool(risen)
    told = told or is_unranked(query, best.text) or is_bare(query.text)
    told = told or _ASKS_WHO_NOT.search(query.text) is not None
    told = told or is_of_this_year(query, best.passage.text)
    told = told or (query.asked.noun == "경우" and not _CASE.match(best.text, _end(best)))
    return told or _asks_how(query) or is_of_other_kind(query, best.short)


def _bears_part(query: Query, best: Candidate) -> bool:
    """Whether the span is who does a part of what is asked of as a whole."""
    part = _OF_PART.search(best.text[: best.short_start - best.start])
    return query.asked.kind == "person" and part is not None and part["part"] not in query.text


def _is_other_name(query: Query, best: Candidate) -> bool:
    """Whether the span is what is asked about itself, by a name that stands in brackets behind it.

    'Snapdragon X Elite(스냅드래건 X 엘리트)' tells nothing of '스냅드래곤 X 엘리트의 성능'.
    """
    gloss = _GLOSS.match(best.text, _end(best))
    if gloss is None or query.asked.kind == "name":
        return False
    words = gloss["name"].split()
    return sum(bare(word) in query.bare for word in words) * 2 > len(words)


def _is_part(judged: Judged, best: Candidate) -> bool:
    """Whether all together is asked for, and another sentence of the passage tells as much again.

    '1차로 18대가 움직였다. 2차로 11대가 움직였다.' tells no total.
    """
    unit = _UNIT.search(best.short)
    if unit is None or not _ALL_COUNTED.search(judged.spans.query.text):
        return False
    if _TOTAL.search(best.text):
        return False
    few = [one for one in judged.candidates[:_REASONS] if one.passage == best.passage]
    alike = (one for one in few if one.start != best.start and one.short.endswith(unit[0]))
    return any(abs(one.coverage - best.coverage) < _AS_MUCH for one in alike)


def _asks_how(query: Query) -> bool:
    """Whether a question wants to know how to do something, which no few words tell."""
    return query.asked.kind == "manner" or _HOW.search(query.text) is not None


def _whether(judged: Judged) -> tuple[Candidate, str]:
    """'예' or '아니요' with the sentence that shows it, else only the nearest sentence."""
    if told := verdict_of_cell(judged):
        return told[1], YES if told[0] else NO
    found = told_whether(judged)
    shown = judged.sentence_at(found[1].passage, found[1].start) if found else None
    if not found or not shown:
        return nearest(judged), ""
    # A mere 'yes' to '안 되나요?' could mean either.
    if asks_denied(judged.spans.query.text):
        return shown, _DENIAL[found[0]]
    return shown, found[0]


def nearest(judged: Judged) -> Candidate:
    """The sentence that says most of the same, where no span answers."""
    return max(judged.candidates, key=lambda one: one.coverage + one.bigram_coverage)
