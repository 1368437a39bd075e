import json
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus import Document
from rag import REFUSAL, Answer, Citation, Hit, Library, Sentence, Turn
from rag.evaluation.evaluate import Evaluation, evaluate
from rag.evaluation.judge import Judge, place
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.report import ragas, table, trec_run
from rag.evaluation.report_page import plots
from rag.llm.reader import LanguageModelReader
from tests.rag.llm_server import serving

DOCUMENTS = [
    Document("물 1%.md", "물", "물은 섭씨 100도에서 끓는다. 얼음은 0도에서 녹는다."),
    Document("불.md", "불", "불은 1천 도가 넘는다. 물은 백 도에서 끓는다."),
    Document("흙.md", "흙", "흙에는 벌레가 산다."),
]
BOILING = Evidence("물 1%.md", "물은 섭씨 100도에서 끓는다.")
FIRE = Evidence("불.md", "불은 1천 도가 넘는다.", grade=2)


class Scripted(Library):
    """A library whose answers are laid down."""

    answers: dict[str, Answer]

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        k: int = 10,
        answer_anyway: bool = False,
    ) -> Answer:
        return replace(self.answers[question], question=question, searched=question)


@pytest.fixture(scope="module")
def library() -> Scripted:
    return Scripted.from_documents(DOCUMENTS)


def hits(library: Library, *sources: str) -> tuple[Hit, ...]:
    of = {passage.source: passage for passage in library.passages}
    return tuple(Hit(of[source], 1.0 - n / 10, n, None) for n, source in enumerate(sources, 1))


def answer(library: Library, *quotes: str, short: str = "", supported: int = 9) -> Answer:
    """An answer that says and cites `quotes`; only the first `supported` sentences are borne."""
    citations = []
    for number, quote in enumerate(quotes, 1):
        passage = next(p for p in library.passages if quote in p.text)
        start = passage.start + passage.text.index(quote)
        citations.append(Citation(number, passage, start, start + len(quote), quote))
    sentences = tuple(Sentence(c.quote, (c,), n < supported) for n, c in enumerate(citations))
    found = hits(library, "흙.md", "불.md", "물 1%.md")
    return Answer("", sentences, tuple(citations), False, "", found, short=short, confidence=0.9)


def refusal(library: Library, confidence: float = 0.1) -> Answer:
    found = hits(library, "물 1%.md")
    return Answer("", (), (), True, "", found, confidence=confidence)


def scores(library: Scripted, question: Question, given: Answer) -> dict[str, float]:
    library.answers = {question.question: given}
    return dict(evaluate(library, [question]).records[0].scores)


def test_every_measure_by_hand(library: Scripted) -> None:
    question = Question("1", "compare", "몇 도?", ("100도", "1천 도"), (BOILING, FIRE))
    given = answer(
        library,
        FIRE.quote,
        "흙에는 벌레가 산다.",
        "물은 백 도에서 끓는다.",
        short="1천",
        supported=2,
    )
    found = scores(library, question, given)
    expected = {
        "hit@1": 0,
        "hit@3": 1,
        "recall@1": 0,
        "recall@3": 1,
        "mrr@10": 1 / 2,
        "ndcg@10": (2 / math.log2(3) + 1 / 2) / (2 + 1 / math.log2(3)),
        "answer_contains": 1,
        "exact_match": 0,
        "char_f1": 4 / 5,
        "answered": 1,
        "citation_precision": 1 / 3,
        "citation_recall": 1 / 2,
        "citation_coverage": 2 / 3,
    }
    assert {name: found[name] for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("short", "accepted", "told"),
    [("아니요", "아니요", 1), ("아니요, 안 받습니다", "아니요", 1), ("예", "아니요", 0)]
    + [("", "예", 0), ("다섯 번", "5번", 0), ("5번", "5 번", 1)],
)
def test_the_direct_answer_is_shown_and_yes_is_a_verdict(
    short: str, accepted: str, told: int
) -> None:
    booking = Document("예약.md", "예약", "예약은 전화로 받는다.")
    library = Scripted.from_documents([*DOCUMENTS, booking])
    booked = Evidence("예약.md", "예약은 전화로 받는다.")
    question = Question("1", "direct", "전화로 예약을 받아?", (accepted,), (booked,))
    given = answer(library, booked.quote, short=short)
    assert scores(library, question, given)["answer_contains"] == told


