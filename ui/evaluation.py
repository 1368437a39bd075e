"""What `mundap eval` does."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import SAMPLE, UsageError
from rag import Library
from ui.commands import language_model, print_json, ready, show_progress

if TYPE_CHECKING:
    from rag.evaluation.drafts import Draft
    from rag.evaluation.evaluate import Evaluation
    from rag.evaluation.questions import Question, QuestionSet
    from rag.evaluation.tune import Tuning


def run_eval(arguments: argparse.Namespace) -> int:
    """Measure on question sets."""
    from rag.evaluation.report import table
    from rag.evaluation.variants import ways

    if arguments.make_questions is not None:
        return _make_questions(arguments)
    if arguments.compare:
        return _compare(arguments)
    perturbations = ways(arguments.perturb) if arguments.perturb else ()
    library, questions = _asked(arguments)
    evaluation = _measured(library, questions, perturbations, arguments.out)
    tuning = _tuned(library, questions) if arguments.tune else None
    if arguments.json:
        row = evaluation.to_json()
        print_json({**row, "tuning": tuning.to_json()} if tuning else row)
    else:
        print(table(evaluation))
    return 0


def _make_questions(arguments: argparse.Namespace) -> int:
    """Write drafts of questions on the documents, to be looked through by people."""
    from rag.evaluation.runs import write

    count = arguments.make_questions
    if count < 1:
        raise UsageError("--make-questions에는 1 이상의 개수를 적어 주세요.")
    if arguments.questions:
        raise UsageError("--make-questions는 질문 집합이 아니라 문서 폴더에 씁니다.")
    if arguments.out is not None and arguments.out.exists():
        raise UsageError(
            f"이미 있는 파일입니다({arguments.out}). 고친 것을 잃지 않게 다른 이름을 적어 주세요."
        )
    made, stopped = _drafts(ready(arguments), count, arguments.seed)
    rows = [json.dumps(one.row(n), ensure_ascii=False) for n, one in enumerate(made, 1)]
    if arguments.out is None:
        print("\n".join(rows))
    else:
        write(arguments.out, "".join(f"{row}\n" for row in rows))
    why = "도중에 멈추셔서" if stopped else "물을 만한 문장이 모자라"
    few = f" {why} {count}개를 채우지 못했습니다." if len(made) < count else ""
    print(
        f"질문 초안 {len(made)}개를 만들었습니다.{few} 살펴보고 고친 뒤 'draft'를 지워 주세요.",
        file=sys.stderr,
    )
    return 0


def _drafts(library: Library, count: int, seed: int) -> "tuple[Sequence[Draft], bool]":
    """Drafts by the language model where there is one, else by rule; whether it was stopped."""
    from rag.evaluation.drafts import drafts

    if library.reader is None:
        return drafts(library, count, seed), False
    from rag.evaluation.model_drafts import model_drafts
    from rag.llm.reader import LanguageModelReader

    assert isinstance(library.reader, LanguageModelReader)
    made = model_drafts(library, library.reader.model, count, seed, show_progress)
    if made.replaced:
        told = f"초안 {made.replaced}개는 언어 모델이 쓰지 못해 규칙으로 만들었습니다."
        print(f"{told} {made.trouble}".rstrip(), file=sys.stderr)
    return made.drafts, made.stopped


def _compare(arguments: argparse.Namespace) -> int:
    """Measure and compare configurations, or runs that were kept."""
    from rag.evaluation.compare import compare
    from rag.evaluation.report import comparison_text, save_comparison

    names = list(dict.fromkeys(arguments.compare))
    if len(names) < 2:
        raise UsageError("--compare에는 서로 다른 설정이나 결과 폴더를 둘 이상 적어 주세요.")
    comparison = compare(_runs(names, arguments))
    if arguments.out is not None:
        save_comparison(comparison, arguments.out)
        told = arguments.out / "comparison.html"
        print(f"비교 보고서를 남겼습니다: {told}", file=sys.stderr)
    if arguments.json:
        print_json(comparison.to_json())
    else:
        print(comparison_text(comparison))
    return 0


def _runs(names: Sequence[str], arguments: argparse.Namespace) -> "dict[str, Evaluation]":
    """The run of each name, in order; every name is understood before anything is measured."""
    from rag.evaluation.configurations import configuration, configured
    from rag.evaluation.runs import is_run, read_run

    kept = {name: read_run(Path(name)) for name in names if is_run(Path(name))}
    wanted = [name for name in names if name not in kept]
    for name in wanted:
        configuration(name)
    if wanted:
        library, questions = _asked(arguments)
    for name in wanted:
        print(f"'{name}' 설정으로 잽니다.", file=sys.stderr)
        place = arguments.out / _file_name(name) if arguments.out is not None else None
        kept[name] = _measured(configured(library, name, show_progress), questions, (), place)
    return {name: kept[name] for name in names}


def _file_name(name: str) -> str:
    """The name of a configuration as that of a folder."""
    return re.sub(r"[^\w=+.,-]", "_", name)


def _asked(arguments: argparse.Namespace) -> "tuple[Library, tuple[Question, ...]]":
    """The documents and the questions; what cannot be found is told before anything is asked."""
    from rag.evaluation.judge import cautions
    from rag.evaluation.questions import join, read_questions, within

    paths = arguments.questions or ([] if arguments.folder else [SAMPLE / "questions.jsonl"])
    if not paths:
        raise UsageError("질문 집합 파일을 지정해 주세요(예: mundap eval 폴더 questions.jsonl).")
    asked = join([read_questions(Path(path)) for path in paths])
    library = _library_for(asked, arguments)
    if asked.documents and arguments.folder is not None:
        asked = within(asked, library.documents)
    for caution in cautions(library, asked.questions):
        print(caution, file=sys.stderr)
    return library, asked.questions


def _library_for(asked: "QuestionSet", arguments: argparse.Namespace) -> Library:
    """The documents of the folder, else those that a question set brings along."""
    if not asked.documents or arguments.folder is not None:
        return ready(arguments)
    library = Library.from_documents(
        asked.documents,
        embedder=arguments.embedder,
        reranker=arguments.reranker,
        progress=show_progress,
    )
    library.reader = language_model(arguments)
    return library


def _measured(
    library: Library, questions: "Sequence[Question]", ways: Sequence[str], out: Path | None
) -> "Evaluation":
    """The run, kept in the folder `out` with its reports where one is given."""
    from rag.evaluation.evaluate import evaluate
    from rag.evaluation.report import save
    from rag.evaluation.runs import recording, resumable

    # What another process does to the index must not change what is measured half-way.
    still = library.snapshot()
    if out is None:
        return evaluate(still, questions, ways=ways, progress=show_progress)
    with recording(out):
        try:
            evaluation = resumable(still, questions, out, ways, progress=show_progress)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                f"중단했습니다. 여기까지의 결과는 '{out}'에 있고, 같은 명령으로 이어서 잽니다."
            ) from None
        save(evaluation, out)
    print(f"질문별 결과와 보고서를 남겼습니다: {out / 'report.html'}", file=sys.stderr)
    return evaluation


def _tuned(library: Library, questions: "Sequence[Question]") -> "Tuning":
    """Fit the fusion weights and keep them in the index where they help, else the bundled ones."""
    from rag.evaluation.report import tuning_text
    from rag.evaluation.tune import tune

    tuning = tune(library, questions, show_progress)
    library.adopt(tuning.fusion if tuning.helps else None)
    print(tuning_text(tuning, stored=library.index_folder is not None), file=sys.stderr)
    return tuning
