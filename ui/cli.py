"""The command line: parsing, and errors in the user's words.

Heavy packages are imported by the command that needs them, so that `--help` answers at once.
"""

import argparse
import errno
import json
import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO
from unicodedata import east_asian_width

from corpus.errors import MundapError, UsageError, cause
from corpus.particles import quoted

_FAILURE, _MISUSE, _INTERRUPTED = 1, 2, 130
# What the system says where a stream takes no more.
_UNWRITABLE = (errno.ENOSPC, errno.EPIPE, errno.EBADF, errno.EFBIG, errno.EIO)


class _Parser(argparse.ArgumentParser):
    """argparse speaking Korean; wrong use raises instead of printing English."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as argparse has them
        # Its own words for these are English, and a narrow terminal breaks them over two lines.
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "인자", "옵션"
        self.add_argument("-h", "--help", action="help", help="이 도움말을 보여 줍니다")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_korean(message)} 'mundap --help'로 쓰는 법을 볼 수 있습니다.")

    def format_help(self) -> str:
        return _aligned(super().format_help().replace("usage: ", "쓰는 법: ", 1))


def _aligned(text: str) -> str:
    """Help whose second column stands right, a Hangul syllable being two columns wide."""
    lines = text.split("\n")
    rows = [_TWO_COLUMNS.fullmatch(line) for line in lines]
    column = max((_width(row[1]) for row in rows if row), default=0) + 2
    told, within = [], False
    for line, row in zip(lines, rows, strict=True):
        within = row is not None or (within and line.startswith(" " * 10))
        if row:
            told.append(row[1] + " " * (column - _width(row[1])) + row[3])
        else:
            told.append(" " * column + line.strip() if within else line)
    return "\n".join(told)


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


_TWO_COLUMNS = re.compile(r"( +\S.*?)( {2,})(\S.*)")
_ERRORS = (
    ("unrecognized arguments", "알 수 없는 인자입니다"),
    ("the following arguments are required", "필요한 인자가 빠졌습니다"),
    ("invalid choice", "고를 수 없는 값입니다"),
    ("expected one argument", "값이 하나 필요합니다"),
    ("expected at least one argument", "값이 필요합니다"),
    ("ambiguous option", "어느 옵션인지 알 수 없습니다"),
    ("ignored explicit argument", "값을 받지 않는 옵션에 값이 있습니다"),
    ("invalid int value", "정수가 아닌 값입니다"),
    ("invalid _count value", "1 이상의 정수가 아닌 값입니다"),
)


def _korean(message: str) -> str:
    for english, korean in _ERRORS:
        if english in message:
            name = message.removeprefix("argument ").split(":")[0]
            detail = message.split(english, 1)[1].strip(": ").split("(choose")[0].strip()
            return f"{korean}: {(detail or name).replace(' could match ', ' → ')}."
    return f"명령을 이해하지 못했습니다({message})."


def _count(text: str) -> int:
    """How many of something, at least one."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    root = _Parser(
        prog="mundap",
        description="문답: 내 문서에 묻고, 근거와 함께 답을 받습니다. 인터넷 없이.",
    )
    commands = root.add_subparsers(
        dest="command", required=True, metavar="명령", parser_class=_Parser
    )
    chat = _command(commands, "chat", "브라우저에서 묻고 답합니다")
    _page_options(chat)
    ask = _command(commands, "ask", "질문 하나에 답합니다")
    search = _command(commands, "search", "단락만 찾습니다")
    for command in (ask, search):
        _question_options(command)
    ask.add_argument("--answer-anyway", action="store_true", help="근거가 약해도 답합니다")
    ask.add_argument("--markdown", action="store_true", help="답과 출처를 Markdown으로 냅니다")
    search.add_argument("--explain", action="store_true", help="점수를 풀어 보여 줍니다")
    _command(commands, "index", "문서를 색인합니다(바뀐 것만)")
    _command(commands, "list", "폴더의 문서와 그 상태를 보여 줍니다")
    removal = _command(commands, "remove", "문서를 검색에서 뺍니다(파일은 그대로 둡니다)")
    removal.add_argument("sources", nargs="*", metavar="문서", help="뺄 문서나 하위 폴더")
    removal.add_argument("--restore", action="store_true", help="뺀 문서를 되돌립니다")
    evaluation = _command(commands, "eval", "질문 집합으로 정확도를 잽니다")
    _evaluation_options(evaluation)
    mcp = _command(commands, "mcp", "언어 모델이 쓸 도구를 MCP(표준 입출력)로 제공합니다")
    for command in (chat, ask, evaluation, mcp):
        _model_options(command)
    _command(commands, "verify", "색인이 온전한지 확인합니다")
    _command(commands, "doctor", "설치 상태를 확인합니다", folder=False)
    return root


