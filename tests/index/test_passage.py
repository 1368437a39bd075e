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


TEXTS = st.text(alphabet='가나다라 .\n?!"0-|#다.가', max_size=3000)


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
