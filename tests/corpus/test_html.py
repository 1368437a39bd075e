"""Web pages as people see them, what a click shows included."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], str]:
    """What is read of the body of a page."""

    def text_of(body: str) -> str:
        (tmp_path / "쪽.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
        (document,) = read(tmp_path / "쪽.html", "쪽.html")
        assert isinstance(document, Document)
        return document.text

    return text_of


ANSWER = "<div><p>근무일 기준 8일입니다.</p></div>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<h4><button>며칠인가요?</button></h4>{ANSWER}", "#### 며칠인가요?"),
        (f"<h4><b>Q</b><button>며칠인가요?</button></h4>{ANSWER}", "#### Q 며칠인가요?"),
        (f"<h4>처리 기간<button>길게 펼쳐 보기</button></h4>{ANSWER}", "#### 처리 기간"),
        (f"<dl><dt><button>며칠인가요?</button><dd>{ANSWER}</dl>", "며칠인가요?"),
        (f"<ul><li><button aria-expanded=false>며칠?</button>{ANSWER}</ul>", "- 며칠?"),
        (f"처리<button aria-controls=a>며칠인가요?</button>{ANSWER}", "처리\n\n며칠인가요?"),
        (f"처리 <button>인쇄</button>기간{ANSWER}", "처리 기간"),
    ],
)
def test_buttons_are_read_where_they_tell_what_they_show(
    body: str, text: str, page: Callable[[str], str]
) -> None:
    assert page(body) == f"{text}\n\n근무일 기준 8일입니다."


@pytest.mark.parametrize(
    ("hidden", "text"),
    [
        ("<div style='display: none'>수수료는 <b>500원</b>.</div>", "수수료는 500원."),
        ("<p hidden>You pay the fee at the desk.</p>", "You pay the fee at the desk."),
        ("<div id=a hidden>8일</div><button aria-controls='b a'>기간</button>", "8일\n\n기간"),
        ("<div hidden>맨 위로</div>", ""),
        ("<div hidden><script>var a = '늦다. 또'</script>맨 위로</div>", ""),
        ("<div hidden>수수료는 500원.<p style='display:none'>닫기</p></div>", "수수료는 500원."),
    ],
)
def test_hidden_blocks_are_read_where_a_click_shows_them(
    hidden: str, text: str, page: Callable[[str], str]
) -> None:
    assert page(f"<p>안내</p>{hidden}") == f"안내\n\n{text}".strip()


def test_lines_of_a_page_that_is_set_by_hand_are_parted_as_they_are_shown(
    page: Callable[[str], str],
) -> None:
    lines = "<pre>마감 3월 10일<br>접수 <b>민원실<br/></b>문의 총무과\n끝</pre>"
    assert page(lines) == "마감 3월 10일\n접수 민원실\n문의 총무과\n끝"


def row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


FLOORS = f"<table>{row('부서', '층')}{row('총무과', '3층')}</table>"
SHOWN = "| 부서 | 층 |\n| --- | --- |\n| 총무과 | 3층 |"


def test_labels_above_a_text_with_a_table_keep_their_values(page: Callable[[str], str]) -> None:
    heads = row("제목", "이전 안내") + row("부서", "총무과") + row("첨부", "<a>가</a><br><a>나</a>")
    body = f"<tr><td colspan=2><p>청사를 옮깁니다.</p>{FLOORS}<p>문의: 02-120</p></td></tr>"
    assert page(f"<table><tbody>{heads}{body}{row('이전', '없음')}</tbody></table>") == (
        "제목: 이전 안내\n부서: 총무과\n첨부: 가 나\n\n"
        f"청사를 옮깁니다.\n\n{SHOWN}\n\n문의: 02-120\n\n이전\n\n없음"
    )


def test_a_table_in_a_row_of_a_table_stands_after_it_with_the_name_of_the_row(
    page: Callable[[str], str],
) -> None:
    rows = row("구분", "내용") + row("<b>위</b>치", f"아래{FLOORS}와 같다") + row("기간", FLOORS)
    assert page(f"<table>{rows}</table>끝") == (
        "| 구분 | 내용 |\n| --- | --- |\n| 위치 | 아래 와 같다 |\n| 기간 |  |\n\n"
        f"위치\n\n{SHOWN}\n\n기간\n\n{SHOWN}\n\n끝"
    )


@pytest.mark.parametrize(
    "rows",
    [
        row("시청", "검색")
        + row("홈", f"<p>{'청사를 옮깁니다. ' * 40}</p>{FLOORS}")
        + row("가", "나"),
        row("<p>시청</p>") + row(FLOORS) + row("홈", f"<h2>안내</h2>{FLOORS}"),
        row(FLOORS, FLOORS) + row(FLOORS, FLOORS),
    ],
    ids=["long", "single", "tables"],
)
def test_the_layout_of_a_page_is_no_table(rows: str, page: Callable[[str], str]) -> None:
    text = page(f"<table>{rows}</table>")
    assert text.replace(SHOWN, "").count("|") == 0
    assert SHOWN in text


def test_tables_in_tables_in_tables_are_parted(page: Callable[[str], str]) -> None:
    body = "끝"
    for place in range(60):
        body = f"<table>{row('단계', '내용')}{row(str(place), body)}</table>"
    lines = page(body).splitlines()
    assert lines.count("| 단계 | 내용 |") == 60
    assert lines[2] == "| 59 |  |"
    assert lines[-1] == "| 0 | 끝 |"


@pytest.mark.parametrize(
    ("described", "text"),
    [
        (
            "찾아가는 건강상담 4월 3일 10시 시청 로비",
            "\n\n찾아가는 건강상담 4월 3일 10시 시청 로비",
        ),
        ("상담은 무료입니다.", "\n\n상담은 무료입니다."),
        ("시청 로고", ""),
        ("A photo of the front of the hall", ""),
        ("", ""),
    ],
)
def test_what_stands_on_posters_is_read_where_the_page_tells_it(
    described: str, text: str, page: Callable[[str], str]
) -> None:
    assert page(f"<p>안내<img src=a.png alt='{described}'></p>") == f"안내{text}"


def test_rows_without_cells_are_none_of_a_table(page: Callable[[str], str]) -> None:
    rows = "<tr></tr>{}<tr></tr>{}<tr></tr>"
    own = rows.format("<tr><td>품목<td>수량</tr>", "<tr><td>걸레<td>12</tr>")
    assert page(f"<table>{own}</table>") == "| 품목 | 수량 |\n| --- | --- |\n| 걸레 | 12 |"
    names = "<tr><td rowspan='2'>품목<td rowspan='2'>수량</tr>"
    covered = rows.format(names, "<tr><td>솔<td>3</tr>")
    assert page(f"<table>{covered}</table>").endswith("| 솔 | 3 |")


def test_a_term_and_the_value_alone_beside_it_are_one_line(page: Callable[[str], str]) -> None:
    terms = "<dt>문의</dt><dd>033-555-0131</dd><dt>언제 여나요?</dt><dd>아침 9시에 엽니다.</dd>"
    more = "<dt>요금</dt><dd>어른 3,000원</dd><dd>어린이 1,000원</dd>"
    told = page(f"<dl>{terms}{more}</dl>").split("\n\n")
    assert told[:3] == ["문의: 033-555-0131", "언제 여나요?", "아침 9시에 엽니다."]
    assert told[3:] == ["요금", "어른 3,000원", "어린이 1,000원"]
