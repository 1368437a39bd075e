import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.table import head_of, is_row
from ui.blocks import Blocks, Highlight, in_line, named_cells

TABLE = "| 순위 | 국가 |\n|---|:-:|\n| 1 | 미국\\|<b> |\n| 2 | |"
TAGS = re.compile(
    r"<(?:/?(?:p|b|pre|code|mark|table|thead|tbody|tr|td|th|ul|li|div|blockquote)|br"
    r'|p class="heading"|pre tabindex="0" role="group" aria-label="코드"'
    r'|th scope="col"|li data-depth="[0-3]"|mark data-number="1"'
    r'|div class="grid" tabindex="0" role="group" aria-label="표")>'
)


FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)


def plain(html: str) -> str:
    """What is left to read."""
    return unescape(TAGS.sub("", html))


def test_a_table_is_a_table_and_everything_in_it_escaped() -> None:
    assert Blocks(TABLE).html() == (
        '<div class="grid" tabindex="0" role="group" aria-label="표"><table><thead><tr>'
        '<th scope="col">순위</th><th scope="col">국가</th></tr></thead><tbody>'
        "<tr><td>1</td><td>미국|&lt;b&gt;</td></tr><tr><td>2</td><td></td></tr>"
        "</tbody></table></div>"
    )


def test_a_table_that_goes_on_has_its_columns_too() -> None:
    blocks = Blocks("| 3월 | 9억 |\n\n| 다른 | 표 |", columns="| 월 | <매출> |")
    first, second = blocks.html().split("</div>")[:2]
    assert '<th scope="col">월</th><th scope="col">&lt;매출&gt;</th></tr></thead>' in first
    assert "<td>3월</td><td>9억</td>" in first
    assert "<th" not in second


def test_a_quoted_row_is_marked_in_each_of_its_cells() -> None:
    start = TABLE.index("| 1")
    html = Blocks(TABLE, [Highlight(start, TABLE.index("\n| 2"), ' data-number="1"')]).html()
    assert re.findall(r'<mark data-number="1">(.*?)</mark>', html) == ["1", "미국|&lt;b&gt;"]


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    html = Blocks("첫째 문장.\n\n둘째 문장.", [Highlight(3, 9)]).html()
    assert html == "<p>첫째 <mark>문장.</mark></p><p><mark>둘</mark>째 문장.</p>"


@pytest.mark.parametrize("head", ["", "| 월 | 매출 |\n"])
def test_rows_of_a_sheet_get_their_columns_back(head: str) -> None:
    html = Blocks(head + "| 월: 3월 | 매출: 1:2 |\n| 매출: 130 |").html()
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["월", "매출"]
    assert re.findall(r"<td>(.*?)</td>", html) == ["3월", "1:2", "", "130"]


def test_a_row_without_names_keeps_all_that_it_holds() -> None:
    html = Blocks("| 월: 3월 | 비고 |\n| 월: 4월 | 비고: 없음 |").html()
    assert re.findall(r"<td>(.*?)</td>", html) == ["월: 3월", "비고", "월: 4월", "비고: 없음"]


def test_lists_are_read_only_where_the_author_wrote_them_and_marks_within_lines_nowhere() -> None:
    text = "# 제목\n- 하나 **둘**\n  - `셋`\n> 넷\n다섯"
    assert Blocks(text).html() == f"<p>{text.replace('>', '&gt;')}</p>"
    assert Blocks(text, headings=True, markdown=True).html() == (
        '<p class="heading">제목</p><ul><li data-depth="0">하나 **둘**</li>'
        '<li data-depth="1">`셋`</li></ul><blockquote><p>넷</p></blockquote><p>다섯</p>'
    )


def test_rows_and_items_read_well_within_an_answer() -> None:
    assert in_line("- 190억 달러: 기업가치") == "190억 달러: 기업가치"
    assert in_line("-3도이다. | 둘") == "-3도이다. | 둘"
    assert in_line("**제5조** `급지`는") == "**제5조** `급지`는"


def test_a_row_is_told_with_the_names_of_its_columns() -> None:
    assert is_row("| 1 | 미국 |")
    assert not is_row("1 | 미국 |")
    assert named_cells("| 손정의 | 2028년 | |") == [("", "손정의"), ("", "2028년")]
    assert named_cells("| 2 | a\\|b | |", "| 순위 | 국가 | 값 |") == [
        ("순위", "2"),
        ("국가", "a|b"),
    ]
    assert named_cells("| 월: 3월 | 비고 |") == [("월", "3월"), ("", "비고")]
    assert named_cells("| 2 |", "| 순위 | 국가 |") == [("", "2")]


