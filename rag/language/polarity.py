"""Which way a yes/no question is put, and what of a clause tells that something is so.

'안 내도 되나요?' and '없나요?' ask the opposite of '내도 되나요?' and '있나요?'. Each cue below is
one of many that a model weighs (`rag.reading.whether.deciding`).
"""

import re
from collections.abc import Sequence

from index import Morpheme, analyse

# What asks to be told, behind what it asks.
_TELL_ME = re.compile(
    r"(?:에 대해\s|\s)?(?:궁금[가-힣]*|알려\s?(?:주|줘|달)[가-힣\s]*|말해\s?(?:주|줘|달)[가-힣\s]*"
    r"|확인해\s?(?:주|줘|달)[가-힣\s]*)[.?!\s]*$"
)
_NOTHING_LEFT = frozenset("상관 문제 관계 지장 무리 이상".split())
# Auxiliaries that deny the verb before.
DENYING = frozenset("않 못하 말 아니하".split())
_AUXILIARY = frozenset("VX XSV XSA VCP VCN EF EP EC ETM MAG".split())
_LIGHT = frozenset("되 하 있 없 괜찮 좋 어떻".split())
_BOUND = frozenset("수 거 것 적 데 바".split())
_NEGATIONS = re.compile(
    r"[가-힣]지\s?(?:는\s?|도\s?)?(?:않|못|아니)|없|(?<![가-힣])[안못]\s(?=[가-힣])|불가|금지|아니"
    r"|미[제지적해]|불[허필]|면제|생략|무료"
)
# Models have learnt with these; rules that must be sure tell more of each verb
# (`rag.reading.whether.compared`).
_MORE = re.compile(r"늘|증가|올[랐라리]|상승|많|확대|인상|높|길어|넘|초과|더\s|빨라|커[졌지]|비싸")
_LESS = re.compile(
    r"줄|감소|내[렸리려]|하락|적[은어다게었]|축소|인하|낮|단축|짧|못\s?미|미만|덜\s|느려|작아|싸[졌지]"
)


def _patterns(**cues: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in cues.items()}


TOLD = _patterns(
    not_=r"[가-힣]지\s?(?:는\s?|도\s?)?(?:않|못|아니)|(?<![가-힣])[안못]\s[가-힣]|아니(?:다|며|고|라|한)|아닌|아닙",
    banned=r"금지|금(?:한다|합니다|함)|삼가|불가|불허|수\s?(?:는|도)?\s?없|[가-힣]지\s?(?:마|말)|안\s?[됩된되돼]"
    r"|못\s?[하한합]",
    left_out=r"제외|별도|따로|(?:불|미)포함|빼고|예외|외에는|아니한",
    spared=r"면제|생략|불필요|필요\s?(?:가\s?)?없|무료|무상|[가-힣]지\s?않아도|없이",
    allowed=r"수\s?(?:는|도)?\s?있|가능|허용|허가|[가-힣]도\s[됩된되돼좋무괜]|인정",
    must=r"야\s?(?:한|합|하|함|된|됩)|필수|의무|반드시|필요(?!\s?(?:가\s?)?없)",
    there=r"있(?:다|습니다|음|으며|고)|제공|지급|지원|포함(?!되지|하지)|준다|드립|운영|적용(?!되지|하지)|대상",
    none=r"없(?:다|습니다|음|으며|고|는)|미(?:제공|지원|적용|해당|보유)|해당\s?없",
    ticked=r"^\s*(?:[OoYy○◯●✓✔√]|예|있음|가능|포함|필수|대상|완료)\s*$",
    crossed=r"^\s*(?:[XxNn×✕✗\-–—]|아니요|없음|불가|제외|해당\s?없음|미포함)\s*$",
    done=r"완료|마쳤|마침|끝났|[았었했됐]다|[았었했됐]습니다|가결|승인|통과|선정|의결|확정",
    undone=r"예정|계획|보류|부결|취소|중단|연기|반려|미정|검토|기각|탈락|실패|폐지|종료",
    bounded=r"이상|이하|미만|초과|이내|까지|부터|한도|최대|최소|안에",
    price=r"[1-9][\d,]*\s?(?:[천만억]\s?)*원|유료",
    if_=r"경우|다만|에 ?한(?:하여|해|정)|[가-힣](?<!지)만 |[으려하되이라]면 |때(?:는|에만)|외에는",
    but=r"^\s*(?:단|다만),?\s",
    all_=r"모든|모두|전부|누구나|관계없이|상관없이|불문",
)
# The same, and more, at the very end of a clause, where its predicate is.
ENDING = _patterns(
    not_=r"[가-힣]지\s?(?:는\s?|도\s?)?(?:않|못|아니)\S{0,4}$|(?<![가-힣])[안못]\s[가-힣]{1,5}$|아니\S{0,3}$|아닌\S?$",
    none=r"없\S{0,4}$|없는\s\S+$",
    banned=r"(?:금지|금한|금합|삼가|불가|불허)\S{0,4}$|지\s?(?:마|말)\S{0,4}$|안\s?[됩된되돼]\S{0,3}$",
    cannot=r"수\s?(?:는|도)?\s?없\S{0,4}$|못\s?[하한합해]\S{0,3}$",
    can=r"수\s?(?:는|도)?\s?있\S{0,4}$|가능\S{0,3}$|도\s?[됩된되돼좋]\S{0,3}$|허용\S{0,3}$",
    must=r"야\s?(?:한|합|하|함|된|됩)\S{0,3}$|필수\S{0,3}$|필요\S{0,4}$",
    need_not=r"(?:않아도|없어도)\s?[됩된되돼]\S{0,3}$|필요\s?(?:가\s|는\s)?없\S{0,4}$|(?:면제|생략)\S{0,4}$",
    left_out=r"(?:제외|뺐|뺀|빼|빠|별도|따로)\S{0,6}$",
    turned=r"(?:중단|폐지|부결|반려|보류|취소|거절|거부|잃|탈락|기각|미루|연기|줄|멈|막|늦|어렵|부족|못\s?미|그치|그쳤"
    r"|닫|끊|돌려보|되돌)\S{0,6}$",
    planned=r"(?:예정|계획|검토|준비|협의)\S{0,8}$|기로\s?\S{0,3}$",
    only=r"만\s[가-힣]+\S*$|에\s?한\S*\s?\S*$",
    past=r"[았었했됐였렸졌갔왔났렀겼켰쳤셨]\S{0,4}$",
)
ASKED = _patterns(
    not_=r"[가-힣]지\s?(?:는\s?|도\s?)?(?:않|못|아니)|(?<![가-힣])[안못]\s[가-힣]|아니(?:에|죠|지|야)|아닌|없",
    may=r"도\s?(?:되|돼|됩|될|된|괜찮|좋)|수\s?(?:는\s|도\s)?있|가능",
    need_not=r"지\s?(?:않|아니)\S{0,2}도|안\s\S{1,4}도\s?(?:되|돼|괜)|생략|면제",
    must=r"야\s?(?:하|되|돼|한|함|할|합)|필수|의무|필요|꼭|반드시",
    banned=r"금지|불가|면\s?안\s?[되돼된됩]",
    left_out=r"제외|빠지|빠져|별도|따로",
    free=r"무료|공짜|무상|면제",
    belongs=r"포함|들어가|대상|해당|적용",
    there=r"있[나어는습을]|나오|주[나는시]|줘|드리|제공|지급|지원",
    is_=r"맞|인가요|인가\?|이에요|예요\?|입니까|인지|이야\?|사실|죠\?|이지\?",
    compared=r"보다|더\s|늘|줄|증가|감소|올랐|내렸|높|낮|많|적",
    past=r"[았었했됐였렸졌갔왔났]",
    paid=r"[을를이가]?\s?내[야나도는면]|부담|돈|비용|요금|수수료|위약금",
)


