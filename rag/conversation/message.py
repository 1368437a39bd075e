"""What a message asks: people greet, tell a story and ask two things at once.

A message is parted into the questions in it and what is told around them. What only greets, thanks
or asks about the folder itself is answered without searching.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Morpheme, analyse, sentence_spans
from index.tokens import analyser
from rag.answer import Answer, Sentence
from rag.language.phrases import ASKING, has_coda, with_particles

_MOST = 4
_GREETING = re.compile(
    r"(?:안녕(?:하세요|하십니까|하신가요)?|하이|헬로우?|반가워요?|반갑습니다|여보세요|hi|hello"
    r"|(?:좋은|굿) ?(?:아침|저녁|모닝)(?:입니다|이에요)?)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:정말|진짜|너무|대단히|답변|알려 ?주셔서|도와 ?주셔서|네,?|아,?|오,?)\s?){0,2}"
    r"(?:고마워요?|고맙습니다|감사합니다|감사해요?|감사드립니다|땡큐|thanks?(?: you)?"
    r"|수고(?:하세요|했어요?|하셨습니다|하십시오)|(?:잘 )?(?:알겠습니다|알겠어요?|이해했어요?)"
    r"|안녕히 (?:계세요|가세요)|미리 감사(?:합니다|드립니다)|부탁(?:드립니다|드려요|해요?))",
    re.IGNORECASE,
)
_END = r"[\s~!.,^ㅎㅋㅠㅜ;:)]*"
_GREETING_ALONE, _THANKS_ALONE = (
    re.compile(f"{said.pattern}{_END}", re.IGNORECASE) for said in (_GREETING, _THANKS)
)
_ABOUT_YOU = re.compile(
    r"(?:너|넌|당신|문답|이거|이건|여기)?(?:은|는|이|가)?\s?"
    r"(?:(?:누구|뭐|뭐 ?하는 (?:거|애|프로그램))(?:야|니|예요|에요|세요|인가요|입니까)"
    r"|(?:뭘|무엇을|뭐를?|어떤 (?:걸|것을|질문을)) (?:물어볼|물어 볼|물을|할|도와줄) ?수 ?있\S{0,4}"
    r"|(?:도움말|사용법|사용 방법)(?:은|을|이)?(?: 알려\s?\S{0,4}| 뭐\S{0,3})?|help)[\s?!.]*",
    re.IGNORECASE,
)
_FOLDER = re.compile(
    r"(?:(?:이|지금|현재)\s)?(?:(?:폴더|여기|목록)(?:에|에는)?\s?)?"
    r"(?:(?:어떤|무슨)\s?(?:문서|파일|자료)들?(?:이|가|은|는|을|를)?\s?(?:들어\s?)?"
    r"(?:있\S{0,4}|가지고 있\S{0,4}|갖고 있\S{0,4})"
    r"|(?:폴더|여기|목록)(?:에는|에|엔)\s?(?:뭐가|뭐|무엇이|뭐뭐)\s?(?:들어\s?있|들었|있)\S{0,4}"
    r"|(?:문서|파일|자료)(?:가|는|들이)?\s?(?:뭐가|무엇이|뭐뭐|어떤 (?:게|것이|것들이)) 있\S{0,4}"
    r"|(?:문서|파일|자료)\s?(?:목록|리스트|이름)(?:을|를|은|는|이)?\s?(?:좀\s?)?"
    r"(?:보여|알려|뭐|말해|어떻게)?\s?\S{0,4}"
    r"|(?:문서|파일|자료)(?:가|는|들은|들이)?\s?(?:모두|총|전부|다)?\s?몇\s?(?:개|건|가지)\S{0,6})[\s?!.]*"
)
# Sorts of documents, which their names tell: '어떤 계약서가 있어?'.
_SORT = (
    r"(?P<sort>(?:[가-힣]{1,6}\s?)?(?:계약서|보고서|회의록|규정|규칙|조례|지침|논문|계획서|제안서|매뉴얼|설명서"
    r"|공고|공문|안내문|신청서|견적서|명세서|판결문|내용증명|초록|메모))"
)
_OF_SORT = re.compile(
    rf"(?:어떤|무슨)\s{_SORT}(?:들이|들은|이|가|은|는)?\s?(?:들어\s?)?있\S{{0,4}}[\s?!.]*"
    rf"|{_SORT.replace('<sort>', '<other>')}(?:에는|들은|은|는|이|가)?\s?"
    r"(?:뭐뭐|뭐가|무엇무엇이?|어떤 (?:게|것이|것들이)|몇\s?(?:개나?|건|편|종류))"
    r"\s?있\S{0,4}[\s?!.]*"
)
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
    r"(?P<owner>\S.{0,40}?\s)?(?P<one>[가-힣A-Za-z]{2,}?)(?:와|과|이랑|랑|하고|,|및| 및) ?"
    r"(?P<other>[가-힣A-Za-z]{2,}?)(?P<particle>[은는을를이가])?\s?"
    r"(?P<ask>\?|(?:좀\s)?(?:알려|말해|가르쳐)[^?]{0,10}[?.]?|(?:각각\s)?(?:얼마|며칠|몇).{0,10}\??)"
)
_PREDICATE = frozenset("VV VA VX VCP XSV XSA EP".split())
_LISTED = 20
_COUNTS = {2: "둘", 3: "셋", 4: "넷"}


@dataclass(frozen=True, slots=True)
class Message:
    """The questions of a message in order, and what is told before the first."""

    questions: tuple[str, ...]
    told: tuple[str, ...] = ()


def parted(text: str) -> Message:
    """Take a message apart; what greets and thanks is left out."""
    pieces = [piece for piece in _pieces(text) if not _is_polite(piece)]
    if not pieces:
        return Message((text,))
    asking = [n for n, piece in enumerate(pieces) if _asks(piece)]
    if not asking:
        return Message((" ".join(pieces),))
    told = pieces[: asking[0]]
    if len(asking) == 1:
        # What is added after a question belongs to it.
        said, *added = pieces[asking[0] :]
        questions = [" ".join([said, *added])] if added else _coupled(said)
        return Message(tuple(questions), tuple(told))
    first, *others = (pieces[n] for n in asking)
    questions = [one for said in (first, *map(_without_and, others)) for one in _coupled(said)]
    if any(n > asking[0] for n in range(len(pieces)) if n not in asking):
        # What is told between belongs to one of them; who knows to which.
        return Message((" ".join(pieces),))
    return Message(tuple(questions[:_MOST]), tuple(told))


def own_words(text: str, titles: Sequence[str]) -> str:
    """What is said to a greeting, to thanks or to a question about the folder; '' to others."""
    text = text.strip()
    if _FOLDER.fullmatch(text):
        return _listing(titles)
    if sort := _OF_SORT.fullmatch(text):
        named = "".join((sort["sort"] or sort["other"]).split())
        if own := [title for title in titles if named in "".join(title.split())]:
            return _listing(own, f"이름에 ‘{named}’{'이' if has_coda(named) else '가'} 든 ")
    if _ABOUT_YOU.fullmatch(text):
        return (
            f"저는 문답입니다. 폴더에 있는 문서 {len(titles):,}개에서 답을 찾아, 근거가 된 원문과 "
            "함께 보여 드립니다. 문서에 적힌 것을 물어보세요."
        )
    if _GREETING_ALONE.fullmatch(text):
        return f"안녕하세요. 문서 {len(titles):,}개에서 답을 찾아 드립니다. 궁금한 것을 물어보세요."
    if _THANKS_ALONE.fullmatch(text):
        return "고맙습니다. 더 궁금한 것이 있으면 물어보세요."
    return ""


def together(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The answers to the parts of a question as one; what none was found for is said."""
    told = [answer for answer in answers if not answer.abstained]
    missing = [part for part, one in zip(parts, answers, strict=True) if one.abstained]
    count = _COUNTS[len(parts)]
    notice = f"질문이 {count}이어서 하나씩 찾았습니다."
    if missing:
        quoted = ", ".join(f"‘{part}’" for part in missing)
        notice += f" {quoted}에 대해서는 문서에서 근거를 찾지 못했습니다."
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
        notice=notice,
        changes=tuple(dict.fromkeys(c for answer in answers for c in answer.changes)),
        timings_ms={
            name: sum(answer.timings_ms.get(name, 0.0) for answer in answers)
            for name in answers[0].timings_ms
        },
    )


