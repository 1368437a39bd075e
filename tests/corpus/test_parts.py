"""Tables of a page that hold a form, lists with names of their own, and notes below them."""

from collections.abc import Sequence
from pathlib import Path

import docx

from corpus import Document
from corpus.reading import read


def word(
    path: Path, rows: Sequence[Sequence[str]], *merged: tuple[int, int, int, int]
) -> list[str]:
    """The lines of a Word file with one table, in which blocks of cells are merged."""
    text = text_of(path, rows, *merged)
    return [line for line in text.splitlines() if line and not line.startswith("| ---")]


def text_of(path: Path, rows: Sequence[Sequence[str]], *merged: tuple[int, int, int, int]) -> str:
    """The text of such a file, in which a rule stands below the names of each list."""
    file = docx.Document()
    table = file.add_table(len(rows), max(map(len, rows)))
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text or cell.text
    file.save(str(path))
    (found,) = read(path, path.name)
    assert isinstance(found, Document)
    return found.text


def test_a_list_below_a_form_has_names_of_its_own_and_notes_below_it(tmp_path: Path) -> None:
    rows = [
        ["일시", "2031. 4. 2. 15:00", ""],
        ["장소", "별관 회의실", ""],
        ["안건", "내용", "담당"],
        ["주차장", "차단기를 고침", "남다정"],
        ["식당", "그릇을 바꿈", "도한결"],
        ["특기사항", "다음 회의는 5월에 엶", ""],
    ]
    merged = [(row, 1, row, 2) for row in (0, 1, 5)]
    assert word(tmp_path / "회의.docx", rows, *merged) == [
        "일시: 2031. 4. 2. 15:00",
        "장소: 별관 회의실",
        "| 안건 | 내용 | 담당 |",
        "| 주차장 | 차단기를 고침 | 남다정 |",
        "| 식당 | 그릇을 바꿈 | 도한결 |",
        "특기사항: 다음 회의는 5월에 엶",
    ]


def test_names_of_a_list_may_stand_in_cells_with_the_borders_of_the_form(tmp_path: Path) -> None:
    rows = [
        ["견적번호", "나-31", "견적일", "2031. 2. 3."],
        ["공급자", "솔빛상사", "연락처", "033-555-0131"],
        ["품명", "규격", "수량", "금액"],
        ["선반", "철제", "4", "360,000"],
        ["사다리", "3단", "2", "98,000"],
    ]
    assert word(tmp_path / "견적.docx", rows)[4:6] == [
        "| 품명 | 규격 | 수량 | 금액 |",
        "| 선반 | 철제 | 4 | 360,000 |",
    ]


def test_two_rows_may_name_the_columns_of_a_list_below_a_form(tmp_path: Path) -> None:
    rows = [
        ["점검일", "2031. 3. 2.", "점검자", "남다정"],
        ["구분", "결과", "", "조치"],
        ["", "양호", "불량", ""],
        ["펌프", "○", "", ""],
        ["밸브", "", "○", "교체"],
    ]
    merged = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3)]
    assert word(tmp_path / "점검.docx", rows, *merged)[2:] == [
        "| 구분 | 결과 양호 | 결과 불량 | 조치 |",
        "| 펌프 | ○ |  |  |",
        "| 밸브 |  | ○ | 교체 |",
    ]


def test_each_list_is_by_itself_behind_what_stands_at_its_side(tmp_path: Path) -> None:
    rows = [
        ["", "성명", "남다정", "연락처"],
        ["", "주소", "동해시 샘길 3", ""],
        ["학력", "기간", "학교명", "전공"],
        ["", "2019 ~ 2023", "샘물대학교", "기계"],
        ["경력", "기간", "회사명", "직위"],
        ["", "2023 ~ 2026", "솔빛상사", "사원"],
    ]
    merged = [(0, 0, 1, 0), (1, 2, 1, 3), (2, 0, 3, 0), (4, 0, 5, 0)]
    assert word(tmp_path / "이력.docx", rows, *merged)[-6:] == [
        "학력",
        "| 기간 | 학교명 | 전공 |",
        "| 2019 ~ 2023 | 샘물대학교 | 기계 |",
        "경력",
        "| 기간 | 회사명 | 직위 |",
        "| 2023 ~ 2026 | 솔빛상사 | 사원 |",
    ]


def test_words_amid_figures_name_the_columns_of_another_list(tmp_path: Path) -> None:
    rows = [
        ["공사명", "샘터 보수", "", "날씨", "맑음 (12℃)"],
        ["직종", "금일", "누계", "장비", "대수"],
        ["목공", "6", "41", "굴착기", "1"],
        ["도장공", "3", "12", "덤프", "2"],
        ["자재명", "규격", "단위", "반입", "누계"],
        ["합판", "12", "장", "40", "160"],
        ["철근", "10", "톤", "2", "9"],
    ]
    told = word(tmp_path / "일보.docx", rows, (0, 1, 0, 2))
    assert told[2] == "| 직종 | 금일 | 누계 | 장비 | 대수 |"
    assert told[5] == "| 자재명 | 규격 | 단위 | 반입 | 누계 |"