def _page_options(chat: argparse.ArgumentParser) -> None:
    chat.add_argument(
        "--host",
        metavar="주소",
        default="127.0.0.1",
        help="여는 주소(기본 127.0.0.1: 이 컴퓨터에서만)",
    )
    chat.add_argument(
        "--port", metavar="번호", type=int, default=7860, help="포트(기본 7860; 0이면 빈 포트)"
    )
    chat.add_argument("--no-browser", action="store_true", help="브라우저를 열지 않습니다")
    chat.add_argument(
        "--auth-file", metavar="파일", type=Path, help="한 줄에 '이름:비밀번호'가 적힌 파일"
    )
    chat.add_argument("--mcp", action="store_true", help="/mcp에서 MCP 도구도 제공합니다")


def _question_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="?", metavar="질문", help="한국어 질문")
    command.add_argument(
        "-k", metavar="개수", type=_count, default=10, help="찾을 단락 수(기본 10)"
    )
    command.add_argument(
        "--questions", metavar="파일", type=Path, help="질문이 한 줄에 하나인 JSONL 파일"
    )


def _model_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--llm", metavar="주소", help="OpenAI 호환 언어 모델의 주소(예: http://localhost:11434/v1)"
    )
    command.add_argument("--model", metavar="이름", help="언어 모델의 이름")


def _evaluation_options(evaluation: argparse.ArgumentParser) -> None:
    evaluation.add_argument(
        "questions", nargs="*", metavar="질문집합", help="JSONL, SQuAD, BEIR, TREC, AutoRAG"
    )
    evaluation.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="자리",
        help="질문별 결과와 보고서를 남길 폴더; 같은 명령으로 이어서 잽니다",
    )
    evaluation.add_argument(
        "--perturb",
        metavar="변형,…",
        help="질문을 흩뜨려 다시 찾습니다(spacing,typo,keyboard,particles,register,nfd)",
    )
    evaluation.add_argument(
        "--compare",
        nargs="+",
        metavar="설정",
        help="여러 설정(base no-vector bm25 embedder=이름 …)이나 --out으로 남긴 폴더를 견줍니다",
    )
    evaluation.add_argument(
        "--tune", action="store_true", help="검색 가중치를 질문에 맞추고, 나아지면 저장합니다"
    )
    evaluation.add_argument(
        "--make-questions",
        type=int,
        metavar="개수",
        help="문서에서 질문 초안을 만듭니다(--out은 초안을 쓸 파일)",
    )
    evaluation.add_argument(
        "--seed", type=int, default=0, metavar="수", help="초안을 다르게 고르는 수(기본 0)"
    )


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    text: str,
    folder: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text + ".")
    if folder:
        command.add_argument(
            "folder", nargs="?", metavar="폴더", help="문서 폴더나 파일(없으면 예제 문서)"
        )
        command.add_argument(
            "--folder", dest="named_folder", metavar="폴더", help="문서 폴더나 파일"
        )
        command.add_argument(
            "--index",
            metavar="폴더",
            help="색인을 둘 폴더(전에 만든 색인이면 문서 폴더는 적지 않아도 됩니다)",
        )
        command.add_argument("--embedder", metavar="이름", help="sentence-transformers 모델")
        command.add_argument(
            "--reranker", metavar="이름", help="순위를 다시 매길 cross-encoder(none이면 쓰지 않음)"
        )
    command.add_argument("--json", action="store_true", help="결과를 JSON으로 냅니다")
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 for failure, 2 for misuse."""
    # Whoever types nothing else wants to know what there is.
    words = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    _open_streams()
    try:
        code = _attempt(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough
        _silence(sys.stdout)
        return 0
    except OSError as error:
        _silence(sys.stdout)
        return _report("failure", f"결과를 쓰지 못했습니다({cause(error)}).", False, _FAILURE)
    return code


def _open_streams() -> None:
    """Write UTF-8; a stream that was closed from outside leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif mode == "w":
            stream.reconfigure(encoding="utf-8", errors="replace")


