"""Source cards as HTML; everything that comes from documents is escaped."""

from collections.abc import Sequence
from html import escape

from index import Passage
from rag import Answer, Citation

_NEAREST_SHOWN = 3
EMPTY = (
    '<div class="mundap-sources"><h2>근거</h2><p class="mundap-empty">'
    "답을 하면 그 근거가 되는 대목을 여기에 보여 드립니다.</p></div>"
)


def cards(answer: Answer) -> str:
    """The sources of an answer, or the nearest passages of a refusal, marked as such."""
    if answer.abstained:
        near = (_card("참고", hit.passage, (), "near") for hit in answer.hits[:_NEAREST_SHOWN])
        return _column("참고로 가장 가까운 대목", "".join(near))
    shown = dict.fromkeys(citation.passage for citation in answer.citations)
    body = ""
    for passage in shown:
        own = [c for c in answer.citations if c.passage == passage]
        numbers = "".join(f"[{c.number}]" for c in own)
        body += _card(numbers, passage, own, "")
    return _column("근거", body)


def highlighted(passage: Passage, citations: Sequence[Citation]) -> str:
    """The escaped text of a passage with its quoted spans in `<mark>`."""
    html, position = "", passage.start
    for one in sorted(citations, key=lambda citation: citation.start):
        if one.start < position:
            continue
        html += escape(passage.text[position - passage.start : one.start - passage.start])
        html += f"<mark>{escape(one.quote)}</mark>"
        position = one.end
    return html + escape(passage.text[position - passage.start :])


def _column(title: str, body: str) -> str:
    return f'<div class="mundap-sources"><h2>{title}</h2>{body}</div>'


def _card(label: str, passage: Passage, citations: Sequence[Citation], kind: str) -> str:
    page = f" · {passage.page}쪽" if passage.page is not None else ""
    where = f"{escape(passage.source)}{page} · {passage.start:,}–{passage.end:,}자"
    return (
        f'<div class="mundap-card {kind}"><h3>{label} {escape(passage.title)}</h3>'
        f'<p class="place">{where}</p><p class="text">{highlighted(passage, citations)}</p></div>'
    )
