"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Sequence

from corpus.headers import is_header, is_name, tells_unit
from corpus.symbols import BRACKETED_AT_END, EMPTY_BOX, EMPTY_BOXES, TICK, TICKED_BOXES

_LONGEST_LABEL = 15
_FEWEST = 3
# Most of the values of a column of data are of one kind.
_MOST = 0.7
# What forms ask for.
_LABELS = frozenset(
    "부서 소속 직급 직위 직책 성명 이름 성별 나이 학력 전공 경력 자격 주소 전화 연락처 휴대전화 "
    "이메일 팩스 담당 담당부서 품명 품목 물품 규격 수량 단가 금액 용도 사유 목적 내용 기간 일시 "
    "날짜 일자 시간 장소 비고 구분 제목 안건 의견 결과 조치 상태 상호 대표 업체 회사 기관 거래처 "
    "납품처 출장지 행선지 용무 첨부 항목 위치 시공사 감리 발주 계약 수신 발신 참조 국적 학년 "
    "학번 계좌 은행 예금주 교통편 날씨 강사 위원장 간사 주무관 교사 교감 사번 관계 종류 전자우편 "
    "사업명 회의명 시설명 연면적 총사업비 사업비 시행 접수".split()
)
_ENDING = re.compile(
    r"[가-힣](?:일자|[가-힣]일|일시|기간|번호|부서|장소|목적|사유|금액|방법|[가-힣]자|인|명|처|[팀과부국실원교]장|주무관)$"
)
_FIGURE, _DATE, _PHONE = 0, 1, 2
# Of so many labels each another stands in a form of several parts.
_DISTINCT = 0.8
# A box to tick, which no column of data has beside a name.
_BOX = re.compile(rf"[{TICKED_BOXES}{EMPTY_BOXES}{TICK}]\s?[가-힣]")
# What stands in a form to be filled in: '', '원', '(서명)', '□ 예 □ 아니요', '20  .  .'.
_BLANK = re.compile(
    r"[\s.]*|[가-힣]|20(?:\d\d)?\s?년?[\s.년월일]*|\(?(?:서명|인|서명 또는 인)\)?"
    rf"|(?:{EMPTY_BOX}[^{EMPTY_BOX}{TICKED_BOXES}{TICK}]*)+"
)
_SPACED = re.compile(r"(?:\S\s+)+\S")
_KINDS = (
    # A figure with its unit: '15만 원'.
    re.compile(r"[-+]?[\d,.]+\s?(?:[십백천만억조]+\s)?[^\d\s]{0,3}"),
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
    re.compile(r"\d{2,4}(?:[-.)]\s?\d{3,4}){1,2}"),  # a telephone number
    re.compile(r"[^\d]*"),
)


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels and values in turn: "성명 | 김하나 | 부서 | 총무과".

    All labels differ, and the values are of several kinds, which those of a column never are; or
    the labels are such as forms have.
    """
    return _is_form(rows, mixed=True)


def form_length(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are a form; a list may begin below it without an empty row."""
    if is_form(rows):
        return len(rows)
    if not all(is_label(cell) for row in _filled(rows[:2]) for cell in row[::2]):
        return 0
    lengths = range(len(rows) - 2, 1, -1)
    begun = (n for n in lengths if _begins_list(*rows[n : n + 2]) and _is_form(rows[:n]))
    return next(begun, 0)


def _begins_list(names: Sequence[str], below: Sequence[str]) -> bool:
    return sum(map(bool, names)) >= _FEWEST and is_header(names, below)


def table_form(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of a page that is a form as lines, labels with their values; none for other tables.

    `rows` are the cells as they are drawn: what stands at the side of several rows is a row of its
    own, and each label has its cell, though nothing may be filled in there. What a form to be
    filled in asks for is no row of data either.
    """
    joined = [_with_whole_label(row) for row in rows]
    paired = [row for row in joined if len(row) > 1]
    if not paired or any(len(row) % 2 for row in paired):
        return []
    pairs = [pair for row in paired for pair in zip(row[::2], row[1::2], strict=True) if pair[0]]
    headed = all(map(is_known_label, paired[0][1::2]))
    if headed or not _are_labelled(paired, pairs):
        return []
    return [line for row in joined for line in _told(row)]


def _told(row: Sequence[str]) -> list[str]:
    """The labels of a row with their values as lines; a cell alone as it is."""
    if len(row) == 1:
        return [_label(row[0])]
    pairs = zip(row[::2], row[1::2], strict=True)
    return [
        f"{_label(label)}{' ' if _BLANK.fullmatch(value) else ': '}{value}".strip(": ")
        for label, value in pairs
    ]


def _with_whole_label(row: Sequence[str]) -> list[str]:
    """A row whose label, set over the width of its column, was read as two: "일 | 자:"."""
    parts = [cell.rstrip(" :：") for cell in row[:2]]
    if len(row) > 2 and len(row) % 2 and all(len(part) == 1 for part in parts):
        return ["".join(parts), *row[2:]]
    return [*row]


def _are_labelled(rows: Sequence[Sequence[str]], pairs: Sequence[tuple[str, ...]]) -> bool:
    """Whether pairs are of labels and values; where a row has only one, of well-known labels.

    A few labels may stand twice: what is asked of one is asked of a child as well.
    """
    labels, values = ([pair[n] for pair in pairs] for n in (0, 1))
    if len(pairs) < _FEWEST or len({*labels}) < _DISTINCT * len(labels):
        return False
    if not all(map(is_label, labels)):
        return False
    if sum(map(is_known_label, labels)) >= _MOST * len(labels):
        return True
    ticked = any(_BOX.search(value) for value in values)
    return max(map(len, rows)) > 2 and (ticked or _is_mixed(rows, values))


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
    return (mixed and _is_mixed(rows, values)) or (width > 2 and _are_known(labels, values))


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The filled cells of the rows that have several: cells are merged."""
    return [[*filter(None, row)] for row in rows if sum(map(bool, row)) > 1]


def _is_mixed(rows: Sequence[Sequence[str]], values: Sequence[str]) -> bool:
    kinds = [_kind(value) for value in values]
    most = max(map(kinds.count, kinds), default=0)
    return most <= _MOST * len(kinds) and not _has_header(rows)


def _are_known(labels: Sequence[str], values: Sequence[str]) -> bool:
    """Whether most labels are those of forms, and no value is or stands twice, as in lists."""
    known = sum(map(is_known_label, labels))
    return known >= _MOST * len(labels) and len({*values} - _LABELS) == len(values)


def is_known_label(cell: str) -> bool:
    """Whether a cell is such as forms ask for: "성명", "접수 번호"."""
    label = _label(BRACKETED_AT_END.sub("", cell))
    return label in _LABELS or _ENDING.search(label) is not None


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


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs.

    A unit at the end, "영업팀 | (단위: 원)", is no value.
    """
    cells = [*filter(None, row)]
    if len(cells) > 1 and tells_unit(cells[-1]):
        return [*form_lines(cells[:-1]), cells[-1]]
    paired = len(cells) % 2 == 0 and all(map(is_label, cells[::2]))
    if not paired:
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