def _distinct(answers: Sequence[Answer]) -> list[Sentence]:
    """The sentences of all answers, each once."""
    return list({one.text: one for answer in answers for one in answer.sentences}.values())


def _listing(titles: Sequence[str], sort: str = "") -> str:
    if not titles:
        return "색인된 문서가 없습니다. 폴더에 문서를 넣고 다시 색인해 주세요."
    more = len(titles) - _LISTED
    tail = f" 밖에 {more:,}개가 더 있습니다." if more > 0 else ""
    return f"{sort}문서 {len(titles):,}개가 있습니다: {', '.join(titles[:_LISTED])}.{tail}"


def _pieces(text: str) -> Iterator[str]:
    """The sentences of a message, without 'hello' and 'thanks' before and after the rest."""
    for line in text.splitlines():
        for start, end in sentence_spans(line):
            piece = line[start:end].strip()
            lead = re.match(rf"{_GREETING.pattern}[\s,~!.]+", piece, re.IGNORECASE)
            yield piece[lead.end() :] if lead and lead.end() < len(piece) else piece


def _is_polite(piece: str) -> bool:
    polite = (_GREETING_ALONE, _THANKS_ALONE, _EMPTY)
    return any(pattern.fullmatch(piece) for pattern in polite)


def _asks(piece: str) -> bool:
    return _ASKS.search(piece) is not None


