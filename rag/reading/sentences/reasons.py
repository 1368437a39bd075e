"""The words of a sentence that give a reason: '개가 [더위에 약해] 8월까지는 쉰다'."""

import re
from collections.abc import Iterator
from itertools import pairwise

from index import analyse
from index.hangul import syllables_ending

ENDS_IN_N = syllables_ending("ㄴ")
# Nouns that make a reason of what stands before them: '물가가 오른 탓이다'.
_NAMED = re.compile(
    rf"(?:때문|덕분|(?<=[{ENDS_IN_N}]) ?(?:탓|까닭)|(?<=[{ENDS_IN_N}]) 데 따른 것"
    r"|(?<=는) (?:바람|통)에)(?![은는을를])"
)
# What is announced as one: '전환이 더딘 까닭은', '4회가 더 싼 것은', '그 이유로는'.
_ANNOUNCES = re.compile(r"(?:(?:까닭|이유|원인|배경|계기)(?:[은는]|으?로는)|[은는] 것은) ")
_ANNOUNCED_TO = re.compile(
    r"(?:이었|였|이)?(?:다|습니다|입니다)?\.?$|입니다|이[라다]고|이었[다고으]|이며|이고"
    r"|[이가] (?:가장|첫째|\d+(?:\.\d+)?%(?:[로였,.]|이[고었며]))|\(\d|['’]?[이가] \d|, "
)
# '…것이 반대의 까닭이었다', '…점을 원인으로 꼽았다'.
_CALLED = re.compile(r"(?:것|점|문제|우려|한계)(?=[이가을를] (?:\S+ ){0,2}(?:까닭|이유|원인))")
# '용량 부족이 주된 원인', '그 까닭이 환율 상승에 있다고', '6회로 줄임 (사유: 승무원 부족)'.
_TOLD_AS_ONE = re.compile(
    r"(?:^|[,:—–]\s|※\s|\s-\s)(?P<of>[^,:—–|]+?)[이가] (?:(?:주된|주요?|가장 큰|직접|근본) ?)?"
    r"(?:원인|이유|까닭)(?:으로 (?:추정|파악|분석|확인|판단|보)|이[다며었라]|입니다|임|\.?$)"
    r"|(?:원인|이유|까닭)[은는이가] (?P<lies>[^.|]+?)에 있(?=[다었습으어기고])"
    r"|\((?:[가-힣]{1,4} )?(?:사유|이유|원인) ?: ?(?P<noted>[^()|]+(?:\([^()]*\)[^()|]*)*)\)"
)
# '연구진은 …한 까닭으로 물이 더워진 것을 들었다'.
_GIVEN = re.compile(
    r"(?:까닭|이유|원인|배경|계기)으?로 (?P<why>[^.]+?)[을를] (?=들|꼽|지목|제시|거론|내세|말)"
)
_GROUNDS = re.compile(r"[다라]는 (?:이유로|까닭으로|점에서|점을 들어|이유에서|규정을 들어)")
_AIM = re.compile(r"기 위(?:해서?|하여|한 것|함)|[을를] 위(?:해서?|하여)|(?:으?려고|고자)(?= )")
_CAUSE = re.compile(
    r"으?로 (?:인해서?|인하여|말미암아|인한 (?:갈등|문제|부담|논란)(?:으로|로|때문))"
    r"|에 (?:항의|반발|반대)(?:하여|해서?|하며)"
    # What happened is a ground, and no rule to go by: '지침 개정에 따라', but not '지침에 따라'.
    r"|(?:개정|제정|변경|증가|감소|상승|하락|인상|인하|부족|고장|파손|도입|폐지|확대|축소|이전|신설"
    r"|악화|종료|만료|급증|급감|요청|노후화?)에 따라서?"
)
_BECAUSE = re.compile(r"(?<=[가-힣])므로(?=[, ])")
# Endings that make a clause the ground of the next, the plain ones first.
_PLAIN_ENDINGS = frozenset("어서 아서 여서 라서 므로 으므로 느라 느라고 니까 으니까".split())
# '회수하면서 자금이 바닥났다' may be no more than at the same time.
_WEAK_ENDINGS = frozenset("면서 으면서".split())
_ENDINGS = (
    _PLAIN_ENDINGS
    | _WEAK_ENDINGS
    | frozenset("어 아 여 니 으니 자 다며 ᆫ다며 는다며 라며 이라며".split())
)
# Verbs of which such endings make a particle: '법에 따라', '누리집을 통해'.
_AS_PARTICLES = frozenset("따르 통하 대하 관하 의하 비하 걸치 거치 향하 더하 이르 위하".split())
_CASES = frozenset(["JKS", "JKO", "JKB", "JX"])
_BOUND = frozenset(["VX", "JX"])
_OTHER_CLAUSES = frozenset("고 며 으며 지만 으나 는데 은데 ᆫ데 다가 었다가 면 으면".split())
_CONTRASTS = frozenset("지만 으나 는데 은데 ᆫ데 라 이라".split())
# A label is no part of what it tells: '[원인] …', '의견: 총무과 - …'.
_SENTENCE = re.compile(
    r"(?<!\d)[.!?] |(?<=\d)[.!?] (?![\d~∼–-])|^[-*•·]\s+|^\[[^\]\n]{1,10}\] ?|^[^:\n|]{1,15}: | - "
)
# What it stands for is told before.
_POINTS_BACK = re.compile(
    r"^(?:이|그|이것|그것|이런|그런|같은) (?:(?:때문|덕분)에 |(?:때문|덕분|까닭)$)"
)
# No sentence: '비고: 여름방학에 따른 급식 중단'
_NOTED = re.compile(
    r"(?:^|[:,])\s*(?P<why>[^:,]*[가-힣]"
    r"(?:으로|(?<=공사|교체|수리|장애|사고|화재|보수|정비|행사|휴가)로|로 인한|에 따른|에 따라)"
    r" [^:,]*[가-힣](?<!다))"
    r"\s*(?:$|,)"
)
# '뚜껑을 열지 마십시오. 뜨거운 김이 나올 수 있습니다.'
_FORBIDS = re.compile(r"(?:지 (?:마|말)|금지|(?:아니|안) (?:된|됩|되)|않도록)[^.]*[.!]?$")
# No leave to do something else: '다만, 복도에서는 음료를 마실 수 있습니다.'
_RISKS = re.compile(
    r"(?!다만|단,|그러나)(?![^.\n|]*(?:[을를]\s|경우|때))[^.\n|]{4,}?"
    r"(?:수 있|위험이 있|우려가 있|염려가 있|원인이 [되됩된])[^.\n|]*"
)
_SHORTEST = 3
_EDGES = " ,'\"“”‘’"


