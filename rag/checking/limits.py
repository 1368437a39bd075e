"""Whether a sentence drops a limit that what bears it out has: not included, not yet, not always.

'수수료 187만 원(부가가치세 별도)' does not tell that the tax is included, nor '안건: 사용 승인'
that the use was approved.
"""

import re

from rag.language.clauses import clauses
from rag.language.items import Item
from rag.language.word_groups import is_among

# What 제외 leaves out is weighed by readers (`rag.reading.whether.exceptions`), which see it here.
_LEFT_OUT = re.compile(r"([가-힣A-Za-z]+)(?:[은는이가의]?\s)?\s?(?:별도|불포함|미포함|밖의|외의)")
_SAYS_LEFT_OUT = re.compile(r"별도|제외|불포함|미포함|[않빼빠밖외못]|따로|없|아니|안 |면제")
_BY_NOW = re.compile(r"이미|벌써|현재|지금(?!까지)")
_GOES_ON = re.compile(r"이미|벌써|현재|지금|누적|중(?:이|에|인|입|$|[),])|고 있")
_PAST = re.compile(r"[았었했됐였렸졌쳤갔왔냈켰녔겼]")
_SO_FAR = re.compile(rf"[고어아여] 있|{_PAST.pattern}")
_AGENDA = re.compile(r"(?:안건|의안)\s?[:：]")
_ADVISED = re.compile(r"노력|(?<!\()권장|권고|권[한하합]|바람직")
_DUTY = re.compile(r"의무|반드시|야 [하한합]|필수")
_TO_COME = re.compile(r"예정|계획|앞두|필요한")
_FINISHED = re.compile(r"완료|마침|[가-힣]{2}함(?=\s?(?:\(|,|$))")
_ALWAYS = re.compile(r"계속|앞으로|향후|영구|항상|언제나|내내|줄곧")
_EVERY = re.compile(r"해마다|매년|매월|매달|달마다|매일|매주")
_EVERY_FEW = re.compile(r"\d+\s?(?:년|개월|주|일)마다|격년|격월|격주")
_IN_ADVANCE = re.compile(r"사전|미리|먼저|전에|앞서")
_AFTERWARDS = re.compile(r"\s뒤|[한된] 후|나중|사후")
# Who does something, where a noun stands for whoever it is: '제안한 회사는'.
_DOERS = frozenset("회사 기업 업체 사람 기관 단체 인물".split())


def drops_limit(said: str, told: str) -> bool:
    """Whether a sentence tells without its limit what stands there with one."""
    return (
        _includes(said, told)
        or _is_by_now(said, told)
        or (_AGENDA.search(told) is not None and _is_done(said))
        or _lacks(said, told, _DUTY, _ADVISED, unless=_DUTY)
        or _lacks(said, told, _TO_COME, _FINISHED, unless=_TO_COME)
        or _lacks(said, told, _EVERY, _EVERY_FEW, unless=_EVERY)
        or _lacks(said, told, _AFTERWARDS, _IN_ADVANCE, unless=_AFTERWARDS)
        or _lasts_on(said, told)
        or _of_all(said, told)
        or _does_what_it_gets(said, told)
    )


def _lacks(
    said: str, told: str, ours: re.Pattern[str], theirs: re.Pattern[str], unless: re.Pattern[str]
) -> bool:
    """Whether a sentence has words of its own in place of those that stand there."""
    here = ours.search(said) and not theirs.search(said)
    return bool(here and theirs.search(told) and not unless.search(told))


def _includes(said: str, told: str) -> bool:
    """Whether a noun that stands there before 별도 or 밖의 is named as if it were included."""
    if _SAYS_LEFT_OUT.search(said):
        return False
    own = [i.form for i in _items(said) if i.kind == "noun" and len(i.form) > 1]
    return any(form in match[1].lower() for match in _LEFT_OUT.finditer(told) for form in own)


def _is_by_now(said: str, told: str) -> bool:
    """Whether something is told to be so by now of which only a plan or a rule is there."""
    so_far = _BY_NOW.search(said) and _SO_FAR.search(said)
    return bool(so_far) and not (_GOES_ON.search(told) or _PAST.search(told))


def _is_done(said: str) -> bool:
    return _PAST.search(said) is not None and not _AGENDA.search(said) and "상정" not in said


def _lasts_on(said: str, told: str) -> bool:
    """Whether what ends at a time that is left out is told to go on."""
    if not _ALWAYS.search(said) or _ALWAYS.search(told):
        return False
    own = [item.value.forms[0] for item in _items(said) if item.value]
    ends = [item.value for item in _items(told) if item.role == "until" and item.value]
    return any(not any(form in end.forms for form in own) for end in ends)


def _of_all(said: str, told: str) -> bool:
    """Whether 도 joins to others what 만 sets apart there."""
    apart = [item.form for item in _items(told) if item.only]
    return any(i.kind == "noun" and i.word.endswith("도") and i.form in apart for i in _items(said))


def _does_what_it_gets(said: str, told: str) -> bool:
    """Whether 'X한 회사는 A이다' has for A to whom, or what, X is done there."""
    items = _items(said)
    there = _items(told)
    for place, item in enumerate(items[1:], 1):
        behind = items[place + 1 :]
        verbs = [one for one in behind if one.kind == "verb" and not one.light]
        if item.form not in _DOERS or item.role != "topic" or verbs:
            continue
        done, names = items[place - 1], [one for one in behind if one.kind == "noun"]
        deeds = {one.form for one in there if one.kind == "verb"}
        homes = [one for one in there if names and one.form == names[-1].form]
        if done.kind == "verb" and is_among(done.form, deeds) and homes:
            return all(one.role in ("at", "object") for one in homes)
    return False


def _items(text: str) -> list[Item]:
    return [item for clause in clauses(text) for item in clause.items]
