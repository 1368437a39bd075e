"""What a message asks: people greet, tell a story and ask two things at once.

A message is parted into the questions in it and what is told around them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.particles import with_particles
from index import Morpheme, analyse, sentence_spans
from index.tokens import analyser
from rag.answer import Answer, Sentence
from rag.conversation.asides import GREETING, is_polite
from rag.language.phrases import ASKING

_MOST = 4
# What only asks once more, or says nothing.
_EMPTY = re.compile(
    r"[ㅎㅋㅠㅜ~!.^\s]+|(?:정말|진짜|맞아|맞나|맞죠|확실해|그렇죠|그쵸|그런가)(?:요)?[\s?!.~]*"
)
_ASKS = re.compile(
    r"\?\s*$|(?:나요|가요|까요|을까|ㄹ까|니까|는지|는가|은가|인가|냐|냐고|니|죠|지요)[\s.~!]*$"
    r"|(?:알려|가르쳐|설명해|말해|찾아|보여|답해)\s?\S{0,5}[\s.~!]*$"
)
_FROM_HERE = re.compile(r"(?:그리고|또|또한|그럼|그러면|근데|그런데|아니면|혹은)[,\s]+")
# 'FZ-300의 용량과 무게 알려줘', '대출 금리와 한도는?'
_LISTED_THINGS = re.compile(
    r"(?P<owner>\S.{0,40}?\s)?(?P<one>[가-힣A-Za-z]{2,}?)(?P<link>와|과|이랑|랑|하고|,|및| 및) ?"
    r"(?P<other>[가-힣A-Za-z]{2,}?)(?P<particle>[은는을를이가])?\s?"
    r"(?P<ask>\?|(?:좀\s)?(?:알려|말해|가르쳐)[^?]{0,10}[?.]?|(?:각각\s)?(?:얼마|며칠|몇).{0,10}\??)"
)
# '언제 어디서 열려?', '몇 권을 며칠 동안 빌려?'; but '몇 월 며칠' is one day.
_ASKED = (
    r"언제(?:까지)?|며칠(?:에| ?동안|까지)|몇 시(?:에|까지)|얼마(?:[에를나]|까지)|누가"
    r"|누구(?:와|에게|한테|랑)|어디(?:에서|서|로|에)|몇 [가-힣]{1,3}?(?:[을를이가씩]|까지)"
)
_BOTH_ASKED = re.compile(
    rf"(?<!\S)(?P<one>{_ASKED})(?:,|하고|랑)?(?: 그리고)? (?P<other>{_ASKED})(?=\s)"
)
# '담당자는 누구고 전화번호는?'
_ASKS_OF_ONE = re.compile(r",?\s?(?:\S+\s){0,2}\S+[은는]\s?\?")
_PREDICATE = frozenset("VV VA VX VCP XSV XSA EP".split())
_LONGEST_NAME = 3
_COUNTS = {2: "둘", 3: "셋", 4: "넷"}


@dataclass(frozen=True, slots=True)
class Message:
    """The questions of a message in order, and what is told before the first."""

    questions: tuple[str, ...]
    told: tuple[str, ...] = ()


def parted(text: str, is_name: Callable[[str], bool]) -> Message:
    """Take a message apart; what greets and thanks is left out.

    `is_name` tells whether the documents call something so: '민원과', which is no '민원' and more.
    """
    pieces = [piece for piece in _pieces(text) if not _is_polite(piece)]
    if not pieces:
        return Message((text,))
    asking = [n for n, piece in enumerate(pieces) if _asks(piece)]
    if not asking:
        return Message((" ".join(pieces),))
    told = pieces[: asking[0]]
    if len(asking) == 1:
        said, *added = pieces[asking[0] :]
        questions = [_with_added(said, added)] if added else _coupled(said, is_name)
        return Message(tuple(questions), tuple(told))
    first, *others = (pieces[n] for n in asking)
    questions = [
        one for said in (first, *map(_without_and, others)) for one in _coupled(said, is_name)
    ]
    if any(n > asking[0] for n in range(len(pieces)) if n not in asking):
        # What is told between belongs to one of them; who knows to which.
        return Message((" ".join(pieces),))
    return Message(tuple(questions[:_MOST]), tuple(told))


def together(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The answers to the parts of a question as one; what none was found for is said."""
    told = [answer for answer in answers if not answer.abstained]
    shorts = [answer.short for answer in told]
    hits = {hit.passage.id: hit for answer in answers for hit in answer.hits}
    return Answer(
        question=question,
        sentences=tuple(_distinct(told)),
        citations=(),
        abstained=not told,
        reader=answers[0].reader,
        hits=tuple(hits.values()),
        short=" / ".join(shorts) if all(shorts) and len({*shorts}) == len(shorts) else "",
        confidence=min((answer.confidence for answer in told), default=0.0),
        searched=" / ".join(answer.searched for answer in answers),
        notice=_notice(parts, answers),
        changes=tuple(dict.fromkeys(c for answer in answers for c in answer.changes)),
        timings_ms={
            name: sum(answer.timings_ms.get(name, 0.0) for answer in answers)
            for name in answers[0].timings_ms
        },
    )


