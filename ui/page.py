"""The Gradio page: one component that holds our own HTML, and what the browser asks of us."""

import contextlib
import errno
import os
import socket
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

# Before gradio is imported: it reads this once and would otherwise call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from gradio.utils import get_upload_folder

from corpus import MundapError, UsageError
from ui import chat_tab, documents_tab, evaluation_tab, programs, search_tab, settings_tab
from ui.accounts import read_accounts
from ui.watch import Watcher
from ui.workspace import Workspace, told_of

_HERE = Path(__file__).parent
_FONTS = ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "sans-serif"]
_PAUSE_S = 0.2
_UNPRIVILEGED, _LAST_PORT = 1024, 65_535
_NO_NAME = (TypeError, UnicodeError)  # what Python raises for a host that can be no name
_SCRIPTS = (
    "page.js",
    "conversations.js",
    "chat.js",
    "search.js",
    "documents.js",
    "evaluation.js",
    "settings.js",
    "start.js",
)
# Every event: no veil over what it changes, and no entry in an interface for programs.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def create_page(workspace: Workspace) -> gr.Blocks:
    """The page; it indexes in the background, again when files change."""
    workspace.start()
    Watcher(lambda: workspace.library.folder, workspace.start).start()
    page: gr.Blocks
    with gr.Blocks(title="문답", analytics_enabled=False, fill_width=True) as page:
        replies = gr.HTML(
            html_template="",
            js_on_load="watch('value', () => dispatchEvent("
            "new CustomEvent('mundap-reply', { detail: props.value })));",
            visible="hidden",
        )
        app = gr.HTML(
            (_HERE / "page.html").read_text(encoding="utf-8"),
            js_on_load="\n".join((_HERE / n).read_text(encoding="utf-8") for n in _SCRIPTS),
            server_functions=[_told(one) for one in _functions(workspace)],
            apply_default_css=False,
            elem_id="mundap",
        )

        def answer(event: gr.EventData) -> Iterator[dict[str, object]]:
            yield from chat_tab.replies(workspace, event.asked)

        asking = app.submit(answer, outputs=replies, trigger_mode="multiple", **_QUIET)
        app.stop(None, cancels=[asking], **_QUIET)
        for function in programs.gradio_functions(workspace.ready):
            gr.api(_explained(function))  # type: ignore[attr-defined]
    return page


def _functions(workspace: Workspace) -> list[Callable[[Any], object]]:
    """What the browser can ask for by name."""
    uploads = Path(get_upload_folder())
    return [
        *chat_tab.functions(workspace),
        *search_tab.functions(workspace),
        *settings_tab.functions(workspace),
        *documents_tab.functions(workspace, uploads),
        *evaluation_tab.functions(workspace, uploads),
    ]


def _told(function: Callable[[Any], object]) -> Callable[[Any], object]:
    """The function with its errors as sentences for the page."""

    @wraps(function)
    def answering(asked: Any) -> object:  # noqa: ANN401 - whatever the browser sends
        try:
            return {"value": function(asked)}
        except Exception as error:
            return {"error": told_of(error)}

    return answering


def _explained(function: Callable[..., object]) -> Callable[..., object]:
    """The function of an interface whose errors reach programs with their sentence."""

    @wraps(function)
    def answering(*asked: Any) -> object:  # noqa: ANN401 - whatever programs send
        try:
            return function(*asked)
        except MundapError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return answering


def serve(
    workspace: Workspace, *, host: str, port: int, browser: bool, auth_file: Path | None, mcp: bool
) -> None:
    """Open the page and stay until interrupted, on a free port for 0.

    Raises UsageError where it cannot be opened there.
    """
    host = host.strip("[]")
    port = _free_port(host, port)
    accounts = read_accounts(auth_file) if auth_file else ()
    beside = programs.interfaces(workspace.ready, accounts, host, mcp=mcp)
    page = create_page(workspace)
    page.queue(default_concurrency_limit=4, api_open=False)
    _ask_no_proxy(host)
    page.launch(
        server_name=_named(host),
        server_port=port,
        inbrowser=browser,
        auth=list(accounts) or None,
        auth_message="문답에 들어오려면 이름과 비밀번호를 적어 주세요.",
        share=False,
        quiet=True,
        show_error=False,
        footer_links=[],
        ssr_mode=False,
        pwa=False,
        favicon_path=str(_HERE / "icon.svg"),
        mcp_server=False,
        enable_monitoring=False,
        theme=gr.themes.Default(primary_hue="blue", font=_FONTS, font_mono=["monospace"]),
        head=f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>",
        app_kwargs=beside,
        # It asks whether the page answers within three seconds, which slow machines do not.
        _frontend=False,
        # What it says when it is interrupted is English.
        prevent_thread_lock=True,
    )
    with contextlib.suppress(KeyboardInterrupt):
        print(
            f"문답을 http://{_named(host)}:{port} 에서 열었습니다. 끝내려면 Ctrl-C를 누르세요.",
            flush=True,
        )
        while True:
            time.sleep(_PAUSE_S)
    page.close(verbose=False)
    print("문답을 끝냈습니다.", flush=True)


def _named(host: str) -> str:
    """A host as addresses have it: one of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _ask_no_proxy(host: str) -> None:
    """Let Gradio ask the page that it serves, not the proxy by which a firm reaches the web."""
    for name in ("NO_PROXY", "no_proxy"):
        own = (os.environ.get(name), "localhost", "127.0.0.1", host)
        os.environ[name] = ",".join(filter(None, own))


def _free_port(host: str, port: int) -> int:
    """The port, or any that is free for 0; raises UsageError that tells what is wrong."""
    for place in (host, "127.0.0.1"):  # there Gradio looks whether it is free
        try:
            with socket.socket(socket.AF_INET6 if ":" in place else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((place, port))
                port = probe.getsockname()[1]
        except (OSError, OverflowError, *_NO_NAME) as error:
            raise UsageError(_no_place(place, port, error)) from error
    return port


def _no_place(host: str, port: int, error: Exception) -> str:
    """Why the page cannot be opened there."""
    if isinstance(error, OverflowError):
        return f"포트는 0에서 65535까지의 수입니다({port}). 0은 빈 포트를 고릅니다."
    unknown = isinstance(error, (socket.gaierror, *_NO_NAME))
    if unknown or getattr(error, "errno", None) in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return (
            f"이 컴퓨터의 주소가 아니어서 열 수 없습니다(--host {host}). 이 컴퓨터에서만 쓰려면 "
            "127.0.0.1을, 다른 컴퓨터에서도 쓰려면 0.0.0.0을 적어 주세요."
        )
    other = port + 1 if _UNPRIVILEGED <= port < _LAST_PORT else 0
    return (
        f"{_named(host)}:{port} 에서 열 수 없습니다. 다른 포트를 지정해 주세요(예: --port {other})."
    )