def _without_and(question: str) -> str:
    lead = _FROM_HERE.match(question)
    return question[lead.end() :] if lead else question


def _coupled(question: str) -> list[str]:
    """The two questions of 'A가 어디고 B는 얼마야?'; else the question itself."""
    listed = _LISTED_THINGS.fullmatch(question)
    if listed and all(_is_noun(listed[name]) for name in ("one", "other")):
        owner, ask = listed["owner"] or "", listed["ask"]
        joined = "" if ask[0] in "?은는이가을를" else " "
        return [f"{owner}{thing}{joined}{ask}" for thing in _things(listed)]
    morphemes = analyse(question)
    for number, one in enumerate(morphemes):
        if one.tag != "EC" or one.form != "고" or number + 1 >= len(morphemes):
            continue
        before, after = morphemes[:number], morphemes[number + 1 :]
        if _is_asking(before) and _is_asking(after) and after[0].tag != "VX":
            return [_closed(question, before), question[one.end :].strip(" ,")]
    return [question]


def _is_noun(text: str) -> bool:
    return all(m.tag[:2] in ("NN", "XP", "SL") or m.tag == "XSN" for m in analyse(text))


def _things(listed: re.Match[str]) -> list[str]:
    """Two things that are asked for, each with the particle that it needs."""
    particle = listed["particle"] or ""
    return [with_particles(listed[name], [particle] * bool(particle)) for name in ("one", "other")]


def _is_asking(morphemes: Sequence[Morpheme]) -> bool:
    return any(m.form in ASKING for m in morphemes)


def _closed(text: str, morphemes: Sequence[Morpheme]) -> str:
    """A clause that went on with 고 as a question of its own."""
    first = len(morphemes)
    while first and morphemes[first - 1].tag.split("-")[0] in _PREDICATE:
        first -= 1
    predicate = [(m.form, m.tag.split("-")[0]) for m in morphemes[first:]] or [("이", "VCP")]
    ending = "ᆫ가요" if predicate[-1][1] in ("VCP", "VA", "XSA") else "나요"
    start = morphemes[first].start if first < len(morphemes) else morphemes[-1].end
    return f"{text[:start]}{analyser().join([*predicate, (ending, 'EF')])}?"
