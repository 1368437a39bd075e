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
