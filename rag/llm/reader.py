"""Reading with a language model: what it writes is checked, and where it fails is quoted instead.

Whatever goes wrong at its server is told in `Answer.notice`.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Self

from index import Passage
from rag.answer import REFUSAL, Answer, Hit
from rag.llm.citing import cited_answer
from rag.llm.prompt import chosen, messages
from rag.llm.server import SILENCE, LanguageModel, LanguageModelError
from rag.reading.reader import ExtractiveReader

_INSTEAD = "대신 원문을 인용해 답합니다."


class LanguageModelReader:
    """Answers with a language model and checks every sentence against the passages.

    `model` is what answers; `idf` is what the reader that steps in weighs terms by.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        *,
        idf: Callable[[str], float],
        silence: float = SILENCE,
    ) -> None:
        self.model = LanguageModel(url, model, key, silence=silence)
        self.name = model
        self._extractive = ExtractiveReader(idf)

    def weighing(self, idf: Callable[[str], float]) -> Self:
        """The same model for other documents, in which terms weigh otherwise."""
        other = copy(self)
        other._extractive = ExtractiveReader(idf)
        return other

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Answers of ever more whole, checked sentences; never one that is still being written."""
        passages = chosen([hit.passage for hit in hits])
        if not passages:
            yield from self._extractive.read(question, hits)
            return
        *_, quoted = self._extractive.read(question, hits)
        text, notice, shown = "", "", 0
        try:
            for text in self.model.stream(messages(question, passages)):
                answer = self._answer(text, passages, quoted, whole=False)
                if len(answer.sentences) > shown:
                    shown = len(answer.sentences)
                    yield answer
        except LanguageModelError as error:
            notice = str(error)
        answer = self._answer(text, passages, quoted, whole=not notice)
        yield self._settled(answer, quoted, text, notice)

    def _answer(
        self, text: str, passages: Sequence[Passage], quoted: Answer, whole: bool
    ) -> Answer:
        question, hits = quoted.question, quoted.hits
        return cited_answer(question, text, passages, hits, self.name, whole=whole, quoted=quoted)

    def _settled(self, answer: Answer, quoted: Answer, text: str, notice: str) -> Answer:
        """The last answer: the checked one, a refusal, or the quoting reader's."""
        if any(sentence.supported for sentence in answer.sentences):
            told = f"{notice} 받은 데까지 보여 드립니다." if notice else ""
            return replace(answer, notice=told)
        if not notice and REFUSAL in text:
            return replace(
                answer,
                sentences=(),
                abstained=True,
                notice=f"언어 모델({self.name})이 찾은 단락에서 답을 찾지 못했습니다.",
            )
        why = notice or (
            f"언어 모델({self.name})의 답에서 근거가 확인된 문장이 없습니다."
            if text.strip()
            else f"언어 모델({self.name})이 빈 답을 보냈습니다."
        )
        doubtful = () if notice or quoted.abstained else answer.sentences
        return replace(quoted, sentences=(*quoted.sentences, *doubtful), notice=f"{why} {_INSTEAD}")
