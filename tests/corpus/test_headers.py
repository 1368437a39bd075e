"""Headers as people write them: years, ages, terms and sizes name columns too."""

import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from corpus import Document
from corpus.reading import read


def text_of(path: Path) -> str:
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return document.text


def sheet(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return text_of(path)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("구분,2023,2024,2025\n예산,100,200,300", "구분: 예산 | 2023: 100 | 2024: 200 | 2025: 300"),
        ("구분,20대,30대,계\n남자,1,2,3", "구분: 남자 | 20대: 1 | 30대: 2 | 계: 3"),
        ("과목,1학기,2학기\n국어,90,95", "과목: 국어 | 1학기: 90 | 2학기: 95"),
        ("시설,59㎡,84.5㎡\n월세,10만원,20만원", "시설: 월세 | 59㎡: 10만원 | 84.5㎡: 20만원"),
        ("요일,9시,10시,11시\n월,회의,,교육", "요일: 월 | 9시: 회의 | 11시: 교육"),
        ("이름,3/2(월),3/3(화)\n김하나,주간,야간", "이름: 김하나 | 3/2(월): 주간 | 3/3(화): 야간"),
        ("인원,10명,20명\n대관료,1000,1800", "인원: 대관료 | 10명: 1000 | 20명: 1800"),
    ],
)
def test_years_ages_terms_and_sizes_behind_a_word_name_columns(
    tmp_path: Path, table: str, row: str
) -> None:
    text = sheet(tmp_path / "표.csv", f"{table}\n")
    header, below = text.splitlines()
    assert header == f"| {' | '.join(table.splitlines()[0].split(','))} |"
    assert below == f"| {row} |"


@pytest.mark.parametrize(
    "table",
    [
        "총무과,20명,30명\n재무과,15명,40명",
        "김하나,1990,2015\n박두리,1985,2010",
        "총무과,20명,3건\n재무과,15명,4건",
        "예산,300만원,500만원\n인원,3명,5명",
        "기온,12℃,15℃\n습도,40%,50%",
        "가동,9시,9시\n나동,회의,교육",
    ],
    ids=["same unit", "years below", "two units", "values", "measured", "twice"],
)
def test_rows_of_values_name_no_columns(tmp_path: Path, table: str) -> None:
    rows = [f"| {' | '.join(row.split(','))} |" for row in table.splitlines()]
    assert sheet(tmp_path / "표.csv", f"{table}\n").splitlines() == rows


def test_months_of_real_dates_name_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [["부서", datetime.date(2025, 1, 1), datetime.date(2025, 2, 1), "계"]]
    for row in [*rows, ["총무과", 10, None, 10]]:
        book.active.append(row)
    book.save(tmp_path / "월별.xlsx")
    text = text_of(tmp_path / "월별.xlsx")
    assert text.splitlines()[1] == "| 부서: 총무과 | 2025-01-01: 10 | 계: 10 |"


def test_ages_stand_below_the_names_of_their_groups(tmp_path: Path) -> None:
    rows = "<tr><th rowspan=2>구분</th><th colspan=2>남자</th><th colspan=2>여자</th></tr><tr>"
    rows += "<th>20대</th><th>30대</th>" * 2 + "</tr><tr><td>중구</td>"
    rows += "".join(f"<td>{number}</td>" for number in range(1, 5)) + "</tr>"
    text = sheet(tmp_path / "표.html", f"<table>{rows}</table>")
    assert text.splitlines()[0] == "| 구분 | 남자 20대 | 남자 30대 | 여자 20대 | 여자 30대 |"


def test_values_below_a_wide_name_are_data(tmp_path: Path) -> None:
    rows = "<tr><th>구분</th><th colspan=2>실적</th></tr>"
    for name, one, other in (("중구", 20, 30), ("서구", 15, 40)):
        rows += f"<tr><td>{name}</td><td>{one}명</td><td>{other}명</td></tr>"
    text = sheet(tmp_path / "표.html", f"<table>{rows}</table>")
    assert text.splitlines()[2:] == ["| 중구 | 20명 | 30명 |", "| 서구 | 15명 | 40명 |"]


