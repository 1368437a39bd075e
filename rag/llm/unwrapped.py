"""What language models wrap their answers in, taken off: thoughts, tokens, JSON and tables."""

import json
import re
from collections.abc import Iterator, Sequence

from corpus.table import cell_texts

_THOUGHT = re.compile(
    r"<((?:seed:)?think|thinking|thought|reasoning)>.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE
)
# Some templates open the thought themselves, so that only its end is sent.
_THOUGHT_BEFORE = re.compile(r".*</(?:think|thinking|thought|reasoning)>", re.DOTALL)
_CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)[^<]*<\|message\|>")
_TOKEN = re.compile(r"<\|[^<>|]{1,30}\|>|</?s>|<(?:end_of_turn|eos)>")
# The beginning of a tag whose rest is still to come.
_HALF_TAG = re.compile(r"<(?:[|/]?[\w:|]{0,20})?$")
_FENCE = re.compile(r"\s*```\w*\s*\n(?P<inside>.*?)(?:\n\s*```\s*)?", re.DOTALL)
_OBJECT = re.compile(r"\[?\{\s*(?:\"|$)")
_CITING = re.compile(
    r"citation|source|reference|passage|document|cite|출처|근거|인용|단락|문서|번호", re.IGNORECASE
)
_ASIDE = re.compile(r"reason|thought|think|confidence|question|생각|추론|질문|확신", re.IGNORECASE)
_MARKS = re.compile(r"\s*(?:\[\d{1,2}\]\s*)+")


def spoken(text: str) -> str:
    """What a model says, without what it thinks aloud and the tokens of its template."""
    channels = list(_CHANNEL.finditer(text))
    if channels:
        final = [one for one in channels if one[1] == "final"]
        text = text[final[-1].end() :] if final else ""
    text = _THOUGHT_BEFORE.sub("", _THOUGHT.sub("", text))
    return _HALF_TAG.sub("", _TOKEN.sub("", text)).lstrip()


def running(text: str) -> str:
    """An answer as sentences in lines: JSON is taken apart, and each row of a table is a line."""
    fenced = _FENCE.fullmatch(text)
    inside = (fenced["inside"] if fenced else text).strip()
    if inside.startswith(("{", "[{")):
        try:
            return "\n".join(_told(json.loads(inside)))
        except ValueError:
            # What is not whole says nothing yet.
            return "" if _OBJECT.match(inside) else text
    return "\n".join(_lines(text.splitlines()))


def _told(value: object) -> Iterator[str]:
    """The sentences of a JSON value with the marks that stand beside them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _told(one)
    elif isinstance(value, dict):
        cited = [str(one) for key, one in value.items() if _CITING.search(key)]
        marks = "".join(f"[{n}]" for n in re.findall(r"\d{1,2}", " ".join(cited)))
        for key, one in value.items():
            if not (_CITING.search(key) or _ASIDE.search(key)):
                yield from (f"{text} {marks}".strip() for text in _told(one))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    header: list[str] = []
    for line in lines:
        if not line.lstrip().startswith("|"):
            header = []
            yield line
        elif not header:
            header = cell_texts(line)
        elif set(line) - set("|-: "):
            yield _row(header, cell_texts(line))


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    """'- B100: 전력 1,000W, 가격 1억 원 [1]': a row with the names of its columns."""
    named = list(zip(header, cells, strict=False))[1:]
    marks = "".join(cell for _, cell in named if _MARKS.fullmatch(cell))
    told = [(name, cell) for name, cell in named if cell and not _MARKS.fullmatch(cell)]
    texts = [cell if len(told) == 1 else f"{name} {cell}" for name, cell in told]
    return f"- {cells[0]}: {', '.join(texts)} {marks}".rstrip(": ") if cells else ""
