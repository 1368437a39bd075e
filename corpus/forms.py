"""Forms: rows of labels with their values beside them, which no row above names."""

import re
from collections.abc import Sequence

from corpus.headers import is_header, is_name, tells_unit

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
    "학번 계좌 은행 예금주 교통편 날씨".split()
)
_ENDING = re.compile(
    r"[가-힣](?:일자|[가-힣]일|일시|기간|번호|부서|장소|목적|사유|금액|방법|[가-힣]자|인|명|처)$"
)
_FIGURE, _DATE = 0, 1
_KINDS = (
    re.compile(r"[-+]?[\d,.]+\s?[^\d\s]{0,3}"),  # a figure with its unit
    re.compile(r"(?:19|20)\d\d\s?[-./년].*"),  # a date
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
    if not all(_is_label(cell) for row in _filled(rows[:2]) for cell in row[::2]):
        return 0
    lengths = range(len(rows) - 2, 1, -1)
    begun = (n for n in lengths if _begins_list(*rows[n : n + 2]) and _is_form(rows[:n]))
    return next(begun, 0)


def _begins_list(names: Sequence[str], below: Sequence[str]) -> bool:
    return sum(map(bool, names)) >= _FEWEST and is_header(names, below)


def _is_form(rows: Sequence[Sequence[str]], mixed: bool = False) -> bool:
    """Whether rows are a form by their labels, or by values that are `mixed`."""
    rows = _filled(rows)
    width = max(map(len, rows), default=0)
    labels = [cell for row in rows for cell in row[::2]]
    values = [cell for row in rows for cell in row[1::2]]
    if len(labels) < _FEWEST or width not in (2, 4, 6) or len({*labels}) < len(labels):
        return False
    if not all(map(_is_label, labels)):
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
    return cell in _LABELS or _ENDING.search(cell) is not None


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of names stands over columns of figures or dates, as no form has them."""
    names, *below = rows
    if len(below) < 2 or not all(map(_is_label, names)):
        return False
    columns = ({_kind(row[n]) for row in below if n < len(row)} for n in range(len(names)))
    return any(kinds in ({_FIGURE}, {_DATE}) for kinds in columns)


def _kind(value: str) -> int:
    return next((n for n, one in enumerate(_KINDS) if one.fullmatch(value)), -1)


def form_lines(row: Sequence[str]) -> list[str]:
    """A row as lines: "성명: 김하나", or all of it as one where its cells are not such pairs.

    A unit at the end, "영업팀 | (단위: 원)", is no value.
    """
    cells = [*filter(None, row)]
    if len(cells) > 1 and tells_unit(cells[-1]):
        return [*form_lines(cells[:-1]), cells[-1]]
    paired = len(cells) % 2 == 0 and all(map(_is_label, cells[::2]))
    if not paired:
        return [" ".join(cells)]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [f"{label.rstrip(': ')}: {value}" for label, value in pairs]


def _is_label(cell: str) -> bool:
    words = len(cell) <= _LONGEST_LABEL and is_name(cell)
    return words and not any(character.isdigit() for character in cell)
