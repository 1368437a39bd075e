"""Other programs at Mundap's interfaces, with the official clients of each."""

import asyncio
import base64
import os
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import gradio_client
import httpx2
import openai
import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette

from rag import Library, Turn
from ui.completions import MODEL, conversation, routes
from ui.mcp_tools import mcp_server

ROOT = Path(__file__).parents[2]
QUESTION = "연차 휴가는 1년에 며칠인가요?"


@pytest.fixture
def served(library: Library) -> Iterator[str]:
    """The address of a server that two accounts may use."""
    accounts = [("garam", "secret"), ("나래", "비밀:2")]
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=routes(lambda: library, accounts)), port=0, log_level="error"
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/v1"
    server.should_exit = True
    thread.join()


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - as asyncio.run
    """Run it in a thread of its own: in this one the browser tests may have a loop running."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def client(url: str, key: str = "garam:secret") -> openai.OpenAI:
    return openai.OpenAI(base_url=url, api_key=key, max_retries=0)


def test_openai_clients_get_a_cited_answer(served: str) -> None:
    completion = client(served).chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": QUESTION}]
    )
    assert "15일을 준다" in (completion.choices[0].message.content or "")
    assert "[1]" in (completion.choices[0].message.content or "")
    (citation,) = [c for c in completion.model_extra["citations"] if c["number"] == 1]
    assert (citation["source"], "15일" in citation["quote"]) == ("휴가.md", True)
    assert [model.id for model in client(served).models.list()] == [MODEL]


def test_a_streamed_completion_says_the_same(served: str) -> None:
    key = base64.b64encode("나래:비밀:2".encode()).decode()
    chunks = list(
        client(served, key).chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": QUESTION}], stream=True
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert "15일을 준다" in text
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].model_extra["citations"][0]["source"] == "휴가.md"


def test_earlier_turns_count_without_their_sources() -> None:
    messages = [
        {"role": "system", "content": "짧게 답하세요."},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "15일을 준다. [1]\n\n**근거**\n\n- [1] 휴가.md"},
        {"role": "user", "content": "그럼 병가는?"},
    ]
    assert conversation(messages) == ("그럼 병가는?", (Turn(QUESTION, "15일을 준다. [1]"),))


@pytest.mark.parametrize("messages", [[], [{"role": "assistant", "content": "네."}], ["안녕"]])
def test_what_cannot_be_asked_is_told(served: str, messages: list[Any]) -> None:
    with pytest.raises(openai.BadRequestError, match="질문이어야 합니다"):
        client(served).chat.completions.create(model=MODEL, messages=messages)


def test_strangers_are_kept_out(served: str) -> None:
    for key in ("garam:secret2", "x", "garam", "garam:"):
        with pytest.raises(openai.AuthenticationError):
            client(served, key).models.list()


def test_messages_in_parts_are_read() -> None:
    parts = [{"type": "text", "text": "병가는"}, {"type": "image_url"}, {"text": "며칠인가요?"}]
    assert conversation([{"role": "user", "content": parts}]) == ("병가는\n며칠인가요?", ())


def test_mcp_tools(library: Library) -> None:
    async def use() -> tuple[Any, ...]:
        async with Client(mcp_server(lambda: library)) as tools:
            names = [tool.name for tool in (await tools.list_tools()).tools]
            answer = await tools.call_tool("ask", {"question": QUESTION})
            found = await tools.call_tool("search", {"query": "출장비", "k": 1})
            listed = await tools.call_tool("list_documents", {})
            (hit,) = found.structured_content["hits"]
            same = await tools.call_tool("get_passage", {"passage_id": hit["passage_id"]})
            none = await tools.call_tool("get_passage", {"passage_id": "없음"})
            return names, answer, hit, listed, same, none

    names, answer, hit, listed, same, none = run(use())
    assert names == ["ask", "search", "list_documents", "get_passage"]
    assert answer.structured_content["citations"][0]["source"] == "휴가.md"
    assert hit["source"] == "출장.txt"
    assert len(listed.structured_content["documents"]) == 3
    assert same.structured_content["text"] == hit["text"]
    assert none.is_error
    assert "그런 단락이 없습니다" in none.content[0].text


def test_mcp_over_standard_input_and_output(folder: Path) -> None:
    async def use() -> dict[str, Any]:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "ui", "mcp", str(folder)],
            cwd=str(ROOT),
            env=dict(os.environ),
        )
        async with Client(server) as tools:
            result = await tools.call_tool("ask", {"question": QUESTION})
            return dict(result.structured_content)

    answer = run(use())
    assert "15일" in answer["answer"]
    assert not answer["abstained"]


@pytest.fixture(scope="module")
def chat(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of the real page's server, with MCP and an account."""
    place = tmp_path_factory.mktemp("chat")
    (place / "규정").mkdir()
    (place / "규정/휴가.txt").write_text("연차 휴가는 1년에 15일을 준다.\n", encoding="utf-8")
    (place / "계정").write_text("garam:secret\n", encoding="utf-8")
    # Behind a proxy that does not answer, as in firms: nothing here may go through it.
    proxy = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy"), "http://127.0.0.1:9")
    options = (place / "규정", "--mcp", "--auth-file", str(place / "계정"))
    with serve(*options, environment=proxy) as address:
        yield address.rstrip("/")


def test_gradio_clients_ask_and_search(chat: str) -> None:
    programs = gradio_client.Client(chat, auth=("garam", "secret"), verbose=False)
    answer = programs.predict(question=QUESTION, api_name="/ask")
    assert answer["citations"][0]["quote"] == "연차 휴가는 1년에 15일을 준다."
    found = programs.predict(query="휴가", k=1, api_name="/search")
    assert found["hits"][0]["source"] == "휴가.txt"
    for asked, told in (
        ({"question": " "}, "질문이 비어 있습니다"),
        ({"question": "휴가는?", "history": ["연차는?"]}, "history는 question과 answer를"),
    ):
        with pytest.raises(gradio_client.exceptions.AppError, match=told):
            programs.predict(**asked, api_name="/ask")


def test_the_page_serves_mcp_and_openai_to_its_accounts(chat: str) -> None:
    async def use(headers: dict[str, str]) -> dict[str, Any]:
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(f"{chat}/mcp", http_client=http)) as tools,
        ):
            result = await tools.call_tool("ask", {"question": QUESTION})
            return dict(result.structured_content)

    assert "15일" in run(use({"Authorization": "Bearer garam:secret"}))["answer"]
    assert httpx2.post(f"{chat}/mcp", json={}).status_code == 401
    completion = client(f"{chat}/v1").chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": QUESTION}]
    )
    assert "15일을 준다" in (completion.choices[0].message.content or "")