def test_recall_counts_facts_not_the_places_that_state_them(library: Scripted) -> None:
    both = Evidence("불.md", "물은 백 도에서 끓는다.")
    question = Question("1", "direct", "몇 도?", ("끓는다",), (BOILING, both))
    found = scores(library, question, answer(library, BOILING.quote))
    assert (found["recall@1"], found["recall@3"], found["citation_recall"]) == (0, 1, 1)


def test_a_refusal_counts_against_answers_but_not_against_citations(library: Scripted) -> None:
    question = Question("1", "direct", "몇 도?", ("100도",), (BOILING,))
    found = scores(library, question, refusal(library))
    assert (found["answered"], found["answer_contains"], found["char_f1"]) == (0, 0, 0)
    assert found["hit@1"] == 1
    assert not [name for name in found if name.startswith("citation")]


def test_measures_that_do_not_apply_are_left_out(library: Scripted) -> None:
    judged = Question("1", "beir", "끓는 물은?", (), (Evidence("불.md", "", 2), Evidence("없음")))
    found = scores(library, judged, answer(library, FIRE.quote, "흙에는 벌레가 산다."))
    assert not {"answer_contains", "exact_match", "char_f1"} & set(found)
    assert found["citation_precision"] == 1 / 2
    assert found["recall@10"] == 1 / 2
    unanswerable = Question("2", "x", "?", (), (), unanswerable=True)
    assert scores(library, unanswerable, refusal(library)) == {
        "correct": 1.0,
        "refusal_recall": 1.0,
    }


def test_whole_documents_are_ranked_once_each(library: Scripted) -> None:
    text = "\n\n".join(f"물 이야기 {n}. " + "그리고 물. " * 60 for n in range(4))
    long = Scripted.from_documents([Document("긴.md", "긴", text), *DOCUMENTS])
    assert len(long.passages) > 6
    question = Question("1", "beir", "물은 몇 도에서 끓나?", (), (Evidence("긴.md"),))
    long.answers = {question.question: refusal(long)}
    (record,) = evaluate(long, [question]).records
    sources = [one.passage.source for one in record.ranking]
    assert len(set(sources)) == len(sources)
    assert record.scores["mrr@10"] == 1 / (1 + sources.index("긴.md"))


@pytest.mark.parametrize(
    ("name", "quote", "found"),
    [
        ("요금.md", "**어른** 요금은 `6,000원`이고", "어른 요금은 6,000원이고"),
        ("요금.md", "**아이** 요금은", None),
        ("요금.md", "요금은 6,000원이고\n아이는", "요금은 6,000원이고 아이는"),
        ("요금.md", "구분\t값\n어른\t6,000원", "구분 | 값 |\n| --- | --- |\n| 어른 | 6,000원"),
        ("요금.md", "어른  6,000원", "어른 | 6,000원"),
        ("요금.md", "   ", None),
    ],
)
def test_evidence_is_found_as_the_author_of_the_document_wrote_it(
    name: str, quote: str, found: str | None
) -> None:
    text = (
        "어른 요금은 6,000원이고 아이는 없다.\n\n| 구분 | 값 |\n| --- | --- |\n| 어른 | 6,000원 |"
    )
    span = place(Document(name, "요금", text), quote)
    assert (text[slice(*span)] if span else None) == found


def test_passages_bear_evidence_that_they_overlap_or_repeat(library: Library) -> None:
    judge = Judge(library)
    water, fire, _ = library.passages
    assert judge.bears(water, BOILING)
    assert not judge.bears(fire, BOILING)
    assert judge.bears(water, Evidence("물 1%.md"))
    absent = Evidence("물 1%.md", "없는 말이다.")
    assert not judge.bears(water, absent)
    assert (judge.lost(BOILING), judge.lost(absent), judge.lost(Evidence("x"))) == (
        False,
        True,
        True,
    )
    twice = Document("두 번.md", "", "\n\n".join(["물이다." + "가나다 " * 90] * 3))
    repeated = Library.from_documents([twice])
    assert len(repeated.passages) == 3
    assert all(
        Judge(repeated).bears(passage, Evidence("두 번.md", "물이다."))
        for passage in repeated.passages
    )


@pytest.fixture
def evaluation(library: Scripted) -> Evaluation:
    """Two answerable questions, one of them refused, and two unanswerable, one answered."""
    rows = [
        (Question("가 1", "direct", "a", ("100도",), (BOILING,)), answer(library, BOILING.quote)),
        (Question("2", "direct", "b", ("1천 도",), (FIRE,)), refusal(library, 0.3)),
        (Question("3", "near-miss", "c", (), (), True), refusal(library, 0.1)),
        (Question("4", "near-miss", "d", (), (), True), answer(library, FIRE.quote)),
    ]
    library.answers = {question.question: given for question, given in rows}
    return evaluate(library, [question for question, _ in rows])


