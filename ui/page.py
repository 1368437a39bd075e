"""The Gradio page: a conversation on the left, the sources of its answers on the right."""

import os
import socket
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

# Before gradio is imported: it reads this once and would otherwise call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from corpus import SAMPLE, MundapError, UsageError
from rag import Library
from ui.cards import EMPTY, sources
from ui.examples import examples
from ui.turns import Exchange, conversation, greeting

_HERE = Path(__file__).parent
_FONTS = ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "sans-serif"]
_POLL_S = 1.0
_SEARCHING = "답을 찾고 있습니다…"
Exchanges = tuple[Exchange, ...]
View = tuple[Exchanges, str, str]
# Every event: no veil over what it changes, and no entry in an interface for programs.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class Indexing:
    """The update of a library, in the background: how far it is, and what can be asked then."""

    def __init__(self, library: Library) -> None:
        self.text = "문서를 살펴보고 있습니다…"
        self.share: float | None = None
        self.examples: tuple[str, ...] = ()
        self.done = threading.Event()
        self._library = library

    def start(self) -> None:
        """Start, or start again to pick up changed documents."""
        self.done.clear()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            report = self._library.update(self._progress)
            self.examples = examples(self._library)
            self.text = f"문서 {report.documents}개 · 단락 {report.passages}개"
            if not report.documents:
                self.text = f"읽을 수 있는 문서가 없습니다({self._library.folder})."
        except Exception as error:
            self.text = _told(error)
        self.share = None
        self.done.set()

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.text, self.share = f"{stage} 중입니다… {done}/{total}", done / max(1, total)

    def html(self) -> str:
        """Where it stands, with a bar while documents are read, then what could not be read."""
        bar = f'<progress value="{self.share:.3f}"></progress>' if self.share is not None else ""
        failed = self._library.unreadable if self.done.is_set() else ()
        reasons = "".join(f"<li>{escape(f'{one.source}: {one.reason}')}</li>" for one in failed)
        folded = f"<summary>읽지 못한 파일 {len(failed)}개</summary><ul>{reasons}</ul>"
        return f'<p role="status">{escape(self.text)}{bar}</p>' + (
            f"<details>{folded}</details>" if failed else ""
        )


def create_page(library: Library) -> gr.Blocks:
    """The page for one library; it indexes in the background and answers when ready."""
    indexing = Indexing(library)
    indexing.start()
    page: gr.Blocks
    with gr.Blocks(title="문답", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            f'<header class="mundap-head"><h1>문답</h1><p>{escape(_folder_name(library))}에 묻고, '
            "근거와 함께 답을 받습니다. 질문과 문서는 이 컴퓨터를 떠나지 않습니다.</p></header>"
        )
        with gr.Row():
            with gr.Column(scale=3, min_width=320):
                chat = gr.HTML(
                    lambda: greeting(indexing.examples),
                    js_on_load=(_HERE / "page.js").read_text(encoding="utf-8"),
                    apply_default_css=False,
                    elem_id="chat",
                )
                box = gr.Textbox(
                    label="질문",
                    show_label=False,
                    placeholder="질문을 적고 Enter를 누르세요",
                    submit_btn="묻기",
                    autofocus=True,
                    elem_id="question",
                )
            with gr.Column(scale=2, min_width=320):
                column = gr.HTML(EMPTY, apply_default_css=False, elem_id="sources")
        asked = gr.State(())
        _connect_questions(library, indexing, box, (asked, chat, column))
        with gr.Row(elem_classes="mundap-foot"):
            _show_indexing(indexing, asked, chat)
            again = gr.Button("새 대화", size="sm", scale=0, min_width=120)
        again.click(
            lambda: ((), greeting(indexing.examples), EMPTY),
            outputs=[asked, chat, column],
            **_QUIET,
        )
    return page


