"""What each command does."""

import argparse
import json
import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import MundapError, UsageError
from rag import Answer, Library, Reader, Retrieval, UpdateReport
from rag.searching import checked
from ui.cli import error_row
from ui.markdown import exported
from ui.render import NO_WORD, answer_row, answer_text, hits_text, retrieval_row, shown

if TYPE_CHECKING:
    from rag.evaluation.questions import Asked
    from ui.workspace import Workspace

_BAR = 30
_PROBLEMS_SHOWN = 5


def run_index(arguments: argparse.Namespace) -> int:
    """Build or update the index and say what changed."""
    library = _open(arguments)
    report = library.update(show_progress, retry=True)
    if arguments.json:
        return _print_report(report, library)
    _print_problems(report, len(report.unreadable))
    _print_passed_over(report)
    _require_documents(library)
    print(
        f"문서 {report.documents}개, 단락 {report.passages}개를 색인했습니다 "
        f"(새 문서 {report.added}, 바뀐 문서 {report.changed}, 옮긴 문서 {report.moved}, "
        f"사라진 문서 {report.removed}, 그대로 {report.unchanged}; {report.seconds:.1f}초)."
    )
    return 0


def _print_report(report: UpdateReport, library: Library) -> int:
    """What changed as one JSON object; where that leaves no document, with the error in it."""
    row, code = _report_row(report), 0
    try:
        _require_documents(library)
    except MundapError as error:
        _print_problems(report, len(report.unreadable))
        print(error, file=sys.stderr)
        row, code = row | error_row(error.kind, str(error)), 1
    print_json(row)
    return code


def run_list(arguments: argparse.Namespace) -> int:
    """Show the documents of the folder as it is now; nothing is indexed."""
    from ui.listing import entry_row, listing_text

    entries = _open(arguments).entries()
    if arguments.json:
        print_json({"documents": [entry_row(entry) for entry in entries]})
    else:
        print(listing_text(entries))
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Leave documents out of the index from now on, or take them back in."""
    if arguments.folder is None or not arguments.sources:
        raise UsageError(
            "폴더와 그 안의 문서를 적어 주세요(예: mundap remove 폴더 초안.md). "
            "이름은 'mundap list 폴더'로 볼 수 있습니다."
        )
    library = _open(arguments)
    act = library.restore if arguments.restore else library.remove
    report = act(arguments.sources)
    if arguments.json:
        print_json(_report_row(report))
        return 0
    named = ", ".join(shown(source) for source in arguments.sources)
    told = "되돌렸습니다" if arguments.restore else "뺐습니다. 파일은 그대로 있습니다"
    print(f"{told}: {named} (문서 {report.documents}개, 단락 {report.passages}개).")
    return 0


def run_search(arguments: argparse.Namespace) -> int:
    """Find passages for one question or for a file of them."""
    asked = _asked(arguments)
    _tell_sample(arguments)
    library = ready(arguments)
    if arguments.questions:
        for one in asked:
            found = library.retrieve(one.question, arguments.k)
            print_json({"id": one.id, **retrieval_row(found, arguments.explain)})
        return 0
    found = library.retrieve(asked[0].question, arguments.k)
    if arguments.json:
        print_json(retrieval_row(found, arguments.explain))
    else:
        print(_search_text(found, arguments.explain))
    return 0


def run_ask(arguments: argparse.Namespace) -> int:
    """Answer one question or a file of them."""
    asked = _asked(arguments)
    _tell_sample(arguments)
    library = ready(arguments)

    def answered(one: "Asked") -> Answer:
        anyway = arguments.answer_anyway
        return library.ask(one.question, one.history, k=arguments.k, answer_anyway=anyway)

    if arguments.questions:
        for one in asked:
            print_json({"id": one.id, **answer_row(answered(one))})
        return 0
    answer = answered(asked[0])
    if arguments.json:
        print_json(answer_row(answer))
    else:
        print(exported(answer) if arguments.markdown else answer_text(answer))
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Check every file of the index against its checksum."""
    problems = _open(arguments).verify()
    if arguments.json:
        print_json({"ok": not problems, "problems": problems})
    else:
        print("\n".join(problems) if problems else "색인이 온전합니다.")
    return 1 if problems else 0


def run_doctor(arguments: argparse.Namespace) -> int:
    """Check the installation."""
    from ui.doctor import checks

    rows = list(checks())
    if arguments.json:
        print_json({"ok": all(ok for _, ok, _ in rows), "checks": [list(row) for row in rows]})
    else:
        for name, ok, detail in rows:
            print(f"{'정상' if ok else '문제'}  {name}: {detail}")
    return 0 if all(ok for _, ok, _ in rows) else 1


def run_chat(arguments: argparse.Namespace) -> int:
    """Open the page; it shows the progress of the first indexing itself."""
    from ui.page import serve

    serve(
        page_workspace(arguments),
        host=arguments.host,
        port=arguments.port,
        browser=not arguments.no_browser,
        auth_file=arguments.auth_file,
        mcp=arguments.mcp,
    )
    return 0


def run_mcp(arguments: argparse.Namespace) -> int:
    """Serve the tools over standard input and output until the other side hangs up."""
    from ui.mcp_tools import mcp_server

    library = ready(arguments)
    mcp_server(lambda: library).run("stdio")
    return 0


def _open(arguments: argparse.Namespace) -> Library:
    library = Library.open(
        arguments.folder,
        index=arguments.index,
        embedder=arguments.embedder,
        reranker=arguments.reranker,
    )
    library.reader = language_model(arguments)
    return library


def page_workspace(arguments: argparse.Namespace) -> "Workspace":
    """What a page works on: the folder named, or others with the models that were named."""
    from ui.workspace import Workspace

    library = _open(arguments)
    return Workspace(library, partial(_open_another, arguments, library.reader))


