"""Numbers that offices give: the 출원번호 of a patent is not its 등록번호."""

import re

from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Judged

# Each is given for another deed.
_DEEDS = "등록|출원|고유|접수|발급|인증|허가|신고|승인|제조|계약|공고|예약|증권"
# Or to another thing: '문서번호: 총무-2317' is no 차량 번호.
_THINGS = "문서|차량|과제|사건|관리|주문|송장|회원|일련|좌석|우편|모델"
_ASKS = re.compile(rf"({_DEEDS})\s?번호")
_ASKS_OF = re.compile(rf"({_DEEDS}|{_THINGS})\s?번호")
_LABEL = re.compile(rf"({_DEEDS}|{_THINGS})\s?번호\s?[:：|]?\s*\S*$")


def is_other_number(query: Query, text: str, start: int, end: int) -> bool:
    """Whether a span is another number than is asked for, by the label before it or within."""
    asked = {*_ASKS_OF.findall(query.text)}
    told = _LABEL.search(text, text.rfind("\n", 0, start) + 1, end)
    return bool(asked) and told is not None and told[1] not in asked


def lacks_number_given(judged: Judged) -> bool:
    """Whether such a number is asked for that nothing that was read speaks of."""
    asked = _ASKS.search(judged.spans.query.text)
    if asked is None:
        return False
    told = re.compile(rf"{asked[1]}\s?(?:번호|[Nn][Oo]|제|\d)")
    return not any(told.search(read.passage.text) for read in judged.spans.reads)