def _connect_questions(
    library: Library,
    indexing: Indexing,
    box: gr.Textbox,
    shown: tuple[gr.State, gr.HTML, gr.HTML],
) -> None:
    """Answer what is asked in the box, by an example, or by the button of a refusal."""
    asked, chat, _ = shown

    def from_box(question: str, before: Exchanges) -> Iterator[tuple[object, ...]]:
        left: object = ""
        for view in _answered(library, indexing, question.strip(), before):
            yield left, *view
            left = gr.skip()  # what is typed meanwhile stays

    def from_button(before: Exchanges, event: gr.EventData) -> Iterator[View]:
        if event.anyway and before and before[-1].question == event.question:
            before = before[:-1]
        yield from _answered(library, indexing, event.question, before, event.anyway)

    box.submit(from_box, [box, asked], [box, *shown], **_QUIET)
    chat.click(from_button, asked, [*shown], **_QUIET)


def _answered(
    library: Library, indexing: Indexing, question: str, before: Exchanges, anyway: bool = False
) -> Iterator[View]:
    """The conversation with the question and its growing answer, and the sources of that."""
    if not question:
        return
    while not indexing.done.is_set():
        yield _view(before, Exchange(question, remark=indexing.text))
        indexing.done.wait(_POLL_S)
    yield _view(before, Exchange(question, remark=_SEARCHING))
    history = tuple(one.turn for one in before if one.turn)
    last = Exchange(question)
    try:
        for answer in library.stream(question, history, answer_anyway=anyway):
            last = Exchange(question, answer)
            yield _view(before, last)
    except Exception as error:
        last = Exchange(question, remark=_told(error))
    yield _view(before, replace(last, whole=True))


def _view(before: Exchanges, last: Exchange) -> View:
    exchanges = (*before, last)
    return exchanges, conversation(exchanges), sources(last.answer) if last.answer else EMPTY


def _told(error: Exception) -> str:
    """What people read of an error; the page goes on."""
    if isinstance(error, MundapError):
        return str(error)
    traceback.print_exc()
    return f"예상하지 못한 문제가 생겼습니다({type(error).__name__}: {error})."


def _show_indexing(indexing: Indexing, asked: gr.State, chat: gr.HTML) -> None:
    """How the indexing stands, looked at until it is done, and the button to do it again."""
    status = gr.HTML(indexing.html, apply_default_css=False, elem_id="status")
    refresh = gr.Button("문서 다시 읽기", size="sm", scale=0, min_width=140)
    timer = gr.Timer(_POLL_S)

    def look(exchanges: Exchanges) -> tuple[str, object, gr.Timer]:
        start = gr.skip() if exchanges else greeting(indexing.examples)
        return indexing.html(), start, gr.Timer(active=not indexing.done.is_set())

    def again(exchanges: Exchanges) -> tuple[str, object, gr.Timer]:
        indexing.start()
        return look(exchanges)

    timer.tick(look, asked, [status, chat, timer], **_QUIET)
    refresh.click(again, asked, [status, chat, timer], **_QUIET)


def _folder_name(library: Library) -> str:
    return "예제 문서" if library.folder == SAMPLE else f"'{library.folder.name}' 문서"


def serve(library: Library, *, host: str, port: int, browser: bool, auth_file: Path | None) -> None:
    """Open the page and stay until interrupted; raises UsageError where the port is taken."""
    _require_free(host, port)
    page = create_page(library)
    page.queue(default_concurrency_limit=4, api_open=False)
    print(f"문답을 http://{host}:{port} 에서 열었습니다. 끝내려면 Ctrl-C를 누르세요.", flush=True)
    page.launch(
        server_name=host,
        server_port=port,
        inbrowser=browser,
        auth=_accounts(auth_file) if auth_file else None,
        share=False,
        quiet=True,
        show_error=False,
        footer_links=[],
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        theme=gr.themes.Default(font=_FONTS, font_mono=["monospace"]),
        css_paths=[_HERE / "page.css"],
    )


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"{host}:{port} 에서 열 수 없습니다. 다른 포트를 지정해 주세요"
                f"(예: --port {min(port + 1, 65535)})."
            ) from error


def _accounts(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split()
    except OSError as error:
        raise UsageError(f"계정 파일을 읽을 수 없습니다({path}).") from error
    accounts = [(name, word) for name, _, word in (line.partition(":") for line in lines)]
    if not accounts or not all(name and word for name, word in accounts):
        raise UsageError(f"계정 파일의 줄은 '이름:비밀번호'여야 합니다({path}).")
    return accounts
