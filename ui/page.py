"""The Gradio page: a chat on the left, the sources of its answers on the right."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

# Before gradio is imported: it reads this once and would otherwise call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from corpus import SAMPLE, MundapError, UsageError
from rag import REFUSAL, Answer, Library, Turn
from ui.cards import EMPTY, cards

_CSS = Path(__file__).parent / "page.css"
_FONTS = ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "sans-serif"]
_SAMPLE_QUESTIONS = (
    "블랙웰 B100의 트랜지스터는 몇 개인가요?",
    "앤쓰로픽의 기업가치는 얼마나 되나요?",
    "GPT-5의 매개변수는 몇 개로 알려졌나요?",
    "연차 휴가는 며칠인가요?",
)
_TITLE_QUESTIONS = 3
_STEP = 24
_PAUSE_S = 0.02
_POLL_S = 1.0
Message = dict[str, str]
View = tuple[list[Message], str]


class Indexing:
    """The first update of a library, in the background, and how far it is."""

    def __init__(self, library: Library) -> None:
        self.text = "문서를 살펴보고 있습니다…"
        self.done = threading.Event()
        self._library = library

    def start(self) -> None:
        """Start, or start again to pick up changed documents."""
        self.done.clear()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            report = self._library.update(self._progress)
        except MundapError as error:
            self.text = str(error)
        else:
            self.text = f"문서 {report.documents}개 · 단락 {report.passages}개"
            if report.unreadable:
                self.text += f" · 읽지 못한 파일 {len(report.unreadable)}개"
        self.done.set()

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.text = f"{stage} 중입니다… {done}/{total}"


def create_page(library: Library) -> gr.Blocks:
    """The page for one library; it indexes in the background and answers when ready."""
    indexing = Indexing(library)
    indexing.start()
    page: gr.Blocks
    with gr.Blocks(title="문답", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            f'<div class="mundap-head"><h1>문답</h1><p>{escape(_folder_name(library))}에 묻고, '
            "근거와 함께 답을 받습니다. 질문과 문서는 이 컴퓨터를 떠나지 않습니다.</p></div>"
        )
        with gr.Row():
            with gr.Column(scale=3):
                chat = gr.Chatbot(
                    label="대화",
                    height=520,
                    buttons=["copy"],
                    render_markdown=False,
                    allow_tags=False,
                    feedback_options=None,
                    placeholder="궁금한 것을 물어보세요.",
                    elem_id="chat",
                )
                box = gr.Textbox(
                    show_label=False,
                    placeholder="질문을 적고 Enter를 누르세요",
                    submit_btn="묻기",
                    max_length=2000,
                    autofocus=True,
                    elem_id="question",
                )
                gr.Examples(_examples(library), box, label="이런 것을 물어볼 수 있습니다")
                with gr.Row():
                    status = gr.HTML(_status(indexing), elem_classes="mundap-status")
                    refresh = gr.Button("문서 다시 읽기", size="sm", scale=0)
            with gr.Column(scale=2):
                sources = gr.HTML(EMPTY, elem_id="sources")
        _connect(library, indexing, chat, box, sources, status, refresh)
    return page


def _connect(
    library: Library,
    indexing: Indexing,
    chat: gr.Chatbot,
    box: gr.Textbox,
    sources: gr.HTML,
    status: gr.HTML,
    refresh: gr.Button,
) -> None:
    def reply(messages: list[Message]) -> Iterator[View]:
        yield from _reply(library, indexing, messages)

    box.submit(_take, [box, chat], [box, chat], queue=False, api_visibility="private").then(
        reply, chat, [chat, sources], api_visibility="private"
    )
    refresh.click(indexing.start, api_visibility="private")
    timer = gr.Timer(_POLL_S)
    timer.tick(
        lambda: _status(indexing), outputs=status, show_progress="hidden", api_visibility="private"
    )


def _take(question: str, messages: list[Message]) -> tuple[str, list[Message]]:
    """Move the question from the box into the conversation."""
    if not question.strip():
        return "", messages
    return "", [*messages, {"role": "user", "content": _without_tags(question.strip())}]


def _reply(library: Library, indexing: Indexing, messages: list[Message]) -> Iterator[View]:
    """The conversation with a growing answer, and its sources."""
    if not messages or messages[-1]["role"] != "user":
        return
    while not indexing.done.wait(_POLL_S):
        yield [*messages, _said(indexing.text)], EMPTY
    question = _content(messages[-1])
    try:
        answer = library.ask(question, _turns(messages[:-1]))
    except MundapError as error:
        yield [*messages, _said(str(error))], EMPTY
        return
    text, html = _answer_text(answer), cards(answer)
    for end in range(_STEP, len(text), _STEP):
        yield [*messages, _said(text[:end])], html
        time.sleep(_PAUSE_S)
    yield [*messages, _said(text)], html


def _said(text: str) -> Message:
    return {"role": "assistant", "content": _without_tags(text)}


def _without_tags(text: str) -> str:
    # The chat renders HTML even where it renders no Markdown. Only tags are defused: other
    # entities would be copied along with the text.
    return text.replace("<", "&lt;")


def _content(message: Message) -> str:
    content: object = message["content"]
    if isinstance(content, list):  # what the page sends back: a list of parts
        content = "".join(part.get("text", "") for part in content)
    return str(content).replace("&lt;", "<")


def _turns(messages: list[Message]) -> tuple[Turn, ...]:
    pairs = zip(messages[::2], messages[1::2], strict=False)
    return tuple(Turn(_content(asked), _content(told)) for asked, told in pairs)


def _answer_text(answer: Answer) -> str:
    if answer.abstained:
        return f"{REFUSAL}. 오른쪽에 가장 가까운 대목을 보여 드립니다."
    head = [f"(이렇게 이해했습니다: {answer.searched})"] * (answer.searched != answer.question)
    head += [f"▶ {answer.short}"] * bool(answer.short)
    return "\n\n".join([*head, answer.text])


def _status(indexing: Indexing) -> str:
    return f"<span>{escape(indexing.text)}</span>"


def _folder_name(library: Library) -> str:
    return "예제 문서" if library.folder == SAMPLE else f"'{library.folder.name}' 문서"


def _examples(library: Library) -> list[str]:
    if library.folder == SAMPLE:
        return list(_SAMPLE_QUESTIONS)
    titles = list(dict.fromkeys(document.title for document in library.documents.values()))
    return [f"{title}의 핵심 내용은 무엇인가요?" for title in titles[:_TITLE_QUESTIONS]] or [
        "이 문서에서 가장 중요한 내용은 무엇인가요?"
    ]


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
        css_paths=[_CSS],
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
