"""Sheets as offices fill them in: forms without a header, several tables, remarks below."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest

from corpus import Document
from corpus.reading import read
from corpus.sheet_forms import form_lines, is_form


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


def test_columns_of_prices_and_telephone_numbers_are_no_form(tmp_path: Path) -> None:
    rows = [
        ["자리", "입점료", "관리인", "연락처"],
        ["가람", "7만 원", "하도연", "031-555-0101"],
        ["여울", "5만 원", "봉서진", "031-555-0102"],
    ]
    assert lines(tmp_path / "자리.xlsx", rows)[1:] == [
        "| 자리: 가람 | 입점료: 7만 원 | 관리인: 하도연 | 연락처: 031-555-0101 |",
        "| 자리: 여울 | 입점료: 5만 원 | 관리인: 봉서진 | 연락처: 031-555-0102 |",
    ]


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


def test_a_sheet_tells_of_each_party_behind_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [
        ["견 적 서"],
        ["견적번호", "가-17", "공급자", "상호", "가온상사"],
        ["수신", "나래물산 귀중", None, "대표자", "김하나"],
        ["유효기간", "30일", None, "주소", "강릉시"],
        ["번호", "품명", "수량"],
        [1, "의자", 10],
    ]:
        book.active.append(row)
    book.active.merge_cells("C2:C4")
    book.save(tmp_path / "견적.xlsx")
    assert document(tmp_path / "견적.xlsx") == [
        "# 견 적 서",
        "견적번호: 가-17",
        "공급자 상호: 가온상사",
        "수신: 나래물산 귀중",
        "공급자 대표자: 김하나",
        "유효기간: 30일",
        "공급자 주소: 강릉시",
        "| 번호 | 품명 | 수량 |",
        "| 번호: 1 | 품명: 의자 | 수량: 10 |",
    ]


def document(path: Path) -> list[str]:
    (found,) = read(path, path.name)
    assert isinstance(found, Document)
    return [line for line in found.text.splitlines() if line]


def word(
    path: Path, rows: Sequence[Sequence[str]], *merged: tuple[int, int, int, int]
) -> list[str]:
    """The lines of a Word file with one table, in which blocks of cells are merged."""
    file = docx.Document()
    table = file.add_table(len(rows), len(rows[0]))
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text or cell.text
    file.save(str(path))
    return document(path)


def test_a_form_of_a_page_is_read_as_labels_with_values(tmp_path: Path) -> None:
    rows = [
        ["접수번호", "복지-91", "접 수 일", "2025. 6. 2."],
        ["신청\n내용", "종류", "☑ 연차 □ 반차", ""],
        ["", "사유", "이사", ""],
    ]
    told = word(tmp_path / "신청.docx", rows, (1, 0, 2, 0), (1, 2, 1, 3), (2, 2, 2, 3))
    assert told == [
        "접수번호: 복지-91",
        "접수일: 2025. 6. 2.",
        "신청 내용 종류: ☑ 연차 □ 반차",
        "신청 내용 사유: 이사",
    ]


def test_what_a_form_tells_of_each_party_is_behind_its_name(tmp_path: Path) -> None:
    rows = [
        ["견적번호", "가-17", "공급자", "상호", "가온상사"],
        ["견적일", "2026. 3. 5.", "", "대표자", "김하나"],
    ]
    told = word(tmp_path / "견적.docx", rows, (0, 2, 1, 2))
    assert told == [
        "견적번호: 가-17",
        "공급자 상호: 가온상사",
        "견적일: 2026. 3. 5.",
        "공급자 대표자: 김하나",
    ]


def test_a_cell_of_a_form_may_hold_its_label_or_be_of_the_one_before(tmp_path: Path) -> None:
    rows = [
        ["계약명", "청사 청소 용역", "", ""],
        ["발주자", "상호", "가온재단", "대표자 김하나"],
        ["", "등록번호", "418-82", "소재지: 강릉시"],
        ["계약금액", "월 18만 원", "총액 216만 원", "부가세 별도"],
    ]
    told = word(tmp_path / "계약.docx", rows, (0, 1, 0, 3), (1, 0, 2, 0))
    assert told == [
        "계약명: 청사 청소 용역",
        "발주자 상호: 가온재단",
        "발주자 대표자: 김하나",
        "발주자 등록번호: 418-82",
        "발주자 소재지: 강릉시",
        "계약금액: 월 18만 원 / 총액 216만 원 / 부가세 별도",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["성명", "생년월일", "부서", "입사일"],
            ["김하나", "1991. 2. 3.", "총무과", "2020. 4. 5."],
        ],
        [["시설", "위치"], ["강당", "3층"], ["식당", "지하"], ["주차", "무료"]],
        [["기관", "소재지", "대표자"], ["가온", "강릉시", "김하나"], ["나래", "동해시", "박두리"]],
        [["담당", "기한", "장소", "비고"], ["총무과", "6. 1.", "강당", "없음"]],
        [["분류", "점수"], ["학력", "15"], ["경력", "35"], ["자격", "5"]],
        [["직위", "수당"], ["위원장", "20만 원"], ["간사", "12만 원"], ["강사", "9만 원"]],
        [
            ["위험", "가능성", "영향", "대응"],
            ["파업", "중", "상", "3월 협의"],
            ["태풍", "하", "큼", "2곳 확보"],
        ],
        [["김하나", "총무과", "대리", "1001"], ["박두리", "재무과", "사원", "1002"]],
    ],
    ids=[
        "names of columns",
        "two columns of data",
        "parties",
        "duties",
        "scores",
        "allowances",
        "risks",
        "people",
    ],
)
def test_tables_of_data_stay_tables(tmp_path: Path, rows: list[list[str]]) -> None:
    assert word(tmp_path / "표.docx", rows)[0] == f"| {' | '.join(rows[0])} |"


@pytest.mark.parametrize(
    "rows",
    [
        [["업체명", "가온", "나래"], ["금액", "90만 원", "80만 원"], ["계약조건", "동일", ""]],
        [["구분", "갑", "을", "병"], ["업체", "가온", "나래", "다솜"], ["장소", "강당", "", ""]],
        [["구분", "당초", "변경"], ["계약기간", "2개월", "5개월"], ["사유", "재설계", ""]],
    ],
    ids=["two", "three", "before and after"],
)
def test_what_is_told_of_all_that_a_table_compares_makes_no_form(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    told = word(tmp_path / "비교.docx", rows, (2, 1, 2, len(rows[0]) - 1))
    assert told[0] == f"| {' | '.join(rows[0])} |"


def test_a_row_that_says_a_pair_twice_names_columns(tmp_path: Path) -> None:
    rows = [
        ["직급", "정원", "직급", "정원"],
        ["사무국장", "1", "총무팀장", "2"],
        ["간사", "3", "강사", "4"],
    ]
    assert word(tmp_path / "정원.docx", rows)[0] == "| 직급 | 정원 |"


def test_a_row_of_labels_above_its_values_is_no_pair() -> None:
    assert form_lines(["작성일", "공급가액", "세액", "비고"]) == ["작성일 공급가액 세액 비고"]
    assert form_lines(["대표자", "선우명"]) == ["대표자: 선우명"]


def test_only_what_is_to_be_filled_in_has_no_colon(tmp_path: Path) -> None:
    rows = [["성명", "김하나", "성별", "여"], ["입사일", "1998년", "평가 결과", "상"]]
    told = word(tmp_path / "인사.docx", [*rows, ["나이", "20", "작성일", "20   년  월  일"]])
    assert told[1::2] == ["성별: 여", "평가 결과: 상", "작성일 20 년 월 일"]
    assert told[4] == "나이: 20"


def test_columns_called_by_nothing_but_kind_and_content_are_labels_with_values(
    tmp_path: Path,
) -> None:
    rows = [["구 분", "주요 내용"], ["주제", "달빛"], ["재원", "도비 15%"], ["입장료", "무료"]]
    assert word(tmp_path / "계획.docx", rows) == ["주제: 달빛", "재원: 도비 15%", "입장료: 무료"]


def test_a_form_to_be_filled_in_has_labels_without_values(tmp_path: Path) -> None:
    rows = [
        ["신청인", "", "연락처", ""],
        ["주소", "", "금액", "원"],
        ["날짜", "20  .  .", "확인자", "(서명)"],
    ]
    told = word(tmp_path / "서식.docx", rows)
    assert told == ["신청인", "연락처", "주소", "금액 원", "날짜 20 . .", "확인자 (서명)"]


def test_a_sheet_to_be_filled_in_has_labels_without_values(tmp_path: Path) -> None:
    rows = [["신청서"], ["성명", None, "부서"], ["전화", None, "주소"], ["사유"]]
    told = lines(tmp_path / "서식.xlsx", rows)
    assert told == ["# 신청서", "성명", "부서", "전화", "주소", "사유"]


def test_two_parties_side_by_side_have_labels_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["갑", "상호", "가온상사", "을", "상호", "나래물산"],
        ["", "대표", "김하나", "", "대표", "박두리"],
    ]
    told = word(tmp_path / "계약.docx", rows, (0, 0, 1, 0), (0, 3, 1, 3))
    assert told == ["갑 상호: 가온상사", "을 상호: 나래물산", "갑 대표: 김하나", "을 대표: 박두리"]


def slide(path: Path, boxes: Sequence[tuple[str, int, int, int]]) -> list[str]:
    file: Any = pptx.Presentation()
    page = file.slides.add_slide(file.slide_layouts[6])
    for text, left, top, width in boxes:
        page.shapes.add_textbox(left, top, width, 40).text_frame.text = text
    file.save(str(path))
    return document(path)


def test_boxes_of_a_slide_beside_each_other_are_labels_with_values(tmp_path: Path) -> None:
    pairs = [("시공사", "동해건설㈜"), ("공사 기간", "7개월"), ("위치", "강릉시")]
    boxes = [
        (text, left, 100 * place, width)
        for place, (label, value) in enumerate(pairs)
        for text, left, width in ((label, 10, 50), (value, 80, 300))
    ]
    told = slide(tmp_path / "보고.pptx", [*boxes, ("모두 확정된 값임", 10, 900, 300)])
    assert told == [*(f"{label}: {value}" for label, value in pairs), "모두 확정된 값임"]


def test_steps_side_by_side_are_no_labels(tmp_path: Path) -> None:
    steps = ["접수", "검토", "승인", "통보", "이행", "종료"]
    boxes = [(step, 100 * place, 10, 80) for place, step in enumerate(steps)]
    assert slide(tmp_path / "절차.pptx", boxes) == steps


def test_a_clause_below_a_sheet_is_a_note(tmp_path: Path) -> None:
    rows = [
        ["번호", "공구", "빌린 사람", "상태"],
        ["K-1", "드릴", "김하나", "양호"],
        ["늦으면 하루 3,000원을 급여에서 뺌"],
    ]
    assert lines(tmp_path / "대장.xlsx", rows)[-1] == "늦으면 하루 3,000원을 급여에서 뺌"


def test_a_table_without_names_of_columns_has_only_data(tmp_path: Path) -> None:
    rows = [["신청", "5. 20.(수) ~ 5. 27.(수)", "누리집"], ["발표", "6. 2.(화) 14:00", "문자 알림"]]
    assert word(tmp_path / "일정.docx", rows) == [f"| {' | '.join(row)} |" for row in rows]
    amounts = [["수도료", "12,300원"], ["전기료", "45,600원"], ["합계", "57,900원"]]
    assert word(tmp_path / "고지.docx", amounts)[1] == "| 전기료 | 45,600원 |"
