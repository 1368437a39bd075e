"""A comparison of runs as one HTML file: `comparison_html(comparison)`."""

from collections.abc import Sequence
from html import escape

from rag.evaluation.compare import Comparison, Difference, Flip
from rag.evaluation.measures import kind_name, meaning
from rag.evaluation.plots import Estimate, dots
from rag.evaluation.report_page import choices, page

SURE = 0.05
_MOST_LISTED = 1000
_TITLE = "비교 보고서"


def comparison_html(comparison: Comparison) -> str:
    """The whole page; text from questions and documents is escaped."""
    base, *others = comparison.runs
    sections = [_head(comparison)]
    sections += [_against(comparison, base, name) for name in others]
    return page(_TITLE, [*sections, _flips(comparison)])


def _head(comparison: Comparison) -> str:
    base, *others = comparison.runs
    tests = len(comparison.differences)
    return (
        f"<h1>{_TITLE}</h1><p>비교 기준은 <b>{escape(base)}</b>이고, 견준 것은 "
        f'{escape(", ".join(others))}입니다.</p><p class="quiet">차이의 괄호는 짝지은 95% 신뢰 '
        f"구간, p는 짝지은 무작위화 검정의 값이며 검정 {tests}개에 맞춰 고쳤습니다(Holm). "
        f"p가 {SURE}보다 작은 차이만 색으로 나타냅니다.</p>"
    )


def _against(comparison: Comparison, base: str, name: str) -> str:
    found = [one for one in comparison.differences if one.name == name]
    rows = "".join(_row(one) for one in found)
    names = (base, name, "차이", "p", "이김 / 짐 / 비김")
    head = "".join(f'<th class="n">{escape(text)}</th>' for text in names)
    return (
        f'<h2>{escape(name)}</h2><div class="plots"><figure>{_plot(base, name, found)}'
        "<figcaption>0보다 오른쪽이면 나아진 것입니다.</figcaption></figure></div>"
        f'<div class="wide"><table><thead><tr><th>지표</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: Difference) -> str:
    sure = " better" if one.low > 0 else " worse"
    shade = sure if one.p < SURE else ""
    return (
        f'<tr><td class="meaning">{escape(meaning(one.measure))} <code>{one.measure}</code></td>'
        f'<td class="n">{one.before:.3f}</td><td class="n">{one.after:.3f}</td>'
        f'<td class="n{shade}">{one.after - one.before:+.3f}'
        f"<small>[{one.low:+.3f}, {one.high:+.3f}]</small></td>"
        f'<td class="n">{one.p:.3f}</td>'
        f'<td class="n">{one.wins} / {one.losses} / {one.ties}</td></tr>'
    )


def _plot(base: str, name: str, found: Sequence[Difference]) -> str:
    rows = [Estimate(one.measure, one.after - one.before, one.low, one.high) for one in found]
    reach = 1.1 * max(0.05, *(abs(end) for row in rows for end in (row.low, row.high)))
    return dots(f"{name}에서 {base}보다 달라진 값", rows, (-reach, reach))


def _flips(comparison: Comparison) -> str:
    flips = comparison.flips
    if not flips:
        return "<h2>뒤바뀐 질문</h2><p>맞고 틀린 것이 뒤바뀐 질문이 없습니다.</p>"
    names = {one.name: one.name for one in flips}
    kinds = {kind: kind_name(kind) for kind in sorted({one.kind for one in flips})}
    directions = {"gained": "맞게 됨", "lost": "틀리게 됨"}
    more = len(flips) - _MOST_LISTED
    note = f'<p class="worse">{more:,}개는 싣지 않았습니다. comparison.json에 모두 있습니다.</p>'
    return (
        f'<h2>뒤바뀐 질문 <span class="quiet">{len(flips):,}개</span></h2>'
        + (note if more > 0 else "")
        + '<div class="filters"><label>변화 '
        + f'<select id="what">{choices({"": "모두"} | directions | names)}</select></label>'
        + f'<label>유형 <select id="kind">{choices({"": "모두"} | kinds)}</select></label>'
        + '<input id="words" type="search" placeholder="질문과 답에서 찾기" '
        + 'aria-label="질문과 답에서 찾기"><span id="count" class="quiet" role="status"></span>'
        + "</div>"
        + "".join(_flip(one, next(iter(comparison.runs))) for one in flips[:_MOST_LISTED])
    )


def _flip(one: Flip, base: str) -> str:
    direction = "gained" if one.gained else "lost"
    told = "맞게 됨" if one.gained else "틀리게 됨"
    return (
        f'<details class="miss" data-what="{escape(f"{direction} {one.name}")}" '
        f'data-kind="{escape(one.kind)}"><summary>{escape(one.question)} '
        f'<span class="tag {"good" if one.gained else "bad"}">{escape(one.name)}: {told}</span>'
        f'<span class="tag">{escape(kind_name(one.kind))}</span></summary><div><dl>'
        f"<dt>번호</dt><dd>{escape(one.id)}</dd>"
        f"<dt>{escape(base)}</dt><dd>{escape(one.before)}</dd>"
        f"<dt>{escape(one.name)}</dt><dd>{escape(one.after)}</dd></dl></div></details>"
    )
