"""Tables that people draw in plain texts, and what only looks like one."""

import re
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read

SPACES = """제2조(요금) 요금은 다음과 같다.

  구분            평일 요금     주말 요금
  어른·대학생     6,000원       8,000원
  청소년          4,000원       5,000원
  (단체는 20명부터 받는다.)
"""
ROWS = """제2조(요금) 요금은 다음과 같다.

| 구분 | 평일 요금 | 주말 요금 |
| --- | --- | --- |
| 어른·대학생 | 6,000원 | 8,000원 |
| 청소년 | 4,000원 | 5,000원 |
  (단체는 20명부터 받는다.)
"""


def text_of(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    return document.text


def test_lines_aligned_below_a_header_are_a_table(tmp_path: Path) -> None:
    assert text_of(tmp_path / "요금.txt", SPACES) == ROWS


@pytest.mark.parametrize("name", ["요금.log", "요금.yaml"])
def test_other_texts_stay_as_they_are(name: str, tmp_path: Path) -> None:
    assert text_of(tmp_path / name, SPACES) == SPACES


@pytest.mark.parametrize(
    ("drawn", "rows"),
    [
        (
            "항목              책임\n승강기 고장       관리소\n현관 전등         관리소\n"
            "방충망            입주자\n싱크대 막힘       입주자\n",
            ["항목 | 책임", "승강기 고장 | 관리소", "현관 전등 | 관리소"],
        ),
        (
            "지점별 현황                (단위: 명)\n=========================\n"
            "지점       직원      고객\n-------------------------\n서울         12     1,200\n"
            "대전          -       900\n-------------------------\n합계                2,100\n",
            ["지점 | 직원 | 고객", "서울 | 12 | 1,200", "대전 | - | 900", "합계 |  | 2,100"],
        ),
        (
            "차종 | 평일 | 주말\n경차 | 42,000원 | 55,000원\n전기차 | 85,000원 | 108,000원\n",
            ["차종 | 평일 | 주말", "경차 | 42,000원 | 55,000원", "전기차 | 85,000원 | 108,000원"],
        ),
        (
            "종류 | 대상 | 부담금\n인플루엔자(독감) | 6개월 이상 | 38,000원(1)\n"
            "B형 간염 | 항체가 없는 사람 | 1회당 27,000원\n",
            ["종류 | 대상 | 부담금", "인플루엔자(독감) | 6개월 이상 | 38,000원(1)"],
        ),
        (
            "과목\t\t강의실\t담당\n국어\t\t201호\t김하나\n통합과학실험\t305호\t박두리\n",
            ["과목 | 강의실 | 담당", "국어 | 201호 | 김하나", "통합과학실험 | 305호 | 박두리"],
        ),
        (
            "구분\t금액\t비고\n임차료\t1,200,000원\t\n"
            "본사 전기료와 난방비\t80,000원\t달마다 다름\n",
            ["구분 | 금액 | 비고", "임차료 | 1,200,000원 | ", "본사 전기료와 난방비 | 80,000원 |"],
        ),
        (
            "┌────────┬───────────────┐\n│ 이름   │ 전화          │\n├────────┼───────────────┤\n"
            "│ 김하나 │ 010-1234-5678 │\n│ 박두리 │ 010-2234-5678 │\n└────────┴───────────────┘\n",
            ["이름 | 전화", "김하나 | 010-1234-5678", "박두리 | 010-2234-5678"],
        ),
        (
            " | 구분   | 개인    | 단체   |\n | 어른   | 3,000원 | 2,400원 |\n"
            " | 유아 | 무료 | 무료 |",
            ["구분 | 개인 | 단체", "어른 | 3,000원 | 2,400원", "유아 | 무료 | 무료"],
        ),
        (
            "시설      주차      승강기     화장실\n본관      ○        ○         ○\n"
            "별관      ×        ○         ×\n",
            ["시설 | 주차 | 승강기 | 화장실", "본관 | ○ | ○ | ○"],
        ),
        (
            "         월      화      수\n1교시    국어    수학    영어\n"
            "2교시    과학    국어    체육\n",
            [" | 월 | 화 | 수", "1교시 | 국어 | 수학 | 영어"],
        ),
    ],
    ids=[
        "words",
        "rules",
        "between",
        "figures",
        "tabs",
        "sheet",
        "frame",
        "bars",
        "signs",
        "corner",
    ],
)
def test_tables_are_drawn_in_many_ways(drawn: str, rows: list[str], tmp_path: Path) -> None:
    lines = text_of(tmp_path / "표.txt", drawn).strip().split("\n")
    while not lines[0].startswith("|"):
        del lines[0]
    assert set(lines[1]) == set("| -")
    assert all(f"| {row}" in line for row, line in zip(rows, [lines[0], *lines[2:]], strict=False))
    assert not any("──" in line or "==" in line for line in lines)


FIRST = ["밭      이랑    물    ", "윗밭      12     300", "샘밭       8     240"]
SECOND = ["윗밭      14     310", "샘밭       9     260"]
MORE = ["밭      이랑    물     거름", "윗밭      14     310     20", "샘밭       9     260     15"]


@pytest.mark.parametrize(
    ("drawn", "first", "second"),
    [
        ([*FIRST, FIRST[0], *SECOND], "밭 | 이랑 | 물", "윗밭 | 14 | 310"),
        ([*FIRST, "-" * 20, FIRST[0], "-" * 20, *SECOND], "밭 | 이랑 | 물", "윗밭 | 14 | 310"),
        ([*FIRST, "밭      고랑    비    ", *SECOND], "밭 | 고랑 | 비", "윗밭 | 14 | 310"),
        ([*FIRST, *MORE], "밭 | 이랑 | 물 | 거름", "윗밭 | 14 | 310 | 20"),
        (
            [re.sub(" +", chr(9), one.strip()) for one in (*FIRST, FIRST[0], *SECOND)],
            "밭 | 이랑 | 물",
            "윗밭 | 14 | 310",
        ),
    ],
    ids=["again", "rules", "others", "more", "tabs"],
)
def test_names_that_begin_anew_begin_another_table(
    drawn: list[str], first: str, second: str, tmp_path: Path
) -> None:
    tables = text_of(tmp_path / "밭.txt", "\n".join(drawn)).strip().split("\n\n")
    assert len(tables) == 2
    assert tables[0].split("\n")[0] == "| 밭 | 이랑 | 물 |"
    assert tables[0].endswith("| 샘밭 | 8 | 240 |")
    assert [tables[1].split("\n")[n] for n in (0, 2)] == [f"| {first} |", f"| {second} |"]


def test_a_value_like_the_corner_begins_no_table(tmp_path: Path) -> None:
    drawn = (
        "구분     이름     수량\n과일     사과     20\n구분     배       30\n과일     감       10\n"
    )
    assert text_of(tmp_path / "표.txt", drawn).count("---") == 3


@pytest.mark.parametrize(
    "text",
    [
        "일  시   2025년 3월 5일\n장  소   3층 회의실\n참석자   김하나, 박두리\n",
        "제출처    경영지원팀\n기한      3월 5일\n서식      붙임 1\n",
        "주최    새별시청\n정원    30명\n비용    5,000원\n",
        "이름   : 김하나\n소속   : 총무팀\n직급   : 과장\n",
        "성명   김하나          부서   총무팀\n전화   010-1234-5678   직급   과장\n",
        "동창이  밝았느냐  노고지리  우지진다\n소치는  아이들은  여태아니  일었느냐\n",
        "int    count    = 0;\nchar   *name    = NULL;\nlong   size     = 12;\n",
        "1.  목적\n2.  범위\n3.  기간\n",
        "- 통신비     월 20,000원\n- 식비       월 100,000원\n- 교통비     월 50,000원\n",
        "2025년  3월  2일에  시작한다.\n2025년  4월  3일에  끝난다고.\n",
        "새별상사 주식회사     대표이사  김하나  (인)\n"
        "나래물산 주식회사     대표이사  박두리  (인)\n",
        "김하나   과장   총무팀\n박두리   대리   인사팀\n",
        "서울시 종로구  12번지  3층\n부산시 중구    34번지  5층\n",
        "항목        부담\n지붕        누수는 임대인이\n            부담한다\n배관        임대인\n",
        "14:05  트럭 도착\n14:20  하역 시작\n14:22  작업 중지\n",
        "| 가 | 나 |\n|---|---|\n| 1 | 2 |\n",
        "           상반기           하반기\n구분       수입    지출     수입    지출\n"
        "본점       12      3        4       5\n지점       22      3        4       5\n",
        "화면    # 시작\n---\n점검    # 끝\n실행    # 끝\n",
        "> 구분    금액\n> 성인    3,000원\n> 아동    1,000원\n",
    ],
)
def test_what_is_aligned_otherwise_stays_as_it_was_written(text: str, tmp_path: Path) -> None:
    assert text_of(tmp_path / "글.txt", text) == text


def test_tables_drawn_in_markdown_are_tables_below_their_headings(tmp_path: Path) -> None:
    drawn = "품명      수량    단가\n공책      20      1,500\n가위      3       4,200\n"
    rows = (
        "| 품명 | 수량 | 단가 |\n| --- | --- | --- |\n| 공책 | 20 | 1,500 |\n| 가위 | 3 | 4,200 |\n"
    )
    code = "```python\nsize   = 2\nname   = 3\n```\n"
    text = "---\ntitle: 안내\n---\n\n```\n{0}```\n\n구매\n------\n{0}\n" + code
    unfenced = text.replace("```\n{0}```\n", "{0}")
    assert text_of(tmp_path / "구매.md", text.format(drawn)) == unfenced.format(rows)


def test_tables_that_are_typed_in_mails_are_tables(tmp_path: Path) -> None:
    mail = MIMEText(f"안녕하세요. 아래와 같습니다.\n\n{SPACES}", _charset="utf-8")
    mail["Subject"], mail["From"] = "요금", "a@b.kr"
    path = tmp_path / "요금.eml"
    path.write_bytes(mail.as_bytes())
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert "\n| 청소년 | 4,000원 | 5,000원 |\n" in document.text


def test_what_programs_write_costs_nothing(tmp_path: Path) -> None:
    records = "이름\t부서\t금액\n" + "김하나\t총무\t3,000원\n" * 20000
    text = f"{records}\n가{' ' * 300000}\n나{chr(9) * 300000}\n{'가  나' * 100000}\n"
    assert text_of(tmp_path / "기록.txt", text) == text
