"""What a passage lists, each with what it is a list of: items, members of a row, of a definition.

'- 드론' below the heading '반입 금지 물품', '지원 항목: 재료비, 홍보비', '여비는 교통비와 식비로
나눈다': rules, notices and forms say once, above or before a list, what holds for all on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import Passage
from rag.checking.support import Evidence
from rag.language.lists import Listing, mark_of, marked

_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|제\s?\d+조)\s*")
_LABEL = re.compile(r"(?P<label>[^:：.?!\n]{2,30}?)\s?[:：]\s(?P<said>\S.*)")
_ANNOUNCES = re.compile(
    r"다음(?:의| 각|과 같|에 해당| 중|\s[가-힣]+[은는을를의이가])|아래(?:의|와| )"
)
_SENTENCE = re.compile(r"(?:다|요|오)\.?\s*$|[가-힣\w)]{2}[.!?](?:\s|$)")
_MARKED = r"[\"“‘']?(?P<head>[^\"”’',.]{1,20}?)[\"”’']?"
_DEFINED = (
    re.compile(rf"{_MARKED}(?:이?란|이?라 함은)\s(?P<said>[^.]+?)[을를] 말(?:한다|하며|합니다)"),
    re.compile(
        rf"{_MARKED}[은는]\s(?P<said>[^.]*?,[^.]*?)(?:으로|로|[이가]) "
        r"(?:한다|합니다|나눈다|나뉜다|나눕니다|구분한다|구분합니다|구성(?:한|된|합니|됩니)다|있(?:다|습니다))"
    ),
)
_EXCLUDED = re.compile(
    r",?\s*(?P<said>[^,.]+?)[은는]\s(?:이에\s)?(?:포함하지|포함되지|해당하지|제외)"
)
_ASIDE = re.compile(r"\(([^()]*)\)")
_LEFT_OUT = re.compile(r"[은는을를도]?\s?(?:제외|예외|빼고)\S*\s*$")
_BUT = re.compile(r"(?P<but>[^,]+?)[을를]?\s?(?:제외한|제외하고|뺀|빼고|이외의|외의)\s")
_SIDE = re.compile(
    r"(?<=[가-힣])(?:,|·|/|와|과|(?:이|하)?거나|이나|나)\s|\s(?:또는|및|혹은|등)\s|[,·/]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a list: `pieces` stand side by side in it, `lead` says what is listed.

    `host` is what it is an aside to, or taken out of; `left_out` tells that just this is taken out
    of what the lead says.
    """

    pieces: tuple[str, ...]
    lead: str
    passage: Passage
    span: tuple[int, int]
    host: str = ""
    left_out: bool = False

    @property
    def evidence(self) -> Evidence:
        """The line that it stands in."""
        return Evidence.within(self.passage, *self.span)


def entries(passage: Passage) -> Iterator[Entry]:
    """All that the lines of a passage list, in order."""
    own = {item.start: one for one in marked((passage,)) for item in one.items}
    start = 0
    for whole in passage.text.splitlines(keepends=True):
        line, span = whole.strip(), (start, start + len(whole.rstrip()))
        within = own.get(passage.start + start)
        start += len(whole)
        mark = mark_of(whole)
        said = mark.said if mark else line
        heading = _heading(passage, line)
        if not line or line.startswith("|"):
            continue
        if defined := [*_defined(said)]:
            for lead, text in defined:
                yield from _members(text, lead, passage, span)
        elif (label := _LABEL.fullmatch(said)) and not _SENTENCE.search(label["said"]):
            lead = f"{heading}\n{label['label']}"
            yield from _members(label["said"], lead, passage, span)
        elif mark and not mark.is_article and not _SENTENCE.search(said):
            lead = _announced(within) if within else ""
            yield from _members(said, lead or heading, passage, span)


def _announced(listing: Listing) -> str:
    """The line above a list, or above that which it is part of, that says that items follow."""
    told = (one for one in (listing.above, listing.outer) if _ANNOUNCES.search(one))
    return next((one for one in told if "?" not in one), "")


def _heading(passage: Passage, line: str) -> str:
    """The heading nearest above a line that is none itself, without its number."""
    own = (one for one in reversed(passage.headings) if one.strip() != line)
    return _NUMBER.sub("", next(own, ""))


def _defined(said: str) -> Iterator[tuple[str, str]]:
    """What a sentence says that something is made up of, and what it leaves out of that."""
    for pattern in _DEFINED:
        for found in pattern.finditer(said):
            yield found["head"], found["said"]
            if excluded := _EXCLUDED.match(said, found.end()):
                yield f"{found['head']} 제외", excluded["said"]


def _members(text: str, lead: str, passage: Passage, span: tuple[int, int]) -> Iterator[Entry]:
    """What stands side by side in a text, with the asides behind it."""
    for aside in _ASIDE.finditer(text):
        left_out, host = _LEFT_OUT.search(aside[1]), text[: aside.start()]
        said = aside[1][: left_out.start()] if left_out else aside[1]
        yield Entry(_sides(said), lead, passage, span, host, left_out is not None)
    plain = _ASIDE.sub(" ", text)
    for member in re.split(r",\s", plain):
        if but := _BUT.match(member):
            member = member[but.end() :]
            yield Entry(_sides(but["but"]), lead, passage, span, member, left_out=True)
        yield Entry(_sides(member), lead, passage, span)


def _sides(text: str) -> tuple[str, ...]:
    return tuple(side.strip(" .") for side in _SIDE.split(text) if side and side.strip(" ."))