def _silence(stream: TextIO) -> None:
    """Let a stream go nowhere: else what could not be written is tried once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _attempt(words: Sequence[str]) -> int:
    """Run a command and tell what goes wrong; an OSError only where stdout cannot be written."""
    try:
        arguments = _parsed(words)
        _sort_positionals(arguments)
        return _run(arguments)
    except SystemExit as done:  # --help
        return int(done.code or 0)
    except MundapError as error:
        return _report(error.kind, str(error), "--json" in words, _code(error))
    except KeyboardInterrupt as stop:
        if sys.stderr.isatty():  # below the bar of progress and what the terminal shows of Ctrl-C
            print(file=sys.stderr)
        message = str(stop) or "중단했습니다. 이전 색인은 그대로입니다."
        return _report("interrupted", message, False, _INTERRUPTED)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _UNWRITABLE and not error.filename:
            raise
        if os.environ.get("MUNDAP_DEBUG"):
            traceback.print_exc()
        text = f"예상하지 못한 문제가 생겼습니다({type(error).__name__}: {error})."
        hint = " MUNDAP_DEBUG=1로 다시 실행한 내용을 붙여 알려 주세요."
        return _report("internal", text + hint, "--json" in words, _FAILURE)


def _code(error: MundapError) -> int:
    return _MISUSE if isinstance(error, UsageError) else _FAILURE


def error_row(kind: str, message: str) -> dict[str, object]:
    """An error as `--json` tells it."""
    return {"error": {"kind": kind, "message": message}}


def _report(kind: str, message: str, as_json: bool, code: int) -> int:
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)
    if as_json:
        print(json.dumps(error_row(kind, message), ensure_ascii=False))
    return code


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """Parse, with options between the folder and the question too, which argparse cannot."""
    root = parser()
    arguments, left = root.parse_known_args(words)
    if left and not any(word.startswith("-") for word in left):
        if arguments.command == "eval":
            arguments.questions, left = [*arguments.questions, *left], []
        elif arguments.command == "remove":
            arguments.sources, left = [*arguments.sources, *left], []
        elif getattr(arguments, "question", "") is None:
            arguments.question = left.pop(0)
        elif arguments.command in ("ask", "search"):
            raise _unquoted(arguments, left)
    if left:
        root.error(f"unrecognized arguments: {' '.join(left)}")
    return arguments


def _unquoted(arguments: argparse.Namespace, left: Sequence[str] = ()) -> UsageError:
    """What to tell whoever typed a question as several words."""
    words = [arguments.folder, arguments.question, *left]
    place, absent = [], ""
    if arguments.named_folder:
        place = ["--folder", arguments.named_folder]
    elif _exists(arguments.folder):
        place = [words.pop(0)]
    else:
        absent = f"{quoted(arguments.folder, '을')} 찾을 수 없습니다. 경로를 확인하고, "
    place = [f'"{word}"' if " " in word else word for word in place]
    example = " ".join(["mundap", arguments.command, *place, f'"{" ".join(words)}"'])
    return UsageError(f"{absent}빈칸이 있는 질문은 따옴표로 묶어 주세요(예: {example}).")


def _exists(path: str) -> bool:
    # A long question is no path that could be looked up, which Path.exists raises.
    return os.path.exists(os.path.expanduser(path))


def _sort_question(arguments: argparse.Namespace) -> None:
    """A positional that is no folder is the question; raises UsageError where there is another."""
    outside = arguments.named_folder or not _exists(arguments.folder)
    if arguments.question is not None and outside:
        raise _unquoted(arguments)
    if arguments.named_folder or (outside and not arguments.questions):
        arguments.question, arguments.folder = arguments.folder, None


def _sort_positionals(arguments: argparse.Namespace) -> None:
    """One positional that is no existing path is the question; `--folder` leaves no doubt."""
    if arguments.command == "eval":
        first = arguments.folder
        alone = not arguments.questions and first is not None and Path(first).is_file()
        if first is not None and (arguments.named_folder or alone or _is_question_set(first)):
            arguments.questions.insert(0, first)
            arguments.folder = None
    elif arguments.command == "remove" and arguments.folder is not None:
        if arguments.named_folder or not arguments.sources:
            arguments.sources.insert(0, arguments.folder)
            arguments.folder = None
    elif arguments.command in ("ask", "search") and arguments.folder is not None:
        _sort_question(arguments)
    if getattr(arguments, "named_folder", None):
        arguments.folder = arguments.named_folder
    if getattr(arguments, "index", None) and arguments.folder is None:
        arguments.folder = _made_of(arguments.index)


def _made_of(index: str) -> str | None:
    """The folder that an index was made of: else who names it alone would have it made anew."""
    from index import remembered_folder

    folder = remembered_folder(Path(index).expanduser())
    return None if folder is None else str(folder)


def _is_question_set(path: str) -> bool:
    place = Path(path)
    marks = ("queries.jsonl", "qa.parquet")
    named = place.suffix.lower() in (".jsonl", ".json", ".parquet", ".tsv", ".qrels")
    return named or any((place / mark).is_file() for mark in marks)


def _run(arguments: argparse.Namespace) -> int:
    from ui import commands, evaluation

    place = evaluation if arguments.command == "eval" else commands
    run = getattr(place, f"run_{arguments.command}")
    return int(run(arguments) or 0)
