"""Follow-up questions: python -m benchmarks.dialogues [FOLDER QUESTIONS.jsonl...].

Without arguments the dialogues on the sample corpus. The floors are asking the last question
alone and joining it to the question before; a topic change is measured against the former.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus import SAMPLE
from rag import Answer, Library
from rag.evaluation.judge import Judge, contains
from rag.evaluation.questions import Question, read_questions
from rag.evaluation.statistics import interval

_MEASURES = ("hit@1", "hit@3", "answer")
Asker = Callable[[Question], Answer]


def main() -> None:
    """Print a Markdown table of the share of right passages and right answers, by kind."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(SAMPLE)
    files = [Path(name) for name in sys.argv[2:]] or sorted(Path(SAMPLE).glob("*.jsonl"))
    dialogues = [q for file in files for q in read_questions(file).questions if q.history]
    library = Library.open(folder, index=Path("build/dialogues"))
    library.update()
    scores = {name: measured(library, ask, dialogues) for name, ask in _askers(library)}
    print(f"| 질문 | 방법 | {' | '.join(_MEASURES)} |\n|---|---|" + "---|" * len(_MEASURES))
    kinds = sorted({dialogue.kind for dialogue in dialogues})
    for kind in [*kinds, "모두"]:
        chosen = [kind in (d.kind, "모두") for d in dialogues]
        for name, values in scores.items():
            print(f"| {kind} ({sum(chosen)}) | {name} | {_cells(values[chosen])} |")
    _list_losses(dialogues, scores["질문만"], scores["문답"])


def measured(library: Library, ask: Asker, dialogues: Sequence[Question]) -> np.ndarray:
    """One row a dialogue, one column a measure, 1 where it is right."""
    judge = Judge(library)
    rows = []
    for dialogue in dialogues:
        answer = ask(dialogue)
        found = [
            any(judge.bears(hit.passage, one) for one in dialogue.evidence) for hit in answer.hits
        ]
        rows.append([any(found[:1]), any(found[:3]), contains(answer, dialogue)])
    return np.array(rows, float)


def _askers(library: Library) -> list[tuple[str, Asker]]:
    def alone(dialogue: Question) -> Answer:
        return library.ask(dialogue.question, answer_anyway=True)

    def joined(dialogue: Question) -> Answer:
        text = f"{dialogue.history[-1].question} {dialogue.question}"
        return library.ask(text, answer_anyway=True)

    def ours(dialogue: Question) -> Answer:
        return library.ask(dialogue.question, dialogue.history, answer_anyway=True)

    return [("질문만", alone), ("앞 질문과 이어서", joined), ("문답", ours)]


def _cells(values: np.ndarray) -> str:
    cells = []
    for column in values.T:
        low, high = interval(list(column))
        cells.append(f"{column.mean():.3f} ({low:.3f}–{high:.3f})")
    return " | ".join(cells)


def _list_losses(dialogues: Sequence[Question], alone: np.ndarray, ours: np.ndarray) -> None:
    """Name the topic changes that would have fared better afresh."""
    for dialogue, before, after in zip(dialogues, alone, ours, strict=True):
        if dialogue.kind == "topic-change" and (after < before).any():
            print(f"주제를 바꾼 질문이 나빠졌습니다: {dialogue.id} {dialogue.question}")


if __name__ == "__main__":
    main()
