"""The direct answer: the likeliest span with its sentence, or where a list is asked for several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index import analyse, bare
from rag.arrays import Ints
from rag.language.persons import may_name_person
from rag.language.question_type import topic
from rag.reading.kinds.contacts import is_contact_asked, street_address
from rag.reading.kinds.lifespans import lifespan
from rag.reading.kinds.makers import maker
from rag.reading.kinds.sorts import is_amount, is_of_other_kind, lacks_number, tells_time
from rag.reading.layout.alternatives import offered
from rag.reading.layout.deadlines import deadline
from rag.reading.layout.definitions import definition, is_bare, meaning_of_row, names_only
from rag.reading.layout.fields import field_answer, group_answer, inside_answer, told_under
from rag.reading.layout.weekdays import weekday
from rag.reading.scoring.query import Query, has_all_of
from rag.reading.scoring.span_scores import FEATURES, Candidate, Judged
from rag.reading.sentences.boxes import ticked
from rag.reading.sentences.consequences import asks_what_follows, consequence
from rag.reading.sentences.extent import asked_end, whole_answer
from rag.reading.sentences.former import is_of_this_year
from rag.reading.sentences.free import free_of_charge
from rag.reading.sentences.members import cases, in_parts
from rag.reading.sentences.named_clauses import named_clause
from rag.reading.sentences.outdone import dimensions_told
from rag.reading.sentences.quoted import quoted
from rag.reading.sentences.reasons import plainly_gives_reason, reason
from rag.reading.sentences.steps import said_of_step, told_of_step
from rag.reading.tables.cells import cell_answer, is_cell, ranged_cell
from rag.reading.tables.changes import changed_by, changed_cell
from rag.reading.tables.ranked import most_listed
from rag.reading.tables.sums import asks_sum, total
from rag.reading.tables.superlatives import extreme, is_unranked
from rag.reading.tables.winners import winner_told
from rag.reading.unfit import ASKS_RULE, RULE
from rag.reading.whether.affirmed import verdict_of_cell
from rag.reading.whether.permissions import asks_denied
from rag.reading.whether.yes_no import NO, YES, told_whether

# What has a name, which a label may stand for.
_NAMED_KINDS = ("person", "place", "group")
_DASHES = "-–—− "
_GATHERED = 4
_REASONS = 3
_DENIAL = {YES: "예, 안 됩니다", NO: "아니요, 됩니다"}
# Below this probability a short answer misleads nine times in ten.
_SHORT = 0.1
# Where less of the probability is left to spans that can answer, what is left was never likely.
_FIT = 0.1
_IN_SENTENCES = ("reason", "manner")
# A clause that is only linked to another as its ground is seldom the one of a less likely sentence.
_LIKELY_GROUND = 0.35
# A span is a further item of a list where it is that likely compared with the likeliest.
_FURTHER_ITEM = 0.3
# What hardly answers at all is no value of the model that is asked about.
_OWNED = 0.02
# How much an enumeration is preferred to a single span where a list is asked for.
_PREFERENCE = 3.0
# H100, GPT-4, MI300X.
_CODE = re.compile(r"(?<![a-z0-9])[a-z]+-?\d[a-z0-9.]*(?<!\.)")
# What changed by how much, of numbers side by side, must be reckoned.
_CHANGE = re.compile(
    r"얼마나.{0,6}(?:늘|줄|오르|올랐|내렸|떨어)|(?:늘|줄)어난|줄어든|(?:증가|감소)(?:한|했|하)|차이"
    r"|보다 (?:몇|얼마)[^?]{0,8} (?:더|덜) "
    r"|보다 [^?]{0,12}얼마나 (?:더 )?(?:비싸|싸|크|커|작|많|적|높|낮|길|짧|빠르|빨라|느|무거|가벼)"
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
# Which of several, of which all are named.
_ONE_OF = re.compile(
    r"가장|제일|처음|첫|최초|마지막|어느|더 |누가 (?:더|먼저|이[겼기])|말고|중에|가운데|또 "
    r"|다른|외에|이외"
)
# What stands for the items below: '징계의 종류는 다음 각 호와 같다.'
ITEMS_BELOW = r"(?:다음|아래)(?:의)?(?: ?각 ?[호항목])?"
_ITEMS_BELOW = re.compile(rf"{ITEMS_BELOW}(?: ?사항)?")
# '위임장과 신분증이 필요합니다': one needs all of it.
_ASKS_NEEDED = re.compile(
    r"(?:뭐|뭘|무엇|(?:무슨|어떤) 서류)\S{0,2}\s.*(?:필요|준비|가져|챙[기겨]|지참|내야)"
)
_NEEDED = re.compile(
    r"(?P<all>(?:[가-힣A-Za-z\d()]+(?:,|과|와| 및)\s)+(?:[가-힣]+의\s)?[가-힣A-Za-z()]+?)"
    r"[이가을를도]\s(?:모두 |꼭 |반드시 )?(?:필요|있어야|가[지져]|준비|챙[기겨]|지참|제출|내[야면])"
)
_COUNTED_OFF = re.compile(
    r"(?:의|,)? (?:(?:두|세|네|다섯|여섯|일곱|\d+) ?(?:곳|가지|개|명|종|군데)"
    r"|[둘셋넷]|다섯|여섯|일곱)"
)
_COUNT_AT_END = re.compile(rf"{_COUNTED_OFF.pattern}$")
_MANY = 3
_NOMINAL = frozenset("NNG NNP NNB SL SN SH XPN XSN XR JC SP SO JKG MM NR SSO SSC SW".split())
# '참석자는 기획팀, 개발팀 팀장이다'
_LIST_OF = re.compile(
    r"(?P<topic>[가-힣A-Za-z]{2,})[은는]\s(?P<items>[^.\n]{3,120}?)"
    r"(?:이다|입니다|이며|이고|이었다|였다|이에요|예요)(?=[.,\s]|$)"
)
_ASKS_WHEN = re.compile(r"언제|며칠")
_SEPARATOR = re.compile(
    r"\s*(?:,(?!\d{3})|·|/|와|과|이나|나|및|그리고|하고|랑|이랑)\s*(?:및|그리고)?\s*"
)


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
    if topic(query.text) or names_only(query.text):
        return nearest(judged), ""
    if address := street_address(judged):
        return address
    if told := _by_form(judged, wide):
        return told
    models = _models_asked(judged)
    best = max(_on_models(judged, models), key=lambda one: one.short_score)
    cell = _cell(judged)
    if cell is not None and _counts_instead(query, best, cell):
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
    return _by_sentence(judged, _of_models(judged, best, models))


def _by_form(judged: Judged, wide: Judged) -> tuple[Candidate, str] | None:
    """What a form tells that needs no likely span: tables as a whole, labels, lives, deadlines."""
    query = judged.spans.query
    if told := (
        quoted(judged)
        or group_answer(judged)
        or most_listed(judged)
        or extreme(wide)
        or changed_cell(judged)
        or changed_by(judged)
        or total(wide)
        or ranged_cell(wide)
        or named_clause(judged)
        or lifespan(judged)
        or free_of_charge(judged)
        or weekday(judged)
    ):
        return told
    if made := maker(judged):
        return made, made.short
    if inside := inside_answer(judged):
        return inside
    field = field_answer(judged)
    if field and not lacks_number(query, field[1]):
        return field
    if due := deadline(judged):
        return due, whole_answer(query, due) if tells_time(due.short) else ""
    return None


def _by_sentence(judged: Judged, best: Candidate) -> tuple[Candidate, str]:
    """The likeliest sentence with what in it answers, '' where no few words do."""
    query = judged.spans.query
    if query.asked.kind == "reason" and (told := _why(judged, best)):
        return told
    if asks_what_follows(query.text) and (follows := _what_follows(judged)):
        return follows
    if won := winner_told(query, best):
        return best, won
    if best.short_score < _SHORT or _tells_else(query, best) or _is_part(judged, best):
        return best, ""
    if query.asked.several and _ALL_COUNTED.search(query.text) is None:
        return _list(judged, best)
    whole = in_parts(query, best.text) or _all_of(judged, best) or whole_answer(query, best)
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
    if not _ASKS_WHEN.search(query.text) or tells_time(found[1]):
        return found[0], ticked(asked_end(query, found[1]))
    times = [cell for cell in map(str.strip, found[0].text.split("|")) if tells_time(cell)]
    return (found[0], times[0]) if len(times) == 1 else None


def _why(judged: Judged, best: Candidate) -> tuple[Candidate, str] | None:
    """The reason that the likeliest few sentences of the best passage give, the plainest first.

    A cause may be any thing: '사망 원인은?'. It is told by the sentence of the likeliest span.
    """
    few = [o for o in judged.candidates[:_REASONS] if o.passage == judged.candidates[0].passage]
    few = [best] if "원인" in judged.spans.query.bare else few
    plain = [o for o in few if plainly_gives_reason(o.text)]
    likely = [o for o in few if o.score > _LIKELY_GROUND]
    return next(((one, why) for one in (*plain, *likely) if (why := reason(one.text))), None)


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
    return counted and best.text == cell[0].text and unit not in cell[1]


def _is_ruled_out(judged: Judged, best: Candidate) -> bool:
    """Whether all that was likely cannot answer, and what is left is not of the sort asked for."""
    query, said = judged.spans.query, best.short
    kind, unit = query.asked.kind, query.asked.unit
    if judged.fit >= _FIT or kind in _IN_SENTENCES:
        return False
    if not judged.fit:
        return True
    if kind == "person":
        return not may_name_person(said)
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
    told = unsaid or follows or summed or counted or empty or bool(risen)
    told = told or is_unranked(query, best.text) or is_bare(query.text)
    told = told or _ASKS_WHO_NOT.search(query.text) is not None
    told = told or is_of_this_year(query, best.passage.text)
    return told or _asks_how(query) or is_of_other_kind(query, best.short)


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
    return query.asked.kind == "manner" or "어떡" in query.text


def _models_asked(judged: Judged) -> set[str]:
    """The model numbers in a question for a value; in another question they decide nothing."""
    query = judged.spans.query
    valued = query.asked.kind in ("number", "date")
    return {code for _, code in _codes(query.text)} if valued else set()


def _codes(text: str) -> list[tuple[int, str]]:
    """Where the models of a text begin, with their numbers: HD-3 is HD3."""
    return [(m.start(), m[0].replace("-", "")) for m in _CODE.finditer(text.lower())]


def _on_models(judged: Judged, models: set[str]) -> Sequence[Candidate]:
    """The sentences that may tell a value: of no model, or of one asked about.

    One that names no model goes on about the model that was named last, where another sentence
    names the one that is asked about.
    """
    if not models:
        return judged.candidates
    found = [(one, {code for _, code in _codes(one.text)}) for one in judged.candidates]
    named = any(codes & models for _, codes in found)
    kept = [
        one
        for one, codes in found
        if codes & models or not (codes or (named and _named_last(one) - models))
    ]
    return kept or judged.candidates


def _named_last(one: Candidate) -> set[str]:
    """The model that the passage names last before a sentence; none where it names none."""
    before = one.passage.text[: one.start - one.passage.start]
    return {code for _, code in _codes(before)[-1:]}


def _of_models(judged: Judged, one: Candidate, models: set[str]) -> Candidate:
    """A sentence with the likeliest value after the model asked for, not after another one.

    'B100은 2,080억 개, H100은 800억 개다.' tells 800억 개 of H100.
    """
    spans = judged.spans
    codes = [(one.start + place, code) for place, code in _codes(one.text)]
    if not models & {code for _, code in codes}:
        return one
    owners = {
        int(i): next((c for at, c in reversed(codes) if at < spans.offsets[i][0]), "")
        for i in _within(judged, one)
    }
    told = [i for i in owners if spans.text(i) == one.short]
    own = [i for i, code in owners.items() if code in models and judged.shares[i] > _OWNED]
    if not own or any(owners[i] in {"", *models} for i in told):
        return one
    best = max(own, key=lambda i: judged.shares[i])
    return replace(one, short=spans.text(best), short_start=int(spans.offsets[best][0]))


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


def _list(judged: Judged, best: Candidate) -> tuple[Candidate, str]:
    """The likeliest enumeration with its sentence, or the items that stand apart in the best."""
    runs = [run for one in judged.candidates[:_GATHERED] for run in _enumerations(judged, one)]
    share, one, text = max(runs, key=lambda run: run[0], default=(0.0, best, ""))
    if share * _PREFERENCE >= best.short_score:
        return one, text
    return best, ", ".join(_items(judged, best))


def _all_of(judged: Judged, best: Candidate) -> str:
    """The enumeration that an answer is an item of, unless one of several is asked for; or ''."""
    query = judged.spans.query
    if query.asked.kind in ("number", "date", "reason") or _ONE_OF.search(query.text):
        return ""
    if told := _listed_of_topic(query, best) or _all_needed(query, best):
        return told
    for _, one, text in _enumerations(judged, best):
        valued = [item for item in _SEPARATOR.split(text) if any(map(str.isdigit, item))]
        if sum(has_all_of(query, item.split()[0]) for item in valued) == 1:
            return ""  # '시비' of '국비 4억 원, 시비 12억 원'
        end = one.text.find(text) + len(text)
        # '휴양소(속초, 제주)' are two that are all.
        plain = not any(letter.isdigit() for letter in text)
        many = len(_SEPARATOR.split(text)) >= _MANY or (plain and f"({text})" in one.text)
        several = many and query.asked.kind in ("thing", "place")
        if query.asked.kind == "person":
            whole = _are_persons(text)
        else:
            whole = several or _COUNTED_OFF.match(one.text, end) is not None
        if end - len(text) <= best.short_start - one.start < end and whole:
            return text
    return ""


def _all_needed(query: Query, best: Candidate) -> str:
    """All that a sentence says to be needed, where that is asked: '위임장과 신분증'; or ''."""
    if _ASKS_NEEDED.search(query.text) is None:
        return ""
    start = best.short_start - best.start
    inside = (m for m in _NEEDED.finditer(best.text) if m.start() <= start < m.end("all"))
    found = next((m["all"] for m in inside), "")
    return found if all(m.tag in _NOMINAL for m in analyse(found)) else ""


def _listed_of_topic(query: Query, best: Candidate) -> str:
    """All that a sentence says to be what is asked for: '참석자는 [기획팀, 개발팀]이다'; or ''.

    Only of nouns side by side, one of which is the likeliest answer; the one that the question
    names, as '수요일 체육'.
    """
    start = best.short_start - best.start
    for found in _LIST_OF.finditer(best.text):
        inside = found.start("items") <= start < found.end("items")
        items = found["items"]
        plain = all(m.tag in _NOMINAL for m in analyse(items))
        if inside and plain and _SEPARATOR.search(items) and bare(found["topic"]) in query.bare:
            pairs = (item.split() for item in _SEPARATOR.split(items))
            named = [" ".join(pair) for pair in pairs if pair[1:] and pair[0] in query.bare]
            return named[0] if len(named) == 1 else items
    return ""


def _are_persons(text: str) -> bool:
    """Whether all items of an enumeration may be persons."""
    return all(map(may_name_person, _SEPARATOR.split(text)))


def _within(judged: Judged, one: Candidate) -> Ints:
    """The numbers of a sentence's spans that could be items: not in the question, no filler."""
    spans = judged.spans
    starts, ends = spans.offsets.T
    here = np.array([read.passage == one.passage for read in spans.reads])[spans.place]
    said = spans.features[:, FEATURES.index("within")] > 0
    filler = spans.features[:, FEATURES.index("filler")] > 0
    own = here & (starts >= one.start) & (ends <= one.end) & ~said & ~filler
    return np.flatnonzero(own).astype(np.int32)


