"""The cell where the row and the column that a question names meet."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from corpus.symbols import BRACKETED_AT_END
from index import bare
from index.units import measured
from rag.language.spans import ReadPassage
from rag.language.values import values_of
from rag.reading.kinds.holders import OWN_OFFICES, post_asked
from rag.reading.kinds.sorts import ASKS_WHEN, lacks_number, tells_time
from rag.reading.scoring.query import WHOLE, Query, has_all_of
from rag.reading.scoring.span_scores import Candidate, Judged
from rag.reading.sentences.range_ends import ASKS_HOUR
from rag.reading.sentences.ranges import (
    contradicts,
    falls_within,
    has_unit,
    have_unit_alike,
)
from rag.reading.tables.asked_words import MEASURED_BY, verb_stems, weighs, weight_asked
from rag.reading.tables.asking import asking_columns
from rag.reading.tables.cells import (
    BARE_FIGURE,
    GROUP_TOTAL,
    Table,
    cell_of,
    cells,
    tables,
)
from rag.reading.tables.columns import (
    is_of_other_unit,
    says_measure,
    unit_above,
    unit_of_column,
)
from rag.reading.tables.matching import Held, held, in_titles, names_held
from rag.reading.tables.together import FoundCell, of_each, of_one_group

# How much of a question its row, its column and the titles must hold.
_LEAST = 0.6
# A line of its own above a table names it, one in brackets tells the unit.
_CAPTION_LINES = 2
_LONGEST_CAPTION = 60
_OF_UNIT = re.compile(r"[(\[<]?\s?단위")
_OF_FIGURES = ("number", "date")
# '12', '약 30명', '없음'; '제1' is one of them, and not how many.
_TELLS_HOW_MANY = re.compile(r"(?!제)(?:[가-힣]{1,2}\s?)?[-+△▲]?\d|[^\d]{1,6}$")
_DIGIT = re.compile(r"\d")
# Columns that may tell why; forms call them by what they are for, or by nothing in particular.
_TELLS_WHY = re.compile(
    r"[사이]유|원인|근거|배경|목적|비고|내용|의견|조치|설명|결과|특이|요지|까닭|경위|메모|참고"
)
_TELLING_FIGURE = re.compile(r"\d[\d,.]{2,}")
# Whether a text says something of a kind, among all of its column.
Says = Callable[[str, Sequence[str]], bool]


def cell_answer(judged: Judged) -> tuple[Candidate, str] | None:
    """The cell that a question asks for, with its row; None where no table has just one."""
    query = judged.spans.query
    found = [one for read in judged.spans.reads for one in _best(query, read)]
    found.sort(key=lambda one: (-one.held, -one.column))
    if not found:
        return None
    best = _likely(judged, found) or found[0]
    # One noun alone is told of many a cell: 포장 of '포장이사' and of '반포장이사'.
    several = sum(weighs(query, term) for term in query.terms.keys() - verb_stems(query)) > 1
    enough = best.held >= _LEAST * weight_asked(query)
    if not enough and not (several and _is_told_but_verbs(query, best)):
        return None
    if _is_of_nobody(query, best):
        return None
    row = judged.sentence(best.read, best.sentence)
    return (row, best.text) if row is not None else None


def _likely(judged: Judged, found: Sequence[FoundCell]) -> FoundCell | None:
    """The cell that is also the likeliest span, where no cell has all that is asked."""
    whole = WHOLE * weight_asked(judged.spans.query)
    said = bare(judged.candidates[0].short)
    return next((one for one in found if found[0].held < whole and bare(one.text) == said), None)


def _is_of_nobody(query: Query, one: FoundCell) -> bool:
    """Whether the holder of an office is asked for, and a cell tells who does something else."""
    office = post_asked(query) if query.asked.kind == "person" else ""
    passage = one.read.passage
    told = f"{one.name} {passage.text[slice(*one.read.sentences[one.sentence])]} {passage.context}"
    return office in OWN_OFFICES and office not in bare(told)


def cell_saying(judged: Judged, says: Says) -> tuple[Candidate, str] | None:
    """The only cell that says something of a kind, of which all nouns of a question are told."""
    query = judged.spans.query
    found = [one for read in judged.spans.reads for one in _best(query, read, says)]
    return _only(judged, found, [term for term in query.terms if says(term, ())])


def cell_under(judged: Judged, named: re.Pattern[str]) -> tuple[Candidate, str] | None:
    """The only cell of a column of such a name, of which all nouns of a question are told.

    Such a name in the question is that of the column: '1등급은 무슨 뜻이야?'.
    """
    query = judged.spans.query
    found = [
        one
        for read in judged.spans.reads
        for table in tables(read)
        for one in _under(query, read, table, named)
    ]
    return _only(judged, found, [*filter(named.match, query.terms)])


def _only(
    judged: Judged, found: Sequence[FoundCell], known: Sequence[str]
) -> tuple[Candidate, str] | None:
    """The only cell of which all that is asked is told, but verbs and what is known."""
    query = judged.spans.query
    least = WHOLE * weight_asked(query, query.verbs.union(known))
    told = [one for one in found if one.held >= least]
    if len({(one.read.passage, one.sentence, one.text) for one in told}) != 1:
        return None
    row = judged.sentence(told[0].read, told[0].sentence)
    return (row, told[0].text) if row is not None else None


def _under(
    query: Query, read: ReadPassage, table: Table, named: re.Pattern[str]
) -> Iterator[FoundCell]:
    """The cells below a column of such a name in the rows that a question names."""
    names = [held(query, *name) for name in table.header]
    asking: list[Held] = [{"": 0.0} if named.match(bare(name)) else {} for name in table.names]
    for row in table.rows if any(asking) else ():
        yield from _in_row(query, read, names, asking, table, row)


def is_cell(judged: Judged) -> bool:
    """Whether the row, the column and the titles of just one cell hold all that is asked.

    A table has no verbs: '몇 개 들어가?' asks for the figure in a cell that all its nouns name,
    '396,000원 받은 사람' for who stands beside that figure, '어떤 영향이 있어?' for what is told
    below '영향'.
    """
    query = judged.spans.query
    found = [one for read in judged.spans.reads for one in _best(query, read)]
    whole = WHOLE * weight_asked(query)
    told = [one for one in found if one.held >= whole]
    told = told or [one for one in found if _is_told_but_verbs(query, one)]
    most = max((one.column for one in told), default=0.0)
    return sum(one.column == most for one in told) == 1


def _is_told_but_verbs(query: Query, one: FoundCell) -> bool:
    """Whether all nouns of a question are told of a cell that answers without a verb."""
    nouns = WHOLE * weight_asked(query, verb_stems(query))
    return one.nouns >= nouns and _needs_no_verb(query, one)


def _needs_no_verb(query: Query, one: FoundCell) -> bool:
    """Whether a cell is plainly what is asked for, or a figure tells its row."""
    kind, unit = query.asked.kind, query.asked.unit
    if kind in _OF_FIGURES:
        bare_figure = not any(value.unit for value in values_of(one.text))
        fits = not unit or bare_figure or has_unit(one.text, unit)
        return _DIGIT.search(one.text) is not None and fits
    asked = {*query.asked.head} & held(query, *cell_of(one.name)).keys()
    named = kind in ("thing", "name") and bool(asked)
    told = any(_TELLING_FIGURE.match(term) for term in query.terms)
    return kind not in ("reason", "manner") and (named or told)


# Several rules ask for the cells of the same passages.
@lru_cache(maxsize=256)
def _best(query: Query, read: ReadPassage, says: Says | None = None) -> Sequence[FoundCell]:
    """The best cell of each table of a passage, where no other cell fits as well.

    Only cells whose text, among those of its column, `says` something count; without that none
    does that only repeats the question: '가족수당' below '수당명' of '가족수당 금액은?'.
    """
    found: list[FoundCell] = []
    for table in tables(read):
        found += of_each(query, read, table)
        best = _likeliest(query, table, _asked_cells(query, read, table, says))
        alike = len({(one.text, one.name) for one in best}) == 1
        found += best[:1] if alike else of_one_group(best)
    return tuple(found)


def _asked_cells(
    query: Query, read: ReadPassage, table: Table, says: Says | None
) -> Sequence[FoundCell]:
    """The cells where a row and a column meet that are asked for; only times where it is when."""
    names = names_held(query, table)
    asking = asking_columns(query, table, names)
    found = [
        one
        for row in table.rows
        for one in _in_row(query, read, names, asking, table, row)
        if says is None or says(one.text, _column(table, one.name))
        if not _is_of_other_sort(query, one)
        if says is not None or not _repeats(query, one)
    ]
    when = ASKS_WHEN.search(query.text) is not None
    return [one for one in found if when and tells_time(one.text)] or found


def _likeliest(query: Query, table: Table, found: Sequence[FoundCell]) -> Sequence[FoundCell]:
    """Those of some cells that bear out most, and of these whose names the question has whole."""
    # '산출 내역' and '금액' of '예산 내역의 금액은?' hold as much.
    ranks = [(one.held, bare(one.name) == query.asked.noun, one.column) for one in found]
    most = max(ranks, default=None)
    best = [one for one, rank in zip(found, ranks, strict=True) if rank == most]
    # '대회의실' is named by all of its letters, '소회의실' only by a part of them.
    labels = [table.rows[one.sentence][table.label][0] for one in best]
    plain = [BRACKETED_AT_END.sub("", label) for label in labels]
    best = [one for one, name in zip(best, plain, strict=True) if has_all_of(query, name)] or best
    # '5월 출고' of '5월 출고액은?', no '5월 입고', however the noun may be taken apart.
    best = [one for one in best if has_all_of(query, one.name)] or best
    # Of the group 사업비 the 총사업비, which has the noun of the group in it.
    best = [one for one in best if bare(one.name.split(" ")[-1]) in query.bare] or best
    return _sums(best) or best


def _column(table: Table, name: str) -> list[str]:
    """What the cells below a name say."""
    columns = [n for n, one in enumerate(table.names) if one == name]
    return [own[n][0] for own in table.rows.values() for n in columns if n < len(own)]


def _sums(best: Sequence[FoundCell]) -> list[FoundCell]:
    """The sum among cells of one row, where no part of it is named: '인원 계' of '몇 명 뽑아?'."""
    of_one = len({one.sentence for one in best}) == 1
    return [one for one in best if of_one and GROUP_TOTAL.fullmatch(one.name)]


def _repeats(query: Query, one: FoundCell) -> bool:
    """Whether a cell only says what the question does; its row may still tell when."""
    return has_all_of(query, one.text) and ASKS_WHEN.search(query.text) is None


def _is_of_other_sort(query: Query, one: FoundCell) -> bool:
    """Whether a person is asked for and a cell holds a day: who signs a paper does so on one.

    Nor is a bare figure anybody, or a time: '7' below '시간' is how many hours; nor how many people
    there are in a table of money.
    """
    figure = BARE_FIGURE.fullmatch(one.text) is not None
    if query.asked.kind == "person":
        return figure or tells_time(one.text)
    if query.asked.kind == "reason" and not _TELLS_WHY.search(one.name):
        return True
    if ASKS_HOUR.search(query.text):
        return figure
    if query.asked.unit in MEASURED_BY and not _TELLS_HOW_MANY.match(one.text):
        return True
    # '당직 직원' for '숙직수당 금액'; '월 요금이 33,000원인 것' gives the number.
    given = any(one.dimensions & query.dimensions for one in measured(query.text))
    if not given and any(map(str.isalpha, one.text)) and lacks_number(query, one.text):
        return True
    return figure and is_of_other_unit(query, _unit_told(query, one))


def _unit_told(query: Query, one: FoundCell) -> str:
    """The unit of a bare figure: by its column or row, else by what stands right above the table.

    What a question calls as the row does is measured as that is: '수온은 얼마야?' of '수온(℃)'.

    '' where its column or its row says by itself what it measures, as 인원 in a table of money.
    """
    label, *_ = cells(one.read, one.sentence)[0]
    named = has_all_of(query, BRACKETED_AT_END.sub("", label))
    if own := unit_of_column(one.name) or ("" if named else unit_of_column(label)):
        return own
    unit = unit_above(one.read.passage.text[: one.read.sentences[one.sentence][0]])
    return "" if any(says_measure(name, unit) for name in (one.name, label)) else unit


def _in_row(
    query: Query,
    read: ReadPassage,
    names: Sequence[Held],
    asking: Sequence[Held],
    table: Table,
    row: int,
) -> Iterator[FoundCell]:
    """The cells of a row under a column that is asked for, if the question names the row.

    What the question says of a cell that names the row is often its column: the plan Standard.
    """
    row_cells = table.rows[row][: len(names)]
    if contradicts(query, row_cells[0][0]) or any(
        falls_within(query, text) is False for text, _ in row_cells
    ):
        return
    own = [held(query, *cell) for cell in row_cells]
    # Other things' cells name no row.
    labels = range(table.naming_first if table.lies_across else len(row_cells))
    caption = _caption(read, row)
    titles = in_titles(query, read, caption)
    verbs = verb_stems(query)
    for column, (text, _) in enumerate(row_cells):
        others = [
            n
            for n in labels
            if n != column and own[n].keys() - asking[column] and _go_together(table, n, column)
        ]
        if asking[column].keys() - names[column].keys() and any(
            own[n] and have_unit_alike(text, row_cells[n][0]) for n in others
        ):
            continue  # '14:00~18:00 | 돌봄(14:30부터 낮잠)': what is asked about has its own
        if text and others and asking[column]:
            said = [asking[column], titles, *(own[n] for n in others), *(names[n] for n in others)]
            known = {t: max(o.get(t, 0.0) for o in said) for t in query.terms if weighs(query, t)}
            nouns = sum(weight for t, weight in known.items() if t not in verbs)
            weights = sum(known.values()), nouns, sum(asking[column].values())
            yield FoundCell(*weights, read, row, text, table.header[column][0])


def _go_together(table: Table, one: int, other: int) -> bool:
    """Whether cells of two columns may be of one thing: '담당 | 연락처 | 담당 | 연락처' has two.

    What '요금(주말)' tells names no row for '요금(주중)'.
    """
    turns = table.turns[one], table.turns[other]
    names = [table.names[n] for n in (one, other)]
    plain = {BRACKETED_AT_END.sub("", name) for name in names}
    alike = len(plain) < len({*names}) and plain != {""}
    return not alike and (not all(turns) or turns[0] == turns[1])


def _caption(read: ReadPassage, row: int) -> str:
    """What stands directly above the table of a row: '<표 2> 지점별 매출', and its unit."""
    header = read.headers.get(row, 0)
    lines: list[str] = []
    for start, end in reversed(read.sentences[max(0, header - _CAPTION_LINES) : header]):
        line = read.passage.text[start:end]
        if line.startswith("|") or len(line) > _LONGEST_CAPTION or line.endswith("."):
            break
        lines.append(line.lower())
        if not _OF_UNIT.match(line):
            break
    return " ".join(["", *lines])
