"""Answers and hits as terminal text and as the rows of `--json`."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.table import head_of, is_row
from index import Passage
from rag import REFUSAL, Answer, Citation, Hit, Retrieval, Sentence
from ui.blocks import in_line, named_cells

NO_WORD = "찾을 수 있는 낱말이 없습니다. 낱말이나 질문을 적어 주세요."
_NEAREST_SHOWN = 3
_NEAREST_NAMED = 2
_SURE = 0.8
_LIKELY = 0.5
_DEGREES = ((_SURE, "충분"), (_LIKELY, "보통"), (0.0, "부족"))
_UNIT = "단위: "
_CHANNELS = {
    "morphemes": "같은 낱말이 많은 정도 [형태소 BM25]",
    "bigrams": "같은 글자가 이어지는 정도 [두 글자 BM25]",
    "coverage": "질문의 낱말이 들어 있는 정도 [포함률]",
    "synonyms": "비슷한 말이 있는 정도 [유의어]",
    "translations": "질문의 말을 달리 이르는 말이 있는 정도 [번역 모형]",
    "proximity": "질문의 낱말이 모여 있는 정도 [근접도]",
    "bigram_proximity": "질문의 글자가 모여 있는 정도 [글자 근접도]",
    "units": "묻는 단위의 수가 있는 정도 [단위]",
    "vector": "뜻이 가까운 정도 [임베딩]",
    "ranking": "질문의 어느 낱말이 어디에 있는지로 고친 점수 [순위 학습]",
    "reading": "읽어 보아 답이 들었을 정도 [판독]",
    "reranker": "다시 매긴 순위의 점수 [리랭커]",
}


def headings(passage: Passage) -> str:
    """The headings above a passage, without the title of its document."""
    return " ".join(passage.headings)


def section(passage: Passage, offset: int | None = None) -> str:
    """Where a passage, or an offset in it, stands in its document, or ''.

    That is the page, slide or rows, and the headings; of a statute the article and paragraph.
    """
    path = list(passage.headings)
    clause = passage.clause_at(offset) if offset is not None else ""
    if path and "–" in path[-1]:
        path[-1] = clause or path[-1]
    elif clause and path[-1] != clause:
        path.append(clause)
    article = passage.article
    if article in path[:-1]:
        path[path.index(article) :] = [" ".join(path[path.index(article) :])]
    return ", ".join(filter(None, (passage.label, " > ".join(path))))


def place(passage: Passage, offset: int | None = None) -> str:
    """Where a passage, or an offset in it, stands: file, and section."""
    return ", ".join(filter(None, (shown(passage.source), section(passage, offset))))


def shown(source: str) -> str:
    """A source in one line: a file's name may hold line breaks and orders to a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in source)


def certainty(answer: Answer) -> str:
    """How sure the answer is, in a word and in percent; a probability is never 0 or 100 %.

    Where the documents name all that is asked, that says more than a low probability does.
    """
    if answer.stated:
        return "근거에 물으신 말이 그대로 있음"
    degree = next(word for least, word in _DEGREES if answer.confidence >= least)
    return f"근거 {degree}({min(99, max(1, round(100 * answer.confidence)))}%)"


def read(sentence: Sentence) -> list[tuple[str, str]]:
    """A sentence as people read it: the cells of a row with the names of their columns, else all.

    What has no name has ''.
    """
    first = sentence.citations[0] if sentence.citations else None
    if not is_row(sentence.text):
        return [("", in_line(sentence.text))]
    head = ""
    if first is not None and first.quote == sentence.text:
        passage = first.passage
        head = head_of(passage.text, first.start - passage.start, passage.columns)
    return named_cells(sentence.text, head)


def unconfirmed(sentence: Sentence) -> str:
    """What is said of a sentence that is not supported: what of it stands nowhere, if anything."""
    missing = sentence.doubt.missing if sentence.doubt else ()
    return "근거 확인 안 됨" + (f" · 원문에 없음: {', '.join(missing)}" if missing else "")


