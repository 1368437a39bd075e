"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from corpus.headers import is_header, is_name, tells_unit
from corpus.symbols import BRACKETED_AT_END, EMPTY_BOX, EMPTY_BOXES, TICK, TICKED_BOXES

_LONGEST_LABEL = 15
_FEWEST = 3
# Most of the values of a column of data are of one kind.
_MOST, _MANY, _SOME = 0.7, 0.5, 0.3
# What forms ask for.
_LABELS = frozenset(
    "부서 소속 직급 직위 직책 성명 이름 성별 나이 학력 전공 경력 자격 주소 전화 연락처 휴대전화 "
    "이메일 팩스 담당 담당부서 품명 품목 물품 규격 수량 단가 금액 용도 사유 목적 내용 기간 일시 "
    "날짜 일자 시간 장소 비고 구분 제목 안건 의견 결과 조치 상태 상호 대표 업체 회사 기관 거래처 "
    "납품처 출장지 행선지 용무 첨부 항목 위치 시공사 감리 발주 계약 수신 발신 참조 국적 학년 "
    "학번 계좌 은행 예금주 교통편 날씨 강사 위원장 간사 주무관 교사 교감 사번 관계 종류 전자우편 "
    "사업명 회의명 시설명 소재지 연면적 총사업비 사업비 공급가액 세액 시행 접수".split()
)
_ENDING = re.compile(
    r"[가-힣](?:일자|[가-힣]일|일시|기간|기한|조건|기관|등급|번호|부서|장소|목적|사유|금액|방법|[가-힣]자|인|명|처|[팀과부국실원교]장|주무관)$"
)
_FIGURE, _DATE, _PHONE = 0, 1, 2
# Of so many labels each another stands in a form of several parts.
_DISTINCT = 0.8
# A box to tick, which no column of data has beside a name.
_BOX = re.compile(rf"[{TICKED_BOXES}{EMPTY_BOXES}{TICK}]\s?[가-힣]")
# What stands in a form to be filled in: '', '원', '(서명)', '□ 예 □ 아니요', '20  .  .'.
_BLANK = re.compile(
    r"[\s.]*|[원명개건인회점세년월일]|20(?:\d\d)?(?:\s?[.년월일]\s?){2,}"
    r"|\(?(?:서명|인|서명 또는 인)\)?"
    rf"|(?:{EMPTY_BOX}[^{EMPTY_BOX}{TICKED_BOXES}{TICK}]*)+"
)
_PARTS = re.compile(r"\s?[/·]\s?")  # '담당/연락처'
_LABELLED = re.compile(r"(?P<label>[^\s\d:]{2,10})(?:(?P<colon>\s?:\s?)|\s)(?P<value>[^\s:].*)")
_BEGUN = re.compile(r"([^:\d]{2,10})\s?:\s")
_KIND = re.compile(r"구분|항목|분류")
_CALLED = re.compile(rf"(?:{_KIND.pattern}) (?:주요 ?)?내용")
_SPACED = re.compile(r"(?:\S\s+)+\S")
_KINDS = (
    # A figure with its unit: '15만 원'.
    re.compile(r"[-+]?[\d,.]+\s?(?:[십백천만억조]+\s)?[^\d\s]{0,3}"),
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"\d{2,4}(?:[-.)]\s?\d{3,4}){1,2}"),  # a telephone number
    re.compile(r"[^\d]*"),
)


# The text of a cell, and whether it stands over several rows.
Drawn = tuple[str, bool]


