"""The parts of a sentence that speak each of a thing of its own.

'수강료는 8만 원이며, 재료비도 포함됩니다': the first part stands there word by word, and hides what
the second adds.
"""

import re

_JOINT = re.compile(r"(?<=[가-힣])(?:이?[며고]|지만|는데|은데|으나),?\s")
_ABOUT = re.compile(r"[가-힣A-Za-z\d)](?:은|는|이|가|도|께서)\s")
# How a part ends that another follows, and how it ends by itself.
_ENDINGS = {"이며": "이다", "이고": "이다"} | dict.fromkeys(
    ("며", "고", "지만", "는데", "은데", "으나"), "다"
)
_SHORTEST = 8


def coordinated(text: str) -> list[str]:
    """The parts as sentences; the whole where there are no two that name a topic or subject."""
    found, start = [], 0
    joints = list(_JOINT.finditer(text))
    for number, joint in enumerate(joints):
        end = joints[number + 1].start() if number + 1 < len(joints) else len(text)
        said, rest = text[start : joint.end()], text[joint.end() : end]
        if len(said) > _SHORTEST and _ABOUT.search(said) and _ABOUT.search(rest):
            found.append(_ended(said))
            start = joint.end()
    return [*found, text[start:]]


def _ended(said: str) -> str:
    """A part as a sentence: '7일이며,' is '7일이다.'"""
    said = said.rstrip(", ")
    ending = next((one for one in _ENDINGS if said.endswith(one)), "")
    return f"{said.removesuffix(ending)}{_ENDINGS[ending]}." if ending else said
