"""Follow-up questions: what 'B100은?' means after a question about H100."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Morpheme, analyse

_POINTING = re.compile(
    r"(?<![가-힣])(그|이|저|해당|위|앞의)\s?(회사|기업|모델|칩|제품|나라|사람|서비스|기술|것|곳|반도체|업체|기관|책|영화|법|팀)"
    r"|(?<![가-힣])(그건|그게|그것|이건|이것|거기|그곳|여기|그때|걔)"
)
_LEADING = re.compile(r"^\s*(그럼|그러면|그렇다면|그런데|그리고|또|그래서|혹시)[,\s]+")
_ELLIPTIC = re.compile(r"(은|는|은요|는요|이|가|도|도요|의 경우|의 경우는)\s*\??\s*$")
# What a question is about: everything up to its first topic or subject particle.
_TOPIC = re.compile(r"^.*?[가-힣A-Za-z0-9](?:은|는|이|가)\s+")
_FEW_TERMS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question with the answer that was given."""

    question: str
    answer: str


def resolve(question: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked without the turns before it.

    A question that stands on its own comes back unchanged, so that a new topic does not drag the
    old one along.
    """
    if not history:
        return question
    bare = _LEADING.sub("", question)
    morphemes = analyse(bare)
    pointing = _POINTING.search(bare)
    content = [m for m in morphemes if m.is_content]
    elliptic = len(content) <= _FEW_TERMS and _ELLIPTIC.search(bare) is not None
    led = bare != question and len(content) <= _FEW_TERMS + 1
    if not (pointing or elliptic or led):
        return question
    last = resolve(history[-1].question, history[:-1])
    names = _names(last, analyse(last))
    own_names = _names(bare, morphemes)
    if own_names and names and not pointing:
        return _swap(last, names, own_names)
    if elliptic and not names and len(content) == 1:
        return _TOPIC.sub(lambda _: bare.rstrip(" ?") + " ", last, count=1)
    rest = _POINTING.sub("", bare, count=1).lstrip("은는이가을를의도 ") if pointing else bare
    topic = " ".join(names) or last
    return f"{topic} {rest}".strip()


def _swap(last: str, names: Sequence[str], own: Sequence[str]) -> str:
    """The last question with its most alike name replaced by the one that is asked about now."""
    new = " ".join(own)
    old = min(reversed(names), key=lambda name: _shape(name) != _shape(new))
    return last.replace(old, new)


def _shape(name: str) -> tuple[bool, bool]:
    return bool(re.search("[A-Za-z]", name)), bool(re.search("[0-9]", name))


def _names(text: str, morphemes: Sequence[Morpheme]) -> list[str]:
    """Names in a text: runs of proper nouns, Latin words and numbers without a space between."""
    names: list[str] = []
    end = -1
    for m in morphemes:
        if m.tag not in ("NNP", "SL", "SN") or (m.tag == "SN" and m.start != end):
            continue
        if m.start == end and names:
            names[-1] += text[m.start : m.end]
        elif m.start == end + 1 and names and text[end] == "-":
            names[-1] += text[end : m.end]
        else:
            names.append(text[m.start : m.end])
        end = m.end
    return [name for name in names if not name.isdigit()]
