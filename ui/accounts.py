"""Who may use the server: accounts from a file, asked for by the page and by programs alike."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus import UsageError

Accounts = Sequence[tuple[str, str]]
_UNKNOWN = (
    "계정이 맞지 않습니다. API 키에 '이름:비밀번호'를 적어 주세요. "
    "영문이 아닌 글자가 있으면 Base64로 바꾸어 적어 주세요."
)


def read_accounts(path: Path) -> Accounts:
    """The accounts of a file, one 'name:password' a line; raises UsageError."""
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"계정 파일을 읽을 수 없습니다({path}).") from error
    accounts = [(name, word) for name, _, word in (line.partition(":") for line in lines)]
    if not accounts or not all(name and word for name, word in accounts):
        raise UsageError(f"계정 파일의 줄은 '이름:비밀번호'여야 합니다({path}).")
    return accounts


def accounts_only(accounts: Accounts) -> list[Middleware]:
    """What keeps a route to the accounts, nothing where there are none."""
    return [Middleware(_AccountsOnly, accounts=accounts)] if accounts else []


class _AccountsOnly:
    """Lets requests through with 'name:password' of an account as HTTP Basic or Bearer token.

    A token may be in Base64, since headers hold ASCII only.
    """

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self._app = app
        self._known = [f"{name}:{password}".encode() for name, password in accounts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        given = (token.encode(), _decoded(token))
        # All are compared, so that the time taken tells nothing.
        if sum(secrets.compare_digest(one, known) for one in given for known in self._known):
            await self._app(scope, receive, send)
            return
        error = {"message": _UNKNOWN, "type": "invalid_api_key", "code": "invalid_api_key"}
        await JSONResponse({"error": error}, 401)(scope, receive, send)


def _decoded(token: str) -> bytes:
    try:
        return base64.b64decode(token, validate=True)
    except (binascii.Error, ValueError):
        return b""
