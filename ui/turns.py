"""An answer as HTML; everything that people or documents wrote is escaped."""

from collections.abc import Sequence
from html import escape

from rag import Answer, Citation, Sentence
from ui.blocks import unbroken
from ui.render import certainty, is_line, read, refusal, remarks, unconfirmed, unit


def told(answer: Answer, *, whole: bool, readings: Sequence[str] = ()) -> str:
    """What stands below a question; `readings` are other ways in which it was searched."""
    if answer.own_words:
        return f'<p class="text">{escape(answer.own_words)}</p>'
    before = _remarks(answer, readings)
    body = _refusal(answer) if answer.abstained else _text(answer)
    return before + body + (_sources(answer) + _meta(answer) if whole else "")


def remark(text: str) -> str:
    """What goes on, where there is no answer yet."""
    return f'<p class="remark busy">{escape(text)}</p>'


def wrong(text: str) -> str:
    """What went wrong."""
    return f'<p class="wrong" role="alert">{escape(text)}</p>'


def _remarks(answer: Answer, readings: Sequence[str]) -> str:
    said = "".join(f'<p class="remark">{escape(text)}</p>' for text in remarks(answer))
    return said + "".join(_offer(reading) for reading in readings)


def _offer(reading: str) -> str:
    button = _asking(reading, reading, "")
    return f'<p class="remark offer">이 질문으로도 찾았습니다: {button}</p>'


def _refusal(answer: Answer) -> str:
    again = _asking("그래도 답해 보기", answer.question, " data-anyway") if answer.hits else ""
    return f'<p class="refusal">{escape(refusal(answer))}</p>{again}'


def _text(answer: Answer) -> str:
    told = f" <small>({escape(unit(answer))})</small>" if unit(answer) else ""
    short = f'<p class="short"><b>{escape(answer.short)}</b>{told}</p>' if answer.short else ""
    text = " ".join(_sentence(sentence) for sentence in answer.sentences)
    return f'{short}<p class="text">{text}</p>'


def _sentence(sentence: Sentence) -> str:
    cells = [(escape(name), unbroken(escape(cell))) for name, cell in read(sentence)]
    text = " · ".join(
        f'<span class="column">{name}</span> {cell}' if name else cell for name, cell in cells
    )
    if sentence.supported:
        text += "".join(map(_mark, sentence.citations))
    else:
        said = f'<span class="unsupported">{text} <small>({escape(unconfirmed(sentence))})</small>'
        text = f"{said}</span>{_nearest(sentence)}"
    if not is_line(sentence):
        return text
    return f'<span class="row{" item" * sentence.item}">{text}</span>'


def _nearest(sentence: Sentence) -> str:
    """What opens the text that comes nearest to a sentence that is not supported."""
    doubt = sentence.doubt
    if doubt is None:
        return ""
    place = opening(doubt.passage.source, doubt.start, doubt.end, doubt.quote)
    return f' <button type="button" class="open nearest"{place}>가까운 원문</button>'


def _mark(citation: Citation) -> str:
    number, passage = citation.number, citation.passage
    label = escape(f"근거 {number}, {passage.title}: 원문 보기")
    return (
        f'<sup><a href="#source-{number}" data-number="{number}" aria-label="{label}"'
        f"{opening(passage.source, citation.start, citation.end, citation.quote)}>"
        f"[{number}]</a></sup>"
    )


def opening(source: str, start: int, end: int, quote: str) -> str:
    """The attributes of what opens the source viewer at a place."""
    return (
        f' data-source="{escape(source)}" data-start="{start}" data-end="{end}"'
        f' data-quote="{escape(quote)}"'
    )


def _sources(answer: Answer) -> str:
    """The documents that an answer quotes, each once with its marks; on phones no panel tells."""
    marks: dict[str, str] = {}
    for citation in {one.number: one for one in answer.citations}.values():
        title = citation.passage.title
        marks[title] = marks.get(title, "") + _mark(citation)
    named = " · ".join(f"{escape(title)}{told}" for title, told in marks.items())
    return f'<p class="sources"><b>출처</b> {named}</p>' if named else ""


def _meta(answer: Answer) -> str:
    seconds = sum(answer.timings_ms.values()) / 1000
    facts = [*[answer.reader] * (not answer.abstained), certainty(answer), f"{seconds:.2f}초"]
    return f'<p class="meta">{escape(" · ".join(facts))}</p>'


def _asking(label: str, question: str, mark: str) -> str:
    return (
        f'<button type="button" class="ask" data-question="{escape(question)}"{mark}>'
        f"{escape(label)}</button>"
    )