def _enumerations(judged: Judged, one: Candidate) -> Iterator[tuple[float, Candidate, str]]:
    """The runs of two or more spans that only separators part, with their probability."""
    numbers = _within(judged, one)
    places = [(int(a), int(b)) for a, b in judged.spans.offsets[numbers] - one.passage.start]
    runs = {_extended(one.passage.text, place, places) for place in places} - set(places)
    for start, end in sorted(runs):
        held = [n for n, (a, b) in zip(numbers, places, strict=True) if start <= a and b <= end]
        share = float(judged.shares[held].sum())
        # '부결의 넷', '연수생 셋': how many there are is none of them.
        counted = _COUNT_AT_END.search(one.passage.text[start:end])
        yield share, one, one.passage.text[start : start + counted.start() if counted else end]


def _extended(
    text: str, place: tuple[int, int], places: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """A span with all that stand before and after it, parted by separators only."""
    start, end = place
    while True:
        before = [a for a, b in places if b < start and _SEPARATOR.fullmatch(text, b, start)]
        after = [b for a, b in places if a > end and _SEPARATOR.fullmatch(text, end, a)]
        if not before and not after:
            return start, end
        start, end = min(before, default=start), max(after, default=end)


def _items(judged: Judged, one: Candidate) -> list[str]:
    """The spans of a sentence, apart from each other, that are nearly as likely as the best."""
    spans, shares = judged.spans, judged.shares
    own = _within(judged, one)
    items: list[int] = []
    for i in own[np.argsort(-shares[own], kind="stable")]:
        if shares[i] < _FURTHER_ITEM * one.short_score:
            break
        start, end = spans.offsets[i]
        if all(end <= spans.offsets[k][0] or start >= spans.offsets[k][1] for k in items):
            items.append(int(i))
    found = [spans.text(i) for i in sorted(items, key=lambda i: int(spans.offsets[i][0]))]
    return list(dict.fromkeys(found)) or [one.short]
