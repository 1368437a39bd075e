"""When a person was born or died, by the dates behind the name: '추만석(1817년 ~ 1884년)'."""

import re
from dataclasses import replace

from rag.reading.scoring.span_scores import Candidate, Judged

_ASKS = re.compile(
    r"\s*(?P<who>\S.{0,20}?)[은는이가의]? (?:"
    r"(?:언제|몇 ?년에?|어느 ?해에?) ?"
    r"(?:(?P<born>태어|출생|탄생)|죽|사망|별세|타계|서거|숨졌|숨진|숨을|돌아가|세상을)"
    r"\S*(?: \S{1,6})?"
    r"|(?:(?P<birth>생년월일|출생일|출생 ?연도|생일|태어난 ?(?:날|해))"
    r"|사망일|사망 ?연도|기일|죽은 ?(?:날|해))\S{0,6}(?: \S{1,6})?"
    r")\s*[?.]*\s*"
)
# So many letters from a name on are told of that person.
_NEAR = 150
_ASKS_AGE = re.compile(
    r"\s*(?P<who>[가-힣A-Za-z]{2,8}(?: [가-힣A-Za-z]{1,6})?)[은는이가의]? (?:나이|연세|몇 ?살)"
    r"(?:[은는이가]? ?\S{0,6})?\s*[?.]*\s*"
)
_TELLS_BIRTH = re.compile(r"태어|태생|출생|탄생|생년|년생|생일|생으로")
_TELLS_DEATH = re.compile(
    r"죽|사망|별세|타계|서거|숨[졌지진을]|돌아가|세상을|전사|순국|처형|유언|장례|무덤|묘"
)
_TELLS_AGE = re.compile(r"\d\s?[세살](?![기계대트종])|[가-힣]살|년생|태어|출생|나이|연령")
_DATE = r"(?:1\d|20)\d\d(?:년|\.|(?=\s?[~∼–)-]))(?:\s?\d{1,2}(?:월|\.))?(?:\s?\d{1,2}(?:일|\.))?"
_SPAN = rf"[^()]{{0,30}}?({_DATE})[^()~∼–-]{{0,12}}[~∼–-]\s?({_DATE})?"


def lacks_birth_or_death(judged: Judged) -> bool:
    """Whether a date of birth or death or an age is asked for and no passage read tells of any."""
    text = judged.spans.query.text
    asks, aged = _ASKS.fullmatch(text), _ASKS_AGE.fullmatch(text)
    match = asks or aged
    if match is None:
        return False
    born = aged is not None or bool(match["born"] or match["birth"])
    tells = _TELLS_AGE if aged else _TELLS_BIRTH if born else _TELLS_DEATH
    who = "|".join(re.escape(word) for word in match["who"].split() if len(word) > 1)
    told = r"[^()]*\d{4}" + r"|\d{1,3}세?[,)]" * (aged is not None)  # 추만석(1817년 ~), 도해찬(38)
    dated = re.compile(rf"(?:{who})\S*?\s?\((?:{told})")
    texts = [read.passage.text for read in judged.spans.reads]
    near = [text[m.start() :][:_NEAR] for text in texts for m in re.finditer(who, text)]
    return not any(tells.search(one) for one in near) and not any(map(dated.search, texts))


def lifespan(judged: Judged) -> tuple[Candidate, str] | None:
    """The date of birth or death that is asked for, with its sentence; None where none is told."""
    asks = _ASKS.fullmatch(judged.spans.query.text)
    if asks is None:
        return None
    date = 1 if asks["born"] or asks["birth"] else 2
    told = re.compile(rf"{re.escape(asks['who'])}['’\"”]?\s?\({_SPAN}")
    for one in judged.candidates:
        match = told.search(one.text)
        if match and match[date]:
            start = one.start + match.start(date)
            return replace(one, short=match[date], short_start=start), match[date]
    return None
