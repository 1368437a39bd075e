"""The conversation as HTML; everything that people or documents wrote is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from rag import REFUSAL, Answer, Sentence, Turn
from ui.cards import cited_cards
from ui.markdown import markdown
from ui.render import certainty

_GREETING = "궁금한 것을 물어보세요. 문서에 있는 것만, 근거와 함께 답합니다."


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer; without one `remark` says what is going on or went wrong.

    `whole` once nothing more will come.
    """

    question: str
    answer: Answer | None = None
    remark: str = ""
    whole: bool = False

    @property
    def turn(self) -> Turn | None:
        """What later questions can refer to."""
        return Turn(self.question, self.answer.text) if self.answer else None


def greeting(examples: Sequence[str]) -> str:
    """What stands where nothing has been asked yet: examples that ask themselves."""
    buttons = "".join(_asking(text, text, anyway=False) for text in examples)
    return f'<div class="mundap-empty"><p>{_GREETING}</p><div>{buttons}</div></div>'


def conversation(exchanges: Sequence[Exchange]) -> str:
    """All exchanges; only the marks of the last lead to the column of sources."""
    last = len(exchanges) - 1
    turns = "".join(_turn(one, last=number == last) for number, one in enumerate(exchanges))
    return f'<div role="log" aria-label="대화">{turns}</div>'


def _turn(exchange: Exchange, last: bool) -> str:
    asked = f'<p class="asked"><b class="unseen">질문: </b>{escape(exchange.question)}</p>'
    if exchange.answer is None:
        kind = "wrong" if exchange.whole else "remark"
        told = f'<p class="{kind}">{escape(exchange.remark)}</p>'
    elif exchange.answer.abstained:
        told = _refusal(exchange.answer)
    else:
        told = _answer(exchange.answer, exchange.whole, last)
    return f'<article class="mundap-turn">{asked}<div class="told">{told}</div></article>'


def _refusal(answer: Answer) -> str:
    text = f"{REFUSAL}." + " 가장 가까운 대목을 참고로 보여 드립니다." * bool(answer.hits)
    again = _asking("그래도 답해 보기", answer.question, anyway=True) if answer.hits else ""
    meta = f'<div class="meta"><span>{certainty(answer)}</span>{again}</div>'
    return f"{_remarks(answer)}<p>{text}</p>{meta}"


def _answer(answer: Answer, whole: bool, last: bool) -> str:
    short = f'<p class="short">{escape(answer.short)}</p>' if answer.short else ""
    text = " ".join(_sentence(sentence, last) for sentence in answer.sentences)
    end = _end(answer, last) if whole else ""
    return f'{_remarks(answer)}{short}<p class="text">{text}</p>{end}'


def _remarks(answer: Answer) -> str:
    understood = [f"이렇게 이해했습니다: {answer.searched}"] * (answer.searched != answer.question)
    remarks = [*understood, *answer.changes, *[answer.notice] * bool(answer.notice)]
    return "".join(f'<p class="remark">{escape(remark)}</p>' for remark in remarks)


def _sentence(sentence: Sentence, linked: bool) -> str:
    text = escape(sentence.text)
    if not sentence.supported:
        return f'<span class="unsupported">{text} (근거 확인 안 됨)</span>'
    marks = (
        f'<a href="#source-{c.number}">[{c.number}]</a>' if linked else f"[{c.number}]"
        for c in sentence.citations
    )
    return " ".join([text, *marks])


def _end(answer: Answer, last: bool) -> str:
    """Who answered, how sure it is, the copy button; earlier answers keep their sources here."""
    kept = "" if last else cited_cards(answer, linked=False)
    folded = f"<details><summary>근거 보기</summary>{kept}</details>" if kept else ""
    copied = escape(markdown(answer))
    return (
        f'<div class="meta"><span>{escape(answer.reader)} · {certainty(answer)}</span>'
        f'<button type="button" data-markdown="{copied}">근거와 함께 복사</button></div>{folded}'
    )


def _asking(label: str, question: str, *, anyway: bool) -> str:
    mark = " data-anyway" if anyway else ""
    return (
        f'<button type="button" data-question="{escape(question)}"{mark}>{escape(label)}</button>'
    )
