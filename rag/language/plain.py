"""Sentences in plainer words, where other ways to say the same reach beyond a word."""

import re
from collections.abc import Sequence

from index import Morpheme, analyse

# A name in 라 with 는 is taken for a noun with 라는: '소라는', '솔라는'.
_CUT_NAME = re.compile(r"((?:^|[,.] )[가-힣])라는 (?!것|이름|말|점|뜻|단어|용어|사실)")
# What only leads a sentence in.
_FRAMING = re.compile(
    r"^(?:정리하면|요약하면|정리하자면|요약하자면|결론적으로|다시 말해|다시 말하면|말하자면|참고로"
    r"|(?:이|해당|제공된|주어진)?\s?(?:문서|자료|규정|안내문|보고서|내용|본문|단락|기사)[에를]?\s?"
    r"(?:따르면|의하면|보면)),?\s"
)
# Who has no duty need not: '낼 의무가 없다', '갚을 책임을 면한다'.
_NO_DUTY = re.compile(
    r"(?P<stem>[가-힣]) ?(?:(?:의무|책임|필요|이유)(?:가|도|는|은|이|까지)? ?없(?=[가-힣])"
    r"|(?:의무|책임)(?:을|를|도)? ?(?:면하|면제받|면제되|면제하|면(?=[한합])))"
    r"(?P<end>한다|합니다|다)?"
)
# '없다' is told of what is, '않는다' of what one does.
_ENDINGS = {"다": "는다", "한다": "는다", "합니다": "습니다", None: ""}
# '기록하지 아니하여도' is taken for an interjection and a verb.
_AS_STATUTES = re.compile(
    r"(?<=지) ?아니(하여|하고|하며|하면|하는|하도록|하거나|하였|하지|한다|합니다|한|할|해)"
)
_IN_SHORT = {
    "하여": "않아",
    "하고": "않고",
    "하며": "않으며",
    "하면": "않으면",
    "하는": "않는",
    "하도록": "않도록",
    "하거나": "않거나",
    "하였": "않았",
    "하지": "않지",
    "한다": "않는다",
    "합니다": "않습니다",
    "한": "않은",
    "할": "않을",
    "해": "않아",
}
_DUTY_DENIED = re.compile(
    r"(?<=[가-힣]{2}) ?(?:의무|책임)(?:를|을) (?:부담하|지)지(?= (?:않|아니))"
)
_TIME = r"(?:(?:오전|오후|새벽|아침|낮|저녁|밤)\s?)?\d{1,2}(?:시(?:\s?(?:\d{1,2}분|반))?|:\d\d)"
# Other ways to say the same that reach beyond a word.
_NORMAL = (
    (re.compile(rf"({_TIME})\s?[~∼–]\s?({_TIME})(?:까지|에)?"), r"\1부터 \2까지"),
    (re.compile(r"(?:으)?면 (?:안 ?|아니 ?)(?:됩니다|된다|되며|되고|돼요)"), "지 않는다"),
    # With an auxiliary verb, so that the stem stays as it is: 그어 is 긋.
    (
        re.compile(r"(?<=[가-힣])서는 (?:안 ?|아니 ?)(?:됩니다|된다|되며|되고|돼요|되지만)"),
        " 두지 않는다",
    ),
    (re.compile(r"뿐(?:만)? 아니라"), "과 함께"),
    (re.compile(r"(?:일주일|(?<!\d)1주일)(?:에|마다)(?=\s)|매주(?=\s)"), "주"),
    (re.compile(r"일주일"), "1주일"),
    (re.compile(r"(?:(?<!\d)1년에|한 해에|매년|해마다|연간)(?=\s)"), "연"),
    (re.compile(r"(?:한 달에|매달|매월|달마다|월간)(?=\s)"), "월"),
    (re.compile(r"(?<![가-힣])([가-힣]{2,3})(?<!요)(?<!휴)일(?=로?부터)"), r"\1한 날"),
    (re.compile(r"한 해 동안(?=\s)"), "연"),
    (re.compile(r"에(?:도|는)? 미치지 못했"), "보다 낮았"),
    (re.compile(r"에(?:도|는)? 미치지 못하"), "보다 낮"),
    (_CUT_NAME, r"\1라가 "),
    (re.compile(r"(?<=[가-힣\d]) 대비(?=[ ,])"), "보다"),
    (re.compile(r"(?<!\d)(\d{1,2})인(?=당| )당?"), r"\1명"),
    (
        re.compile(r"(?<![가-힣\d])(?<![\d만천백억] )(건|대|개|명|박|회|권|주|장)당(?= )"),
        r"한 \1에",
    ),
    (re.compile(r"(?<=\d[가-힣])당(?= )"), "에"),
    (_FRAMING, ""),
    (re.compile(r"(?<=로) 인(?:해|하여|한)(?:서)?(?=[ ,])"), ""),
    (re.compile(r"(?<=\d[일주년])차(?!례)"), "째"),
    (re.compile(r"앞으로(?=\s)"), "향후"),
    (re.compile(r"전 ?세계"), "세계"),
    (re.compile(r"([월연])평균"), r"\1 평균"),
    (re.compile(r"한 달(?= 평균)"), "월"),
    (re.compile(r"대상에서 제외됩"), "대상이 아닙"),
    (re.compile(r"대상에서 제외(?:되|된(?=다))"), "대상이 아니"),
    (re.compile(r"혼자 사는(?= )"), "1명"),
    (re.compile(r"(?<=\d년)경(?=\s|에)"), " 무렵"),
    (re.compile(r"가장 (?:먼저|처음)"), "최초로"),
    (re.compile(r"(?:우리 돈|한화)으?로 "), ""),
    (re.compile(r"([을를]) (?:통해|이용해|활용해|써서)(?:서)?(?=[\s,])"), r"로"),
    (re.compile(r"(?<=한 사람)에(?=\s)"), "당"),
    (re.compile(r"작년"), "지난해"),
    (re.compile(r"이듬해"), "다음 해"),
    (re.compile(r"이튿날"), "다음 날"),
)


