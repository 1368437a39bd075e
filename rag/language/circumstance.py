"""Words that say when, how surely or how nearly something is asked, and nothing of the thing.

Who asks '혹시 지금 정원이 대략 몇 명이에요?' asks for the 정원. Documents have dates where speakers
say 올해, so that these words are missing from what answers as often as not.
"""

from collections.abc import Sequence

from index import Morpheme

# These nouns stand where an adverb does, without a particle.
_NOUNS = frozenset(
    "지금 현재 요즘 요새 최근 오늘 오늘날 올해 금년 이번 이달 금월 금주 이때 당장 원래 평소 "
    "보통 통상 대개 실제 정도 가량".split()
)
# Other adverbs, as 모두 and 가장, tell what is asked for.
_ADVERBS = frozenset(
    "혹시 혹 대략 대충 얼추 약 보통 대개 대체로 통상 지금 현재 요새 이제 실제로 정확히 도대체 대체 "
    "그냥 일단 솔직히 정말 진짜 과연 만약 원래".split()
)
# A year or a day counted from that of asking; which one it is, is asked.
_OTHER_TIMES = frozenset(
    "작년 재작년 지난해 내년 내후년 어제 그저께 내일 모레 지난달 지난주 다음달 다음주 나중 그때 "
    "당시".split()
)


def of_circumstance(morphemes: Sequence[Morpheme]) -> frozenset[str]:
    """Those words of a question, in the forms of its morphemes; none is part of another word."""
    found = set()
    for place, one in enumerate(morphemes):
        before, after = morphemes[:place][-1:], morphemes[place + 1 :][:1]
        alone = all(m.end < one.start for m in before) and all(
            m.start > one.end or m.tag[0] in "JVSE" for m in after
        )
        if alone and (one.form in _NOUNS or (one.form in _ADVERBS and one.tag[0] == "M")):
            found.add(one.form)
    return frozenset(found)


def is_relative_time(word: str) -> bool:
    """Whether a word tells a time from when it is said, for which documents have a date."""
    return word in _NOUNS or word in _OTHER_TIMES
