"""Whose duty something is, as the rules of clubs and firms tell: '총무 (1인): 회비를 관리한다.'."""

import re

from corpus.symbols import BULLETS
from rag.language.persons import may_name_person, names_post
from rag.reading.kinds.holders import OWN_OFFICES
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate

_POST = re.compile(
    rf"(?:^[{BULLETS}*\s]*(?:\d{{1,2}}[.)]\s|[①-⑳]\s?)?|(?<=[,고며]) )(?P<post>[가-힣]{{2,8}})"
    r"(?:\s?\(\d+[인명]\))?(?:[은는]\s|\s?[:：]\s)"
)
_IS_DUTY = re.compile(
    r"(?:담당|대행|총괄|통괄|관리|주재|대리|보좌|감독|수행|처리|집행)(?:하|한|합)"
)


def duty_holder(query: Query, one: Candidate) -> str:
    """The post that a sentence gives the duty to which is asked for by 누가; '' for none.

    What is likeliest there is neither a post nor a name itself: '직무' of '총무는 직무를 대행한다'.
    """
    if "누가" not in query.text or _IS_DUTY.search(one.text) is None:
        return ""
    if _is_one(one.short):
        return ""
    before = one.text[: max(1, one.short_start - one.start + 1)]
    posts = [m["post"] for m in _POST.finditer(before) if _is_one(m["post"])]
    return posts[-1] if posts else ""


def _is_one(said: str) -> bool:
    """Whether a text ends in a post, or is what a person may be called."""
    last = said.split()[-1:] or [""]
    return names_post(last[0]) or last[0] in OWN_OFFICES or may_name_person(last[0])
