"""When a person was born or died, by the dates behind the name: '추만석(1817년 ~ 1884년)'."""

import re
from dataclasses import replace

from rag.span_scores import Candidate, Judged

_ASKS = re.compile(
    r"\s*(?P<who>\S.{0,20}?)[은는이가의]? (?:"
    r"(?:언제|몇 ?년에?|어느 ?해에?) ?"
    r"(?:(?P<born>태어|출생|탄생)|죽|사망|별세|타계|서거|숨졌|숨진|숨을|돌아가|세상을)"
    r"\S*(?: \S{1,6})?"
    r"|(?:(?P<birth>생년월일|출생일|출생 ?연도|생일|태어난 ?(?:날|해))"
    r"|사망일|사망 ?연도|기일|죽은 ?(?:날|해))\S{0,6}(?: \S{1,6})?"
    r")\s*[?.]*\s*"
)
_DATE = r"(?:19|1\d|20)\d\d(?:년|\.)(?:\s?\d{1,2}(?:월|\.))?(?:\s?\d{1,2}(?:일|\.))?"
_SPAN = rf"[^()]{{0,30}}?({_DATE})[^()~∼–-]{{0,12}}[~∼–-]\s?({_DATE})?"


def lifespan(judged: Judged) -> tuple[Candidate, str] | None:
    """The date of birth or death that is asked for, with its sentence; None where none is told."""
    asks = _ASKS.fullmatch(judged.spans.query.text)
    if asks is None:
        return None
    born = bool(asks["born"] or asks["birth"])
    told = re.compile(rf"{re.escape(asks['who'])}\**['’\"”]?\s?\({_SPAN}")
    for one in judged.candidates:
        match = told.search(one.text)
        if match and match[1 if born else 2]:
            number = 1 if born else 2
            short = match[number]
            return replace(one, short=short, short_start=one.start + match.start(number)), short
    return None
