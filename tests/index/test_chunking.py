import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Place
from index import split


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


def test_a_first_line_names_what_the_file_does_not() -> None:
    text = "제3차 안전 회의 결과\n\n" + "가" * 400 + ".\n\n" + "나" * 400 + "."
    passages = split(Document("붙임1.txt", "붙임1", text, titled=False))
    assert "제3차 안전 회의 결과" in passages[-1].context
    titled = split(Document("붙임1.txt", "안전", text))
    assert "제3차 안전 회의 결과" not in titled[-1].context
    told = split(Document("붙임1.txt", "붙임1", text.replace("결과", "결과다."), titled=False))
    assert "회의" not in told[-1].context


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


PROSE = "마을 도서관은 여름 동안 저녁 아홉 시까지 문을 연다. " * 6


def test_a_line_that_names_the_prose_below_it_stays_with_it() -> None:
    text = f"{PROSE}\n- 어린이 열람실\n{PROSE}\n{PROSE}\n야간 주차장 안내\n{PROSE}"
    beginnings = [one.text.split("\n")[0] for one in split(Document("a.txt", "도서관", text))]
    assert beginnings == [PROSE.strip(), "- 어린이 열람실", PROSE.strip(), "야간 주차장 안내"]


def test_the_last_item_of_a_list_and_a_remark_stay_with_what_stands_above() -> None:
    for above in ("- 물병\n- 돗자리", "그 뒤 책을 돌려 드렸다.\n(큰 박수)", "1) 우산\n2) 모자"):
        first, second = split(Document("a.txt", "소풍", f"{PROSE[:96]}\n{above}\n{PROSE * 2}"))
        assert first.text.endswith(above)
        assert second.text == (PROSE * 2).strip()


def test_a_sentence_that_a_page_broke_is_in_one_passage() -> None:
    broken = f"{PROSE}\n- 새 책꽂이에 드는 것은 나무판과 못,\n- 그리고 풀이다. {PROSE}"
    assert len(split(Document("a.txt", "도서관", broken))) == 1
    assert len(split(Document("a.txt", "도서관", broken.replace("못,", "못이다.")))) == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("가람산악회_회칙.md", "제1장 총칙 가람산악회 회칙"),
        ("rules_2031.md", "제1장 총칙"),
        ("제1장 총칙.md", "제1장 총칙"),
    ],
)
def test_passages_also_know_what_their_document_is_filed_as(source: str, said: str) -> None:
    passages = split(Document(source, "제1장 총칙", "# 제1장 총칙\n\n회비는 매달 낸다."))
    assert [p.context for p in passages] == [said]