class Entry(NamedTuple):
    """A label of a form with its value, what stands at the side, whether `more` cells are of it."""

    side: str
    label: str
    value: str
    more: bool = False


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels and values in turn: "성명 | 김하나 | 부서 | 총무과".

    All labels differ, and the values are of several kinds, which those of a column never are; or
    the labels are such as forms have.
    """
    return _is_form(rows, mixed=True)


def sheet_form(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each of the first rows of a sheet that are a form; a list may begin below it."""
    if _is_to_be_filled_in(rows):
        return [[*map(_label, filter(None, row))] for row in rows]
    if length := _form_length(rows):
        return [form_lines(row) for row in rows[:length]]
    drawn = list(_drawn(rows))
    plain = (n for n in range(2, len(rows) - 1) if not any(tall for _, tall in drawn[n]))
    end = next((n for n in plain if _begins_list(*rows[n : n + 2])), len(rows))
    told = [([text for text, _ in row], _told(row) or []) for row in drawn[:end]]
    sided = any(entry.side for _, entries in told for entry in entries)
    whole = all(len(texts) == 1 or entries for texts, entries in told)
    return [_lines(*one) for one in told] if sided and whole and _is_form_of(told, False) else []


def _is_to_be_filled_in(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold well-known labels only, none beside another: values have their room."""
    labels = [cell for row in rows for cell in row if cell]
    beside = (pair for row in rows for pair in pairwise(row))
    known = len(labels) > len(rows) > 1 and all(map(is_known_label, labels))
    return known and not any(map(all, beside))


def _drawn(rows: Sequence[Sequence[str]]) -> Iterator[list[Drawn]]:
    """The filled cells of rows, and whether they are those of a row above or below as well."""
    for number, row in enumerate(rows):
        near = (*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2])
        yield [
            (text, any(text in other[n : n + 1] for other in near))
            for n, text in enumerate(row)
            if text
        ]


def _form_length(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are a form of labels and values in turn."""
    if is_form(rows):
        return len(rows)
    if not all(is_label(cell) for row in _filled(rows[:2]) for cell in row[::2]):
        return 0
    lengths = range(len(rows) - 2, 1, -1)
    begun = (n for n in lengths if _begins_list(*rows[n : n + 2]) and _is_form(rows[:n]))
    return next(begun, 0)


def _begins_list(names: Sequence[str], below: Sequence[str]) -> bool:
    return sum(map(bool, names)) >= _FEWEST and is_header(names, below)


def table_form(rows: Iterable[Sequence[Drawn]]) -> list[str]:
    """A table of a page that is a form as lines, labels with their values; none for other tables.

    Each label has its cell, though nothing may be filled in there; what stands over several rows
    is at the side of what is right of it: "공급자" of "상호 | 가온상사" and "대표 | 김하나". What
    a form to be filled in asks for is no row of data either. Columns called "구분" and "내용" are
    labels and values.
    """
    told: list[tuple[list[str], list[Entry]]] = []
    for row in map(_with_whole_label, rows):
        entries = _told(row)
        if entries is None:  # as in most tables in one of the first rows
            return []
        told.append(([text for text, _ in row], entries))
    called = bool(told) and _CALLED.fullmatch(" ".join(map(_label, told[0][0]))) is not None
    told = told[called:]
    return [line for one in told for line in _lines(*one)] if _is_form_of(told, called) else []


def _is_form_of(told: Sequence[tuple[list[str], list[Entry]]], called: bool) -> bool:
    """Whether rows, with what they tell, are a form; `called` where the columns are called so."""
    paired = [(texts, entries) for texts, entries in told if len(texts) > 1]
    if not paired or _name_columns(paired[0][1]):
        return False
    labelled = [[entry for entry in entries if entry.label] for _, entries in paired]
    differ = _differ([*chain.from_iterable(labelled)])
    return differ and (called or _are_labelled([*map(itemgetter(0), paired)], labelled))


def _name_columns(entries: Sequence[Entry]) -> bool:
    """Whether a row names columns: values are labels as well, or it begins "구분 | 배점".

    So does one that says a pair twice, "직급 | 인원 | 직급 | 인원". What is ticked or numbered,
    "구분 | ☑ 신규 □ 연장", is a value.
    """
    kind, value = _label(entries[0].label), entries[0].value
    plain = bool(value) and is_label(value) and not _BOX.search(value)
    known = all(is_known_label(entry.value) for entry in entries)
    filled = [entry for entry in entries if entry.value]
    twice = len({*filled}) < len(filled)
    return known or twice or (plain and _KIND.fullmatch(kind) is not None)


def _told(row: Sequence[Drawn]) -> list[Entry] | None:
    """What the cells of a row tell, label by label; None where they are no labels with values.

    A cell may hold both. Where cells are left that are no label, they are values of the last one.
    A cell alone is neither.
    """
    entries: list[Entry] = []
    cells, side = [*row] if len(row) > 1 else [], ""
    while cells:
        (text, tall), *others = cells
        odd = next((n for n, one in enumerate(others) if one[1]), len(others)) % 2 == 0
        whole = _whole(text, odd) if entries or side else None
        if tall and _begins_side(others):
            cells, side = others, text
        elif whole:
            entries.append(Entry(side, *whole))
            cells = others
        elif is_label(text) and others:
            entries.append(Entry(side, text, others[0][0]))
            cells = others[1:]
        elif entries:
            value = f"{entries[-1].value} / {text}".strip(" /")
            entries[-1] = entries[-1]._replace(value=value, more=True)
            cells = others
        else:
            return None
    return entries


def _begins_side(cells: Sequence[Drawn]) -> bool:
    """Whether cells right of a tall one begin with a label and its value."""
    if not cells or cells[0][1]:
        return False
    return len(cells) > 1 and is_label(cells[0][0])


def _whole(cell: str, odd: bool) -> tuple[str, str] | None:
    """The label and the value that a cell holds together: "소재지: 윤슬시", "대표자 음기찬".

    Without a colon, "담당 업무" is a label; only where the number of cells is odd it is no pair.
    """
    match = _LABELLED.fullmatch(cell)
    if match is None or not (match["colon"] or (odd and is_known_label(match["label"]))):
        return None
    return match["label"], match["value"]


def _lines(texts: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    """A row of a form as lines; a cell alone as it is."""
    if len(texts) == 1:
        return [_label(texts[0])]
    return [
        f"{_beside(_label(entry.side), _label(entry.label))}"
        f"{' ' if _BLANK.fullmatch(entry.value) else ': '}{entry.value}".strip(": ")
        for entry in entries
    ]


def _beside(side: str, label: str) -> str:
    """A label with what stands at the side of its row: "의뢰자 업체명"."""
    return label if label.startswith(side) else f"{side} {label}"


def _with_whole_label(row: Sequence[Drawn]) -> list[Drawn]:
    """A row whose label, set over the width of its column, was read as two: "일 | 자:"."""
    parts = [text.rstrip(" :：") for text, _ in row[:2]]
    if len(row) > 2 and len(row) % 2 and all(len(part) == 1 for part in parts):
        return [("".join(parts), False), *row[2:]]
    return [*row]


def _differ(entries: Sequence[Entry]) -> bool:
    """Whether there are enough labels for a form, and hardly one stands twice at the same side.

    A few may: what is asked of one is asked of a child as well.
    """
    distinct = {(entry.side, entry.label) for entry in entries}
    return len(entries) >= _FEWEST and len(distinct) >= _DISTINCT * len(entries)


def _are_labelled(rows: Sequence[Sequence[str]], told: Sequence[Sequence[Entry]]) -> bool:
    """Whether the labels of rows are those of forms, or known well enough beside their values.

    Tables that compare things have well-known labels in their first column, yet none behind it,
    where the cells are of columns: "업체 | 가온 | 나래 | 다솜"; and so have scores and allowances.
    """
    labels = [one.label for entries in told for one in entries]
    values = [one.value for entries in told for one in entries]
    if not all(map(is_label, labels)):
        return False
    more = any(one.more for entries in told for one in entries)
    behind = [one.label for entries in told for one in entries[1:]]
    known, uneven = _known(labels), len({*map(len, rows)}) > 1
    if known >= (_MANY if uneven and not more else _MOST):
        return _known(behind) >= _SOME if behind else not (more or _has_header(rows))
    wide = not more and max(map(len, rows)) > 2 and _are_known_enough(rows, labels)
    ticked = any(_BOX.search(value) for value in values)
    return wide and (ticked or _is_mixed(rows, values))


def _are_known_enough(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Whether any label is well known; many, where the first row may name columns by its words."""
    words = all(cell and is_label(cell) for cell in rows[0])
    return _known(labels) >= _MANY if words else any(map(is_known_label, labels))


def _known(labels: Sequence[str]) -> float:
    """The share of labels that are well known."""
    return sum(map(is_known_label, labels)) / max(len(labels), 1)


def _is_form(rows: Sequence[Sequence[str]], mixed: bool = False) -> bool:
    """Whether rows are a form by their labels, or by values that are `mixed`."""
    rows = _filled(rows)
    width = max(map(len, rows), default=0)
    labels = [cell for row in rows for cell in row[::2]]
    values = [cell for row in rows for cell in row[1::2]]
    if len(labels) < _FEWEST or width not in (2, 4, 6) or len({*labels}) < len(labels):
        return False
    if not all(map(is_label, labels)):
        return False
    if mixed and _are_known_enough(rows, labels) and _is_mixed(rows, values):
        return True
    return width > 2 and _are_known(labels, values)


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The filled cells of the rows that have several: cells are merged."""
    return [[*filter(None, row)] for row in rows if sum(map(bool, row)) > 1]


def _is_mixed(rows: Sequence[Sequence[str]], values: Sequence[str]) -> bool:
    kinds = [_kind(value) for value in values]
    most = max(map(kinds.count, kinds), default=0)
    return most <= _MOST * len(kinds) and not _has_header(rows)


def _are_known(labels: Sequence[str], values: Sequence[str]) -> bool:
    """Whether most labels are those of forms, and no value is or stands twice, as in lists."""
    return _known(labels) >= _MOST and len({*values} - _LABELS) == len(values)


def is_known_label(cell: str) -> bool:
    """Whether a cell is such as forms ask for: "성명", "접수 번호"."""
    label = _label(BRACKETED_AT_END.sub("", cell))
    parts = (label, *_PARTS.split(label))
    whole, *others = (
        part.split(" ")[-1] in _LABELS or _ENDING.search(part) is not None for part in parts
    )
    return len(label) <= _LONGEST_LABEL and (whole or all(others))


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of names stands over a column of figures, dates or telephone numbers.

    No form has such columns.
    """
    names, *below = rows
    if len(below) < 2 or not all(map(is_label, names)):
        return False
    columns = ({_kind(row[n]) for row in below if n < len(row)} for n in range(len(names)))
    return any(kinds in ({_FIGURE}, {_DATE}, {_PHONE}) for kinds in columns)


def _kind(value: str) -> int:
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)


def begins_entry(text: str) -> bool:
    """Whether a text begins with a label such as forms have and a colon: "견적일자: 7. 8."."""
    match = _BEGUN.match(text)
    return match is not None and is_known_label(match[1])


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs.

    A unit at the end, "영업팀 | (단위: 원)", is no value; nor is one of several labels.
    """
    cells = [*filter(None, row)]
    if len(cells) > 1 and tells_unit(cells[-1]):
        return [*form_lines(cells[:-1]), cells[-1]]
    paired = len(cells) % 2 == 0 and all(map(is_label, cells[::2]))
    if not paired or (len(cells) > 2 and all(map(is_known_label, cells))):
        return [" ".join(cells)]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [f"{_label(label)}: {value}" for label, value in pairs]


def _label(cell: str) -> str:
    """What a cell names, as people write it: '일시' where it is set as '일    시:'."""
    label = cell.rstrip(": ")
    return "".join(label.split()) if _SPACED.fullmatch(label) else label


def is_label(cell: str) -> bool:
    """Whether a text may be a label: a few words without figures."""
    words = len(cell) <= _LONGEST_LABEL and is_name(cell)
    return words and not any(character.isdigit() for character in cell)