def test_refusals_are_judged_both_ways(evaluation: Evaluation) -> None:
    metrics = evaluation.metrics()
    assert metrics["refusal_recall"]["value"] == 1 / 2
    assert metrics["refusal_precision"]["value"] == 1 / 2
    assert metrics["auroc"]["value"] == pytest.approx((1.5 + 1) / 4)
    assert metrics["answered"]["value"] == 1 / 2
    assert (metrics["answered"]["low"], metrics["answered"]["high"]) == pytest.approx(
        (0.0945, 0.9055), abs=1e-4
    )


def test_refusals_are_not_judged_where_none_is_right(library: Scripted) -> None:
    question = Question("1", "direct", "몇 도?", ("100도",), (BOILING,))
    library.answers = {question.question: refusal(library)}
    metrics = evaluate(library, [question]).metrics()
    assert not {"refusal_precision", "auroc"} & set(metrics)


@pytest.mark.parametrize("said", [REFUSAL, "물은 섭씨 100도에서 끓습니다. [1]"])
def test_the_refusal_of_a_language_model_is_what_it_says(said: str) -> None:
    """Right where there is no answer, wrong where there is one; unknown where it is not asked."""
    library = Library.from_documents(DOCUMENTS)
    questions = [
        Question("1", "direct", "물은 몇 도에서 끓나?", ("100도",), (BOILING,)),
        Question("2", "none", "물은 섭씨 몇 도에서 끓지 않나?", (), (), True),
        Question("3", "none", "철수의 연봉은 얼마인가?", (), (), True),
        Question("4", "direct", "순이의 나이는 몇 살인가?", ("9살",), ()),
        Question("5", "judged", "물은 몇 도에서 끓나?", (), (BOILING,)),
    ]
    with serving(said) as server:
        library.reader = LanguageModelReader(server.url, "tiny")
        evaluation = evaluate(library, questions)
        assert len(server.requests) == 3
    refused = said == REFUSAL
    wrong = [record.wrong for record in evaluation.records]
    assert wrong == [float(refused), float(not refused), None, None, None]
    assert "risk_coverage" in plots(evaluation)


def test_the_json_has_values_with_intervals_by_kind(evaluation: Evaluation) -> None:
    row = json.loads(json.dumps(evaluation.to_json(), allow_nan=False))
    assert row["questions"] == 4
    assert set(row["by_kind"]) == {"direct", "near-miss"}
    assert "refusal_recall" not in row["by_kind"]["direct"]
    for table_of in (row["metrics"], *row["by_kind"].values()):
        for one in table_of.values():
            assert 0 <= one["low"] <= one["value"] <= one["high"] <= 1
    assert row["settings"]["documents"] == 3
    assert row["settings"]["evidence_not_found"] == 0


def test_the_table_is_korean_and_lists_every_measure(evaluation: Evaluation) -> None:
    text = table(evaluation)
    assert text.startswith("질문 4개, 문서 3개, 단락 3개")
    for name, row in evaluation.metrics().items():
        assert f"{row['value']:.3f}" in next(t for t in text.split("\n") if t.startswith(name))


def test_a_trec_run_has_six_fields_a_line_and_a_document_once(evaluation: Evaluation) -> None:
    lines = [line.split() for line in trec_run(evaluation).splitlines()]
    assert lines[0] == ["가%201", "Q0", "흙.md", "1", "0.900000", "mundap"]
    assert lines[2][2:4] == ["물%201%25.md", "3"]
    assert all(len(line) == 6 for line in lines)


def test_ragas_rows_hold_what_was_asked_found_and_said(evaluation: Evaluation) -> None:
    first, *_, last = [json.loads(line) for line in ragas(evaluation).splitlines()]
    assert first["user_input"] == "a"
    assert first["retrieved_contexts"][0] == "흙에는 벌레가 산다."
    assert first["response"] == "물은 섭씨 100도에서 끓는다. [1]"
    assert (first["reference"], first["references"]) == ("100도", ["100도"])
    assert first["reference_contexts"] == [BOILING.quote]
    assert last["reference"] == "문서에서 근거를 찾지 못했습니다"
