"""Sheets as offices fill them in: forms without a header, several tables, remarks below."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from corpus import Document
from corpus.forms import form_lines, is_form
from corpus.reading import read


def lines(path: Path, rows: Sequence[Sequence[object]]) -> list[str]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return [line for line in document.text.splitlines() if line]


def test_a_form_has_no_header(tmp_path: Path) -> None:
    rows = [
        ["지출결의서"],
        ["결의번호", "지출-77"],
        ["결의일자", "2025-05-02"],
        ["작성자", "우상미 주임"],
        ["금액", "1,850,000원"],
    ]
    expected = ["# 지출결의서", "결의번호: 지출-77", "결의일자: 2025-05-02", "작성자: 우상미 주임"]
    assert lines(tmp_path / "결의.xlsx", rows) == [*expected, "금액: 1,850,000원"]


def test_a_form_of_four_columns_above_a_table(tmp_path: Path) -> None:
    rows = [
        ["견적번호", "Q-17", "견적일", "2025-03-17"],
        ["공급자", "다온오피스", "대표자", "마지훈"],
        [],
        ["번호", "품목", "규격", "수량", "단가"],
        [1, "의자", "메쉬", 36, 89000],
        [],
        ["특기사항", "사다리차 비용은 별도입니다."],
    ]
    assert lines(tmp_path / "견적.xlsx", rows) == [
        "견적번호: Q-17",
        "견적일: 2025-03-17",
        "공급자: 다온오피스",
        "대표자: 마지훈",
        "| 번호 | 품목 | 규격 | 수량 | 단가 |",
        "| 번호: 1 | 품목: 의자 | 규격: 메쉬 | 수량: 36 | 단가: 89000 |",
        "특기사항: 사다리차 비용은 별도입니다.",
    ]


def test_a_form_of_words_only_is_told_by_its_labels(tmp_path: Path) -> None:
    rows = [
        ["부서", "총무과", "담당", "김하나"],
        ["품명", "의자", "규격", "회전형"],
        ["용도", "사무용", "납품처", "본관"],
    ]
    pairs = [f"{label}: {value}" for row in rows for label, value in (row[:2], row[2:])]
    assert lines(tmp_path / "품의.xlsx", rows) == pairs


def test_a_list_may_begin_below_a_form_without_an_empty_row(tmp_path: Path) -> None:
    rows = [
        ["시설 점검표"],
        ["시설명", "본관", "점검자", "김하나"],
        ["점검일", "2025-04-03", "결과", "양호"],
        ["항목", "상태", "조치", "비고"],
        ["전기", "양호", "없음"],
        ["소방", "불량", "교체", "4월 중"],
    ]
    assert lines(tmp_path / "점검.xlsx", rows) == [
        "# 시설 점검표",
        "시설명: 본관",
        "점검자: 김하나",
        "점검일: 2025-04-03",
        "결과: 양호",
        "| 항목 | 상태 | 조치 | 비고 |",
        "| 항목: 전기 | 상태: 양호 | 조치: 없음 |",
        "| 항목: 소방 | 상태: 불량 | 조치: 교체 | 비고: 4월 중 |",
    ]


def test_a_second_table_has_a_header_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["부서", "인원"],
        ["총무과", 7],
        [],
        ["재무과", 5],
        [],
        ["2분기 장비"],
        ["장비", "대수"],
        ["노트북", 12],
    ]
    assert lines(tmp_path / "현황.xlsx", rows) == [
        "| 부서 | 인원 |",
        "| 부서: 총무과 | 인원: 7 |",
        "| 부서: 재무과 | 인원: 5 |",
        "## 2분기 장비",
        "| 장비 | 대수 |",
        "| 장비: 노트북 | 대수: 12 |",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["이름", "나이"], ["김하나", "31"], ["박두리", "28"], ["최세나", "40"]],
        [["이름", "부서"], ["김하나", "총무과"], ["박두리", "재무과"], ["최세나", "홍보과"]],
        [["부서", "성명", "담당", "연락처"], ["총무과", "김하나", "인사", "본관"]],
        [["품명", "색상", "규격", "산지"], ["의자", "검정", "회전형", "국산"]],
        [["성명", "김하나", "박두리", "이세찬"], ["부서", "총무과", "재무과", "홍보과"]],
        [["과목", "금액"], ["식비", "10"], ["식비", "2025-01-02"], ["식비", "가"]],
    ],
)
def test_columns_of_one_kind_are_data(rows: list[list[str]]) -> None:
    assert not is_form(rows)


def test_what_is_no_pair_is_one_line() -> None:
    assert form_lines(["", "2025년 예산", "천원"]) == ["2025년 예산 천원"]
