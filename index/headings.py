"""Headings, most of which no markup tells, in office papers and statutes: 제1장 총칙, □ 배경."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.symbols import LETTERS

# A heading by its markup.
MARKED = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
_LONGEST = 40
_LONGEST_QUESTION = 100
# What a line of each kind begins with, from what stands above to what stands below as a rule.
_KINDS = {
    "편": re.compile(r"제\s?\d{1,3}\s?편(?=\s|$)"),
    "장": re.compile(
        r"제\s?\d{1,3}\s?장(?:의\s?\d+)?(?=\s|$)|부\s{0,3}칙(?=\s*[<(〈]|\s*$)"
        r"|(?:[\[<〈【(]\s?)?별\s?[표지]\s?(?:제?\s?\d{1,3}\s?호?(?:의\s?\d{1,2})?)?"
        r"(?:\s?서식)?(?:\s?[\]>〉】)])?(?=\s|$)"
        r"|[\[<〈【]?\s?특\s?약\s?사\s?항\s?[\]>〉】]?(?=\s*$)"
    ),
    "Ⅰ": re.compile(r"(?:[Ⅰ-Ⅻ]\s?[.．]?|[IVX]{1,4}\.)\s*(?=\S)"),
    "절": re.compile(r"제\s?\d{1,3}\s?절(?=\s|$)"),
    "관": re.compile(r"제\s?\d{1,3}\s?관(?=\s|$)"),
    "조": re.compile(
        r"(제\s?\d{1,4}\s?조(?:의\s?\d{1,2})?)\s?"
        r"(?:[(\[【〔]\s?([^()\[\]【】〔〕\n]{1,40}?)\s?[)\]】〕](?=\s|[①-⑳]|$)|(?=\s*$))"
    ),
    "Q": re.compile(r"(?:Q|질문)\s?\d{0,3}\s?[.:)]\s*(?=\S)|문\s?\d{0,3}\s?[.:)]\s+(?=\S)"),
    # '2. 2027년 사업 계획', but no date: '3. 14.'
    "1": re.compile(r"\d{1,2}[.．]\s+(?=[^\d\s]|\d{1,4}[가-힣])"),
    "1.1": re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=[^\d\s])"),
    "1.1.1": re.compile(r"\d{1,2}(?:\.\d{1,2}){2}\.?\s+(?=[^\d\s])"),
    "안건": re.compile(
        r"[\[【<〈(]?\s?(?:제\s?\d{1,2}\s?호\s?의?\s?안\s?건|안\s?건\s?제?\s?\d{1,2}(?:\s?호)?(?=[\s.:)\]】>〉]|$)"
        r"|의\s?안\s?제\s?\d{1,3}\s?호)"
    ),
    "□": re.compile(r"[□■◆◇▣▶]\s*(?=\S)"),
    "가": re.compile(rf"[{LETTERS}][.．]\s+(?=\S)"),
    "○": re.compile(r"[○●ㅇ◦]\s*(?=\S)"),
}
_RANKS = {kind: rank for rank, kind in enumerate(_KINDS)}
# Above these nothing but their like can stand; of the rest each paper has an order of its own.
_FIXED = frozenset(["편", "장", "Ⅰ", "절", "관", "조"])
_SYMBOLS = frozenset(["□", "○"])
_CLAUSE = re.compile(r"(?:^|[)\]】〕])\s*([①-⑳])", re.MULTILINE)
# Lines that say something instead of naming it, and lines of a table of contents.
_TELLS = re.compile(
    r"[.!?,;。]$|(?:함|됨|임|음|봄)$|:\s*\S|다$|(?:으며|하고|하여)$|[·.…‥]{3,}|\t\d+$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: what kind it is of, what it says, and whether its line goes on after it."""

    kind: str
    text: str
    has_text: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether it stands above whatever list is made within it."""
        return self.kind in _FIXED


def heading_of(line: str, after: str) -> Heading | None:
    """The heading that a line is, judged with the line after it; None where in doubt.

    A heading has something of its own below it; in a list the next line is its like.
    """
    kind = _kind(line)
    if kind is None:
        return None
    if kind == "Q":
        asked = _KINDS[kind].sub("", line.strip(), count=1).strip()
        is_asked = len(asked) <= _LONGEST_QUESTION and after and _kind(after) != kind
        return Heading(kind, asked) if is_asked else None
    article = article_of(line)
    said = "".join(line.strip().split())
    has_text = article is not None and len(said) > len("".join(article.split()))
    following = _kind(after)
    if not has_text and (not after or (following and _RANKS[following] <= _RANKS[kind])):
        return None
    if article:
        return Heading(kind, article, has_text)
    return Heading(kind, _name(line, kind)) if is_name(line) else None


def is_last_item(line: str, before: str) -> bool:
    """Whether a line is the next item after the one directly above, which was no heading.

    Nothing that looks like it stands below the last item of a list, as below a heading.
    """
    kind = _kind(line)
    return kind is not None and kind == _kind(before) and _follows(line, before, kind)


def is_like_heading(line: str) -> bool:
    """Whether a line looks like a heading by itself, so that the next one does not go on in it."""
    return _kind(line) is not None and is_name(line)


def article_of(line: str) -> str | None:
    """The article of law that begins with a line: '제3조의2(연차휴가)'."""
    match = _KINDS["조"].match(line.lstrip())
    if match is None:
        return None
    number, name = re.sub(r"\s", "", match[1]), match[2]
    return f"{number}({name})" if name else number


def clauses(text: str) -> list[tuple[int, str]]:
    """Where the numbered paragraphs of an article begin, and what they are called: '제2항'."""
    return [(m.start(1), f"제{ord(m[1]) - ord('①') + 1}항") for m in _CLAUSE.finditer(text)]


def below(path: Sequence[Heading], heading: Heading) -> tuple[Heading, ...]:
    """The headings that hold below `heading`, itself included, where `path` held before it."""
    for number, one in enumerate(path):
        # What holds a □ is no ○.
        ranked = heading.is_fixed or {heading.kind, one.kind} == _SYMBOLS
        fixed = ranked and _RANKS.get(one.kind, -1) >= _RANKS[heading.kind]
        if one.kind == heading.kind or fixed:
            return (*path[:number], heading)
    return (*path, heading)


def ended(path: Sequence[Heading], line: str) -> tuple[Heading, ...]:
    """The headings that still hold at a line that is none: '7. 연차: …' is not below '6. 임금'."""
    kind = _kind(line)
    for number, one in enumerate(path):
        if one.kind == kind and _follows(line, one.text, kind):
            return tuple(path[:number])
    return tuple(path)


def _follows(line: str, heading: str, kind: str) -> bool:
    """Whether a line has the next number or letter after a heading's."""
    first, second = (re.split(r"[.．]", one.strip())[0] for one in (heading, line))
    if kind == "1":
        return int(second) == int(first) + 1
    return kind == "가" and LETTERS.find(second) == LETTERS.find(first) + 1


def _kind(line: str) -> str | None:
    text = line.lstrip()
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(text)), None)


def is_name(line: str) -> bool:
    """Whether a line is short and ends like no sentence: it names something, and tells nothing."""
    text = line.strip()
    return len(text) <= _LONGEST and not _TELLS.search(text)


def _name(line: str, kind: str) -> str:
    text = " ".join(line.strip().split())
    return text[1:].strip() if kind in _SYMBOLS else text