def _notice(parts: Sequence[str], answers: Sequence[Answer]) -> str:
    """That there are several questions, what is to be said of each, and which have no answer."""
    said = [f"질문이 {_COUNTS[len(parts)]}이어서 하나씩 찾았습니다."]
    missing = []
    for part, one in zip(parts, answers, strict=True):
        if one.abstained and not one.own_words:
            missing.append(f"‘{part}’")
        elif one.notice:
            said.append(f"‘{part}’: {one.notice}{'.' * one.notice[-1].isalnum()}")
    if missing:
        said.append(f"{', '.join(missing)}에 대해서는 문서에서 근거를 찾지 못했습니다.")
    return " ".join(said)


def _distinct(answers: Sequence[Answer]) -> list[Sentence]:
    """The sentences of all answers, each once."""
    return list({one.text: one for answer in answers for one in answer.sentences}.values())


def _pieces(text: str) -> Iterator[str]:
    """The sentences of a message, without 'hello' and 'thanks' before and after the rest."""
    for line in text.splitlines():
        for start, end in sentence_spans(line):
            piece = line[start:end].strip()
            lead = re.match(rf"{GREETING.pattern}[\s,~!.]+", piece, re.IGNORECASE)
            yield piece[lead.end() :] if lead and lead.end() < len(piece) else piece


def _is_polite(piece: str) -> bool:
    return is_polite(piece) or _EMPTY.fullmatch(piece) is not None


def _asks(piece: str) -> bool:
    return _ASKS.search(piece) is not None


def _with_added(question: str, added: Sequence[str]) -> str:
    """A question with what is added after it, which belongs to it.

    The name alone of what it is asked of leads it: '몇 권 빌릴 수 있나요? 한빛도서관'.
    """
    name = " ".join(added).strip(" .!")
    leads = len(name.split()) <= _LONGEST_NAME and _is_noun(name)
    return f"{name} {question}" if leads else " ".join([question, *added])


def _without_and(question: str) -> str:
    lead = _FROM_HERE.match(question)
    return question[lead.end() :] if lead else question


def _coupled(question: str, is_name: Callable[[str], bool]) -> list[str]:
    """The two questions of 'A가 어디고 B는 얼마야?'; else the question itself."""
    listed = _LISTED_THINGS.fullmatch(question)
    # All documents are looked through for the name, so that comes last.
    if (
        listed
        and not _is_asking(analyse(listed["owner"] or ""))
        and all(_is_noun(listed[name]) for name in ("one", "other"))
        and not is_name(listed["one"] + listed["link"])
    ):
        owner, ask = listed["owner"] or "", listed["ask"]
        joined = "" if ask[0] in "?은는이가을를" else " "
        return [f"{owner}{thing}{joined}{ask}" for thing in _things(listed)]
    if both := _BOTH_ASKED.search(question):
        lead, rest = question[: both.start()], question[both.end() :]
        return [f"{lead}{both[name]}{rest}" for name in ("one", "other")]
    morphemes = analyse(question)
    for number, one in enumerate(morphemes):
        if one.tag != "EC" or one.form != "고" or number + 1 >= len(morphemes):
            continue
        before, after = morphemes[:number], morphemes[number + 1 :]
        asks = _is_asking(after) or _ASKS_OF_ONE.fullmatch(question, one.end)
        if _is_asking(before) and asks and after[0].tag != "VX":
            return [closed(question, before), question[one.end :].strip(" ,")]
    return [question]


def _is_noun(text: str) -> bool:
    return all(m.tag[:2] in ("NN", "XP", "SL") or m.tag == "XSN" for m in analyse(text))


def _things(listed: re.Match[str]) -> list[str]:
    """Two things that are asked for, each with the particle that it needs."""
    particle = listed["particle"] or ""
    return [with_particles(listed[name], [particle] * bool(particle)) for name in ("one", "other")]


def _is_asking(morphemes: Sequence[Morpheme]) -> bool:
    return any(m.form in ASKING for m in morphemes)


def closed(text: str, morphemes: Sequence[Morpheme]) -> str:
    """A clause that went on with 고 as a question of its own."""
    first = len(morphemes)
    while first and morphemes[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    predicate = [(m.form, m.tag.split("-")[0]) for m in morphemes[first:]] or [("이", "VCP")]
    ending = "ᆫ가요" if predicate[-1][1] in ("VCP", "VA", "XSA") else "나요"
    start = morphemes[first].start if first < len(morphemes) else morphemes[-1].end
    return f"{text[:start]}{analyser().join([*predicate, (ending, 'EF')])}?"
