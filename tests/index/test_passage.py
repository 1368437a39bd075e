import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Place
from index import sentence_spans, split


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


def test_sentences_end_at_marks_but_not_inside_numbers_and_dates() -> None:
    text = '매출은 3.5% 늘었다. 2024. 3. 18. 발표했다! "정말인가요?" 그렇다.\n- 제목\n다음 줄'
    assert sentences(text) == [
        "매출은 3.5% 늘었다.",
        "2024. 3. 18. 발표했다!",
        '"정말인가요?"',
        "그렇다.",
        "- 제목",
        "다음 줄",
    ]


def test_headings_are_context_and_never_text() -> None:
    document = Document(
        "a.md", "규정", "# 규정\n\n## 휴가\n\n연차는 15일이다.\n\n## 급여\n\n25일에 준다.\n"
    )
    passages = split(document)
    assert [p.text for p in passages] == ["연차는 15일이다.", "25일에 준다."]
    assert [p.context for p in passages] == ["규정 휴가", "규정 급여"]
    assert passages[0].id == "a.md:13-23"


def test_comments_in_code_are_no_headings() -> None:
    code = "```bash\n# 접속\nssh 서버\n\n~~~\n```"
    text = f"# 안내\n\n## 접속 방법\n\n이렇게 합니다.\n\n{code}\n\n# 백업\n\n매일 한다.\n"
    first, second = split(Document("a.md", "안내", text))
    assert first.text == f"이렇게 합니다.\n\n{code}"
    assert first.headings == ("접속 방법",)
    assert second.headings == ("백업",)


def test_a_fence_that_is_never_closed_hides_no_heading() -> None:
    text = "앞\n\n```\n코드\n\n# 백업\n\n매일 한다.\n"
    assert [p.headings for p in split(Document("a.md", "안내", text))] == [(), ("백업",)]


def test_hard_wrapped_lines_are_joined_into_sentences() -> None:
    line = "이 줄은 폭에 맞추어 잘린 줄이라서 문장이 다음 줄까지"
    text = f"{line}\n{line}\n{line}\n{line}\n이어진다. 끝."
    assert sentences(text) == [f"{line}\n{line}\n{line}\n{line}\n이어진다.", "끝."]


def test_one_endless_line_is_cut() -> None:
    passages = split(Document("a.txt", "a", "가" * 5000))
    assert all(len(p.text) <= 700 for p in passages)
    assert "".join(p.text for p in passages) == "가" * 5000


def test_no_passage_crosses_a_page_and_each_knows_its_own() -> None:
    text = "첫 쪽의 말이다.\n\n둘째 쪽의 말이다.\n\n셋째 쪽의 말이다."
    starts = [text.index(word) for word in ("첫", "둘째", "셋째")]
    places = tuple(Place(start, f"{n}쪽", n) for n, start in enumerate(starts, 1))
    passages = split(Document("a.pdf", "a", text, places))
    assert [(p.text[:2], p.page, p.label) for p in passages] == [
        ("첫 ", 1, "1쪽"),
        ("둘째", 2, "2쪽"),
        ("셋째", 3, "3쪽"),
    ]


def test_rows_of_a_sheet_share_a_passage_and_sheets_do_not() -> None:
    text = "월: 1월, 매출: 3\n월: 2월, 매출: 4\n이름: 김"
    starts = [0, text.index("월: 2월"), text.index("이름")]
    labels = [("시트 '매출'", 2), ("시트 '매출'", 3), ("시트 '사람'", 2)]
    places = tuple(
        Place(start, label, None, row) for start, (label, row) in zip(starts, labels, strict=True)
    )
    passages = split(Document("a.xlsx", "a", text, places))
    assert [p.label for p in passages] == ["시트 '매출' 2–3행", "시트 '사람' 2행"]


TEXTS = st.text(alphabet='가나다라 .\n?!"0-|#다.가①□제1조장(Ⅰ', max_size=3000)