def _open_another(arguments: argparse.Namespace, reader: Reader | None, folder: Path) -> Library:
    """Another folder than the one named, with the models that were named with it."""
    library = Library.open(folder, embedder=arguments.embedder, reranker=arguments.reranker)
    library.reader = reader
    return library


def language_model(arguments: argparse.Namespace) -> Reader | None:
    """The language model that flags or else the environment name; says where passages go."""
    if not hasattr(arguments, "llm"):
        return None
    url = arguments.llm or os.environ.get("OPENAI_BASE_URL")
    if not url:
        if arguments.model:
            raise UsageError("--model은 --llm 주소와 함께 적어 주세요.")
        return None
    from rag.llm.reader import LanguageModelReader
    from rag.llm.server import leaves_machine, only_model

    key = os.environ.get("OPENAI_API_KEY")
    model = arguments.model or os.environ.get("OPENAI_MODEL") or only_model(url, key)
    reader = LanguageModelReader(url, model, key)
    drafting = getattr(arguments, "make_questions", None) is not None
    use, sent = ("질문을 만듭니다", "문서의") if drafting else ("답합니다", "질문과 찾은")
    away = f" {sent} 단락이 이 컴퓨터 밖으로 나갑니다." if leaves_machine(url) else ""
    print(f"언어 모델 {model}({reader.model.url})로 {use}.{away}", file=sys.stderr)
    return reader


def ready(arguments: argparse.Namespace) -> Library:
    """The library, brought up to date; what is unreadable is told on stderr, by name once."""
    library = _open(arguments)
    report = library.update(show_progress)
    news = report.added or report.changed or report.rebuilt or not library.documents
    _print_problems(report, _PROBLEMS_SHOWN if news else 0)
    _require_documents(library)
    return library


def _require_documents(library: Library) -> None:
    if library.documents:
        return
    if library.unreadable:
        raise MundapError(
            f"읽을 수 있는 문서가 없습니다({library.folder}). 위에 적힌 이유를 확인해 주세요."
        )
    if any(entry.state == "ignored" for entry in library.entries()):
        raise MundapError(
            f"문서가 모두 제외되어 있습니다({library.folder}). .mundapignore 파일을 확인해 주세요."
        )
    raise MundapError(
        f"문서가 없습니다({library.folder}). "
        "한글, PDF, 워드, 엑셀 같은 문서가 든 폴더를 지정해 주세요."
    )


def _print_problems(report: UpdateReport, shown_most: int) -> None:
    """Say on stderr what could not be read, and that the index had to be made anew."""
    if report.rebuilt:
        told = "색인이 손상되었거나 다른 버전의 것이어서 새로 만들었습니다."
        print(told, file=sys.stderr)
    for one in report.unreadable[:shown_most]:
        print(f"읽지 못함: {shown(one.source)}: {one.reason}", file=sys.stderr)
    more = len(report.unreadable) - shown_most
    if more > 0:
        other = "그 밖에 " * bool(shown_most)
        told = f"{other}읽지 못한 파일이 {more:,}개 있습니다. 'mundap list'로 볼 수 있습니다."
        print(told, file=sys.stderr)


def _print_passed_over(report: UpdateReport) -> None:
    """Say on stderr which files are no documents: a line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for one in report.passed_over:
        by_reason.setdefault(one.reason, []).append(shown(one.source))
    for reason, sources in by_reason.items():
        more = f" 등 {len(sources):,}개" if len(sources) > _PROBLEMS_SHOWN else ""
        names = ", ".join(sources[:_PROBLEMS_SHOWN])
        print(f"색인하지 않음: {names}{more}: {reason}", file=sys.stderr)


def _asked(arguments: argparse.Namespace) -> "tuple[Asked, ...]":
    """The questions of a file or the one typed; what cannot be asked is told at once."""
    from rag.evaluation.questions import Asked, read_asked

    if arguments.questions:
        return read_asked(arguments.questions)
    if arguments.question is None:
        raise UsageError(f'질문을 적어 주세요(예: mundap {arguments.command} 폴더 "질문").')
    return (Asked(None, checked(arguments.question), ()),)


def _tell_sample(arguments: argparse.Namespace) -> None:
    """Say on stderr whose documents are searched where no folder was named.

    Who sits in a folder of their own, or misspelt it, takes the answer for one from there.
    """
    if arguments.folder is None:
        print("폴더를 적지 않아 문답에 든 예제 문서에서 찾습니다.", file=sys.stderr)


def _search_text(found: Retrieval, explain: bool) -> str:
    lines = [f"({change})" for reading in found.readings for change in reading.changes]
    return "\n".join([*lines, hits_text(found.hits, explain) or NO_WORD])


def _report_row(report: UpdateReport) -> dict[str, object]:
    return {
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "unreadable": [{"source": u.source, "reason": u.reason} for u in report.unreadable],
        "passed_over": [{"source": u.source, "reason": u.reason} for u in report.passed_over],
        "documents": report.documents,
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
    }


def print_json(row: object) -> None:
    """Print one JSON object on one line of stdout."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


def show_progress(stage: str, done: int, total: int) -> None:
    """A progress bar on stderr; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        return
    # A line that is broken in two would be written again and again.
    columns = shutil.get_terminal_size().columns
    length = max(0, min(_BAR, columns - 2 * len(stage) - 2 * len(str(total)) - 5))
    filled = length * done // max(1, total)
    bar = "█" * filled + "░" * (length - filled)
    end = "\n" if done == total else ""
    print(f"\r{stage} {bar} {done}/{total}", end=end, file=sys.stderr, flush=True)
