"""Reading with a language model: what it writes is checked; where it fails, the quoted answer is.

Whatever goes wrong at its server is told in `Answer.notice`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Passage
from rag.answer import REFUSAL, Answer
from rag.llm.citing import cited_answer
from rag.llm.prompt import chosen, messages
from rag.llm.server import SILENCE, LanguageModel, LanguageModelError

_INSTEAD = "대신 원문을 인용해 답합니다."


class LanguageModelReader:
    """Answers with a language model and checks every sentence against the passages."""

    def __init__(
        self, url: str, model: str, key: str | None = None, *, silence: float = SILENCE
    ) -> None:
        self.model = LanguageModel(url, model, key, silence=silence)
        self.name = model

    def read(self, question: str, quoted: Answer) -> Iterator[Answer]:
        """Answers of ever more whole, checked sentences; never one that is still being written.

        `quoted` stands in where no sentence is borne out, and bears out some itself.
        """
        passages = chosen([hit.passage for hit in quoted.hits])
        if not passages:
            yield quoted
            return
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