@given(TEXTS)
def test_passages_are_exact_slices_that_lose_nothing(text: str) -> None:
    document = Document("a.txt", "a", text)
    passages = split(document)
    end = 0
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert text[end : passage.start].strip() == ""
        assert passage.text.strip() == passage.text != ""
        end = passage.end
    assert text[end:].strip() == ""


TABLE = "| 부서 | 예산 | 담당 |\n|---|---|---|\n"
CELLS = st.text(alphabet="가나다라 0123456789.", min_size=1, max_size=200)


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def test_a_table_is_not_cut_while_it_fits() -> None:
    rows = "\n".join(row(f"{n}과", f"{n}억 원", "김민준") for n in range(20))
    text = f"{'앞선 글이다. ' * 40}\n\n표 1. 부서별 예산\n\n{TABLE}{rows}\n\n뒤따르는 글이다.\n"
    passages = split(Document("a.md", "예산", text))
    holding = [p for p in passages if "|" in p.text]
    assert [p.text for p in holding] == [f"표 1. 부서별 예산\n\n{TABLE}{rows}"]


def test_a_long_table_is_cut_between_rows_and_searched_with_its_columns() -> None:
    rows = [row(f"{n}과", f"{n}억 원. 전년 대비 {n}% 늘었다.", "김민준") for n in range(60)]
    passages = split(Document("a.md", "예산", TABLE + "\n".join(rows)))
    assert len(passages) > 3
    assert "\n".join(p.text for p in passages) == TABLE + "\n".join(rows)
    assert all(p.text.startswith("|") and p.text.endswith("|") for p in passages)
    assert passages[0].context == "예산"
    assert {p.context for p in passages[1:]} == {"예산 부서 예산 담당"}
    assert [p.columns for p in passages] == ["", *[TABLE.split("\n")[0]] * (len(passages) - 1)]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=40))
def test_no_row_is_cut(cells: list[tuple[str, str]]) -> None:
    rows = [row(*pair) for pair in cells]
    passages = split(Document("a.md", "표", "글이다.\n\n" + "\n".join(rows)))
    held = [line for p in passages for line in p.text.split("\n") if line.startswith("|")]
    assert held == rows


def test_a_row_is_one_sentence() -> None:
    assert sentences("| 가. 나. | 3.5 |\n| 다. |") == ["| 가. 나. | 3.5 |", "| 다. |"]


STATUTE = """제1장 총칙
제1조(목적) 이 규칙은 휴가를 정함을 목적으로 한다.
제2조(정의) 이 규칙에서 쓰는 말의 뜻은 다음과 같다.
1. 연차
매년 쉬는 날을 말한다.
2. 병가
아플 때 쉬는 날을 말한다.
제3조의2 (연차 휴가) ① 연차는 15일로 한다. 제3조(연차)에 따른 것과 같다.
② 3년마다 하루를 더한다.
부칙 <2024. 1. 1.>
제1조(시행일) 이 규칙은 공포한 날부터 시행한다.
"""


def test_articles_of_a_statute_are_passages_of_their_own() -> None:
    passages = split(Document("규칙.txt", "규칙", STATUTE))
    assert [p.headings for p in passages] == [
        ("제1장 총칙", "제1조(목적)"),
        ("제1장 총칙", "제2조(정의)"),
        ("제1장 총칙", "제3조의2(연차 휴가)"),
        ("부칙 <2024. 1. 1.>", "제1조(시행일)"),
    ]
    assert passages[0].text.startswith("제1장 총칙\n제1조(목적)")
    assert "".join(p.text for p in passages).replace("\n", "") == STATUTE.replace("\n", "")
    clause = passages[2]
    assert clause.clause_at(STATUTE.index("연차는 15일")) == "제1항"
    assert clause.clause_at(STATUTE.index("3년마다")) == "제2항"
    assert passages[1].clause_at(passages[1].start) == ""


