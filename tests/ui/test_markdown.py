from dataclasses import replace
from html import unescape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rag import REFUSAL, Answer, Citation, Sentence
from ui.markdown import escaped, exported, markdown

MARKUP = (
    "# 제목이 아니다",
    "> 인용이 아니다",
    "- 목록이 아니다",
    "+ 목록이 아니다",
    "1. 목록이 아니다",
    "12) 목록이 아니다",
    "=====",
    "---",
    "***",
    "    들여 쓴 글",
    "*기울임* **굵게** _밑줄_ __굵게__ ~~지움~~",
    "`코드` ```울타리```",
    "[고리](javascript:alert(1)) ![그림](x.png) [각주]: x",
    "<script>alert(1)</script> <!-- 설명 --> &lt;b&gt; &#42; &amp;",
    "R&D는 5 < 6이고 7 > 3",
    "C:\\폴더\\파일\\",
    "| 이름 | 값 |\n|---|---|\n| 가 | 1 |",
    "첫 줄\n=====",
    "첫 줄\n:-",
    "|\n:-:",
    "가격은 $20에서 $30까지",
)


@pytest.mark.parametrize("text", MARKUP)
def test_escaped_text_reads_as_it_stood(text: str) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("gfm-like", {"linkify": False})
    html = reader.render(escaped(text)).strip()
    assert html.startswith("<p>")
    assert html.endswith("</p>")
    inner = html.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner
    assert unescape(inner) == "\n".join(line.strip() for line in text.splitlines())


def test_korean_and_numbers_are_left_alone() -> None:
    text = "2,080억 개(3.5배)이며, 1.5배·90%다! 정말? '네' (2024.3.18. 발표)"
    assert escaped(text) == text


def test_what_is_not_borne_out_is_left_out_with_its_source(answer: Answer) -> None:
    assert markdown(answer) == (
        "**2,080억 개**\n\nB100에는 트랜지스터가 2,080억 개 들어 있다. [1]\n\n**근거**\n\n"
        "- [1] **칩 & 판** · 칩.md · 성능\n\n"
        "  > B100에는 트랜지스터가 2,080억 개 들어 있다."
    )


def test_quotes_keep_their_lines_and_pages_their_number(answer: Answer) -> None:
    passage = replace(
        answer.citations[0].passage, label="12쪽", text="# 첫째\n\n둘째", start=0, end=8
    )
    cited = Citation(1, passage, 0, 8, passage.text)
    copied = markdown(replace(answer, sentences=(Sentence("첫째\n둘째", (cited,), True),)))
    assert copied.startswith("**2,080억 개**\n\n첫째 둘째 [1]\n\n")
    assert copied.endswith("**칩 & 판** · 칩.md · 12쪽, 성능\n\n  > \\# 첫째\n  >\n  > 둘째")


def test_a_row_is_copied_with_the_names_of_its_columns(answer: Answer, row: Sentence) -> None:
    copied = markdown(replace(answer, sentences=(row, row), citations=row.citations, short=""))
    line = "- 요금제: \\<표준> · 값: 33,000원 [1]\n"
    assert copied.startswith(f"{line}{line}\n**근거**")


def test_sentences_and_items_of_lists_stand_in_lines_of_their_own(answer: Answer) -> None:
    cited = answer.citations[:1]
    said = [Sentence(text, cited, True, item=text != "둘이다.") for text in ("둘이다.", "가", "나")]
    copied = markdown(replace(answer, sentences=tuple(said), short="두 가지", notice="단위: 천원"))
    assert copied.startswith("**두 가지** (단위: 천원)\n\n둘이다. [1]\n\n- 가 [1]\n- 나 [1]\n\n")


def test_what_is_exported_is_what_the_page_shows(answer: Answer) -> None:
    assert exported(answer) == (
        "(이렇게 이해했습니다: B100의 트랜지스터는?)\n\n(엔비다아 → 엔비디아)\n\n"
        "(서버가 답하지 않았습니다.)\n\n(근거 확인 안 됨) 값은 3달러다.\n\n" + markdown(answer)
    )
    refused = exported(replace(answer, abstained=True, notice=""))
    assert refused.endswith(f"{REFUSAL}. 가장 가까운 대목은 ‘칩 & 판’, ‘다른 문서’에 있습니다.")
    doubtful = exported(replace(answer, sentences=answer.sentences[1:], notice=""))
    assert doubtful.endswith("(근거 확인 안 됨) 값은 3달러다.")


def test_a_refusal_has_nothing_to_cite(answer: Answer) -> None:
    assert markdown(replace(answer, abstained=True)) == f"{REFUSAL}."


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("#>+-=*_`[]()!<>&;|~\\1.) a가:", min_size=1), min_size=1, max_size=3))
def test_no_text_becomes_markup(lines: list[str]) -> None:
    assume(all(line.strip() for line in lines))
    test_escaped_text_reads_as_it_stood("\n".join(lines))
