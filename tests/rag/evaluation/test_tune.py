import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, UsageError
from rag import Library, Turn
from rag.evaluation.questions import Evidence, Question
from rag.evaluation.report import tuning_text
from rag.evaluation.tune import Tuning, tune
from rag.retrieval.evidence import Evidence as Channels
from rag.retrieval.fusion import CHANNELS, Fusion, bundled
from ui.cli import main

SOURCES = [f"{number}.txt" for number in range(12)]
QUESTIONS = [
    Question(str(n), "direct", f"{n}", (), (Evidence(SOURCES[n % len(SOURCES)]),))
    for n in range(60)
]
UNEVEN = Fusion((0.5, 0.5, *[0] * (len(CHANNELS) - 2)), (*[0] * (len(CHANNELS) - 1), 1.0))


class Noisy(Library):
    """Twelve passages whose channels are noise, but for one that knows the answer."""

    knowing: str | None = None

    def evidence(self, question: str, history: Sequence[Turn] = ()) -> Channels:
        number, count = int(question), len(self.passages)
        z = np.random.default_rng(number).normal(size=(len(CHANNELS), count)).astype(np.float32)
        if self.knowing:
            z[CHANNELS.index(self.knowing), number % count] += 4
        return Channels("", (), np.arange(count), z, z, z.sum(axis=0), 0.5)


@pytest.fixture
def noisy() -> Noisy:
    return Noisy.from_documents([Document(source, "", f"글 {source}") for source in SOURCES])


def test_weights_that_find_more_are_told_from_chance(noisy: Noisy) -> None:
    least = CHANNELS[int(np.argmin(bundled().weights(0.5)))]
    noisy.knowing = least
    found = tune(noisy, QUESTIONS)
    assert found.questions == 60
    assert found.after > found.before + 0.1
    assert 0 < found.low < found.after - found.before < found.high
    assert found.helps
    assert int(np.argmax(found.fusion.weights(0.5))) == CHANNELS.index(least)

    noisy.knowing = None
    chance = tune(noisy, QUESTIONS)
    assert chance.low < 0
    assert not chance.helps
    assert tune(noisy, QUESTIONS) == chance


def test_too_few_questions_are_refused(noisy: Noisy) -> None:
    lost = Question("x", "direct", "1", (), (Evidence("없음.txt"),))
    with pytest.raises(UsageError, match=r"30개 이상 .*지금 29개"):
        tune(noisy, [*QUESTIONS[:29], lost])


def test_questions_of_one_document_are_validated_by_quote() -> None:
    text = "\n\n".join(f"{n}번째 이야기. " + "가나다라 " * 100 for n in range(12))
    library = Noisy.from_documents([Document("하나.txt", "", text)])
    assert len(library.passages) == 12
    library.knowing = CHANNELS[0]
    questions = [
        Question(str(n), "direct", str(n), (), (Evidence("하나.txt", f"{n % 12}번째 이야기."),))
        for n in range(40)
    ]
    assert tune(library, questions).after > 0.7


def test_adopted_weights_are_used_and_kept(folder: Path, tiny_bert: Callable[[int], Path]) -> None:
    library = Library.open(folder)
    library.update()
    question = "연차 휴가는 며칠인가?"
    usual = library.search(question)
    library.adopt(UNEVEN)
    again = Library.open(folder)
    assert again.fusion == UNEVEN
    evidence = again.evidence(question)
    totals = np.sort(UNEVEN.weights(evidence.best_coverage) @ evidence.standardised)[::-1]
    np.testing.assert_allclose(
        [hit.score for hit in again.first_stage(question).hits], totals, atol=1e-5
    )

    (folder / "새것.txt").write_text("새 글이다.", encoding="utf-8")
    again.update()
    assert Library.open(folder).fusion == UNEVEN
    (folder / "새것.txt").unlink()
    again.update()
    again.adopt(None)
    assert library.fusion == UNEVEN
    assert [hit.passage for hit in library.search(question)] == [hit.passage for hit in usual]
    assert library.fusion == bundled()

    library.adopt(UNEVEN)
    other = Library.open(folder, embedder=str(tiny_bert(0)))
    other.update()
    assert other.fusion == bundled()


def test_what_came_of_it_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gain = Tuning(40, 0.5, 0.6, 0.02, 0.18, UNEVEN)
    assert "색인에 저장했습니다" in tuning_text(gain, stored=True)
    assert "저장하지 않았습니다" in tuning_text(gain, stored=False)
    none = Tuning(40, 0.5, 0.5, -0.02, 0.02, UNEVEN)
    assert "기본 가중치를 씁니다" in tuning_text(none, stored=True)

    row = {
        "question": "연차 휴가는 며칠인가?",
        "evidence": [{"source": "휴가.md", "quote": "연차 휴가는 1년에 15일을 준다."}],
    }
    file = tmp_path / "q.jsonl"
    file.write_text(f"{json.dumps(row)}\n" * 30, encoding="utf-8")
    assert main(["eval", "--tune", "--json", str(folder), str(file)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["tuning"]["gain"] == {"value": 0, "low": 0, "high": 0}
    assert "기본 가중치를 씁니다" in err