def reason(text: str) -> str:
    """What of a text of a sentence or two says why, '' where nothing does; of a row its cell."""
    cells = text.split("|")
    noted = (_noted(cell) for cell in cells[1:])
    return next(filter(None, (*map(_reason, cells), *noted)), "")


def _noted(cell: str) -> str:
    """What a cell of a row notes as a cause in a few words: '대표자 변경으로 지급 지연'."""
    found = _NOTED.search(cell)
    return found["why"].strip() if found else ""


def _reason(text: str) -> str:
    found = filter(
        None, (find(text) for find in (_told_as_one, _named, _announced, _marked, _linked))
    )
    told = (_POINTS_BACK.sub("", text[start:end].strip(_EDGES)) for start, end in found)
    return next(filter(None, told), "")


def plainly_gives_reason(text: str) -> bool:
    """Whether a text says in so many words that it gives a reason."""
    return any(
        one.search(text)
        for one in (
            _TOLD_AS_ONE,
            _GIVEN,
            _NAMED,
            _ANNOUNCES,
            _CALLED,
            _GROUNDS,
            _AIM,
            _CAUSE,
            _BECAUSE,
        )
    )


def risk(forbidden: str, after: str) -> str:
    """What may happen if one does what a sentence forbids, which the one behind it says; or ''."""
    told = _RISKS.match(after.lstrip(" ")) if _FORBIDS.search(forbidden) else None
    return told[0].strip() if told else ""


