from dataclasses import replace

from rag import Answer
from ui.turns import Exchange, conversation, greeting


def test_only_the_last_answer_leads_to_the_column(answer: Answer) -> None:
    first, last = conversation([Exchange("가", answer, whole=True)] * 2).split("</article><article")
    assert first.count('<a href="#source') == 0
    assert first.count("<mark>") == 2
    assert last.count('<a href="#source-1">[1]</a>') == 1
    assert last.count("<mark>") == 0


def test_what_is_not_borne_out_says_so(answer: Answer) -> None:
    html = conversation([Exchange("가", answer, whole=True)])
    assert '<span class="unsupported">값은 3달러다. (근거 확인 안 됨)</span>' in html
    assert html.count("3달러") == 1  # and is not in what is copied


def test_remarks_stand_above_the_answer(answer: Answer) -> None:
    html = conversation([Exchange("가", answer, whole=True)])
    places = [
        html.index(text)
        for text in (
            "이렇게 이해했습니다: B100의 트랜지스터는?",
            "엔비다아 → 엔비디아",
            "서버가 답하지 않았습니다.",
            "2,080억 개</p>",
            "원문 인용 · 근거 확실함(93%)",
        )
    ]
    assert places == sorted(places)


def test_a_growing_answer_cannot_be_copied_yet(answer: Answer) -> None:
    assert "data-markdown" not in conversation([Exchange("가", answer)])


def test_a_refusal_offers_to_answer_anyway(answer: Answer) -> None:
    html = conversation([Exchange("가", replace(answer, abstained=True, confidence=0.1))])
    assert "문서에서 근거를 찾지 못했습니다." in html
    assert 'data-question="B100은?" data-anyway' in html
    assert "data-markdown" not in html


def test_people_cannot_write_html() -> None:
    html = conversation([Exchange("<b>'\"", remark="<i>", whole=True)]) + greeting(['"><script>'])
    assert "<b>'" not in html
    assert "<i>" not in html
    assert "<script" not in html
    assert '<p class="wrong">&lt;i&gt;</p>' in html
