"""What each user can set: who reads, how much is read, and by which channels it is found."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from rag import Library, Reader
from rag.reading.reader import EXTRACTIVE
from rag.retrieval.fusion import CHANNELS
from ui.render import channel
from ui.workspace import Workspace

_FEWEST, _USUAL, _MOST = 1, 10, 50
_LANGUAGE_MODEL, _QUOTING = "llm", "quote"
Row = Mapping[str, Any]


def functions(workspace: Workspace) -> list[Callable[[Row], object]]:
    """What the browser asks for by name."""

    def setting_choices(_: Row) -> object:
        library = workspace.library
        return {
            "reader": library.reader.name if library.reader else EXTRACTIVE,
            "reranker": library.reranker.name if library.reranker else "",
            "channels": [[name, channel(name)] for name in CHANNELS],
        }

    def models(asked: Row) -> object:
        from rag.llm.server import list_models

        return list_models(str(asked["url"]), str(asked.get("key", "")))

    def try_model(asked: Row) -> object:
        from rag.llm.server import check

        return check(str(asked["url"]), str(asked["model"]), str(asked.get("key", "")))

    return [setting_choices, models, try_model]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user for one question.

    `reader` is "llm", "quote" or "" for what the server was started with; `muted` are the channels
    that do not count.
    """

    k: int = _USUAL
    reader: str = ""
    url: str = ""
    model: str = ""
    key: str = ""
    muted: frozenset[str] = frozenset()
    rerank: bool = True

    @classmethod
    def of(cls, row: Row | None) -> Self:
        """Settings as the browser keeps them; what is missing or odd is as by default."""
        row = row if isinstance(row, Mapping) else {}
        k = row.get("k")
        texts = {name: str(row.get(name) or "") for name in ("reader", "url", "model", "key")}
        muted = frozenset(CHANNELS) & {str(name) for name in row.get("muted") or ()}
        return cls(
            k=min(_MOST, max(_FEWEST, k)) if isinstance(k, int) else _USUAL,
            muted=muted if len(muted) < len(CHANNELS) else frozenset(),
            rerank=row.get("rerank") is not False,
            **texts,
        )

    def applied(self, library: Library) -> Library:
        """The library with these settings; the one given stays as it is."""
        own = copy.copy(library)
        own.muted = self.muted
        if not self.rerank:
            own.reranker = None
        if self.reader == _QUOTING:
            own.reader = None
        elif self.reader == _LANGUAGE_MODEL and self.url and self.model:
            own.reader = _language_model(self.url, self.model, self.key)
        return own


# Opening a client takes longer than a question without one.
@lru_cache(maxsize=8)
def _language_model(url: str, model: str, key: str) -> Reader:
    from rag.llm.reader import LanguageModelReader

    return LanguageModelReader(url, model, key)
