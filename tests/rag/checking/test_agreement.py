"""Our measures against those of others: trec_eval by ir-measures, and KorQuAD's own script."""

import json
import random
import re
import string
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import Document
from rag import Library
from rag.evaluation.evaluate import evaluate
from rag.evaluation.metrics import (
    average_precision,
    character_f1,
    exact_match,
    hit,
    ndcg,
    recall,
    reciprocal_rank,
)
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.report import trec_run

ir_measures = pytest.importorskip("ir_measures")
AP, RR, R, Success, nDCG = (getattr(ir_measures, n) for n in ("AP", "RR", "R", "Success", "nDCG"))


def test_measures_of_rankings_are_those_of_trec_eval() -> None:
    source = np.random.default_rng(5)
    qrels, run, ours = [], [], []
    for query in map(str, range(60)):
        grades = dict(enumerate(source.choice(4, size=40, p=[0.8, 0.1, 0.06, 0.04]).tolist()))
        grades[0] = 1
        ranking = source.permutation(55)[:30].tolist()  # some that nobody judged
        qrels += [ir_measures.Qrel(query, str(d), grade) for d, grade in grades.items()]
        run += [ir_measures.ScoredDoc(query, str(d), 1 - r / 99) for r, d in enumerate(ranking)]
        found = [grades.get(d, 0) for d in ranking]
        relevant, total = [grade > 0 for grade in found], sum(g > 0 for g in grades.values())
        ours.append(
            {
                nDCG @ 10: ndcg(found, list(grades.values()), 10),
                RR @ 10: reciprocal_rank(relevant, 10),
                AP @ 10: average_precision(relevant, total, 10),
                R @ 5: recall(relevant, total, 5),
                Success @ 5: hit(relevant, 5),
            }
        )
    theirs = ir_measures.calc_aggregate(list(ours[0]), qrels, run)
    for measure, value in theirs.items():
        assert np.mean([row[measure] for row in ours]) == pytest.approx(value, abs=1e-9), measure


def test_a_trec_run_judged_by_trec_eval_gives_the_measures_of_the_run() -> None:
    words = "물 불 흙 바람 나무 쇠 돌 구름 비 눈 해 달 별 강 산".split()
    chance = random.Random(3)
    documents = [
        Document(f"d {n}", "", f"{' '.join(chance.sample(words, 6))} 이야기.") for n in range(25)
    ]
    questions = [
        Question(
            str(n),
            "beir",
            f"{' '.join(chance.sample(words, 3))} 이야기는?",
            (),
            tuple(Evidence(f"d {d}", "", 1 + d % 3, d) for d in chance.sample(range(25), 3)),
        )
        for n in range(20)
    ]
    evaluation = evaluate(Library.from_documents(documents), questions, deep=True)
    qrels = [
        ir_measures.Qrel(q.id, one.source.replace(" ", "%20"), one.grade)
        for q in questions
        for one in q.evidence
    ]
    run = list(ir_measures.read_trec_run(trec_run(evaluation)))
    names = {"ndcg@10": nDCG @ 10, "mrr@10": RR @ 10, "map@10": AP @ 10, "recall@5": R @ 5}
    names |= {f"hit@{k}": Success @ k for k in (1, 3, 5, 10)}
    theirs = ir_measures.calc_aggregate(list(names.values()), qrels, run)
    metrics = evaluation.metrics()
    for name, measure in names.items():
        assert metrics[name]["value"] == pytest.approx(theirs[measure], abs=1e-9), name


def official_normal_form(answer: str) -> str:
    """The steps of KorQuAD 1.0's evaluation script, one by one and in its order."""
    for sign in ("'", '"', "《", "》", "<", ">", "〈", "〉", r"\(", r"\)", "‘", "’"):
        answer = re.sub(sign, " ", answer)
    answer = "".join(sign for sign in answer.lower() if sign not in set(string.punctuation))
    return " ".join(answer.split())


def official_f1(given: str, accepted: str) -> float:
    ours, theirs = (
        [sign for token in official_normal_form(text).split() for sign in token]
        for text in (given, accepted)
    )
    same = sum((Counter(ours) & Counter(theirs)).values())
    if same == 0:
        return 0
    precision, found = same / len(ours), same / len(theirs)
    return 2 * precision * found / (precision + found)


def official(pairs: Sequence[tuple[str, Sequence[str]]]) -> tuple[float, float]:
    """Exact match and F1 in percent, as the script prints them."""
    exact = [max(official_normal_form(g) == official_normal_form(a) for a in t) for g, t in pairs]
    f1 = [max(official_f1(g, a) for a in t) for g, t in pairs]
    return 100 * sum(exact) / len(exact), 100 * sum(f1) / len(f1)


def ours(predictions: Sequence[tuple[str, Sequence[str]]]) -> tuple[float, float]:
    exact = [exact_match(given, accepted) for given, accepted in predictions]
    f1 = [character_f1(given, accepted) for given, accepted in predictions]
    return 100 * sum(exact) / len(exact), 100 * sum(f1) / len(f1)


def test_answers_score_as_by_korquads_script_in_odd_cases() -> None:
    texts = [
        "교향곡", "《교향곡》 제9번", "교향곡 제 9 번", "'1840년'", "1840년.", "(베를린)",
        "U.S.A.", "usa", "〈파우스트〉 서곡", "3.5%", "35%", "ＡＢＣ", "", ".", "’", "“따옴표”",
        "1,000 명", "1000명", "가\n나", "가 나", "「낫표」", "A-B", "ab",
    ]  # fmt: skip
    for given in texts:
        for accepted in texts:
            case = [(given, [accepted, "다른 답"])]
            assert ours(case) == pytest.approx(official(case)), case


def test_the_figures_on_given_predictions_are_korquads(shared: Path) -> None:
    """Predictions as models make them: cut, widened, with particles, quotes and other spacing."""
    articles = json.loads((shared / "korquad_v1_dev_half.json").read_text(encoding="utf-8"))
    chance = random.Random(11)
    predictions = []
    for article in articles["data"]:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            for qa in paragraph["qas"]:
                answer = qa["answers"][0]
                start = max(0, answer["answer_start"] + chance.randint(-6, 3))
                end = answer["answer_start"] + len(answer["text"]) + chance.randint(-2, 6)
                made = [answer["text"], context[start:end], f"'{answer['text']}'은", ""]
                made.append(answer["text"].replace(" ", ""))
                predictions.append((chance.choice(made), [one["text"] for one in qa["answers"]]))
    assert len(predictions) == 3138
    assert ours(predictions) == pytest.approx(official(predictions), abs=1e-9)