def without_telling(question: str) -> str:
    """A question without '알려 주세요' and the like."""
    return _TELL_ME.sub("?", question.strip())


def is_turned(question: str) -> bool:
    """Whether it asks the opposite of a plain question: if something is not so."""
    words = [m for m in analyse(without_telling(question)) if m.tag[0] != "S"]
    own = range(_predicate_start(words), len(words))
    return sum(_denies(words, i) for i in own) % 2 == 1


def denials(text: str) -> int:
    """How many words of a text deny something."""
    return len(_NEGATIONS.findall(text))


def direction(text: str) -> int:
    """1 where a text tells of more, -1 of less, 0 of neither or both."""
    return bool(_MORE.search(text)) - bool(_LESS.search(text))


def predicates(morphemes: Sequence[Morpheme]) -> list[str]:
    """The verbs, adjectives and nouns of verbs, in order."""
    following = [*(m.tag for m in morphemes), ""][1:]
    return [
        m.form
        for m, after in zip(morphemes, following, strict=True)
        if m.tag.startswith(("VV", "VA")) or (m.tag in ("NNG", "XR") and after.startswith("XS"))
    ]


def _predicate_start(morphemes: Sequence[Morpheme]) -> int:
    """Where the last predicate with all that belongs to it begins: '내지 않아도 되나요'."""
    first = len(morphemes) - 1
    while first > 0 and _is_auxiliary(morphemes, first):
        first -= 1
    if first > 0 and morphemes[first - 1].tag == "MAG":
        first -= 1
    return max(0, first)


def _is_auxiliary(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether another predicate comes before that a morpheme belongs to."""
    m, before = morphemes[i], morphemes[i - 1]
    tag = m.tag.split("-")[0]
    if tag in _AUXILIARY:
        return True
    if tag in ("JX", "JKS"):
        return before.tag == "NNB" and before.form in _BOUND
    if tag == "NNB":
        return m.form in _BOUND and before.tag == "ETM"
    bound = before.tag in ("JX", "JKS") and i > 1 and morphemes[i - 2].tag == "NNB"
    light = tag in ("VV", "VA") and m.form in _LIGHT
    return light and (before.tag in ("EC", "NNB", "MAG") or bound)


def _denies(morphemes: Sequence[Morpheme], i: int) -> bool:
    m, before = morphemes[i], morphemes[i - 1] if i else None
    if m.tag == "MAG":
        return m.form in ("안", "못")
    if m.tag.startswith("VX"):
        return m.form in DENYING
    if m.tag == "VCN":  # '승인된 거 아닌가요?' supposes that it is
        return before is None or before.tag != "NNB"
    fine = before is not None and before.form in _NOTHING_LEFT
    return m.tag.startswith("VA") and m.form == "없" and not fine
