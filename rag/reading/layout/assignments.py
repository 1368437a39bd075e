"""What a person is to do, by lists of minutes: '- 설문 조사: 구본석, 5월 23일까지'."""

import re

from rag.language.lists import mark_of
from rag.language.persons import may_name_person
from rag.reading.scoring.span_scores import Candidate, Judged

_ASKS = re.compile(
    r"(?:맡(?:은|게 된|기로 한)|(?:해야 )?할|담당(?:하는|한)?|처리(?:할|해야 할)|준비해야 할)\s?"
    r"(?:일|업무|것|거|과제|역할|건)(?![가-힣]*(?:언제|며칠|기한))"
)
_WHO = re.compile(r"([가-힣]{2,4}?)(?: [가-힣]{1,5})?(?:이|가|은|는|의|한테|에게)?\s")
_TASK = re.compile(r"(?P<task>[^:：\n]{2,60}?)\s?[:：]\s+(?P<said>\S.*)")
_LONGEST = 60
_TEAMS = ("팀", "과", "부", "실", "본부", "센터")


def assigned(judged: Judged) -> tuple[list[Candidate], str] | None:
    """The lines that give something to do to the person asked about, and what; None for none."""
    question = judged.spans.query.text
    asks = _ASKS.search(question)
    if asks is None:
        return None
    named = (match[1] for match in _WHO.finditer(question[: asks.start()]))
    who = [one for one in named if may_name_person(one) or one.endswith(_TEAMS)]
    found = []
    for one in judged.candidates:
        mark = mark_of(one.text)
        task = _TASK.fullmatch(mark.said) if mark else None
        if task and any(re.match(rf"(?:[^,]+, )*{name}(?![가-힣])", task["said"]) for name in who):
            found.append((one.start, one, task["task"].strip()))
    if not found:
        return None
    found.sort(key=lambda item: item[0])
    short = ", ".join(task for _, _, task in found)
    return [one for _, one, _ in found], short if len(short) <= _LONGEST else ""
