"""Whether it costs something to take part, by the fee that a notice names: '참가비: 무료'.

Who asks '세미나 듣는 데 돈 내야 돼?' names no fee, and what is paid to take part has many names.
All else that is asked must be told by the titles.
"""

import re
from collections.abc import Iterator

from rag.checking.support import Evidence
from rag.language.spans import ReadPassage
from rag.reading.scoring.span_scores import Judged
from rag.reading.whether.labelled import labels_told
from rag.reading.whether.told_clauses import agreed, unnamed
from rag.retrieval.query import question_terms

_ASKS = re.compile(
    r"(?P<free>무료|무상|공짜)|유료"
    r"|(?P<fee>돈|[가-힣]*[비료금])\S?\s(?:따로 |별도로 |꼭 )?"
    r"(?:내야|내나|내는|받나|받아|받는|드나|드는|들어|있)"
)
_AMOUNT_ASKED = re.compile(r"얼마|얼만|몇")
_FEE = (
    r"(?:참가|참여|입장|관람|수강|등록|이용|교육|강습|체험)\s?(?:비용?|료|요금|금액)|회비|비용|요금"
)
_NOTHING = (
    r"(?:전액 |모두 |전부 )?"
    r"(?:무료|무상|없음|0원|없(?:다|습니다|어요)|받지 ?않(?:는다|습니다|아요))"
)
_IS_NOTHING = re.compile(rf"{_NOTHING}(?:입니다|임|이다|예요)?\.?")
_PRICE = re.compile(r"(?:1인(?:당)? |각 )?[1-9][\d,]*\s?(?:[천만]\s?)*원|유료")
_TOLD = re.compile(rf"(?<![가-힣])(?P<fee>{_FEE})[은는이가도]\s(?P<said>{_NOTHING})")
# What one does to take part: it is that which the fee is for.
_LIGHT = frozenset(
    "듣 가 오 들 들어가 보 놀 배우 다니 참가 참석 참여 구경 관람 입장 이용 신청 수강 체험 하 되 있 "
    "돈 데 때 것 거 비용 요금".split()
)


def fee_told(judged: Judged) -> tuple[bool, Evidence] | None:
    """Whether it costs something, or nothing, as is asked; None where no fee tells, or two do."""
    question = judged.spans.query.text
    asks = _ASKS.search(question)
    if asks is None or _AMOUNT_ASKED.search(question):
        return None
    named = (asks["fee"] or "").removeprefix("돈")
    rest = question[: asks.start()]
    asked = [term for term in question_terms(rest) if term not in _LIGHT]
    if not asked:
        return None
    return agreed(
        [
            (costs != bool(asks["free"]), Evidence.sentence(read, number))
            for read in judged.spans.reads
            if not unnamed(rest, asked, read.passage)
            for number, fee, costs in _fees(read)
            if fee == named or (not named and re.fullmatch(_FEE, fee))
        ]
    )


def _fees(read: ReadPassage) -> Iterator[tuple[int, str, bool]]:
    """The sentence that tells a fee, the fee, and whether it is anything."""
    for number, label, said in labels_told(read):
        if _IS_NOTHING.fullmatch(said):
            yield number, label, False
        elif _PRICE.match(said):
            yield number, label, True
    for number, (start, end) in enumerate(read.sentences):
        if found := _TOLD.search(read.passage.text, start, end):
            yield number, found["fee"], False
