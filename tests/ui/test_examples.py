from pathlib import Path

from rag import Library
from ui.examples import examples


def test_the_sample_corpus_answers_its_examples(tmp_path: Path) -> None:
    library = Library.open(index=tmp_path)
    library.update()
    answers = [library.ask(question).text for question in examples(library)]
    for answer, fact in zip(answers, ("2,080억", "190억 달러", "미국", "1분"), strict=True):
        assert fact in answer


def test_other_documents_get_examples_from_their_headings(library: Library) -> None:
    shown = examples(library)
    assert "연차에 대해 알려 주세요" in shown
    assert not any(library.ask(question).abstained for question in shown)


def test_without_documents_there_are_no_examples(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.update()
    assert examples(library) == ()
