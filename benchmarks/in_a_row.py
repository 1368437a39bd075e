"""Whole questions one after the other: python -m benchmarks.in_a_row [FOLDER QUESTIONS.jsonl].

Eight questions of each document, in any order, are asked in one conversation, and each by itself.
None leans on the one before, so that none should be answered worse for it. Without arguments the
questions on unseen office documents.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus import read_folder
from rag import Answer, Library, Turn
from rag.evaluation.questions import Question, holds, read_questions

_UNSEEN = Path(__file__).parent / "unseen"
_IN_A_ROW = 8
_TOLD = 4  # turns that the page tells of


def main() -> None:
    """Print a Markdown table of what a conversation changes."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else _UNSEEN
    file = Path(sys.argv[2]) if sys.argv[2:] else _UNSEEN.with_suffix(".jsonl")
    library = Library.from_documents(read_folder(folder)[0])
    rows = [row for own in _conversations(file) for row in _measured(library, own)]
    alone, after, changed = np.array(rows).T
    print("| 잰 것 | 질문 |\n|---|---|")
    print(f"| 물은 질문 | {len(rows)} |")
    print(f"| 앞 질문의 화제를 붙여 찾은 질문 | {changed.sum()} |")
    print(f"| 따로 물을 때보다 나빠진 답 | {(alone & ~after).sum()} |")
    print(f"| 따로 물을 때보다 나아진 답 | {(after & ~alone).sum()} |")
    print(f"| 따로 물어 바른 답 | {alone.sum()} |")
    print(f"| 이어서 물어 바른 답 | {after.sum()} |")


def _conversations(file: Path) -> list[list[Question]]:
    """Some answerable questions of each document in any order."""
    draw = np.random.default_rng(0)
    by_document: dict[str, list[Question]] = defaultdict(list)
    for one in read_questions(file).questions:
        if one.answers and not one.history:
            by_document[one.evidence[0].source].append(one)
    orders = [(own, draw.permutation(len(own))) for _, own in sorted(by_document.items())]
    return [[own[n] for n in order[:_IN_A_ROW]] for own, order in orders]


def _measured(library: Library, questions: Sequence[Question]) -> list[tuple[bool, bool, bool]]:
    """Of each question if it is right alone, if after the others, and if it is changed then."""
    turns: list[Turn] = []
    rows = []
    for one in questions:
        alone, after = library.ask(one.question), library.ask(one.question, turns[-_TOLD:])
        changed = after.searched != alone.searched
        rows.append((_is_right(one, alone), _is_right(one, after), changed))
        turns.append(Turn(one.question, after.said))
    return rows


def _is_right(question: Question, answer: Answer) -> bool:
    return not answer.abstained and holds(answer.said, question.answers)


if __name__ == "__main__":
    main()
