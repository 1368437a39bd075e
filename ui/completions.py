"""OpenAI's chat interface, so that other chat programs can use Mundap as a model.

`POST /v1/chat/completions` and `GET /v1/models`, as routes of Starlette. An answer goes out when
all its citations are checked, so a streamed one comes in one piece.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from corpus import MundapError, UsageError
from rag import Answer, Library, Turn
from ui.accounts import Accounts, accounts_only
from ui.markdown import SOURCES, markdown
from ui.render import answer_row

MODEL = "mundap"
Row = dict[str, Any]


def routes(library: Callable[[], Library], accounts: Accounts = ()) -> list[Route]:
    """The routes, kept to the accounts if there are any; `library` gives the one to ask."""

    async def models(request: Request) -> Response:
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
        return JSONResponse({"object": "list", "data": [model]})

    async def completions(request: Request) -> Response:
        row = await _object(request)
        question, history = conversation(row.get("messages"))
        answer = await run_in_threadpool(lambda: library().ask(question, history))
        head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time())}
        if row.get("stream"):
            return StreamingResponse(_events(answer, head), media_type="text/event-stream")
        return JSONResponse(_completion(answer, head))

    only = accounts_only(accounts)
    return [
        Route("/v1/models", models, methods=["GET"], middleware=only),
        Route("/v1/chat/completions", _told(completions), methods=["POST"], middleware=only),
    ]


def _told(endpoint: Callable[[Request], Any]) -> Callable[[Request], Any]:
    """The endpoint with its errors as OpenAI's clients expect them."""

    async def told(request: Request) -> Response:
        try:
            return await endpoint(request)  # type: ignore[no-any-return]
        except UsageError as error:
            return _error(400, "invalid_request_error", str(error))
        except MundapError as error:
            return _error(500, "server_error", str(error))

    return told


def _error(status: int, kind: str, message: str) -> Response:
    return JSONResponse({"error": {"message": message, "type": kind, "code": kind}}, status)


async def _object(request: Request) -> Row:
    try:
        row = await request.json()
    except (ValueError, RecursionError) as error:
        raise UsageError("요청 본문이 JSON이 아닙니다.") from error
    if not isinstance(row, dict):
        raise UsageError("요청 본문이 JSON 객체가 아닙니다.")
    return row


def conversation(messages: object) -> tuple[str, tuple[Turn, ...]]:
    """The last question of OpenAI messages and the turns before it; system messages say nothing.

    Raises UsageError where the last message is not the user's.
    """
    if not isinstance(messages, Sequence) or isinstance(messages, str):
        raise UsageError("messages가 없습니다. role과 content가 있는 메시지의 목록을 보내 주세요.")
    said = [(m.get("role"), _text(m.get("content"))) for m in messages if isinstance(m, Mapping)]
    said = [(role, text) for role, text in said if role in ("user", "assistant") and text]
    if not said or said[-1][0] != "user":
        raise UsageError("messages의 마지막은 role이 user인 질문이어야 합니다.")
    pairs = zip(said, said[1:], strict=False)
    turns = [
        Turn(asked, told.split(SOURCES)[0].strip())
        for (one, asked), (other, told) in pairs
        if (one, other) == ("user", "assistant")
    ]
    return said[-1][1], tuple(turns)


def _text(content: object) -> str:
    """The text of a message, which may come in parts."""
    if isinstance(content, list):
        parts = (p.get("text") for p in content if isinstance(p, Mapping))
        return "\n".join(part for part in parts if isinstance(part, str)).strip()
    return content.strip() if isinstance(content, str) else ""


def _content(answer: Answer) -> str:
    """The answer with its sources in Markdown, after what the user must know of it."""
    notice = "" if answer.own_words else answer.notice
    return "\n\n".join(filter(None, [notice, markdown(answer)]))


def _completion(answer: Answer, head: Row) -> Row:
    message = {"role": "assistant", "content": _content(answer)}
    return {
        **head,
        "object": "chat.completion",
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        "citations": answer_row(answer)["citations"],
    }


def _events(answer: Answer, head: Row) -> Iterator[str]:
    """Server-sent events of a streamed completion."""
    whole: list[tuple[Row, str | None, Row]] = [
        ({"role": "assistant", "content": _content(answer)}, None, {}),
        ({}, "stop", {"citations": answer_row(answer)["citations"]}),
    ]
    for delta, reason, more in whole:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        row = {**head, "object": "chat.completion.chunk", "model": MODEL, "choices": [choice]}
        yield f"data: {json.dumps(row | more, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
