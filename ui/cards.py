"""Source cards as HTML; everything that comes from documents is escaped."""

from collections.abc import Sequence
from html import escape

from corpus.markdown import is_markdown
from index import Passage
from rag import Answer, Citation, Hit
from ui.blocks import Blocks, Highlight
from ui.render import channel, place, rank_text
from ui.turns import opening

_NEAREST_SHOWN = 3


def sources(answer: Answer) -> str:
    """The column of an answer: its sources, or the nearest passages of a refusal, and the rest.

    '' where there is nothing to show: a greeting, or what a folder holds.
    """
    cited = {citation.passage.id for citation in answer.citations}
    shown = _NEAREST_SHOWN if answer.abstained else 0
    others = [hit for hit in answer.hits if hit.passage.id not in cited]
    if not cited and not others:
        return ""
    title = "참고로 가장 가까운 대목" if answer.abstained else "근거"
    nearest = "".join(_card("", hit.passage, (), hit) for hit in others[:shown])
    return f"<h2>{title}</h2>{_cited(answer)}{nearest}{_more(others[shown:])}"


def _cited(answer: Answer) -> str:
    hits = {hit.passage.id: hit for hit in answer.hits}
    cards = ""
    for passage in dict.fromkeys(citation.passage for citation in answer.citations):
        own = [c for c in answer.citations if c.passage == passage]
        label = "".join(_number(c.number) for c in own)
        cards += _card(label, passage, own, hits.get(passage.id))
    return cards


def highlighted(passage: Passage, citations: Sequence[Citation]) -> str:
    """The text of a passage as HTML blocks, its quoted spans in `<mark>`."""
    highlights: list[Highlight] = []
    for one in sorted(citations, key=lambda citation: citation.start):
        start, end = one.start - passage.start, one.end - passage.start
        if not highlights or start >= highlights[-1].end:
            highlights.append(Highlight(start, end, f' data-number="{one.number}"'))
    markdown = is_markdown(passage.source)
    return Blocks(passage.text, highlights, markdown=markdown, columns=passage.columns).html()


def _number(number: int) -> str:
    return f'<span class="number" id="source-{number}">[{number}]</span> '


def _more(hits: Sequence[Hit]) -> str:
    if not hits:
        return ""
    cards = "".join(_card("", hit.passage, (), hit) for hit in hits)
    return (
        f'<details class="mundap-more"><summary>다른 대목 {len(hits)}개 더 보기</summary>'
        f"{cards}</details>"
    )


def _card(label: str, passage: Passage, citations: Sequence[Citation], hit: Hit | None) -> str:
    kind = "" if citations else " near"
    numbers = " ".join(str(citation.number) for citation in citations)
    first = citations[0] if citations else None
    start, end = (first.start, first.end) if first else (passage.start, passage.end)
    quote = first.quote if first else passage.text
    return (
        f'<article class="mundap-card{kind}" data-numbers="{numbers}">'
        f"<h3>{label}{escape(passage.title)}</h3>"
        f'<p class="place">{escape(place(passage, first.start if first else None))}</p>'
        f'<div class="text">{highlighted(passage, citations)}</div>'
        f'<button type="button" class="open"{opening(passage.source, start, end, quote)}>'
        f"원문에서 보기</button>{why(hit) if hit else ''}</article>"
    )


def why(hit: Hit) -> str:
    """Why the passage was found: the question's words in it, and what each channel says."""
    rows = "".join(
        f'<tr><th scope="row">{channel(name)}</th><td>{value:.2f}</td>'
        f"<td>{rank_text(hit.ranks.get(name))}</td></tr>"
        for name, value in hit.channels.items()
    )
    return (
        "<details><summary>왜 이 문서인가요?</summary>"
        f"<p>질문과 같은 낱말: {escape(', '.join(hit.matched)) or '없음'}</p>"
        "<p>점수가 클수록 질문에 가깝고, 순위는 그 기준 하나로만 줄 세운 자리입니다.</p>"
        '<table><thead><tr><th scope="col">기준</th><th scope="col">점수</th>'
        f'<th scope="col">순위</th></tr></thead><tbody>{rows}</tbody>'
        '<tfoot><tr><th scope="row">모두 더한 점수 [종합]</th>'
        f"<td>{hit.score:.2f}</td><td>-</td></tr></tfoot>"
        "</table></details>"
    )
