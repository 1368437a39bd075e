"""Labels: what forms ask for, and what names a value or a column."""

import re
from collections.abc import Sequence

from corpus.symbols import BRACKETED_AT_END

_LONGEST = 15
# Shares that tell something: of labels that are known, of values of one kind.
SOME, MANY, MOST = 0.3, 0.5, 0.7
# What forms ask for.
LABELS = frozenset(
    "부서 소속 직급 직위 직책 성명 이름 성별 나이 학력 전공 경력 자격 주소 전화 연락처 휴대전화 "
    "이메일 팩스 담당 담당부서 품명 품목 물품 규격 수량 단가 금액 용도 사유 목적 내용 기간 일시 "
    "날짜 일자 시간 장소 비고 구분 제목 안건 의견 결과 조치 상태 상호 대표 업체 회사 기관 거래처 "
    "납품처 출장지 행선지 용무 첨부 붙임 항목 위치 시공사 감리 발주 계약 수신 발신 참조 국적 학년 "
    "학번 계좌 은행 예금주 교통편 날씨 강사 위원장 간사 주무관 교사 교감 사번 관계 종류 전자우편 "
    "사업명 회의명 시설명 소재지 연면적 총사업비 사업비 공급가액 세액 시행 접수 내선".split()
)
_ENDING = re.compile(
    r"[가-힣](?:일자|[가-힣]일|일시|계좌|기간|기한|조건|기관|등급|번호|부서|장소|목적|사유|금액|방법|구분|내용|결과|인원|대상|사항|항목|[가-힣]자|인|명|처|[팀과부국실원교]장|주무관)$"
)
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진"
)
# Names end as labels do; who is asked for by these: '담당자 | 박해인'.
_NAMED = re.compile(rf"[{''.join(sorted(SURNAMES))}][가-힣][명인자]")
_ASKS_WHO = re.compile(r"(?:이름|대표|담당|[가-힣][명인자장사])$")
_PARTS = re.compile(r"\s?[/·]\s?")  # '담당/연락처'
_LONGEST_BEGUN = 10
_BEGUN = re.compile(rf"([^:\d]{{2,{_LONGEST_BEGUN}}})\s?:\s")
_SPACED = re.compile(r"(?:\S\s+)+\S")


def is_label(cell: str) -> bool:
    """Whether a text may be a label: a few words without figures."""
    return len(cell) <= _LONGEST and (cell.isalpha() or not any(map(str.isdigit, cell)))


def is_known_label(cell: str) -> bool:
    """Whether a cell is such as forms ask for: "성명", "접수 번호"."""
    label = label_of(BRACKETED_AT_END.sub("", cell) if ")" in cell else cell)
    if len(label) > _LONGEST:
        return False
    return _is_asked_for(label) or (
        ("/" in label or "·" in label) and all(map(_is_asked_for, _PARTS.split(label)))
    )


def _is_asked_for(label: str) -> bool:
    """Whether a label ends with what forms ask for, or as the names of such things do."""
    return label.split(" ")[-1] in LABELS or _ENDING.search(label) is not None


def is_label_beside(label: str, cell: str) -> bool:
    """Whether a cell beside a label is a known label as well, and no name: "담당자 | 박해인"."""
    if not is_known_label(cell):
        return False
    return cell in LABELS or not (_NAMED.fullmatch(cell) and _ASKS_WHO.search(label_of(label)))


def known_share(labels: Sequence[str]) -> float:
    """The share of labels that are known; 0 where there are none."""
    return sum(map(is_known_label, labels)) / max(len(labels), 1)


def are_known_enough(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Whether any label is known; many, where the first row may name columns by its words."""
    words = all(cell and is_label(cell) for cell in rows[0])
    return known_share(labels) >= MANY if words else any(map(is_known_label, labels))


def begins_entry(text: str) -> bool:
    """Whether a text begins with a label such as forms have and a colon: "견적일자: 7. 8."."""
    match = _begun(text)
    return match is not None and is_known_label(match[1])


def is_signed(cell: str) -> bool:
    """Whether a cell begins the boxes in which those sign who approve: "결재 | 담당 | 부장"."""
    return cell.startswith("결") and label_of(cell) == "결재"


def holds_label(text: str) -> bool:
    """Whether a text begins with a short label and a colon: "병동: 51병동"."""
    return _begun(text) is not None


def _begun(text: str) -> re.Match[str] | None:
    """What begins a text, where it is a short label and a colon: seldom, as one look tells."""
    return _BEGUN.match(text) if ":" in text[: _LONGEST_BEGUN + 2] else None


def label_of(cell: str) -> str:
    """What a cell names, as people write it: '일시' where it is set as '일    시:'."""
    label = cell.rstrip(": ")
    apart = label[1:2].isspace() and _SPACED.fullmatch(label)
    return "".join(label.split()) if apart else label
