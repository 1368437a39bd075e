import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus import Document
from rag import Answer, Library, Turn
from rag.evaluation.evaluate import Evaluation, Record, evaluate
from rag.evaluation.failures import failures, gold_spans, pieces
from rag.evaluation.perturb import PERTURBATIONS
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.report_page import plots, report_html
from rag.evaluation.variants import MEASURES, Variant

DOCUMENTS = [
    Document("휴가.md", "휴가 <규정>", "연차 휴가는 1년에 15일을 준다. 병가는 60일까지다."),
    Document("급여.md", "급여", "급여는 매월 25일에 지급한다. <script>alert(1)</script>"),
]
QUOTE = "연차 휴가는 1년에 15일을 준다."
QUESTIONS = [
    Question("1", "direct", "연차 휴가는 며칠인가요?", ("15일",), (Evidence("휴가.md", QUOTE),)),
    Question(
        "2", "<b>", "급여는 언제 <i>지급</i>하나요?", ("말일",), (Evidence("휴가.md", QUOTE),)
    ),
    Question("3", "none", "화성의 수도는?", (), (), True),
]


class Bold(Library):
    """A library that answers however weak the evidence."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        return super().ask(question, history, k=k, answer_anyway=True)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(Bold.from_documents(DOCUMENTS), QUESTIONS)


def test_the_page_needs_nothing_else_and_escapes_everything(evaluation: Evaluation) -> None:
    html = report_html(evaluation, "보고서 <1>")
    assert "<title>보고서 &lt;1&gt;</title>" in html
    assert "<script>alert" not in html
    assert "<i>지급" not in html
    assert "&lt;i&gt;지급" in html
    assert 'data-kind="&lt;b&gt;"' in html
    assert "<td>바로 물음</td>" in html
    assert "<td>&lt;b&gt;</td>" in html
    without_names = html.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(|<link|<img|src=", without_names)
    assert "default-src 'none'" in html


def test_every_measure_is_on_the_page_with_its_interval(evaluation: Evaluation) -> None:
    html = report_html(evaluation)
    for name, row in evaluation.metrics().items():
        assert f"<code>{name}</code>" in html
        assert f"[{row['low']:.3f}, {row['high']:.3f}]" in html


def test_failures_are_listed_with_gold_and_citations_marked(evaluation: Evaluation) -> None:
    html = report_html(evaluation)
    listed = re.findall(r'<details class="miss" data-what="(.+?)" data-kind="(.+?)">', html)
    assert ("wrong-answer not-first", "&lt;b&gt;") in listed
    assert len(listed) == sum(bool(failures(record)) for record in evaluation.records)
    assert f'<mark class="gold">{QUOTE}</mark>' in html
    assert '<mark class="cited">급여는 매월 25일에 지급한다.</mark>' in html


def test_a_run_without_failures_says_so(evaluation: Evaluation) -> None:
    right = Evaluation(evaluation.records[:1])
    assert "틀린 질문이 없습니다" in report_html(right)
    assert set(plots(right)) >= {"risk_coverage", "confidence", "latency", "by_kind_hit@1"}


@pytest.mark.parametrize(
    ("unanswerable", "abstained", "scores", "expected"),
    [
        (True, False, {}, ["false-answer"]),
        (True, True, {}, []),
        (False, True, {"answer_contains": 0.0, "hit@10": 1.0, "hit@1": 1.0}, ["false-refusal"]),
        (False, False, {"answer_contains": 0.0, "hit@10": 0.0}, ["wrong-answer", "not-found"]),
        (False, False, {"hit@10": 1.0, "hit@1": 0.0}, ["not-first"]),
        (False, False, {"answer_contains": 1.0, "hit@10": 1.0, "hit@1": 1.0}, []),
    ],
)
def test_what_went_wrong_is_named(
    unanswerable: bool, abstained: bool, scores: dict[str, float], expected: list[str]
) -> None:
    question = Question("1", "x", "?", (), (), unanswerable)
    record = Record(question, Answer("", (), (), abstained, ""), (), scores)
    assert failures(record) == expected


def test_gold_is_found_where_a_quote_goes_beyond_the_passage(evaluation: Evaluation) -> None:
    hit = next(h for h in evaluation.records[0].ranking if h.passage.source == "휴가.md")
    text = hit.passage.text
    for quote, span in [
        (QUOTE, (0, len(QUOTE))),
        ("앞 단락의 끝. " + QUOTE, (0, len(QUOTE))),
        ("병가는 60일까지다. 다음 단락", (text.index("병가"), len(text))),
    ]:
        question = replace(QUESTIONS[0], evidence=(Evidence("휴가.md", quote),))
        assert gold_spans(question, hit) == [span], quote
    whole = replace(QUESTIONS[0], evidence=(Evidence("휴가.md"),))
    assert [text[a:b] for a, b in gold_spans(whole, hit)] == ["15일"]
    absent = replace(QUESTIONS[0], evidence=(Evidence("휴가.md", "없는 문장이다"),))
    assert gold_spans(absent, hit) == []


def test_pieces_put_together_are_the_text() -> None:
    cut = pieces("가나다라마", [(0, 3)], [(2, 4)])
    assert cut == [
        ("가나", True, False),
        ("다", True, True),
        ("라", False, True),
        ("마", False, False),
    ]


def test_spoilt_questions_have_korean_names_that_fit_the_plot(evaluation: Evaluation) -> None:
    lost = dict.fromkeys(MEASURES, 0.0)
    variants = [Variant("1", name, "?", lost) for name in PERTURBATIONS]
    drawn = plots(replace(evaluation, variants=tuple(variants)))["perturbations"]
    for name, _ in PERTURBATIONS.values():
        for measure in MEASURES:
            assert f">{name} {measure}</text>" in drawn