def test_three_rows_name_columns_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["구분", "인력", None, None, None, "예산"],
        [None, "정규직", None, "계약직", None, None],
        [None, "남", "여", "남", "여", None],
        ["본청", 10, 12, 3, 4, 500],
    ):
        book.active.append(row)
    for cells in ("A1:A3", "B1:E1", "B2:C2", "D2:E2", "F1:F3"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "표.xlsx")
    names = ["정규직 남", "정규직 여", "계약직 남", "계약직 여"]
    header = ["구분", *(f"인력 {name}" for name in names), "예산"]
    assert text_of(tmp_path / "표.xlsx").splitlines()[0] == f"| {' | '.join(header)} |"


def test_units_below_the_names_of_columns_are_of_the_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["구분", "면적", "인구", "비고"],
        [None, "(㎢)", "[명]", None],
        ["중구", 9.96, 121000, "(신규)"],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    book.save(tmp_path / "표.xlsx")
    header, data = text_of(tmp_path / "표.xlsx").splitlines()
    assert header == "| 구분 | 면적(㎢) | 인구[명] | 비고 |"
    assert data == "| 구분: 중구 | 면적(㎢): 9.96 | 인구[명]: 121000 | 비고: (신규) |"


def test_empty_cells_keep_the_others_in_their_columns(tmp_path: Path) -> None:
    text = sheet(tmp_path / "표.csv", ",3,회의,,교육,\n,4,,점검,,\n,5,,,휴무,\n")
    assert text.splitlines() == ["| 3 | 회의 |  | 교육 |", "| 4 |  | 점검 |", "| 5 |  |  | 휴무 |"]


def test_cells_merged_over_two_rows_tell_that_the_lower_one_names_columns_too(
    tmp_path: Path,
) -> None:
    rows = [
        ["작물", "단위", "수확량(t)", "", "목표", "방법"],
        ["", "", "2021년", "2022년 9월까지", "10 a당", ""],
        ["감자", "상자", "31", "28", "40", "실측"],
    ]
    file = docx.Document()
    table = file.add_table(rows=3, cols=6)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 5):
        table.cell(0, column).merge(table.cell(1, column))
    file.save(str(tmp_path / "작황.docx"))
    assert text_of(tmp_path / "작황.docx").splitlines()[0] == (
        "| 작물 | 단위 | 수확량 2021년(t) | 수확량 2022년 9월까지(t) | 목표 10 a당 | 방법 |"
    )


@pytest.mark.parametrize("last", ["2025", "2025p)", "2025(E)", "2025 (잠정)"])
def test_years_stand_over_what_is_told_of_each(tmp_path: Path, last: str) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["시군", "2024", "", last, "", "증감률"],
        ["", "농가", "논", "농가", "논", ""],
        ["누리군", 1204, 33.5, 1188, 31.9, -1.3],
        ["한들군", 980, 27.1, 1002, 26.4, 2.2],
    ):
        book.active.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "농가.xlsx")
    assert (
        text_of(tmp_path / "농가.xlsx")
        .splitlines()[-1]
        .startswith(f"| 시군: 한들군 | 2024 농가: 980 | 2024 논: 27.1 | {last} 농가: 1002")
    )


def test_a_column_called_by_its_unit_is_no_unit_of_the_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["단위사업", "과목", "배정액", None, "잔액"],
        [None, None, "당초", "추경", None],
        ["숲길 정비", "인건비", 300, 20, 90],
    ):
        book.active.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "배정.xlsx")
    assert text_of(tmp_path / "배정.xlsx").splitlines()[1] == (
        "| 단위사업: 숲길 정비 | 과목: 인건비 | 배정액 당초: 300 | 배정액 추경: 20 | 잔액: 90 |"
    )


def test_the_title_of_a_sheet_is_the_heading_of_its_rows_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["2031년 묘목 분양 현황"])
    book.active.append(["작성: 녹지과 한도윤", None, "(단위: 그루)"])
    book.active.append(["수종", "신청", "분양"])
    book.active.append(["벚나무", 120, 90])
    book.active.append([])
    book.active.append(["다음 분양"])
    book.active.append(["차수", "날짜", "장소"])
    book.active.append(["2차", "3월 5일", "남문 주차장"])
    other = book.create_sheet("반납")
    other.append(["수종", "반납"])
    other.append(["단풍나무", 4])
    book.save(tmp_path / "묘목.xlsx")
    assert text_of(tmp_path / "묘목.xlsx") == (
        "# 2031년 묘목 분양 현황\n\n작성: 녹지과 한도윤\n(단위: 그루)\n"
        "| 수종 | 신청 | 분양 |\n| 수종: 벚나무 | 신청: 120 | 분양: 90 |\n\n"
        "## 다음 분양\n\n"
        "| 차수 | 날짜 | 장소 |\n| 차수: 2차 | 날짜: 3월 5일 | 장소: 남문 주차장 |\n\n"
        "# 시트 '반납'\n\n| 수종 | 반납 |\n| 수종: 단풍나무 | 반납: 4 |"
    )


