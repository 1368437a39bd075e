from dataclasses import replace
from html import escape

from index import Passage
from rag import Answer, Citation, Doubt, Hit, Sentence
from ui.turns import remark, told, wrong


def test_marks_lead_to_the_quote_in_its_document(answer: Answer) -> None:
    html = told(answer, whole=True)
    assert '<p class="short"><b>2,080억 개</b></p>' in html
    assert '<sup><a href="#source-1" data-number="1"' in html
    assert ' data-source="칩.md" data-start="10"' in html


def test_documents_are_named_below_the_answer_each_once(answer: Answer) -> None:
    first = answer.citations[0]
    second = replace(first, number=2, start=20)
    html = told(replace(answer, citations=(first, second)), whole=True)
    line = html[html.index('<p class="sources">') :].partition("</p>")[0]
    assert line.count(escape(first.passage.title) + "<sup>") == 1
    assert (line.count('data-number="1"'), line.count('data-number="2"')) == (1, 1)
    assert 'class="sources"' not in told(answer, whole=False)


def test_what_is_not_borne_out_says_so(answer: Answer) -> None:
    html = told(answer, whole=True)
    assert '<span class="unsupported">값은 3달러다. <small>(근거 확인 안 됨)</small></span>' in html


def test_a_doubt_names_what_is_missing_and_leads_to_what_comes_nearest(
    answer: Answer, passage: Passage
) -> None:
    doubt = Doubt(("3달러", "<b>"), passage, 10, 18)
    wrong_one = replace(answer.sentences[1], doubt=doubt)
    html = told(replace(answer, sentences=(wrong_one,)), whole=True)
    assert "<small>(근거 확인 안 됨 · 원문에 없음: 3달러, &lt;b&gt;)</small>" in html
    assert 'class="open nearest" data-source="칩.md" data-start="10" data-end="18"' in html


def test_a_quoted_row_names_its_columns(answer: Answer, row: Sentence) -> None:
    html = told(replace(answer, sentences=(row,)), whole=True)
    assert (
        '<span class="row"><span class="column">요금제</span> &lt;표준&gt; · '
        '<span class="column">값</span> 33,000원<sup>'
    ) in html
    assert html.count("</a></sup></span>") == 1


def test_what_stands_in_a_document_is_told_as_it_stands_there(answer: Answer) -> None:
    starred = replace(answer.sentences[0], text="**제5조** 요금은 `3급`이다.")
    assert "**제5조** 요금은 `3급`이다.<sup>" in told(
        replace(answer, sentences=(starred,)), whole=True
    )


def test_remarks_stand_above_the_answer(answer: Answer) -> None:
    html = told(answer, whole=True, readings=["엔비디아 매출은?"])
    places = [
        html.index(text)
        for text in (
            "이렇게 이해했습니다: B100의 트랜지스터는?",
            "엔비다아 → 엔비디아",
            "서버가 답하지 않았습니다.",
            'data-question="엔비디아 매출은?"',
            "2,080억 개</b>",
            "원문 인용 · 근거 충분(93%)",
        )
    ]
    assert places == sorted(places)


def test_a_growing_answer_does_not_say_yet_how_sure_it_is(answer: Answer) -> None:
    assert "충분" not in told(answer, whole=False)


def test_a_refusal_offers_to_answer_anyway(answer: Answer) -> None:
    html = told(replace(answer, abstained=True, confidence=0.1), whole=True)
    assert "문서에서 근거를 찾지 못했습니다." in html
    assert 'data-question="B100은?" data-anyway' in html
    assert "원문 인용" not in html


def test_people_cannot_write_html(answer: Answer) -> None:
    hostile = replace(answer, question="\"><script>'", searched="<i>", abstained=True)
    html = told(hostile, whole=True, readings=["<b>"]) + remark("<u>") + wrong("<s>")
    for tag in ("<script", "<i>", "<u>", "<s>"):
        assert tag not in html
    assert 'data-question="&lt;b&gt;"' in html


def test_a_refusal_names_the_nearest_documents_and_escapes_them(answer: Answer) -> None:
    hits = [
        Hit(replace(answer.citations[0].passage, title=title), 1.0, 1, None)
        for title in ("<회의록>", "<회의록>", "일정")
    ]
    refusal = replace(answer, abstained=True, sentences=(), citations=(), hits=tuple(hits))
    html = told(refusal, whole=True)
    assert "가장 가까운 대목은 ‘&lt;회의록&gt;’에 있습니다." in html
    assert "그래도 답해 보기" in html


def test_an_answer_that_the_documents_name_is_not_called_unsure(answer: Answer) -> None:
    html = told(replace(answer, stated=True, confidence=0.04), whole=True)
    assert "근거에 물으신 말이 그대로 있음" in html
    assert "4%" not in html


def test_lists_of_a_language_model_stay_lists(answer: Answer) -> None:
    first, second = (replace(one, item=True) for one in answer.sentences)
    html = told(replace(answer, sentences=(first, second)), whole=True)
    assert html.count('<span class="row item">') == 2
    assert '<span class="row item"><span class="unsupported">값은 3달러다.' in html


def test_the_unit_of_a_bare_number_stands_beside_it(answer: Answer) -> None:
    html = told(replace(answer, short="36000", notice="단위: 천원"), whole=True)
    assert '<p class="short"><b>36000</b> <small>(단위: 천원)</small></p>' in html
    assert html.count("단위") == 1


def test_an_item_of_a_list_stands_in_a_line_of_its_own(answer: Answer) -> None:
    first = answer.citations[0]
    passage = replace(first.passage, text="당직 요령\n1. 당직자는 2명이다.\n2. 순찰한다. 적는다.")

    def cited(text: str) -> Sentence:
        start = passage.start + passage.text.index(text)
        return Sentence(text, (Citation(1, passage, start, start + len(text), text),), True)

    items = (cited("1. 당직자는 2명이다."), cited("2. 순찰한다."))
    html = told(replace(answer, sentences=items), whole=True)
    assert '<span class="row">1. 당직자는 2명이다.<sup>' in html
    assert "</span> 2. 순찰한다.<sup>" in html
