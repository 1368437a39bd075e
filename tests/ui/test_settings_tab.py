from typing import Any

import pytest

from corpus import MundapError
from rag import Library
from rag.retrieval.fusion import CHANNELS
from tests.rag.llm_server import serving
from ui.settings_tab import Settings, functions
from ui.workspace import Workspace

QUESTION = "연차 휴가는 며칠인가요?"


def test_odd_settings_are_as_by_default() -> None:
    for row in (None, {}, [], {"k": "열", "reader": None, "muted": None, "rerank": None}):
        assert Settings.of(row) == Settings()  # type: ignore[arg-type]
    assert Settings.of({"k": 999}).k == 50
    assert Settings.of({"k": -1}).k == 1
    assert Settings.of({"muted": ["vector", "없는 것"]}).muted == {"vector"}
    assert Settings.of({"muted": list(CHANNELS)}).muted == frozenset()


def test_a_muted_channel_does_not_count(library: Library) -> None:
    alone = Settings(muted=frozenset(CHANNELS) - {"morphemes"}).applied(library)
    hits = alone.search("병가 진단서")
    assert [hit.ranks.get("morphemes") for hit in hits][:1] == [1]
    assert hits[0].score != library.search("병가 진단서")[0].score
    assert library.muted == ()


def test_a_language_model_answers_those_who_chose_it(library: Library) -> None:
    with serving("연차 휴가는 1년에 15일을 줍니다. [1]") as server:
        settings = Settings.of({"reader": "llm", "url": server.url, "model": "tiny"})
        assert settings.applied(library).ask(QUESTION).reader == "tiny"
        assert library.ask(QUESTION).reader == "원문 인용"
        quoting = Settings(reader="quote").applied(settings.applied(library))
        assert quoting.ask(QUESTION).reader == "원문 인용"


def test_servers_tell_their_models_or_what_is_wrong(library: Library) -> None:
    by_name: dict[str, Any] = {one.__name__: one for one in functions(Workspace(library))}
    with serving("네", models=("tiny", "big")) as server:
        asked = {"url": server.url, "model": "tiny", "key": ""}
        assert by_name["models"](asked) == ("big", "tiny")
        assert "초 만에 답했습니다" in by_name["try_model"](asked)
    with pytest.raises(MundapError, match="연결하지 못했습니다"):
        by_name["models"](asked)
