"""What a sentence says to follow from a condition: '기한을 넘기면 [날마다 3%가 붙는다]'."""

import re
from collections.abc import Iterator, Sequence, Set

from rag.reading.sentences.members import cases
from rag.reading.sentences.reasons import ENDS_IN_N

# '두 번 넘기면?', '안 내면 어떻게 돼?', but not '보조받으려면?', '몇 명이면 돼?'.
_ASKS = re.compile(
    r"(?!.*(?:언제|며칠|몇|어디|누구|얼마|뭘|무엇을))"
    r".*(?<!려)면(?:은)?(?:요)?\s*(?:(?:어떻게|어떡|뭐|무슨 일|무엇)\S*)?"
    r"(?: ?(?:되|돼|하|해|생기|생겨|받|당하)\S*)?\s*\??"
    # '안 고쳐 주면 세입자는 어떻게 할 수 있어요?', '모를 때는 어떻게 알려야 하나요?'
    r"|.*(?:(?<!려)면|때는?|경우(?:에는)?)\s(?:\S+\s)?어떻게"
    r"\s(?:하|해|할|정|처리|진행|대응|조치|알리|알려|바뀌|바꿔|되)\S*(?:\s\S+){0,2}\s*\??"
)
# Where a condition ends: '넘기면', '늦은 경우에는', '낸 사람은'.
_CONDITION = re.compile(
    r"(?:(?<=[가-힣])면(?:은)?|(?<=[가-힣]) ?(?:경우|때)(?:에는|에|는|엔)?"
    rf"|(?<=[{ENDS_IN_N}]) [가-힣]{{1,6}}(?:에게는|에는|은|는))(?:,)? (?!된다|됩니다|안 )"
)
_END = re.compile(r"[.!?](?=\s|$)")
_EDGES = " ,.'\"“”‘’"
# '다음과 같이 합니다', '아래 절차에 따릅니다'
_LEADS_ON = re.compile(r"(?:다음|아래)(?:과|와|의|\s)")
_SHORTEST = 2
_WORTH = 10


def asks_what_follows(question: str) -> bool:
    """Whether a question is what follows from a condition."""
    return _ASKS.fullmatch(question.strip()) is not None


def consequence(text: str, terms: Sequence[str], counts: Set[str] = frozenset()) -> str:
    """What follows from the condition that says most of some terms, '' where none says any.

    Of conditions that name a count, '두 명이면', the one of the same `counts` says most.
    """
    told = list(_conditions(text))
    said = [
        sum(term in condition for term in terms) + _WORTH * len(counts & cases(condition))
        for condition, _ in told
    ]
    return told[said.index(max(said))][1] if any(said) else ""


def _conditions(text: str) -> Iterator[tuple[str, str]]:
    """The conditions of a text in order, with what follows from each.

    One that goes on into the next is part of that: '체험학습은 비가 오면 미룬다'.
    """
    ends = [match.span() for match in _CONDITION.finditer(text)]
    limits = [start for start, _ in ends[1:]] + [len(text)]
    begin = 0
    for (_, end), limit in zip(ends, limits, strict=False):
        comma = text.rfind(", ", end, limit)
        if limit < len(text) and comma < 0:
            continue
        full = _END.search(text, end, limit)
        stop = full.start() if full else limit if limit == len(text) else comma
        told = text[end:stop].strip(_EDGES)
        if len(told) >= _SHORTEST and not _LEADS_ON.match(told):
            yield text[begin:end], told
        begin = stop
