"""An answer as Markdown, as conversations are exported, its sources with it."""

import re

from rag import REFUSAL, Answer, Citation, Sentence
from ui.render import in_one_line, section

SOURCES = "**근거**"
# What Markdown would read as markup: anywhere, and only where a line begins.
_INLINE = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[#>+=-]|\d+(?=[.)]))")


def markdown(answer: Answer) -> str:
    """The supported sentences with their marks, then each source with the quote.

    Text from documents is escaped, so that it reads as it stands there.
    """
    kept = [sentence for sentence in answer.sentences if sentence.supported]
    if answer.own_words:
        return escaped(answer.own_words)
    if answer.abstained or not kept:
        return f"{REFUSAL}."
    cited = {c.number: c for sentence in kept for c in sentence.citations}
    sources = [_source(cited[number]) for number in sorted(cited)]
    return "\n\n".join([" ".join(map(_marked, kept)), SOURCES, *sources])


def escaped(text: str) -> str:
    """Text with nothing in it that Markdown or HTML would take for markup; lines are trimmed."""
    lines = (_INLINE.sub(r"\\\g<0>", line.strip()) for line in text.splitlines())
    return "\n".join(_LINE_START.sub(_escaped_start, line) for line in lines)


def _escaped_start(match: re.Match[str]) -> str:
    start = match.group()
    return start + "\\" if start.isdigit() else "\\" + start


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
