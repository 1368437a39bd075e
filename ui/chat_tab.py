"""The chat: streamed answers, the source viewer, what to ask next, and what people thought."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from corpus import MundapError
from corpus.errors import cause
from index import Passage
from rag import Answer, Library, Turn
from ui.cards import sources
from ui.markdown import exported
from ui.plain import plain
from ui.render import answer_row, headings
from ui.settings_tab import Settings
from ui.turns import remark, told, wrong
from ui.viewer import Quote, fingerprint, view
from ui.workspace import Workspace, status_row, told_of

_SEARCHING = "답을 찾고 있습니다…"
_NOTHING = "아직 읽은 문서가 없어 답할 수 없습니다. '문서' 화면에서 파일을 넣어 주세요."
_FOLLOW_UPS = 3
_TRIED = 8
_LONGEST_REASON = 2000
Row = Mapping[str, Any]


def functions(workspace: Workspace) -> list[Callable[[Row], object]]:
    """What the browser asks for by name and gets in one piece."""

    def status(_: Row) -> object:
        return status_row(workspace)

    def viewed(asked: Row) -> object:
        start, end = int(asked["start"]), int(asked["end"])
        known = str(asked.get("fingerprint") or "")
        quote = Quote(asked["source"], start, end, asked["quote"], known)
        return view(workspace.library, quote)

    def follow_up(asked: Row) -> object:
        return follow_ups(workspace.library, asked)

    def feedback(said: Row) -> object:
        return keep_feedback(workspace.library, said)

    return [status, viewed, follow_up, feedback]


def replies(workspace: Workspace, asked: Row) -> Iterator[dict[str, object]]:
    """The growing answer to what the page asked; the last one is `whole`."""
    turn = asked["turn"]
    for text in workspace.waiting():
        yield {"turn": turn, "told": remark(text), "whole": False}
    if not workspace.library.documents:
        yield {"turn": turn, "told": wrong(_NOTHING), "whole": True, "failed": True}
        return
    yield {"turn": turn, "told": remark(_SEARCHING), "whole": False}
    try:
        yield from _answers(workspace, turn, asked)
    except Exception as error:
        yield {"turn": turn, "told": wrong(told_of(error)), "whole": True, "failed": True}


def _answers(workspace: Workspace, turn: str, asked: Row) -> Iterator[dict[str, object]]:
    settings = Settings.of(asked.get("settings"))
    library = settings.applied(workspace.library)
    history = [Turn(str(one["question"]), str(one["answer"])) for one in asked["history"]]
    anyway = bool(asked.get("anyway"))
    last: Answer | None = None
    for last in library.stream(asked["question"], history, k=settings.k, answer_anyway=anyway):
        yield {"turn": turn, "told": told(last, whole=False), "whole": False}
    if last is not None:
        yield {"turn": turn, "whole": True, **_whole(library, last)}


def _whole(library: Library, answer: Answer) -> dict[str, object]:
    readings: tuple[str, ...] = ()
    if answer.changes:
        others = library.first_stage(answer.searched, 1).readings
        readings = tuple(one.text for one in others if one.changes)
    row = answer_row(answer)
    del row["hits"]
    return {
        "told": told(answer, whole=True, readings=readings),
        "sources": sources(answer),
        "answer": answer.said,
        "markdown": exported(answer),
        "plain": plain(answer),
        "fingerprints": _fingerprints(library, answer),
        "row": row,
        "abstained": answer.abstained,
    }


def _fingerprints(library: Library, answer: Answer) -> dict[str, str]:
    """Those of the documents whose passages can be opened, to find them when they are renamed."""
    shown = [hit.passage for hit in answer.hits]
    shown += [citation.passage for citation in answer.citations]
    sources = {passage.source for passage in shown} & library.documents.keys()
    return {source: fingerprint(library.documents[source]) for source in sources}


def follow_ups(library: Library, asked: Row) -> list[str]:
    """Questions to go on with: about what stands near what was cited, and such that get answers."""
    ids = {citation["passage_id"] for citation in asked["citations"]}
    cited = [passage for passage in library.passages if passage.id in ids]
    sources = {passage.source for passage in cited}

    def distance(passage: Passage) -> int:
        own = [one.start for one in cited if one.source == passage.source]
        return min(abs(passage.start - start) for start in own)

    beside = (p for p in library.passages if p.source in sources and p.id not in ids)
    above = {headings(passage) for passage in cited}
    subjects = dict.fromkeys(headings(p) for p in sorted(beside, key=distance))
    fresh = [s for s in subjects if s and s not in above and s not in asked["question"]]
    questions = (f"{subject}에 대해 알려 주세요" for subject in fresh[:_TRIED])
    return list(islice((q for q in questions if not library.ask(q).abstained), _FOLLOW_UPS))


def keep_feedback(library: Library, said: Row) -> str:
    """Write what people thought of an answer into a file beside the index; nothing is sent."""
    if library.index_folder is None:
        raise MundapError("메모리에만 있는 문서 모음이라 의견을 저장할 곳이 없습니다.")
    path = library.index_folder / "feedback.jsonl"
    row = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "rating": "up" if said["rating"] == "up" else "down",
        "reason": str(said.get("reason", ""))[:_LONGEST_REASON],
        "question": str(said["question"]),
        "answer": said.get("row"),
    }
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise MundapError(f"의견을 저장하지 못했습니다({path}: {cause(error)}).") from error
    return str(path)
