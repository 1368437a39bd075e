"""What things are called, and what is only said to describe them: the names that stand in quotes.

"개방형 플랫폼 '깃허브'에 '허니비'라는 모델을 선보였다" names two things, and describes one of them.
"""

import re

from index import bare
from rag.reading.scoring.query import Query

_OPENING, _CLOSING = "'‘\"“", "'’\"”"
# '걱정도 팔자', but not what begins or ends elsewhere.
_QUOTE = re.compile(
    rf"(?<![가-힣A-Za-z\d])[{_OPENING}](?P<said>[^{_OPENING}{_CLOSING}\n]{{1,40}})[{_CLOSING}]"
)
# "'초거대 신인'인 한소율": the quote says what she is.
_IS = re.compile(rf"[{_CLOSING}]인 [가-힣A-Za-z]")
_ASKS_CALLED = re.compile(
    r"별명|별칭|애칭|용어|(?:뭐라|무엇이라|어떻게)고? ?(?:부르|불[리러렀린]|일컫|칭하)"
)
_CALLED_BEFORE = re.compile(r"(?:이른바|소위|일명|(?:별명|별칭|애칭|용어|약칭)[은인]?)\s$")
_CALLED = re.compile(
    r"\s?(?:(?:이?라|으?로|이?라고)\s(?:도\s)?(?:불리|불린|불려|불렸|부르|부른|불러|일컫|칭하|칭한)"
    r"|(?:이?라|이?란)(?:는)?\s(?:별명|별칭|애칭|용어|말|이름))"
)
_SAID_SO = re.compile(r"\s?(?:이?라[고며는]|이?란(?![가-힣]))")


def asks_called(query: Query) -> bool:
    """Whether it is asked what something is called."""
    return _ASKS_CALLED.search(query.text) is not None


def is_called(text: str, start: int, end: int) -> bool:
    """Whether the quote around a span is said to be what something is called."""
    quote = _quote_around(text, start, end)
    if quote is None:
        return False
    before = _CALLED_BEFORE.search(text[max(0, quote.start() - 8) : quote.start()])
    return before is not None or _CALLED.match(text, quote.end()) is not None


def only_describes(query: Query, text: str, end: int) -> bool:
    """Whether what ends there says what something is, where another's name is asked for."""
    if query.asked.kind == "person" and _IS.match(text, end):
        return True
    behind = _QUOTE.match(text, end + 1) if text[end : end + 1] == " " else None
    named = behind is not None and bare(behind["said"]) in query.bare
    return named and query.asked.kind == "name"


def whole_quote(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the rest of the words in quotes that it ends, where these are told as said.

    '팔자' of "'걱정도 팔자'라고".
    """
    quote = _quote_around(text, start, end)
    whole = quote is not None and quote.end("said") == end and _SAID_SO.match(text, quote.end())
    return quote.span("said") if quote and whole else (start, end)


def _quote_around(text: str, start: int, end: int) -> re.Match[str] | None:
    """The quote in which a span stands."""
    line = text.rfind("\n", 0, start) + 1
    quotes = _QUOTE.finditer(text, line)
    return next((q for q in quotes if q.start() <= start and end <= q.end()), None)
