import re
from dataclasses import replace

from index import Passage
from rag import Answer, Citation
from ui.cards import highlighted, sources


def test_quotes_are_marked_and_everything_is_escaped(answer: Answer) -> None:
    html = highlighted(answer.citations[0].passage, answer.citations[::-1])
    assert html == (
        '<p><mark data-number="1">B100에는 트랜지스터가 2,080억 개 들어 있다.</mark> '
        '<mark data-number="2">&lt;b&gt;값&lt;/b&gt;은 *비밀*이다.</mark></p>'
    )


def test_overlapping_quotes_show_no_text_twice(passage: Passage) -> None:
    quotes = [
        Citation(n, passage, a, b, passage.text[a - 10 : b - 10])
        for n, (a, b) in enumerate([(10, 15), (12, 20)], 1)
    ]
    html = highlighted(passage, quotes)
    assert re.sub("<.*?>", "", html).startswith("B100에는 트랜지스터가")


def test_a_passage_has_one_card_and_the_rest_is_folded(answer: Answer) -> None:
    cited, more = sources(answer).split('<details class="mundap-more">')
    assert cited.count("<article") == more.count("<article") == 1
    assert 'id="source-1">[1]</span> <span class="number" id="source-2">[2]' in cited
    assert "칩 &amp; 판</h3>" in cited
    assert "다른 대목 1개 더 보기" in more
    assert "다른.md, 3쪽" in more


def test_an_answer_without_any_passage_has_no_column(answer: Answer) -> None:
    assert sources(replace(answer, sentences=(), citations=(), hits=(), abstained=True)) == ""


def test_a_card_says_why_it_is_there(answer: Answer) -> None:
    html = sources(answer)
    assert "질문과 같은 낱말: b100, &lt;값&gt;" in html
    assert (
        '<th scope="row">같은 낱말이 많은 정도 [형태소 BM25]</th><td>2.50</td><td>1위</td>' in html
    )


def test_a_refusal_shows_the_nearest_passages_as_such(answer: Answer) -> None:
    refusal = replace(answer, abstained=True, sentences=(), citations=())
    html = sources(refusal)
    assert "참고로 가장 가까운 대목" in html
    assert html.count('<article class="mundap-card near"') == 2
    assert "<mark" not in html
