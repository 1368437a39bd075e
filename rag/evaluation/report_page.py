"""The report of a run as one HTML file that needs nothing else: `report_html(evaluation)`."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from rag.answer import REFUSAL, Hit
from rag.evaluation.evaluate import Evaluation, Record, Row, not_asked
from rag.evaluation.failures import FAILURES, cited_spans, failures, gold_spans, pieces
from rag.evaluation.measures import BY_KIND, kind_name, meaning
from rag.evaluation.perturb import PERTURBATIONS
from rag.evaluation.plots import Estimate, curve, dots, histograms
from rag.evaluation.variants import Drop

_HERE = Path(__file__).parent
_MOST_LISTED = 1000
_PASSAGES_SHOWN = 3
_TILES = ("hit@1", "hit@5", "correct", "char_f1", "citation_precision", "refusal_recall")
_STAGES = {
    "understand": "질문 이해",
    "retrieve": "찾기",
    "reread": "다시 읽기",
    "read": "읽기",
    "total": "모두",
}
_QUANTILES = {"p50": "가운데 질문", "p95": "느린 질문"}
_SETTINGS = {
    "version": "문답",
    "documents": "문서",
    "passages": "단락",
    "embedder": "임베딩",
    "reranker": "순위 다시 매김",
    "reader": "읽기",
}
# Nothing may be fetched, whatever the documents hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def report_html(evaluation: Evaluation, title: str = "평가 보고서") -> str:
    """The whole report; text from questions and documents is escaped."""
    return page(
        title,
        [
            _head(evaluation, title),
            _tiles(evaluation),
            _measures(evaluation),
            _by_kind(evaluation),
            _confidence(evaluation),
            _latency(evaluation),
            _perturbations(evaluation),
            _failures(evaluation.records),
        ],
    )


def page(title: str, sections: Sequence[str]) -> str:
    """A page around sections of HTML."""
    style, script = (
        (_HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    return (
        '<!doctype html>\n<html lang="ko"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n"
        f"<body><main>{''.join(sections)}</main>\n<script>{script}</script></body></html>\n"
    )


def plots(evaluation: Evaluation) -> dict[str, str]:
    """The plots of a run as SVG, by the names of their files."""
    drawn = {f"by_kind_{name}": svg for name, svg in _kind_plots(evaluation).items()}
    risk = evaluation.risk_coverage()
    if risk:
        judged = [record for record in evaluation.records if record.wrong is not None]
        share = sum(not not_asked(record.answer) for record in judged) / len(judged)
        drawn["risk_coverage"] = curve(
            "답하는 비율에 따른 오답률 [risk–coverage]",
            risk,
            ("확신이 큰 순서로 답한 비율", "오답률"),
            share,
        )
    confidences = _confidences(evaluation)
    drawn["confidence"] = histograms("답의 확신이 퍼진 모양 [confidence]", confidences)
    drawn["latency"] = dots(
        "한 질문에 걸린 시간(ms)",
        [
            Estimate(f"{_STAGES.get(stage, stage)}, {_QUANTILES[name]}", **row)
            for stage, rows in evaluation.latency().items()
            for name, row in rows.items()
        ],
    )
    if evaluation.drops:
        drawn["perturbations"] = _drop_plot(evaluation.drops)
    return drawn


def _drop_plot(drops: Sequence[Drop]) -> str:
    rows = [
        Estimate(
            f"{PERTURBATIONS[drop.perturbation][0]} {drop.measure}",
            drop.after - drop.before,
            drop.low,
            drop.high,
        )
        for drop in drops
    ]
    ends = [end for row in rows for end in (row.low, row.high)]
    limits = (min(-0.1, *ends) * 1.1, max(0.05, *ends) * 1.1)
    return dots("흩뜨린 질문에서 달라진 값(0이면 그대로)", rows, limits)


def _kind_plots(evaluation: Evaluation) -> dict[str, str]:
    found = {}
    for name in BY_KIND:
        rows = {kind: evaluation.metrics(kind).get(name) for kind in evaluation.kinds}
        known = [Estimate(kind_name(kind), **row) for kind, row in rows.items() if row]
        if known:
            found[name] = dots(f"{meaning(name)} [{name}]", known, (0, 1))
    return found


def _confidences(evaluation: Evaluation) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {"답이 있는 질문": [], "답이 없는 질문": []}
    for record in evaluation.records:
        name = "답이 없는 질문" if record.question.unanswerable else "답이 있는 질문"
        groups[name].append(record.answer.confidence)
    return {name: values for name, values in groups.items() if values}


def _head(evaluation: Evaluation, title: str) -> str:
    facts = [f"질문 {len(evaluation.records):,}개"]
    for key, name in _SETTINGS.items():
        value = evaluation.settings.get(key)
        if value is not None:
            facts.append(f"{name} {value:,}개" if isinstance(value, int) else f"{name} {value}")
    lost = evaluation.settings.get("evidence_not_found")
    note = f'<p class="worse">근거 {lost}개는 문서에 없어 찾을 수 없었습니다.</p>' if lost else ""
    listed = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return f'<h1>{escape(title)}</h1><ul class="facts quiet">{listed}</ul>{note}'


def _tiles(evaluation: Evaluation) -> str:
    metrics = evaluation.metrics()
    tiles = [
        f'<div class="tile"><span>{escape(meaning(name))}</span><b>{metrics[name]["value"]:.3f}</b>'
        f"<small>{name}<br>{_bounds(metrics[name])}</small></div>"
        for name in _TILES
        if name in metrics
    ]
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _measures(evaluation: Evaluation) -> str:
    rows = "".join(
        f'<tr><td class="meaning">{escape(meaning(name))} <code>{name}</code></td>'
        f'<td class="n">{row["value"]:.3f}</td><td class="n">{_bounds(row)}</td></tr>'
        for name, row in evaluation.metrics().items()
    )
    return (
        '<h2>지표</h2><p class="quiet">괄호는 오차 범위(95% 신뢰 구간)입니다. 같은 종류의 '
        "질문을 새로 모아 재도 값이 이 안에 들 것으로 봅니다.</p>"
        '<div class="wide"><table><thead><tr><th>무엇을 쟀나</th>'
        '<th class="n">값</th><th class="n">오차 범위</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _by_kind(evaluation: Evaluation) -> str:
    drawn = _kind_plots(evaluation)
    options = choices({name: f"{meaning(name)} [{name}]" for name in drawn})
    figures = "".join(f'<figure data-measure="{n}">{svg}</figure>' for n, svg in drawn.items())
    head = "".join(f'<th class="n">{name}</th>' for name in drawn)
    body = "".join(_kind_row(evaluation, kind, list(drawn)) for kind in evaluation.kinds)
    return (
        '<h2>질문 유형별</h2><div class="filters"><label>지표 '
        f'<select id="measure">{options}</select></label></div><div class="plots">{figures}</div>'
        f'<div class="wide"><table><thead><tr><th>유형</th><th class="n">질문</th>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _kind_row(evaluation: Evaluation, kind: str, names: Sequence[str]) -> str:
    row = evaluation.metrics(kind)
    count = sum(record.question.kind == kind for record in evaluation.records)
    cells = "".join(
        f'<td class="n">{row[n]["value"]:.3f}<small>{_bounds(row[n])}</small></td>'
        if n in row
        else '<td class="n">–</td>'
        for n in names
    )
    name = escape(kind_name(kind))
    return f'<tr><td>{name}</td><td class="n">{count:,}</td>{cells}</tr>'


def _confidence(evaluation: Evaluation) -> str:
    drawn = plots(evaluation)
    figures = ""
    if "risk_coverage" in drawn:
        figures += _figure(
            drawn["risk_coverage"],
            "거절을 줄이면 오른쪽으로 갑니다. 점은 지금 답하는 비율입니다. 답이 없는 질문에 답하는 "
            "것도 오답입니다.",
        )
    figures += _figure(
        drawn["confidence"], "두 분포가 떨어져 있을수록 답이 있는지 없는지를 잘 가립니다."
    )
    return f'<h2>거절과 확신</h2><div class="plots">{figures}</div>'


def _latency(evaluation: Evaluation) -> str:
    rows = "".join(
        f"<tr><td>{escape(_STAGES.get(stage, stage))}</td>"
        + "".join(
            f'<td class="n">{row["value"]:.1f}<small>{_bounds(row, 1)}</small></td>'
            for row in quantiles.values()
        )
        + "</tr>"
        for stage, quantiles in evaluation.latency().items()
    )
    table = (
        '<div class="wide"><table><thead><tr><th>단계</th><th class="n">가운데 질문 [p50] (ms)</th>'
        f'<th class="n">느린 질문 [p95] (ms)</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
    caption = (
        "가운데 질문은 걸린 시간이 한가운데인 질문, 느린 질문은 백 개 가운데 아흔다섯째입니다."
    )
    figure = _figure(plots(evaluation)["latency"], caption)
    return f'<h2>걸린 시간</h2><div class="plots">{figure}{table}</div>'


def _perturbations(evaluation: Evaluation) -> str:
    if not evaluation.drops:
        return ""
    rows = "".join(
        f'<tr><td class="meaning">{escape(PERTURBATIONS[d.perturbation][0])} '
        f"<code>{d.perturbation}</code></td><td><code>{d.measure}</code></td>"
        f'<td class="n">{d.questions:,}</td><td class="n">{d.before:.3f}</td>'
        f'<td class="n">{d.after:.3f}</td><td class="n{_direction(d.low, d.high)}">'
        f"{d.after - d.before:+.3f}<small>[{d.low:+.3f}, {d.high:+.3f}]</small></td></tr>"
        for d in evaluation.drops
    )
    head = "".join(f'<th class="n">{name}</th>' for name in ("질문", "그대로", "변형 뒤", "차이"))
    return (
        '<h2>잘못 친 질문</h2><p class="quiet">같은 질문을 사람들이 실제로 치는 모양으로 흩뜨려 '
        "다시 찾은 결과입니다. 차이의 괄호는 짝지은 95% 신뢰 구간입니다.</p>"
        f'<div class="plots">{_figure(plots(evaluation)["perturbations"], "점은 차이, 선은 구간.")}'
        f'</div><div class="wide"><table><thead><tr><th>변형</th><th>지표</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _direction(low: float, high: float) -> str:
    """The class of a difference that is surely for the worse or the better."""
    return " worse" if high < 0 else " better" if low > 0 else ""


def _figure(svg: str, caption: str) -> str:
    return f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>"


def _failures(records: Sequence[Record]) -> str:
    failed = [(record, keys) for record in records for keys in [failures(record)] if keys]
    if not failed:
        return "<h2>틀린 질문</h2><p>틀린 질문이 없습니다.</p>"
    counts = {key: sum(key in keys for _, keys in failed) for key in FAILURES}
    kinds = sorted({record.question.kind for record, _ in failed})
    listed = failed[:_MOST_LISTED]
    more = len(failed) - len(listed)
    note = f"{more:,}개는 여기 싣지 않았습니다. 질문별 기록(JSONL)에 모두 있습니다."
    return (
        f'<h2>틀린 질문 <span class="quiet">{len(failed):,}개</span></h2>'
        '<p class="quiet"><mark class="gold">초록</mark>은 찾아야 할 근거, '
        '<mark class="cited">파랑</mark>은 답이 인용한 곳입니다.</p>'
        + (f'<p class="worse">{note}</p>' if more else "")
        + _filters({key: f"{FAILURES[key]} ({n:,})" for key, n in counts.items() if n}, kinds)
        + "".join(_failure(record, keys) for record, keys in listed)
    )


def _filters(what: Mapping[str, str], kinds: Sequence[str]) -> str:
    everything = {"": "모두"}
    named = everything | {kind: kind_name(kind) for kind in kinds}
    return (
        '<div class="filters"><label>문제 '
        f'<select id="what">{choices(everything | dict(what))}</select></label><label>유형 '
        f'<select id="kind">{choices(named)}</select></label>'
        '<input id="words" type="search" placeholder="질문, 답, 단락에서 찾기" '
        'aria-label="질문, 답, 단락에서 찾기"><span id="count" class="quiet" role="status"></span>'
        "</div>"
    )


def choices(rows: Mapping[str, str]) -> str:
    """The options of a select: what is shown, by value."""
    return "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in rows.items()
    )


def _failure(record: Record, keys: Sequence[str]) -> str:
    question = record.question
    tags = "".join(f'<span class="tag bad">{FAILURES[key]}</span>' for key in keys)
    return (
        f'<details class="miss" data-what="{" ".join(keys)}" data-kind="{escape(question.kind)}">'
        f"<summary>{escape(question.question)} {tags}"
        f'<span class="tag">{escape(kind_name(question.kind))}</span></summary><div>'
        f"{_answers(record)}{_passages(record)}</div></details>"
    )


def _answers(record: Record) -> str:
    question, answer = record.question, record.answer
    expected = REFUSAL if question.unanswerable else " / ".join(question.answers) or "(정답 없음)"
    rows = [("번호", question.id), ("정답", expected)]
    if answer.short and not answer.abstained:
        rows.append(("짧은 답", answer.short))
    rows += [("받은 답", answer.text), ("확신", f"{answer.confidence:.2f}")]
    if answer.searched not in ("", question.question):
        rows.append(("검색한 말", answer.searched))
    cells = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return f"<dl>{cells}</dl>"


def _passages(record: Record) -> str:
    """The best passages, and the first right one wherever it is; what was to be found if none."""
    first = next((i for i, grade in enumerate(record.grades) if grade), None)
    numbers = list(range(min(_PASSAGES_SHOWN, len(record.ranking))))
    if first is not None and first not in numbers:
        numbers.append(first)
    shown = "".join(_passage(record, number) for number in numbers)
    if first is not None or not record.question.evidence:
        return shown
    missing = "".join(
        f'<blockquote class="right"><span class="quiet">찾아야 했던 근거 · {escape(one.source)}'
        f'</span><p><mark class="gold">{escape(one.quote)}</mark></p></blockquote>'
        for one in record.question.evidence[:_PASSAGES_SHOWN]
    )
    return shown + missing


def _passage(record: Record, number: int) -> str:
    hit: Hit = record.ranking[number]
    right = bool(record.grades[number])
    gold = gold_spans(record.question, hit)
    text = "".join(
        _piece(*piece) for piece in pieces(hit.passage.text, gold, cited_spans(record, hit))
    )
    page = f" · {hit.passage.page}쪽" if hit.passage.page is not None else ""
    place = escape(f"{number + 1}위 · {hit.passage.title} · {hit.passage.source}{page}")
    return (
        f'<blockquote{" class=right" if right else ""}><span class="quiet">{place}'
        f"{' · 근거' if right else ''}</span><p>{text}</p></blockquote>"
    )


def _piece(text: str, gold: bool, cited: bool) -> str:
    names = " ".join(name for name, on in (("gold", gold), ("cited", cited)) if on)
    return f'<mark class="{names}">{escape(text)}</mark>' if names else escape(text)


def _bounds(row: Row, digits: int = 3) -> str:
    return f"[{row['low']:.{digits}f}, {row['high']:.{digits}f}]"