def test_the_head_of_a_row_is_that_of_its_own_table() -> None:
    text = f"| 9 | 끝 |\n\n글\n\n{TABLE}\n\n| 머리 없는 | 표 |\n| 둘째 | 줄 |"
    assert head_of(text, text.index("| 2")) == "| 순위 | 국가 |"
    assert head_of(text, text.index("| 둘째"), "| 가 | 나 |") == ""
    assert head_of(text, text.index("| 순위"), "| 가 | 나 |") == ""
    assert head_of(text, 0, "| 가 | 나 |") == "| 가 | 나 |"
    assert head_of("| 9 | 끝 |\n| 10 | 더 |", 10, "| 가 | 나 |") == "| 가 | 나 |"


CODE = "```bash\n# 접속\nssh <b>\n\n- **하나** \\|\n```"


def test_code_is_shown_as_it_was_written() -> None:
    html = Blocks(f"앞\n{CODE}\n~~~\n```\n~~~~\n뒤", headings=True, markdown=True).html()
    pre = '<pre tabindex="0" role="group" aria-label="코드"><code>'
    assert html == (
        f"<p>앞</p>{pre}# 접속\nssh &lt;b&gt;\n\n- **하나** \\|</code></pre>"
        f"{pre}```</code></pre><p>뒤</p>"
    )
    assert "<pre" not in Blocks(CODE).html()


def test_a_quote_in_code_is_marked_there() -> None:
    start = CODE.index("ssh")
    html = Blocks(CODE, [Highlight(start, start + 7)], markdown=True).html()
    assert "# 접속\n<mark>ssh &lt;b&gt;</mark>\n\n- **하나**" in html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("끝 줄\n```\n\n뒤", "끝 줄"),  # the code began before the text
        ("끝 줄\n```", "끝 줄"),
        ("앞\n\n```\n첫 줄", "첫 줄"),  # the code goes on after the text
        ("앞\n```sh\n첫 줄", "첫 줄"),
    ],
)
def test_code_that_was_cut_is_code(text: str, code: str) -> None:
    html = Blocks(text, markdown=True).html()
    assert re.findall("<code>(.*?)</code>", html) == [code]


@settings(max_examples=300, deadline=None)
@given(st.text('|#>-*`:\\<&" \n가나1', max_size=60), st.integers(0, 60), st.integers(0, 60))
@example("|-|", 0, 0)
def test_no_letter_is_lost_or_becomes_markup(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    highlights = [Highlight(start, end, ' data-number="1"')] if start < end else []
    for markup in (False, True):
        html = Blocks(text, highlights, headings=markup, markdown=markup).html()
        assert not re.search(r"[<>]", TAGS.sub("", html))
        shown = [c for c in plain(html) if c.isalnum()]
        # Names of columns are told once, those of languages above code not at all.
        if ": " not in text and not (markup and FENCE.search(text)):
            assert shown == [c for c in text if c.isalnum()]
            marked = "".join(re.findall(r'<mark data-number="1">(.*?)</mark>', html, re.DOTALL))
            assert [c for c in plain(marked) if c.isalnum()] == [
                c for c in text[start:end] if c.isalnum()
            ]


def test_numbers_and_codes_with_hyphens_stay_in_one_line_of_a_cell() -> None:
    head = "| 전화 | 관리번호 | 방식 | 열쇠 |\n| --- | --- | --- | --- |\n"
    key = "a1" + "-b2" * 12
    html = Blocks(f"{head}| 02-111-0202 | B-2024-007호 | peer-to-peer | {key} |").html()
    assert '<td><span class="whole">02-111-0202</span></td>' in html
    assert '<td><span class="whole">B-2024-007</span>호</td>' in html
    assert f"<td>peer-to-peer</td><td>{key}</td>" in html


def test_what_is_marked_in_a_cell_stays_in_one_line_too() -> None:
    text = "| B-2024-007 | 책상 |"
    html = Blocks(text, [Highlight(2, 12, ' data-number="1"')]).html()
    assert '<mark data-number="1"><span class="whole">B-2024-007</span></mark>' in html
