"""Sheets: labels without values, what stands below a table, days that name columns."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from corpus import Document
from corpus.headers import tells_unit
from corpus.reading import read


def lines(path: Path, rows: Sequence[Sequence[object]], *merged: str) -> list[str]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return [line for line in document.text.splitlines() if line]


def test_the_last_label_of_a_form_may_have_no_value(tmp_path: Path) -> None:
    rows = [["점검표"], ["시설명", "별관", "점검자", "남다정"], ["점검일", "2031-04-03", "확인자"]]
    assert lines(tmp_path / "점검.xlsx", rows)[-2:] == ["점검일: 2031-04-03", "확인자"]


def test_a_label_before_another_one_has_no_value(tmp_path: Path) -> None:
    rows = [["부서", "총무과", "직위", "주임"], ["담당자", None, "연락처", "033-555-0131"]]
    told = lines(tmp_path / "카드.xlsx", [*rows, ["주소", "동해시 샘길 3", "비고"]])
    assert told[2:4] == ["담당자", "연락처: 033-555-0131"]


def test_a_form_of_words_in_two_columns_is_told_by_its_labels(tmp_path: Path) -> None:
    rows = [["신청서"], ["성명", "남다정"], ["부서", "총무과"], ["전화"], ["사유", "이사"]]
    told = lines(tmp_path / "신청.xlsx", rows)
    assert told[1:] == ["성명: 남다정", "부서: 총무과", "전화", "사유: 이사"]


TABLE = [["품목", "수량", "금액"], ["선반", 4, 360000], ["합계", 4, 360000]]


@pytest.mark.parametrize("gap", [[], [[]]], ids=["directly", "below an empty row"])
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["담당", "남다정"]], ["담당: 남다정"]),
        ([["작성자", "남다정", "확인자", "도한결"]], ["작성자: 남다정", "확인자: 도한결"]),
        ([["비고: 운임 별도"], ["작성자: 남다정"]], ["비고: 운임 별도", "작성자: 남다정"]),
        ([["자료: 샘터 통계"]], ["자료: 샘터 통계"]),
    ],
    ids=["one", "two", "with colons", "source"],
)
def test_who_made_a_table_is_no_row_of_it(
    tmp_path: Path, gap: list[list[str]], rows: list[list[str]], told: list[str]
) -> None:
    found = lines(tmp_path / "표.xlsx", [*TABLE, *gap, *rows])
    assert found[2:] == ["| 품목: 합계 | 수량: 4 | 금액: 360000 |", *told]


def test_labels_with_values_apart_below_a_table_are_no_table(tmp_path: Path) -> None:
    rows = [[], ["입금계좌", "샘물은행 110-22"], ["유의사항", "유효기간은 30일입니다."]]
    assert lines(tmp_path / "표.xlsx", [*TABLE, *rows])[-2:] == [
        "입금계좌: 샘물은행 110-22",
        "유의사항: 유효기간은 30일입니다.",
    ]


def test_texts_alone_below_an_empty_row_are_no_rows(tmp_path: Path) -> None:
    rows = [[], ["의견"], ["주차장이 좁음"], ["안내가 더 있으면 좋겠음"]]
    told = lines(tmp_path / "조사.xlsx", [*TABLE, *rows])
    assert told[3:] == ["의견", "주차장이 좁음", "안내가 더 있으면 좋겠음"]


def test_what_is_below_a_list_set_side_by_side_is_below_all_of_it(tmp_path: Path) -> None:
    rows = [
        ["성명", "전화", "성명", "전화"],
        ["남다정", "101", "도한결", "102"],
        ["마이든", "103", "소하람", "104"],
        ["작성일: 2031. 4. 1."],
    ]
    told = lines(tmp_path / "전화.xlsx", rows)
    assert told[-2:] == ["| 성명: 소하람 | 전화: 104 |", "작성일: 2031. 4. 1."]


def test_texts_alone_in_their_rows_are_lines(tmp_path: Path) -> None:
    told = [f"제{n}조 예비비 {n}" for n in range(1, 6)]
    rows = [["예산 총칙"], [], *([line] for line in told)]
    assert lines(tmp_path / "총칙.xlsx", rows)[1:] == told


def test_two_labels_with_values_above_a_table_are_a_form(tmp_path: Path) -> None:
    rows = [["조사"], ["조사 기간", "3. 2. ~ 3. 13."], ["응답자", "212명"], [], *TABLE]
    told = lines(tmp_path / "조사.xlsx", rows)
    assert told[1:4] == ["조사 기간: 3. 2. ~ 3. 13.", "응답자: 212명", "| 품목 | 수량 | 금액 |"]


def test_who_is_to_sign_stands_beside_the_title_of_a_sheet(tmp_path: Path) -> None:
    rows = [["구매 품의", None, "결 재", "담당", "부장"], *TABLE]
    assert lines(tmp_path / "품의.xlsx", rows)[:3] == [
        "# 구매 품의",
        "결 재 담당 부장",
        "| 품목 | 수량 | 금액 |",
    ]


def test_rows_of_a_table_that_begin_with_labels_stay(tmp_path: Path) -> None:
    rows = [["구분", "봄", "가을"], ["참가자", 20, 30], ["비고", "취소"]]
    assert lines(tmp_path / "행사.xlsx", rows)[-1] == "| 구분: 비고 | 봄: 취소 |"


def test_days_and_their_names_below_a_month_name_columns(tmp_path: Path) -> None:
    rows = [
        ["성명", "3월", None, None, "계"],
        [None, 1, 2, 3, None],
        [None, "토", "일", "월", None],
        ["남다정", "D", "N", "/", 2],
    ]
    told = lines(tmp_path / "근무.xlsx", rows, "A1:A3", "B1:D1", "E1:E3")
    assert told[1] == "| 성명: 남다정 | 3월 1(토): D | 3월 2(일): N | 3월 3(월): / | 계: 2 |"


@pytest.mark.parametrize("days", [(1, 2, 3), ("1일(월)", "2일(화)", "3일(수)")])
def test_bare_days_behind_a_word_name_columns(tmp_path: Path, days: tuple[object, ...]) -> None:
    told = lines(tmp_path / "근무.xlsx", [["성명", *days], ["남다정", "주", "야", "비"]])
    assert told[1] == f"| 성명: 남다정 | {days[0]}: 주 | {days[1]}: 야 | {days[2]}: 비 |"


def test_numbers_over_more_numbers_in_order_name_no_columns(tmp_path: Path) -> None:
    rows = [["가동", 1, 2, 3], ["나동", 4, 5, 6]]
    assert lines(tmp_path / "표.xlsx", rows)[1] == "| 나동 | 4 | 5 | 6 |"


def test_labels_above_names_of_groups_are_no_names(tmp_path: Path) -> None:
    rows = [
        ["장소", "식당", None, "점검자", "남다정"],
        ["날짜", "냉장(5℃)", None, "냉동(-18℃)", None],
        [None, "오전", "오후", "오전", "오후"],
        ["3/2", 3, 4, -19, -18],
        ["3/3", 4, 5, -18, -17],
    ]
    told = lines(tmp_path / "온도.xlsx", rows, "A2:A3", "B2:C2", "D2:E2")
    assert told[:2] == ["장소: 식당", "점검자: 남다정"]
    assert told[3].startswith("| 날짜: 3/2 | 냉장(5℃) 오전: 3 |")


def test_known_names_of_columns_below_a_title_begin_another_table(tmp_path: Path) -> None:
    rows = [
        ["기간", "학교명", "전공"],
        ["2019~2023", "샘물대학교", "기계"],
        ["경력"],
        ["기간", "회사명", "직위"],
        ["2023~2026", "솔빛상사", "사원"],
    ]
    told = lines(tmp_path / "카드.xlsx", rows)
    assert told[-1] == "| 기간: 2023~2026 | 회사명: 솔빛상사 | 직위: 사원 |"


def test_cells_that_hold_a_label_and_a_value_are_lines(tmp_path: Path) -> None:
    rows = [["근무표"], ["병동: 51병동", None, "작성: 남다정"], *TABLE]
    assert lines(tmp_path / "근무.xlsx", rows)[1:3] == ["병동: 51병동", "작성: 남다정"]


def test_a_sum_of_things_that_have_names_of_their_own_is_of_all(tmp_path: Path) -> None:
    rows = [["품목", "금액"], ["선반", 10], ["책상", 20], ["소계", 30]]
    assert lines(tmp_path / "표.xlsx", rows)[-1] == "| 품목: 소계 | 금액: 30 |"
    rows = [["부서", "금액"], ["총무", 10], ["소계", 10], ["시설", 20], ["소계", 20]]
    assert lines(tmp_path / "표.xlsx", rows)[-1] == "| 부서: 시설 소계 | 금액: 20 |"


@pytest.mark.parametrize("cell", ["(단위: 천원)", "단위：명", "[단위 kg]", "단위 천원", "단위(원)"])
def test_a_unit_is_told(cell: str) -> None:
    assert tells_unit(cell)


@pytest.mark.parametrize("cell", ["단위", "단위사업", "단위 면적당 수확량", "기본단위"])
def test_other_units_are_words(cell: str) -> None:
    assert not tells_unit(cell)


def test_weeks_of_a_calendar_name_no_columns(tmp_path: Path) -> None:
    rows = [
        ["일", "월", "화", "수", "목", "금", "토"],
        [1, 2, 3, 4, 5, 6, 7],
        ["", "입학", "", "모임", "", "", ""],
        [8, 9, 10, 11, 12, 13, 14],
        ["", "", "소풍", "", "", "", ""],
    ]
    assert lines(tmp_path / "달력.xlsx", rows)[2:4] == [
        "| 월: 입학 | 수: 모임 |",
        "| 일: 8 | 월: 9 | 화: 10 | 수: 11 | 목: 12 | 금: 13 | 토: 14 |",
    ]


def test_days_of_a_later_week_behind_a_word_name_columns(tmp_path: Path) -> None:
    rows = [["이름", 8, 9, 10, 11], ["도한결", "주", "야", "휴", "주"]]
    named = "| 이름: 도한결 | 8: 주 | 9: 야 | 10: 휴 | 11: 주 |"
    assert lines(tmp_path / "근무.xlsx", rows)[1] == named


def test_numbers_below_the_same_number_are_told_of_it(tmp_path: Path) -> None:
    rows = [["문항", 1, 2, 3, 4], ["정답", 3, 1, 2, 4]]
    assert lines(tmp_path / "답.xlsx", rows)[1] == "| 문항: 정답 | 1: 3 | 2: 1 | 3: 2 | 4: 4 |"


@pytest.mark.parametrize(
    "table",
    [
        "성명 소속 역할/도한결 솔빛대 강사/남다정 윤슬대 강사/음기찬 하람대 사회자",
        "구분 신청자격 서류/청년 만19~34세 등본/노인 만65세이상 신분증/장애인 등록자 카드",
        "항목 금액 비고/강사료 500,000 남다정/다과 미정/지출금액 500,000",
    ],
)
def test_lists_of_words_that_are_labels_elsewhere_are_no_forms(tmp_path: Path, table: str) -> None:
    rows = [row.split() for row in table.split("/")]
    assert lines(tmp_path / "표.xlsx", rows)[0] == f"| {' | '.join(map(str, rows[0]))} |"


def test_a_sum_is_data_whatever_is_above_it(tmp_path: Path) -> None:
    rows = [["품명", "수량", "금액"], ["의자", 5, "500원"], ["배송", "", "무료"]]
    total = ["합계 금액", "", "500원"]
    assert lines(tmp_path / "값.xlsx", [*rows, total])[-1] == "| 품명: 합계 금액 | 금액: 500원 |"