REPORT = """2024년 스마트시티 추진계획
Ⅰ. 개요
1. 목적
도시 문제를 데이터로 풀기 위해 이 계획을 세운다.
2. 추진 배경
□ 국내 현황
 ○ 수도권 인구가 전체의 절반을 넘었다.
 ○ 교통 혼잡 비용이 해마다 늘고 있다.
□ 해외 사례
 - 싱가포르는 센서 11만 개를 두었다.
Ⅱ. 예산
가. 총액
1조 2천억 원을 쓴다.
○ 담당: 김민준
○ 연락처: 02-123-4567
"""


def test_headings_of_an_office_paper_are_known_by_their_marks_and_stay_in_the_text() -> None:
    passages = split(Document("계획.txt", "계획", REPORT))
    found = {p.headings[-1]: p.headings for p in passages if p.headings}
    assert found == {
        "1. 목적": ("Ⅰ. 개요", "1. 목적"),
        "국내 현황": ("Ⅰ. 개요", "2. 추진 배경", "국내 현황"),
        "해외 사례": ("Ⅰ. 개요", "2. 추진 배경", "해외 사례"),
        "가. 총액": ("Ⅱ. 예산", "가. 총액"),
    }
    assert "\n".join(p.text for p in passages).split() == REPORT.split()


def test_headings_may_go_on_with_a_year_and_never_with_a_date() -> None:
    terms = "1. 2031학년도 일정\n입학식은 사흘이다.\n\n2. 3분기 계획\n모두 쉰다.\n"
    text = f"{terms}\n3. 14. 행사가 있다.\n"
    found = [p.headings for p in split(Document("안내.txt", "안내", text))]
    assert found == [("1. 2031학년도 일정",), ("2. 3분기 계획",)]


NO_HEADINGS = [
    "1. 사과\n2. 배\n3. 감\n",
    "서류는 다음과 같다.\n1. 신청서\n2. 통장 사본\n\n접수는 5월에 한다.\n",
    "□ 참석자: 김민준\n이서연이 기록했다.\n",
    "1. 회의는 매주 월요일에 연다.\n참석자는 모두다.\n",
    "3. 18. 발표했다\n그날은 맑았다.\n",
    "제3조에 따라 휴가를 준다.\n그렇게 한다.\n",
    "○ 정부는 지원을 늘린다\n - 예산도 늘린다.\n",
    "Ⅰ. 개요 ········ 3\nⅡ. 현황 ········ 5\n",
    "제1장 총칙\n제2장 휴가\n제3장 급여\n",
    "제1조(목적)\n제2조(정의)\n제3조(휴가)\n",
]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_lists_and_sentences_are_no_headings(text: str) -> None:
    assert [p.headings for p in split(Document("a.txt", "a", text))] == [()]


PAPER = """**제1조(목적)** 이 조례는 지원을 정한다.

**제2조(지원)** ① 시장은 비용을 지원한다.
② 지원은 3년까지로 한다.

부칙
이 조례는 공포한 날부터 시행한다.

[별표 1] 지원 금액(제2조 관련)
업체마다 200만 원을 준다."""
CONTRACT = """1. 임금
월 급여는 250만 원으로 한다.
2. 휴가: 법에서 정한 바에 따른다.

특약사항
갑은 기숙사를 제공한다."""
MINUTES = """2. 안건 심의
[제1호 안건] 규약 개정(안)
위원장: 이의가 없으면 의결합니다.
【의결】 원안 가결
[제2호 안건] 회비 인상(안)
【의결】 부결
3. 폐회
위원장이 폐회를 선언함."""


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            PAPER,
            [
                ("제1조(목적)",),
                ("제2조(지원)",),
                ("부칙",),
                ("[별표 1] 지원 금액(제2조 관련)",),
            ],
        ),
        (CONTRACT, [("1. 임금",), (), ("특약사항",)]),
        (
            MINUTES,
            [
                ("2. 안건 심의", "[제1호 안건] 규약 개정(안)"),
                ("2. 안건 심의", "[제2호 안건] 회비 인상(안)"),
                ("3. 폐회",),
            ],
        ),
    ],
)
def test_what_stands_below_which_heading(text: str, headings: list[tuple[str, ...]]) -> None:
    passages = split(Document("a.txt", "문서", text))
    assert [passage.headings for passage in passages] == headings