def unit(answer: Answer) -> str:
    """The unit of a bare number, as '단위: 천원', where only its table names it; else ''."""
    return answer.notice if answer.short and answer.notice.startswith(_UNIT) else ""


def notices(answer: Answer) -> list[str]:
    """What is said beside an answer, unless it is the unit, which stands in it."""
    return [] if unit(answer) else [answer.notice] * bool(answer.notice)


def direct(answer: Answer) -> str:
    """The short answer with its unit; '' where there is none."""
    return f"{answer.short} ({unit(answer)})" if unit(answer) else answer.short


def is_line(sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own where it stands: a row, an item, a paragraph."""
    first = sentence.citations[0] if sentence.citations else None
    if sentence.item or first is None or first.quote != sentence.text:
        return sentence.item or is_row(sentence.text)
    text, offset = first.passage.text, first.passage.start
    before = text[: first.start - offset].rpartition("\n")[2]
    after = text[first.end - offset :].partition("\n")[0]
    return not (before + after).strip()


def running(sentences: Sequence[Sentence]) -> str:
    """Sentences with their marks as text, what is a line of its own in a line of its own."""
    text, alone = "", False
    for sentence in sentences:
        before, alone = alone, is_line(sentence)
        gap = "\n" if alone or before else " "
        text += gap * bool(text) + _marked(sentence)
    return text


def _marked(sentence: Sentence) -> str:
    marks = "".join(f"[{citation.number}]" for citation in sentence.citations)
    return f"{'- ' * sentence.item}{in_one_line(sentence)} {marks}"


def in_one_line(sentence: Sentence) -> str:
    """A sentence as text; the cells of a row with the names of their columns, side by side."""
    cells = (f"{name}: {cell}" if name else cell for name, cell in read(sentence))
    return " ".join(" · ".join(cells).split())


def channel(name: str) -> str:
    """What users call a scoring channel."""
    return _CHANNELS.get(name, name)


def answer_text(answer: Answer) -> str:
    """An answer for the terminal."""
    if answer.own_words:
        return answer.own_words
    if answer.abstained:
        nearest = hits_text(answer.hits[:_NEAREST_SHOWN], explain=False)
        tail = ["", "참고로 가장 가까운 대목입니다.", nearest] if nearest else []
        return "\n".join([*_bracketed(answer), f"{REFUSAL}.", *tail])
    told = running([sentence for sentence in answer.sentences if sentence.supported])
    lines = [*_bracketed(answer), *[f"▶ {direct(answer)}"] * bool(answer.short), told]
    lines += [line for s in answer.sentences if not s.supported for line in _doubtful(s)]
    lines += ["", "근거"]
    lines += [f"[{c.number}] {_citation_place(c)}\n    “{c.quote}”" for c in answer.citations]
    return "\n".join([*lines, "", f"{answer.reader} · {certainty(answer)}"])


def _doubtful(sentence: Sentence) -> Iterator[str]:
    """A sentence that is not supported, and what comes nearest to it."""
    yield f"({unconfirmed(sentence)}) {sentence.text}"
    if doubt := sentence.doubt:
        where = f"{doubt.passage.title} {section(doubt.passage, doubt.start)}".strip()
        yield f"    가까운 원문: {where} “{in_line(doubt.quote)}”"


def _bracketed(answer: Answer) -> list[str]:
    return [f"({remark})" for remark in remarks(answer)]


def remarks(answer: Answer) -> list[str]:
    """What is said before an answer: how it was understood and corrected, what went otherwise."""
    understood = [f"이렇게 이해했습니다: {answer.searched}"] * (answer.searched != answer.question)
    changes = [", ".join(answer.changes)] * bool(answer.changes)
    return [*understood, *changes, *notices(answer)]


def refusal(answer: Answer) -> str:
    """That the documents do not tell, and where the nearest passages are."""
    titles = dict.fromkeys(hit.passage.title for hit in answer.hits[:_NEAREST_NAMED])
    named = ", ".join(f"‘{title}’" for title in titles)
    return f"{REFUSAL}." + f" 가장 가까운 대목은 {named}에 있습니다." * bool(titles)


def _citation_place(citation: Citation) -> str:
    passage = citation.passage
    return f"{passage.title} ({place(passage, citation.start)}, {citation.start}–{citation.end}자)"


def hits_text(hits: Sequence[Hit], explain: bool) -> str:
    """Hits for the terminal, with every channel's score and rank where `explain`."""
    return "\n".join(_hit_text(rank, hit, explain) for rank, hit in enumerate(hits, 1))


def _hit_text(rank: int, hit: Hit, explain: bool) -> str:
    text = " ".join(hit.passage.text.split())
    shown = text if len(text) <= 160 else text[:160] + "…"
    head = f"{rank}. {hit.passage.title} ({place(hit.passage)})\n   {shown}"
    return "\n   ".join([head, *_explained(hit)]) if explain else head


def _explained(hit: Hit) -> list[str]:
    return [
        f"종합 점수 {hit.score:.3f} (낱말로 {rank_text(hit.lexical_rank)}, "
        f"뜻으로 {rank_text(hit.vector_rank)})",
        f"질문과 같은 낱말: {', '.join(hit.matched) or '없음'}",
        *(
            f"- {channel(name)}: {value:.2f}점, {rank_text(hit.ranks.get(name))}"
            for name, value in hit.channels.items()
        ),
    ]


def rank_text(rank: int | None) -> str:
    """A rank for people; a channel that did not find the passage has none."""
    return "-" if rank is None else f"{rank}위"


def retrieval_row(found: Retrieval, explain: bool) -> dict[str, object]:
    """The `--json` object of a search."""
    return {
        "query": found.question,
        "readings": [
            {"text": r.text, "weight": r.weight, "changes": list(r.changes)} for r in found.readings
        ],
        "hits": [hit_row(rank, hit, explain) for rank, hit in enumerate(found.hits, 1)],
        "timings_ms": _rounded(found.timings_ms),
    }


def hit_row(rank: int, hit: Hit, explain: bool = False) -> dict[str, object]:
    """One hit of a `--json` object."""
    row: dict[str, object] = {
        "rank": rank,
        "score": round(hit.score, 6),
        "lexical_rank": hit.lexical_rank,
        "vector_rank": hit.vector_rank,
        **passage_row(hit.passage),
    }
    if explain:
        row |= {
            "channels": dict(hit.channels),
            "ranks": dict(hit.ranks),
            "matched": list(hit.matched),
        }
    return row


def passage_row(passage: Passage) -> dict[str, object]:
    """A passage in a `--json` object."""
    return {
        "passage_id": passage.id,
        "source": passage.source,
        "title": passage.title,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def answer_row(answer: Answer) -> dict[str, object]:
    """The `--json` object of an answer."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "short": answer.short,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 4),
        "searched": answer.searched,
        "changes": list(answer.changes),
        "reader": answer.reader,
        "notice": answer.notice,
        "sentences": [
            {
                "text": sentence.text,
                "citations": [citation.number for citation in sentence.citations],
                "supported": sentence.supported,
                **_doubt_row(sentence),
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_row(citation) for citation in answer.citations],
        "hits": [hit_row(rank, hit) for rank, hit in enumerate(answer.hits, 1)],
        "timings_ms": _rounded(answer.timings_ms),
    }


def _doubt_row(sentence: Sentence) -> dict[str, object]:
    """What speaks against a sentence that is not supported, and the span that comes nearest."""
    if sentence.supported:
        return {}
    doubt = sentence.doubt
    if doubt is None:
        return {"missing": [], "nearest": None}
    nearest = {"source": doubt.passage.source, "start": doubt.start, "end": doubt.end}
    return {"missing": list(doubt.missing), "nearest": {**nearest, "quote": doubt.quote}}


def _citation_row(citation: Citation) -> dict[str, object]:
    passage = citation.passage
    return {
        "number": citation.number,
        "passage_id": passage.id,
        "source": passage.source,
        "title": passage.title,
        "page": passage.page,
        "place": section(passage, citation.start),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in timings.items()}
