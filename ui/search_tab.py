"""The search tab: passages with scores and ranks, filtered, the matched morphemes marked."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import PurePosixPath
from typing import Any

from corpus.markdown import is_markdown
from index import Passage, analyse
from rag import Hit, Library, Retrieval
from ui.blocks import Blocks, Highlight
from ui.cards import why
from ui.render import NO_WORD, place, rank_text
from ui.settings_tab import Settings
from ui.turns import opening
from ui.workspace import Workspace

_SHOWN = 20
_FIRST_YEAR = 1000
Row = Mapping[str, Any]


def functions(workspace: Workspace) -> list[Callable[[Row], object]]:
    """What the browser asks for by name."""

    def searched(asked: Row) -> object:
        return results(workspace.library, asked)

    def search_choices(_: Row) -> object:
        return choices(workspace.library)

    return [searched, search_choices]


def choices(library: Library) -> dict[str, list[str]]:
    """What results can be filtered by: the documents and their types."""
    sources = sorted(library.documents)
    return {"sources": sources, "kinds": sorted({_kind(source) for source in sources})}


def results(library: Library, asked: Row) -> dict[str, object]:
    """The passages for what was asked as HTML, with how it was read and what it took."""
    library = Settings.of(asked.get("settings")).applied(library)
    filters = {name: str(asked.get(name) or "") for name in ("source", "kind", "since", "until")}
    sources = _wanted(library, filters) if any(filters.values()) else None
    found = library.retrieve(str(asked["question"]), _SHOWN, sources=sources)
    return {
        "html": "".join(_result(rank, hit) for rank, hit in enumerate(found.hits, 1)),
        "notes": _notes(found, sources, library.unknown(found)),
        "readings": [reading.text for reading in found.readings if reading.changes],
    }


def _notes(found: Retrieval, sources: Collection[str] | None, unknown: str) -> str:
    if sources is not None and not sources:
        return "고른 조건에 맞는 문서가 없습니다. 문서, 형식, 날짜를 바꿔 보세요."
    if not found.hits:
        return NO_WORD
    among = "" if sources is None else f"조건에 맞는 문서 {len(sources):,}개에서 "
    seconds = sum(found.timings_ms.values()) / 1000
    absent = f" · {unknown.rstrip('.')}" if unknown else ""
    return f"{among}가까운 단락 {len(found.hits)}개를 찾았습니다 · {seconds:.2f}초{absent}"


def _kind(source: str) -> str:
    return PurePosixPath(source).suffix.lower().removeprefix(".")


def _wanted(library: Library, filters: Mapping[str, str]) -> frozenset[str]:
    """The documents that the filters leave; a part of its name names a document."""
    since, until = _day(filters["since"]), _day(filters["until"])
    dated = since is not None or until is not None
    named = unicodedata.normalize("NFC", filters["source"]).casefold()
    times = {e.source: e.modified_ns / 1e9 for e in library.entries()} if dated else {}
    return frozenset(
        source
        for source in library.documents
        if named in source.casefold()
        and filters["kind"] in ("", _kind(source))
        and (since is None or date.fromtimestamp(times.get(source, 0.0)) >= since)
        and (until is None or date.fromtimestamp(times.get(source, 0.0)) <= until)
    )


def _day(text: str) -> date | None:
    """A day; None for what is none, and where the year is still being typed (0002, 0020 ...)."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _result(rank: int, hit: Hit) -> str:
    passage = hit.passage
    shown = marked(passage, hit.matched)
    ranks = f"낱말로 {rank_text(hit.lexical_rank)} · 뜻으로 {rank_text(hit.vector_rank)}"
    return (
        f'<li class="mundap-card"><h3><span class="number">{rank}</span> '
        f"{escape(passage.title)}</h3>"
        f'<p class="place">{escape(place(passage))}</p>'
        f'<p class="ranks">종합 점수 {hit.score:.2f} · {ranks}</p>'
        f'<div class="text">{shown}</div>'
        f'<button type="button" class="open"'
        f"{opening(passage.source, passage.start, passage.end, passage.text)}>원문에서 보기"
        f"</button>{why(hit)}</li>"
    )


def marked(passage: Passage, terms: Sequence[str]) -> str:
    """The text of a passage as HTML blocks with the morphemes among `terms` in `<mark>`."""
    highlights = [Highlight(start, end) for start, end in _spans(passage.text, frozenset(terms))]
    markdown = is_markdown(passage.source)
    return Blocks(passage.text, highlights, markdown=markdown, columns=passage.columns).html()


def _spans(text: str, terms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the terms stand, what touches being one."""
    last: tuple[int, int] | None = None
    for morpheme in analyse(text):
        if not morpheme.is_content or morpheme.form not in terms:
            continue
        start, end = morpheme.start, morpheme.end
        if last is not None and start <= last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