def _told_as_one(text: str) -> tuple[int, int] | None:
    found = _TOLD_AS_ONE.search(text)
    return found.span(found.lastgroup or 0) if found else None


def _named(text: str) -> tuple[int, int] | None:
    if given := _GIVEN.search(text):
        return given.span("why")
    match = _NAMED.search(text, 1)
    if match is None:
        return None
    announced = [one.end() for one in _ANNOUNCES.finditer(text, 0, match.start())]
    begin = announced[-1] if announced else _start(text, match.start(), _CONTRASTS)
    return _behind_subject(text, begin, match.start()), match.end()


def _behind_subject(text: str, begin: int, end: int) -> int:
    """Where a cause that is a noun begins: '환율 때문' in '값이 환율 때문에 올랐다'."""
    inside = [m for m in analyse(text) if begin <= m.start and m.end <= end]
    subject = max((n for n, m in enumerate(inside) if m.tag == "JKS"), default=-1)
    behind = inside[subject + 1 :]
    noun = bool(behind) and all(m.tag[0] not in "VE" for m in behind)
    return inside[subject].end if subject >= 0 and noun else begin


def _announced(text: str) -> tuple[int, int] | None:
    match = _ANNOUNCES.search(text)
    end = _ANNOUNCED_TO.search(text, match.end() + _SHORTEST) if match else None
    return (match.end(), end.start()) if match and end else None


def _marked(text: str) -> tuple[int, int] | None:
    """The clause up to a word for a ground, a cause or an aim, the plainest first."""
    marks = (_CALLED, _GROUNDS, _CAUSE, _AIM)
    match = next(filter(None, (mark.search(text) for mark in marks)), None)
    return (_start(text, match.start(), _OTHER_CLAUSES), match.end()) if match else None


def _linked(text: str) -> tuple[int, int] | None:
    """The clause whose ending makes it the ground of what follows; of several the last."""
    found = list(_grounding(text))
    if not found:
        return None
    plain = [end for end, ending in found if ending in _PLAIN_ENDINGS]
    other = [end for end, ending in found if ending not in _WEAK_ENDINGS]
    end = (plain or other or [found[-1][0]])[-1]
    start = _start(text, end, _OTHER_CLAUSES)
    return (start, end) if end - start >= _SHORTEST else None


def _grounding(text: str) -> Iterator[tuple[int, str]]:
    """Where such endings stand, with the endings; none before an auxiliary or a particle.

    What is done to an object first is a step rather than a ground: '짐을 나누어 싣는다'. A verb
    noted down makes a ground of a particle: '수요가 늘어남에 따라'.
    """
    morphemes = analyse(text)
    case, noted = "", 0
    for (verb, ending), after in zip(pairwise(morphemes), morphemes[2:], strict=False):
        noted = verb.end if verb.tag == "ETN" else noted
        case = verb.tag if verb.tag in _CASES else case
        grounds = ending.tag == "EC" and ending.form in _ENDINGS
        step = case == "JKO" and verb.tag == "VV" and ending.form not in _PLAIN_ENDINGS
        particle = verb.form in _AS_PARTICLES and text[noted : verb.start] != "에 "
        if grounds and not step and not particle and after.tag not in _BOUND:
            yield ending.end, ending.form


def _start(text: str, end: int, clauses: frozenset[str]) -> int:
    """Where the words begin that end there: after a topic, a comma, a sentence or a clause."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text, 0, end))]
    for before, one in pairwise(analyse(text)):
        if one.end > end - _SHORTEST:
            break
        topical = one.tag == "JX" and one.form in ("은", "는") and before.tag[0] in "NSJX"
        if topical or (one.tag == "EC" and one.form in clauses) or one.form == ",":
            starts.append(one.end)
    return max(starts)
