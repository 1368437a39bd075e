"""The many ways in which language models cite, each written as `[1]`, which `rag.llm.citing` reads.

【1†a.txt】, (단락 1), ¹, ①, <sup>1</sup>, [[1]](#1), 단락 1에 따르면. Without a word for what is
cited, (1) and ① are marks only behind the end of a sentence: in 'UAE(4)' they say something.
"""

import re

_KIND = r"(?:단락|문서|자료|출처|근거|각주|주석|인용|source|doc(?:ument)?|passage|ref(?:erence)?)"
_NUMBER = r"\d{1,2}(?!\d)"
_SEVERAL = rf"{_NUMBER}(?:\s*(?:[,，·;&~∼–—-]|및|와|과|and)\s*(?:{_KIND}\s?)?{_NUMBER})*"
_SIGN = r"\s?[:：#]?\s?"
_END = r"(?<=[다요죠음됨함임까.!?。])"
_CLOSE = r"(?=\s*[.!?。]?\s*$)"
_RAISED = {sign: str(number) for number, sign in enumerate("¹²³⁴⁵⁶⁷⁸⁹", 1)}
_CIRCLED = {chr(ord("①") + number): str(number + 1) for number in range(20)}
_ALONE = _RAISED | _CIRCLED
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\[\[?\^?(?:{_KIND}\s?)?(?P<n>{_NUMBER})\]?\]\([^()\s]*\)",
        rf"<sup>\s*\[?(?P<n>{_SEVERAL})\]?\s*</sup>",
        rf"【\s*(?:{_KIND}{_SIGN})?(?P<n>{_SEVERAL})[^】\n]{{0,80}}】",
        rf"[\[［]\s*\^?(?:{_KIND}{_SIGN})?(?P<n>{_SEVERAL})\s*(?:번|참조|참고)?\s*[\]］]",
        rf"[(（]\s*{_KIND}{_SIGN}\[?(?P<n>{_SEVERAL})\]?\s*(?:번|참조|참고)?\s*[)）]",
        rf"{_END}\s?[(（]\s*(?P<n>{_SEVERAL})\s*[)）](?=[.!?。\s]|$)",
        rf"{_END}(?P<n>[{''.join(_ALONE)}]+)",
        rf"{_END}\s(?P<n>[{''.join(_ALONE)}]+){_CLOSE}",
    )
)
# Names the passage in front: '단락 1에 따르면'. Its number would be another one for the user.
_ACCORDING = re.compile(
    rf"(?:{_KIND}\s?\[?(?P<a>{_SEVERAL})\]?번?|\[(?P<b>{_SEVERAL})\]번?(?:\s?{_KIND})?)"
    rf"(?:에 따르면|에 의하면),?\s*(?P<said>[^\n]*?(?:[.!?。](?=\s|$|\[)|$))",
    re.IGNORECASE | re.MULTILINE,
)
# '출처: [1], [2]' says nothing, nor does a list of what is cited at the end.
_SOURCES = re.compile(
    r"^[#>*\s-]*(?:참고\s?(?:문헌|자료|문서)|출처|근거(?:\s?(?:문서|단락|자료))?|각주|references?|sources?)"
    r"[\s*]*[:：]?[ *]*(?:(?:\n+[>*\s-]*\[\d+\][^\n]*(?<![.다요]))+$|(?:\[\d+\]|[,，· *])*$)",
    re.IGNORECASE | re.MULTILINE,
)
_NOTE = re.compile(r"^\s*\[\^?\d{1,2}\]\s?[:：].*$", re.MULTILINE)


def plain_marks(text: str) -> str:
    """The text with every mark as `[1]` or `[1][2]`, without lists of what is cited."""
    text = _NOTE.sub("", text)
    for pattern in _MARKS:
        text = pattern.sub(lambda mark: _written(mark["n"]), text)
    text = _ACCORDING.sub(lambda m: f"{m['said']} {_written(m['a'] or m['b'])}", text)
    return _SOURCES.sub("", text)


def _written(numbers: str) -> str:
    """'1, 3-4' as `[1][3][4]`."""
    numbers = "".join(f" {_ALONE[sign]} " if sign in _ALONE else sign for sign in numbers)
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*[~∼–—-]\s*(\d+))?", numbers):
        found.extend(range(int(first), int(last or first) + 1))
    return "".join(f"[{number}]" for number in dict.fromkeys(found))