def test_a_year_with_a_remark_in_brackets_names_a_group(tmp_path: Path) -> None:
    rows = "구분,2031년,,2032년(안),\n,인원,지급,인원,한도\n이사,3,50,4,61\n"
    assert "2031년 지급: 50" in sheet(tmp_path / "한도.csv", rows)


def test_a_list_set_side_by_side_is_one_below_the_other(tmp_path: Path) -> None:
    table = "번호,어종,어획량,,번호,어종,어획량\n1,갈치,30,,3,꽁치,12\n2,멸치,45\n"
    rows = [
        "번호: 1 | 어종: 갈치 | 어획량: 30",
        "번호: 2 | 어종: 멸치 | 어획량: 45",
        "번호: 3 | 어종: 꽁치 | 어획량: 12",
    ]
    lines = "\n".join(f"| {row} |" for row in rows)
    assert sheet(tmp_path / "어획.csv", table) == f"| 번호 | 어종 | 어획량 |\n{lines}"


def test_the_total_of_a_list_set_side_by_side_is_one_row(tmp_path: Path) -> None:
    table = "품명,값,품명,값\n의자,3000,책상,9000\n연필,300,공책,\n합계,,,12300"
    told = sheet(tmp_path / "값.csv", table).splitlines()
    assert told[-2:] == ["| 품명: 공책 |", "| 품명: 합계 | 값: 12300 |"]


