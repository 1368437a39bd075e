"""Conversations as people type them: python -m benchmarks.talks.

Chats of four to seven messages, written by others than those who made the rules: on the sample, and
on eight office documents. Each message is asked after those before it with the answers that Mundap
gave. One that the documents answer ("tells") is right where the answer holds one of the strings
accepted, one that they do not ("refuses") where nothing is answered, and one that asks nothing of
them ("chat") where it is answered in own words or with the last answer.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import SAMPLE, Document, read_folder
from rag import Answer, Library, Turn
from rag.evaluation.questions import holds
from rag.evaluation.statistics import interval
from rag.train.cases import OFFICE, TALKED_ABOUT

TALKS = Path(__file__).parents[1] / "tests/rag/conversation"


def main() -> None:
    """Print a Markdown table of the share of messages answered right, by kind."""
    print("| 문서 | 종류 | 메시지 | 맞음 |\n|---|---|---|---|")
    for name, file, library in (
        ("예제", "talks_sample.jsonl", sample()),
        ("사무", "talks_office.jsonl", office()),
    ):
        found: dict[str, list[bool]] = defaultdict(list)
        for kind, right in measured(library, TALKS / file):
            found[kind].append(right)
        for kind, rights in sorted(found.items()):
            low, high = interval(rights)
            share = sum(rights) / len(rights)
            print(f"| {name} | {kind} | {len(rights)} | {share:.3f} ({low:.3f}–{high:.3f}) |")


def sample() -> Library:
    """The sample corpus."""
    return Library.from_documents(read_folder(SAMPLE)[0])


def office() -> Library:
    """Some office documents; `make held-out` leaves them out."""
    documents = [one for one in read_folder(OFFICE)[0] if isinstance(one, Document)]
    chosen = [one for one in documents if one.source.removesuffix(".md") in TALKED_ABOUT]
    return Library.from_documents(chosen)


def measured(library: Library, file: Path) -> Iterator[tuple[str, bool]]:
    """What is expected of each message, and whether it was right."""
    for line in file.read_text(encoding="utf-8").splitlines():
        history: list[Turn] = []
        for message in json.loads(line)["turns"]:
            answer = library.ask(message["say"], history)
            last = history[-1].answer if history else ""
            yield message["expect"], _is_right(message, answer, last)
            history.append(Turn(message["say"], answer.said))


def _is_right(message: dict[str, Any], answer: Answer, last: str) -> bool:
    if message["expect"] == "chat":
        again = answer.said == last or (not answer.abstained and bool(answer.notice))
        return bool(answer.own_words) or again
    if message["expect"] == "refuses":
        return answer.abstained
    return not answer.abstained and holds(answer.said, message["any"])


if __name__ == "__main__":
    main()
