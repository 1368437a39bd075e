"""Questions whether what was heard is so: '1억이라던데 맞아?' asks '1억인가요?'."""

import re

from index import analyse
from rag.conversation.message import closed
from rag.language.phrases import ASKING

# The forms of the morphemes from the ending on with which something is told as heard.
_IS_SO = r"(?:맞|사실|진짜|정말|참|옳|확실)(?: (?:이|하))?(?: \S+)?(?: 요)?"
_HEARSAY = re.compile(
    r"(?:(?:ᆫ|는)?[다라](?:(?:던데|면서|며|는데)|고(?: (?:하|듣|그러)(?: 었)? (?:던데|는데|ᆫ데))?)"
    rf"(?: 요)?(?: [,?!.~]+)?(?: {_IS_SO})?|(?:ᆫ|는)?[다라]는 (?:것|말) 이 {_IS_SO})(?: [?!.~]+)*"
)


def plainly_asked(question: str) -> str:
    """The question whether it is so that was heard, as people ask it of a document."""
    morphemes = analyse(question)
    for number in range(1, len(morphemes)):
        before, rest = morphemes[:number], morphemes[number:]
        if _HEARSAY.fullmatch(" ".join(m.form for m in rest)):
            return question if any(m.form in ASKING for m in before) else closed(question, before)
    return question
