"""An answer as Markdown, as conversations are exported, its sources with it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rag import REFUSAL, Answer, Citation, Sentence
from ui.render import in_one_line, is_line, refusal, remarks, section, unconfirmed, unit

SOURCES = "**근거**"
# What Markdown would read as markup: anywhere, and only where a line begins.
_INLINE = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
# ':-' below a line makes a table of it.
_LINE_START = re.compile(r"^(?:[#>+=-]|:(?=-)|\d+(?=[.)]))")


def markdown(answer: Answer) -> str:
    """The short answer, the supported sentences with their marks, then each source with the quote.

    Text from documents is escaped, so that it reads as it stands there.
    """
    kept = [sentence for sentence in answer.sentences if sentence.supported]
    if answer.own_words:
        return escaped(answer.own_words)
    if answer.abstained or not kept:
        return f"{REFUSAL}."
    cited = {c.number: c for sentence in kept for c in sentence.citations}
    sources = [_source(cited[number]) for number in sorted(cited)]
    return "\n\n".join([*_short(answer), *_lines(kept), SOURCES, *sources])


def exported(answer: Answer) -> str:
    """All that the page shows of an answer, with what is remarked on it and is not borne out."""
    if answer.own_words:
        return markdown(answer)
    told = [f"({escaped(remark)})" for remark in remarks(answer)]
    if answer.abstained:
        return "\n\n".join([*told, escaped(refusal(answer))])
    doubtful = [
        f"({escaped(unconfirmed(sentence))}) {escaped(in_one_line(sentence))}"
        for sentence in answer.sentences
        if not sentence.supported
    ]
    whole = len(doubtful) < len(answer.sentences)
    return "\n\n".join([*told, *doubtful, *[markdown(answer)] * whole])


def escaped(text: str) -> str:
    """Text with nothing in it that Markdown or HTML would take for markup; lines are trimmed."""
    lines = (_INLINE.sub(r"\\\g<0>", line.strip()) for line in text.splitlines())
    return "\n".join(_LINE_START.sub(_escaped_start, line) for line in lines)


def _escaped_start(match: re.Match[str]) -> str:
    start = match.group()
    return start + "\\" if start.isdigit() else "\\" + start


def _short(answer: Answer) -> list[str]:
    told = f" ({escaped(unit(answer))})" if unit(answer) else ""
    return [f"**{escaped(answer.short)}**{told}"] if answer.short else []


def _lines(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Sentences as paragraphs, what is a line of its own as an item of a list."""
    for alone, group in groupby(sentences, key=is_line):
        if alone:
            yield "\n".join(f"- {_marked(sentence)}" for sentence in group)
        else:
            yield from map(_marked, group)


def _marked(sentence: Sentence) -> str:
    marks = "".join(f" [{citation.number}]" for citation in sentence.citations)
    return escaped(in_one_line(sentence)) + marks


def _source(citation: Citation) -> str:
    passage = citation.passage
    where = (
        f"**{escaped(passage.title)}**",
        escaped(passage.source),
        escaped(section(passage, citation.start)),
    )
    quote = "".join(f"\n  > {line}".rstrip() for line in escaped(citation.quote).splitlines())
    return f"- [{citation.number}] {' · '.join(filter(None, where))}\n{quote}"
