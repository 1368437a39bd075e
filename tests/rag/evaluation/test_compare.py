import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Document, UsageError
from rag import Answer, Library
from rag.evaluation.compare import Flip, compare
from rag.evaluation.comparison_page import comparison_html
from rag.evaluation.configurations import configuration, configured
from rag.evaluation.evaluate import Evaluation, Record
from rag.evaluation.questions import Question
from rag.evaluation.report import comparison_text, save_comparison
from rag.retrieval.fusion import CHANNELS

WEIGHTS = f"수 {len(CHANNELS)}개를"


def record(number: int, correct: float, **scores: float) -> Record:
    question = Question(str(number), "<b>", f"질문 {number}?", ("답",), ())
    answer = Answer("", (), (), correct == 0, "")
    return Record(question, answer, (), {"correct": correct, **scores})


def run(*correct: float) -> Evaluation:
    return Evaluation(tuple(record(n, value) for n, value in enumerate(correct)))


BASE = run(*[1.0] * 10, *[0.0] * 10)
BETTER = run(*[1.0] * 9, 0.0, *[1.0] * 10)


def test_differences_are_paired_and_counted() -> None:
    comparison = compare({"base": BASE, "나은 것": BETTER})
    (found,) = comparison.differences
    assert (found.name, found.measure, found.questions) == ("나은 것", "correct", 20)
    assert (found.before, found.after) == (0.5, 0.95)
    assert (found.wins, found.losses, found.ties) == (10, 1, 9)
    assert 0 < found.low < 0.45 < found.high
    # 12 of 2^11 signs of 11 differences sum up to 9 or more, as many to -9 or less.
    assert found.p == pytest.approx(24 / 2048, abs=0.003)
    assert comparison.flips[0] == Flip(
        "나은 것", "9", "<b>", "질문 9?", False, "", comparison.flips[0].after
    )
    assert [flip.gained for flip in comparison.flips] == [False] + [True] * 10


def test_several_tests_are_corrected_together() -> None:
    alone = compare({"base": BASE, "a": BETTER}).differences[0].p
    both = compare({"base": BASE, "a": BETTER, "b": BASE}).differences
    assert [one.p for one in both] == pytest.approx([2 * alone, 1.0])


def test_only_questions_of_both_runs_count() -> None:
    part = Evaluation(BETTER.records[5:])
    assert compare({"a": BASE, "b": part}).differences[0].questions == 15
    other = Evaluation(
        tuple(replace(r, question=replace(r.question, question="딴 질문")) for r in BASE.records)
    )
    with pytest.raises(UsageError, match="같은 질문이 하나도 없습니다"):
        compare({"a": BASE, "b": other})


def test_the_reports_of_a_comparison(tmp_path: Path) -> None:
    comparison = compare({"base": BASE, "<i>": BETTER})
    text = comparison_text(comparison)
    assert "+0.450" in text
    assert "10/1/9 *" in text
    assert "맞게 된 질문 10개, 틀리게 된 질문 1개" in text
    html = comparison_html(comparison)
    assert "<i>" not in html
    assert "<b>질문" not in html
    assert html.count('<details class="miss"') == 11
    save_comparison(comparison, tmp_path)
    row = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert row["base"] == "base"
    assert row["differences"][0]["wins"] == 10
    assert set(row["runs"]) == {"base", "<i>"}


def test_a_channel_alone_or_left_out(library: Library) -> None:
    only = configured(library, "vector").fusion
    assert dict(zip(CHANNELS, only.same_words, strict=True))["vector"] == 1.0
    without = configured(library, "no-vector+no-bigrams").fusion
    kept = [
        0.0 if channel in ("vector", "bigrams") else weight
        for channel, weight in zip(CHANNELS, library.fusion.other_words, strict=True)
    ]
    expected = [weight / sum(kept) for weight in kept]
    assert without.other_words == pytest.approx(expected, abs=1e-3)
    assert configured(library, "bm25").fusion.same_words[:3] == (0.5, 0.5, 0.0)


def test_nothing_of_a_configuration_is_kept(library: Library, folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / ".mundap").rglob("*") if path.is_file()}
    fusion = library.fusion
    trial = configured(library, "vector+passages=50")
    assert trial.search("연차 휴가")[0].passage.source == "휴가.md"
    after = {path: path.read_bytes() for path in (folder / ".mundap").rglob("*") if path.is_file()}
    assert before == after
    assert library.fusion == fusion
    (folder / "휴가.md").unlink()
    library.update()
    assert "휴가.md" in trial.documents


def test_passages_of_another_size() -> None:
    text = "\n\n".join(f"{n}번째 문단은 여기에 있다. 두 번째 문장도 조금 있다." for n in range(30))
    library = Library.from_documents([Document("글.md", "글", text)])
    smaller = configured(library, "passages=60")
    assert len(smaller.passages) > 3 * len(library.passages)
    assert max(len(one.text) for one in smaller.passages) <= 120
    assert "".join(one.text for one in smaller.passages).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("foo", "'foo' 설정은 없습니다. 쓸 수 있는 설정: base, bm25"),
        ("base+", "'' 설정은 없습니다"),
        ("no-foo", "'no-foo' 설정은 없습니다"),
        ("vector=1", "'vector=1' 설정은 없습니다"),
        ("embedder=", "'embedder=' 설정은 없습니다"),
        ("weights=1,2", WEIGHTS),
        ("weights=" + ",".join("0" for _ in CHANNELS), WEIGHTS),
        ("weights=inf" + ",1" * (len(CHANNELS) - 1), WEIGHTS),
        ("weights=nan" + ",1" * (len(CHANNELS) - 1), WEIGHTS),
        ("passages=9", "50에서 5000 사이"),
        ("passages=큰", "50에서 5000 사이"),
    ],
)
def test_what_is_no_configuration_is_said(name: str, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        configuration(name)
    assert part in str(caught.value)


def test_not_all_channels_can_be_left_out(library: Library) -> None:
    with pytest.raises(UsageError, match="모두 뺄 수는 없습니다"):
        configured(library, "vector+no-vector")
