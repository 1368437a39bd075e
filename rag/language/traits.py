"""What holds of a morpheme wherever it stands: its group, whether it carries a verb, its unit."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.units import CLOCK
from rag.language.persons import names_post

# A row a morpheme; the columns are numbered below.
Traits = NDArray[np.uint8]

_JOSA = {
    "은": "topic",
    "는": "topic",
    "ᆫ": "topic",
    "에": "at",
    "에서": "from",
    "로": "to",
    "으로": "to",
    "에게": "recipient",
    "한테": "recipient",
}
GROUPS = (
    "edge NNG NNP NNB SN SL SH NR XSN XPN MM NP JKS JKO topic JX at from to recipient JKB JKG JC "
    "VCP JKQ SSO SSC SP SF SO ETM V XSV E MA other"
).split()
_GROUP_OF_TAG = {
    "SW": "SO",
    "SE": "SP",
    "VV": "V",
    "VA": "V",
    "VX": "V",
    "XSA": "XSV",
    "JKC": "JKS",
    "MAG": "MA",
    "MAJ": "MA",
    "EC": "E",
    "EF": "E",
    "EP": "E",
    "ETN": "E",
    "JKV": "JX",
    "XR": "NNG",
}
GROUP = {name: number for number, name in enumerate(GROUPS)}
_UNIT_CLASSES = (
    frozenset("년 월 일 세기 년대 시 분 초 요일 분기".split()),
    frozenset("달러 원 엔 유로 파운드 위안".split()),
    frozenset("% 퍼센트 프로 % p".split()),
    frozenset(
        "명 개 개국 곳 종 가지 배 회 번 차례 위 점 대 권 편 건 척 층 살 세 m km kg g cm".split()
    ),
    frozenset("시 도 군 구 국 주 현 섬 역 동 읍 면 리 시티 광장 공원 반도 제도 공항".split()),
    frozenset(
        "사 당 회 원 부 청 은행 대학 대학교 학교 재단 위원회 그룹 신문 방송 일보 건설 전자".split()
    ),
    frozenset("법 론 주의 설 학 제 운동 정책 사건 전쟁 혁명 조약 협정".split()),
    frozenset("대통령 장관 의원 감독 교수 회장 박사 왕 천황 황제 총리 대표 장군 씨".split()),
)
_SHARED = (("SN",), ("NNP",), ("SL",), ("NNG",), ("JKG",), ("ETM", "VCP"), ("SSO",))
# '14:00' is to a reader what '14시' is; Kiwi makes serial numbers of both it and of others.
_CLOCK = re.compile(CLOCK)
_HOUR = "시"
# The columns: the number of the group, then flags.
OF_GROUP, VERB, NOUN_OF_VERB, MAKES_VERB, OF_POST, OF_SHARED = range(6)
OF_PROPER = OF_SHARED + _SHARED.index(("NNP",))
OF_UNIT = OF_SHARED + len(_SHARED)
TRAITS = OF_UNIT + len(_UNIT_CLASSES)


@lru_cache(maxsize=65536)
def traits_of(form: str, tag: str) -> bytes:
    """What holds of a morpheme wherever it stands: its group, then flags, from `VERB` on."""
    plain = tag.split("-")[0]
    if clock := _CLOCK.fullmatch(form):
        plain = "SN"
    return bytes(
        [
            GROUP[_group(form, plain)],
            plain in ("VV", "VA"),
            plain in ("NNG", "XR"),
            tag.startswith("XSV"),
            names_post(form),
            *(plain in shared for shared in _SHARED),
            *((_HOUR if clock else form) in units for units in _UNIT_CLASSES),
        ]
    )


def _group(form: str, tag: str) -> str:
    if tag in ("JX", "JKB"):
        return _JOSA.get(form, tag)
    tag = _GROUP_OF_TAG.get(tag, tag)
    return tag if tag in GROUP else "other"