def plainly(text: str) -> str:
    """A sentence in plainer words."""
    for pattern, plain in _NORMAL:
        text = pattern.sub(plain, text)
    text = _AS_STATUTES.sub(lambda match: f" {_IN_SHORT[match[1]]}", text)
    text = _DUTY_DENIED.sub("하지", text)
    text = _NO_DUTY.sub(_need_not, text)
    return _each_denied(text) if "거나" in text else text


def _need_not(match: re.Match[str]) -> str:
    """'제출할 필요가 없' as '제출하지 않': the stem is what stands before a final ㄹ."""
    stem = _without_l(match["stem"])
    return match[0] if stem is None else f"{stem}지 않{_ENDINGS[match['end']]}"


def _without_l(syllable: str) -> str | None:
    """The end of a stem before -ᆯ: 하 of 할, '' of 을; None for what ends in something else."""
    if syllable == "을":
        return ""
    code = ord(syllable) - ord("가")
    return chr(ord(syllable) - 8) if code % 28 == 8 else None


def _each_denied(text: str) -> str:
    """'넘기거나 빌려줄 수 없다' denies both: '넘기지 않고 빌려줄 수 없다'."""
    morphemes = analyse(text)
    for place in range(len(morphemes) - 1, -1, -1):
        one = morphemes[place]
        if (one.form, one.tag) == ("거나", "EC") and _is_denied(morphemes[place + 1 :]):
            text = f"{text[: one.start]}지 않고{text[one.end :]}"
    return text


def _is_denied(following: Sequence[Morpheme]) -> bool:
    """Whether the predicate that goes on after a link is denied, with nothing said to be so."""
    for one, after in zip(following, following[1:], strict=False):
        tag = one.tag.split("-")[0]
        if one.form in ("않", "못하", "아니하", "없") and tag in ("VX", "VA", "VV"):
            return True
        marks_off = tag == "ETM" and after.form != "수"
        goes_on = tag == "EF" or (
            tag == "EC" and one.form not in ("지", "거나") and after.tag != "VX"
        )
        if marks_off or goes_on:
            return False
    return False