def test_a_first_line_names_what_the_file_does_not() -> None:
    text = "제3차 안전 회의 결과\n\n" + "가" * 400 + ".\n\n" + "나" * 400 + "."
    passages = split(Document("붙임1.txt", "붙임1", text, titled=False))
    assert "제3차 안전 회의 결과" in passages[-1].context
    titled = split(Document("붙임1.txt", "안전", text))
    assert "제3차 안전 회의 결과" not in titled[-1].context
    told = split(Document("붙임1.txt", "붙임1", text.replace("결과", "결과다."), titled=False))
    assert "회의" not in told[-1].context


def test_a_line_of_markdown_with_a_rule_below_it_is_a_heading() -> None:
    text = """물품 관리
=========

창고는 세 곳이다.

빌리기
------
닷새까지 빌린다.

모든 물품은 대장에 적는다.
---

| 물품 | 수 |
|---|---|
| 사다리 | 2 |

- 열쇠
---
끝으로 문을 잠근다.
"""
    found = split(Document("물품.md", "물품 관리", text))
    assert [one.headings for one in found] == [(), ("빌리기",)]
    assert found[0].text == "창고는 세 곳이다."
    assert found[1].text == text[text.index("닷새") :].strip()
    (plain,) = split(Document("물품.txt", "물품 관리", text))
    assert not plain.headings


def test_the_title_of_a_table_above_its_unit_stays_with_it() -> None:
    told = "강 상류의 물을 떠서 다섯 번 재었다. " * 16
    rows = "".join(f"| 지점 {n} | {n}.2 | {n}.9 |\n" for n in range(1, 9))
    table = f"| 지점 | 봄 | 가을 |\n|---|---|---|\n{rows}"
    text = f"# 수질\n\n{told}\n\n[표 4] 지점별 탁도\n\n(단위: NTU)\n\n{table}"
    found = [one.text for one in split(Document("수질.md", "수질", text)) if "지점 3" in one.text]
    assert len(found) == 1
    assert found[0].startswith("[표 4] 지점별 탁도\n\n(단위: NTU)\n\n| 지점 |")


def test_a_long_table_keeps_its_title_and_unit_with_every_part() -> None:
    rows = "".join(f"| 가람 {n}동 주민센터 | {n},120 | {n},340 | {n},980 |\n" for n in range(1, 60))
    table = f"| 기관 | 인건비 | 운영비 | 사업비 |\n|---|---|---|---|\n{rows}"
    text = f"예산을 나누었다.\n\n기관별 예산\n\n(단위: 천원)\n\n{table}\n끝으로 덧붙인다.\n"
    found = split(Document("예산.txt", "예산", text))
    parts = [one for one in found if "주민센터" in one.text]
    assert len(parts) > 1
    assert parts[0].text.startswith("기관별 예산\n\n(단위: 천원)\n\n| 기관 |")
    assert all("기관별 예산 (단위: 천원)" in one.context for one in parts[1:])
    assert "단위" not in parts[0].context


def test_messages_as_long_as_each_other_are_no_wrapped_paragraph() -> None:
    lines = [f"노을 (오전 9:1{n}): 모종을 {n}개 심고 물을 두 번 주었습니다" for n in range(5)]
    assert len(sentence_spans("\n".join(lines))) == len(lines)


@pytest.mark.parametrize(
    "text",
    [
        "가. 온실 관리자",
        "Tel. 02-000-1234 (노을)",
        "물통 (No. 3)",
        "T. 02-000-1234  M. 010-0000-1111",
    ],
)
def test_a_full_stop_behind_a_mark_ends_no_sentence(text: str) -> None:
    assert sentence_spans(text) == [(0, len(text))]