def test_a_list_side_by_side_in_a_paper_is_one_too(tmp_path: Path) -> None:
    rows = ["좌석 이름 좌석 이름".split(), "1 고은별 3 현빛나".split(), ["2", "라온해", "", ""]]
    paper = docx.Document()
    for cells, row in zip(rows, paper.add_table(3, 4).rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    paper.save(tmp_path / "좌석.docx")
    assert text_of(tmp_path / "좌석.docx") == (
        "| 좌석 | 이름 |\n| --- | --- |\n| 1 | 고은별 |\n| 2 | 라온해 |\n| 3 | 현빛나 |"
    )


def test_names_that_come_again_in_part_are_of_one_row(tmp_path: Path) -> None:
    table = "날짜,접수,통역,접수,통역\n월,3,1,2,4\n"
    assert "| 날짜: 월 | 접수: 3 | 통역: 1 | 접수: 2 | 통역: 4 |" in sheet(
        tmp_path / "창구.csv", table
    )


def test_a_title_directly_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    table = "농가,봄,가을\n은골농원,120,340\n나. 사육 두수\n농가,한우,젖소\n은골농원,31,8\n"
    assert sheet(tmp_path / "농가.csv", table).endswith(
        "| 농가: 은골농원 | 봄: 120 | 가을: 340 |\n나. 사육 두수\n"
        "| 농가 | 한우 | 젖소 |\n| 농가: 은골농원 | 한우: 31 | 젖소: 8 |"
    )


@pytest.mark.parametrize("first", ["은골농원,120,340", "은골농원,미정,340"])
def test_the_name_of_a_group_of_rows_begins_no_table(tmp_path: Path, first: str) -> None:
    table = f"농가,봄,가을\n솔밭농원,95,210\n북부\n{first}\n한들농원,77,80\n"
    assert "| 농가: 한들농원 | 봄: 77 | 가을: 80 |" in sheet(tmp_path / "농가.csv", table)


@pytest.mark.parametrize("title", ["[약품 보관량]", "2. 약품 보관량"])
def test_words_over_a_figure_where_the_table_above_has_words_begin_another(
    tmp_path: Path, title: str
) -> None:
    above = "현상,원인,조치\n누설,가스켓 손상,펌프 정지"
    below = "약품명,최대(kg),3개월 이상 보관\n소포제,36,가능"
    lines = sheet(tmp_path / "표.csv", f"{above}\n{title}\n{below}\n").splitlines()
    assert lines[-1] == "| 약품명: 소포제 | 최대(kg): 36 | 3개월 이상 보관: 가능 |"


def test_a_title_between_tables_may_have_the_unit_beside_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    above = [["항목", "사용량", "합계"], ["전기", 148230, 29260000]]
    below = [["2. 동별", None, "(단위: 원)"], ["동", "세대수", "부과액"], ["1동", 96, 36184200]]
    for row in above + below:
        book.active.append(row)
    book.save(tmp_path / "관리비.xlsx")
    *_, title, _, unit, _, last = text_of(tmp_path / "관리비.xlsx").splitlines()
    assert (title, unit) == ("## 2. 동별", "(단위: 원)")
    assert last == "| 동: 1동 | 세대수: 96 | 부과액: 36184200 |"


def test_quarters_of_years_name_columns(tmp_path: Path) -> None:
    table = "구분,4Q30,1Q31,2Q31(E)\n수주액,310,295,340\n"
    assert "| 구분: 수주액 | 4Q30: 310 | 1Q31: 295 | 2Q31(E): 340 |" in sheet(
        tmp_path / "수주.csv", table
    )


@pytest.mark.parametrize("lower", [("본부", "팀", "성명", "참석"), None])
def test_a_name_over_the_first_columns_of_words_is_of_all_of_them(
    tmp_path: Path, lower: tuple[str, ...] | None
) -> None:
    file: Any = docx.Document()
    rows = [("소속", "소속", "성명", "참석"), *([lower] if lower else [])]
    rows += [("운영본부", "물류팀", "김하나", "○"), ("운영본부", "물류팀", "박두리", "×")]
    table = file.add_table(len(rows), 4)
    table.cell(0, 0).merge(table.cell(0, 1))
    for column in (2, 3) if lower else ():
        table.cell(0, column).merge(table.cell(1, column))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    file.save(str(tmp_path / "참석.docx"))
    head, *_, last = text_of(tmp_path / "참석.docx").splitlines()
    if lower:
        assert head == "| 소속 본부 | 소속 팀 | 성명 | 참석 |"
        assert last == "| 운영본부 | 물류팀 | 박두리 | × |"
    else:
        assert (head, last) == ("| 소속 | 성명 | 참석 |", "| 운영본부 물류팀 | 박두리 | × |")


def test_two_columns_of_labels_below_one_name_are_of_the_header(tmp_path: Path) -> None:
    over = "<tr><th colspan=2>구분</th><th rowspan=2>하한액</th><th rowspan=2>상한액</th></tr>"
    rows = "<tr><th>직군</th><th>직급</th></tr><tr><td>사무직<td>다급<td>41,000<td>66,500</tr>"
    path = tmp_path / "봉급.html"
    path.write_text(f"<table>{over}{rows}</table>", encoding="utf-8")
    first, _, second = text_of(path).splitlines()
    assert first == "| 구분 직군 | 구분 직급 | 하한액 | 상한액 |"
    assert second == "| 사무직 | 다급 | 41,000 | 66,500 |"


def test_a_name_of_both_rows_tells_that_others_over_one_column_are_groups_too(
    tmp_path: Path,
) -> None:
    over = "<tr><th colspan=2>과목<th rowspan=2>올해<th colspan=2>내년<th>증감</tr>"
    names = "<tr><th>관<th>항<th>국비<th>시비<th>금액</tr>"
    data = "<tr><td>문화<td>책방<td>1,200<td>300<td>950<td>50</tr>" * 2
    path = tmp_path / "예산.html"
    path.write_text(f"<table>{over}{names}{data}</table>", encoding="utf-8")
    assert text_of(path).splitlines()[0] == (
        "| 과목 관 | 과목 항 | 올해 | 내년 국비 | 내년 시비 | 증감 금액 |"
    )


def test_questions_of_a_survey_name_its_columns(tmp_path: Path) -> None:
    table = (
        "응답 시각,1. 소속은 어디입니까?,2. 맛은 어떻습니까? (1~5점),3. 적어 주세요.\n"
        "2027. 5. 1,온실팀,4,물이 적어요\n2027. 5. 2,모종팀,3,\n"
    )
    told = sheet(tmp_path / "설문.csv", table)
    assert (
        "| 응답 시각: 2027. 5. 2 | 1. 소속은 어디입니까?: 모종팀 | 2. 맛은 어떻습니까? (1~5점): 3 |"
        in told
    )