def test_who_judged_stands_below_the_list_and_a_row_amid_it_is_data(tmp_path: Path) -> None:
    rows = [
        ["항목", "기준", "배점", "점수"],
        ["협업", "동료 의견", "50", "44"],
        ["서면 접수", "기한을 지킴", "연락처", "10"],
        ["근태", "지각", "50", "48"],
        ["평가 의견", "마감을 더 잘 지키기 바람", "", ""],
        ["평가자", "총무팀장 남다정", "평가일", "2031. 6. 30."],
    ]
    told = word(tmp_path / "평가.docx", rows, (4, 1, 4, 3))
    assert told[2] == "| 서면 접수 | 기한을 지킴 | 연락처 | 10 |"
    assert told[4:] == [
        "평가 의견: 마감을 더 잘 지키기 바람",
        "평가자: 총무팀장 남다정",
        "평가일: 2031. 6. 30.",
    ]


def test_groups_of_rows_are_no_lists(tmp_path: Path) -> None:
    rows = [
        ["부서", "업무", "성명", "비고"],
        ["총무과", "인사", "남다정", "신규"],
        ["", "복무", "도한결", ""],
        ["시설과", "전기", "마이든", ""],
        ["", "소방", "소하람", "휴직"],
    ]
    told = word(tmp_path / "부서.docx", rows, (1, 0, 2, 0), (3, 0, 4, 0))
    assert told[0] == "| 부서 | 업무 | 성명 | 비고 |"
    assert len(told) == len(rows)


def test_rows_of_labels_and_values_are_one_form(tmp_path: Path) -> None:
    rows = [
        ["주소", "동해시 샘길 3", "", ""],
        ["부서", "총무과", "직위", "주임"],
        ["은행", "샘물은행", "예금주", "남다정"],
    ]
    told = word(tmp_path / "인사.docx", rows, (0, 1, 0, 3))
    assert told[1:] == ["부서: 총무과", "직위: 주임", "은행: 샘물은행", "예금주: 남다정"]


def test_a_note_across_the_last_row_stands_below_the_table(tmp_path: Path) -> None:
    rows = [["강좌", "요일", "정원"], ["수영", "월", "20명"], ["※ 어르신은 절반만 냅니다", "", ""]]
    told = word(tmp_path / "강좌.docx", rows, (2, 0, 2, 2))
    assert told[-1] == "※ 어르신은 절반만 냅니다"


def test_a_label_beside_a_name_that_ends_like_one_is_no_name_of_a_column(tmp_path: Path) -> None:
    rows = [["성명", "박해인"], ["소속", "총무과"], ["직위", "주임"]]
    assert word(tmp_path / "증명.docx", rows)[0] == "성명: 박해인"
    rows = [["직책", "성명"], ["위원장", "박해인"], ["간사", "남다정"]]
    assert word(tmp_path / "위원.docx", rows)[0] == "| 직책 | 성명 |"


def test_room_for_a_picture_is_no_label(tmp_path: Path) -> None:
    rows = [["사진", "성명", "남다정"], ["", "연락처", "033-555-0131"], ["", "주소", "동해시"]]
    told = word(tmp_path / "이력.docx", rows, (0, 0, 2, 0))
    assert told == ["성명: 남다정", "연락처: 033-555-0131", "주소: 동해시"]


def test_what_stands_at_the_side_of_a_whole_table_is_a_column_of_it(tmp_path: Path) -> None:
    rows = [["조", "성명", "직위", "전화"], ["", "남다정", "주임", "101"]]
    told = word(tmp_path / "조.docx", rows, (0, 0, 1, 0))
    assert told == ["| 조 | 성명 | 직위 | 전화 |", "| 조 | 남다정 | 주임 | 101 |"]


def test_words_amid_figures_behind_a_label_are_data(tmp_path: Path) -> None:
    rows = [
        ["구분", "봄", "가을"],
        ["인원", "20", "30"],
        ["장소", "강당", "도서관"],
        ["예산", "100", "200"],
        ["참가비", "10", "20"],
    ]
    assert text_of(tmp_path / "행사.docx", rows).count("| --- | --- | --- |") == 1


def test_what_is_alike_in_all_columns_is_data_where_the_list_goes_on(tmp_path: Path) -> None:
    rows = [
        ["구분", "동쪽 터", "서쪽 터"],
        ["면적", "100㎡", "200㎡"],
        ["사업비", "시비 전액", ""],
        ["층수", "3층", "5층"],
        ["주차", "10대", "20대"],
    ]
    assert word(tmp_path / "터.docx", rows, (2, 1, 2, 2))[2:4] == [
        "| 사업비 | 시비 전액 | 시비 전액 |",
        "| 층수 | 3층 | 5층 |",
    ]


def test_labels_that_are_not_known_stand_below_a_list_as_well(tmp_path: Path) -> None:
    rows = [
        ["구분", "시간", "내용"],
        ["앞", "10:00", "인사"],
        ["뒤", "11:00", "강연"],
        ["장소", "큰 방", ""],
        ["문의", "031-555-0144", ""],
    ]
    merged = [(row, 1, row, 2) for row in (3, 4)]
    assert word(tmp_path / "강연.docx", rows, *merged)[3:] == [
        "장소: 큰 방",
        "문의: 031-555-0144",
    ]


def test_one_pair_below_lists_with_their_sides_is_a_line(tmp_path: Path) -> None:
    rows = [
        ["접수", "구분", "기간", "장소"],
        ["", "봄", "3월", "강당"],
        ["심사", "구분", "기간", "장소"],
        ["", "서류", "5월", "본관"],
        ["문의", "031-555-0144", "", ""],
    ]
    merged = [(0, 0, 1, 0), (2, 0, 3, 0), (4, 1, 4, 3)]
    assert word(tmp_path / "절차.docx", rows, *merged)[-1] == "문의: 031-555-0144"
