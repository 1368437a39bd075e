"""What the server of the page offers to programs beside it.

Gradio's own interface (`/ask`, `/search` for gradio_client), OpenAI's chat interface under `/v1`,
and MCP over HTTP at `/mcp`.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, Route

from corpus import UsageError
from rag import Library, Turn
from ui import completions
from ui.accounts import Accounts, accounts_only
from ui.render import answer_row, retrieval_row

Row = dict[str, Any]


def turns(history: Sequence[Mapping[str, str]] | None) -> tuple[Turn, ...]:
    """Earlier turns as programs give them, objects with `question` and `answer`; UsageError."""
    if not all(isinstance(turn, Mapping) for turn in history or ()):
        raise UsageError("history는 question과 answer를 가진 객체의 목록이어야 합니다.")
    return tuple(
        Turn(str(turn.get("question") or ""), str(turn.get("answer") or ""))
        for turn in history or ()
    )


def gradio_functions(library: Callable[[], Library]) -> Sequence[Callable[..., Row]]:
    """The functions `ask` and `search`; they give the objects that `--json` prints."""

    def ask(question: str, history: list[dict[str, str]] | None = None) -> Row:
        """Answer from the documents; `history` holds earlier turns of question and answer."""
        return answer_row(library().ask(question, turns(history)))

    def search(query: str, k: int = 10) -> Row:
        """Find the `k` best passages."""
        return retrieval_row(library().retrieve(query, int(k)), explain=False)

    return ask, search


def interfaces(
    library: Callable[[], Library], accounts: Accounts, host: str, *, mcp: bool
) -> dict[str, Any]:
    """Arguments for the server's FastAPI: routes, and with `mcp` what runs beside them.

    Raises MundapError where the package for MCP is missing.
    """
    routes: list[BaseRoute] = list(completions.routes(library, accounts))
    if not mcp:
        return {"routes": routes}
    from ui.mcp_tools import mcp_server

    server = mcp_server(library)
    # A tool call needs nothing of an earlier one, so there are no sessions to keep.
    app = server.streamable_http_app(host=host, stateless_http=True, json_response=True)
    (route,) = (one for one in app.routes if isinstance(one, Route))
    routes.append(Route(route.path, route.endpoint, middleware=accounts_only(accounts)))

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return {"routes": routes, "lifespan": lifespan}
