"""What a turn of a conversation was about: the topics of its question, the names in its answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import analyse
from index.words import is_common
from rag.conversation.swap import is_payment
from rag.language.persons import looks_like_person, may_name_person, names_post
from rag.language.phrases import (
    ASKING,
    Clause,
    Phrase,
    clause,
    names,
    scripts,
    side_by_side,
    time_sort,
)
from rag.language.question_type import asked, is_measure, kind_of_head
from rag.retrieval.wording import Wording

_ENTITIES = frozenset("person place group work name thing".split())
# Nouns that only say when, of what the rest of the question says.
_MOMENTS = frozenset("때 다음 전 뒤 후 중 동안".split())
# Nouns that stand for whatever is told: '뭐 하던 사람이야?'.
_STAND_INS = frozenset("사람 분 것 거 곳 데 쪽".split())
_MOMENT = re.compile(
    r"(?:(?:그|이|저|다음|지난|이번|첫|둘째|셋째|마지막) ?)?(?:날|달|때|해|주|번|시간)|하루"
    r"|며칠|한 달|요새|요즘|이번|봄|여름|가을|겨울|지금|오늘|어제|내일|올해|작년|내년|중간"
    r"|[\d,]+\s?(?:개월|일|년|달|주|시간|박|분)"
)
# They say something of what stands before them, like verbs: '부가세 포함?', '직원 제일 많은 곳은?'.
_PREDICATIVE = frozenset("가능 불가능 필요 포함 제외 해당 무료 유료 제일 가장".split())
_NAMED = 3
# A longer answer is a sentence of a document rather than just what was asked for.
_BRIEF = 40
# They always belong to something, and nothing belongs to them.
_ATTRIBUTES = frozenset(
    "전화번호 연락처 번호 주소 이메일 홈페이지 누리집 담당자 준비물 장소 위치 일시 날짜 "
    "성함 성명 존함 본명 별명 예명 필명 아호 약칭".split()
)
_OTHER_NAMES = frozenset("본명 별명 예명 필명 아호 약칭".split())
_OF_PERSONS = frozenset(
    "남편 아내 부인 아들 딸 아버지 어머니 부모 형 누나 오빠 언니 동생 제자 스승 본명 "
    "호 생일 고향 출생지 나이 전공 학력 경력 약력 직업 유족 사람 분".split()
)
_MARKS = re.compile(r"\((?:주|유|재|사)\)|\([^()]*:[^()]*\)|\[\d+\]|[《》「」『』'\"‘’“”▶]")
_CITED = re.compile(r"(?<=.)\[\d+\]")
# Where something happens is asked, rather than who does it.
_SOMEWHERE = re.compile(r"어디(?:에?서)(?!\S*\s?(?:만들|만드|개발|생산|운영|주관|맡))")
_SHORT = re.compile(r"[가-힣]{2,4}|[A-Za-z·]+")
_NUMBER = re.compile(r"약?\s?[\d,.]+\s?(?!호)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question with the answer that was given."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A question, its topics from the front, and the names that its answer brought.

    `names_it` says that the question describes a thing and the answer gives just its name.
    """

    question: Clause
    answer: str
    topics: tuple[str, ...]
    told: tuple[str, ...]
    names_it: bool

    @property
    def meant(self) -> tuple[str, ...]:
        """What the next question is likely about, the likeliest first.

        Where something happens is not.
        """
        if _SOMEWHERE.search(self.question.text):
            return self.topics
        both = (self.told, self.topics) if self.names_it else (self.topics, self.told)
        return (*both[0], *both[1])

    @property
    def whole(self) -> str:
        """All that it was about, with what says more of it; '' for nothing."""
        head = self.question.head
        if self.names_it and names("".join(self.told[:1])):
            return self.told[0]
        if head is not None and not head.is_time:
            return self.question.text[: head.end]
        return "".join(self.topics[:1])


def subject(turn: Turn, wording: Wording | None = None) -> Subject:
    """Read one turn, with the titles that the documents have."""
    titles = wording.titles(turn.question) if wording else ()
    last, said = clause(turn.question, titles), first_line(turn.answer)
    head = last.head
    describes = head is not None and (
        (head.modified and not head.is_name) or (head.tags == ("JX",) and not defines(last))
    )
    return Subject(
        question=last,
        answer=turn.answer,
        topics=_lasting(_topics(last, wording)),
        # Who is asked by a pen name is spoken of by the other one.
        told=() if _asks_name(last) else tuple(_told(last, said)),
        names_it=describes and len(said) <= _BRIEF,
    )


def _asks_name(last: Clause) -> bool:
    return last.head is not None and last.head.text.split()[-1] in _OTHER_NAMES


def _lasting(topics: Sequence[str]) -> tuple[str, ...]:
    """Topics without what only says when or how, and without scraps where there is more."""
    kept = [" ".join(_untimed(one.split())) for one in topics]
    kept = list(dict.fromkeys(one for one in kept if one and one not in _MOMENTS | _STAND_INS))
    longer = [one for one in kept if len(one) > 1 or names(one)]
    return tuple(longer or kept)


def _untimed(words: list[str]) -> list[str]:
    if _MOMENT.fullmatch(" ".join(words)):
        return []
    said = bool(words) and (time_sort(words[-1]) or words[-1] in _PREDICATIVE)
    return _untimed(words[:-1]) if said or _MOMENT.fullmatch("".join(words[-1:])) else words


def tells_measured(question: Clause) -> bool:
    """Whether a question without a topic marked names a thing and what it asks of that."""
    phrases = question.phrases if question.head is None else ()
    return any(len(words) > 1 and is_measure(words[-1]) for words in map(_lasting_words, phrases))


def _lasting_words(phrase: Phrase) -> list[str]:
    words = phrase.text.split()
    return words[:-1] if time_sort(words[-1]) else words


def kind(of: Clause) -> str:
    """The kind of thing that a question asks for."""
    return asked(of.text, of.morphemes).kind


def compared(turn: Subject) -> str:
    """The first things that a turn names side by side, '구글과 아마존'; '' for none."""
    for said in (turn.question, clause(first_line(turn.answer))):
        if len(row := side_by_side(said)) > 1:
            return said.text[row[0].start : row[1].end]
    return ""


def listed(turn: Subject) -> list[str]:
    """All that a turn names side by side, in order."""
    rows = [side_by_side(said) for said in (turn.question, clause(first_line(turn.answer)))]
    return next(([phrase.text for phrase in row] for row in rows if row), [])


def may_be_person(text: str) -> bool:
    """Whether a text may name a person or a post: no common noun, nothing of another kind."""
    word = text.split()[-1].removesuffix("님")
    if names_person(word) or may_name_person(word):
        return True
    if looks_like_person(text, [m.tag for m in analyse(text)]):
        return True
    return not kind_of_head(word) and not is_common(word) and _SHORT.fullmatch(word) is not None


def names_person(noun: str) -> bool:
    """Whether a noun says what somebody is to others, or holds a post."""
    return kind_of_head(noun) == "person" or names_post(noun)


def of_persons(noun: str) -> bool:
    """Whether only persons have what a noun names."""
    return noun in _OF_PERSONS


def that_own(noun: str, owners: Sequence[str]) -> list[str]:
    """Those of some owners that a noun can belong to: only persons have a wife.

    Nothing that is paid belongs to another payment: '잔금' has no '월세'.
    """
    if is_payment(noun):
        return [one for one in owners if not is_payment(one)]
    persons = [one for one in owners if of_persons(noun) and may_be_person(one)]
    return persons or list(owners)


def first_line(answer: str) -> str:
    """The first line of an answer, as far as one citation bears it out, without its marks."""
    first = (answer.strip().splitlines() or [""])[0]
    return _MARKS.sub("", _CITED.split(first)[0]).strip()


def _topics(last: Clause, wording: Wording | None) -> list[str]:
    """What a question is about, from the front: 'H100' and 'H100의 가격' in 'H100의 가격은?'."""
    topics: list[str] = []
    # What is done, '번역되다', is less of a topic than what it is done to.
    done = {m.start for m in last.morphemes if m.tag in ("XSV", "XSA") or m.form == "되"}
    named = [chain for chain in last.chains if chain[-1].tags or chain[-1].end not in done]
    for chain in named or last.chains:
        end = chain[-1]
        whole = last.text[chain[0].start : end.end]
        if _MOMENT.fullmatch(whole):
            continue
        row = wording.row_of(whole) if wording else ""
        if end is last.head and not end.modified:
            last_word = end.text.split()[-1]
            defined = defines(last) and last_word not in _ATTRIBUTES
            owner = row or ("" if defined else _owner(last.text, chain))
            # '국내' of '국내 출장비' is less of a thing than the whole.
            apart = row or len(chain) > 1 or names(owner) or last_word.endswith("율")
            if owner and last_word in _ATTRIBUTES:
                topics.append(owner)
                continue
            topics += [owner, whole] if owner and apart else [whole, *[owner] * bool(owner)]
        elif end is last.head:
            # '많이 만든 나라는?' asks for a '나라', '많이 만든 한국은?' for none.
            topics[:0] = [end.text] * end.is_name
        elif not end.qualifies:
            measured = is_measure(end.text) and len(chain) == 1
            owner = (row or _owner(last.text, chain)) if measured else ""
            parts = (
                [owner] if owner else [chain[0].text] * (len(chain) > 1 and not chain[0].is_time)
            )
            first = names(owner) if owner else chain[0].is_name
            topics += [*parts, whole] if first else [whole, *parts]
    return topics


def defines(last: Clause) -> bool:
    """Whether it asks what or who something is: 'A B가 뭐야?' is about all of 'A B'."""
    words = {m.form for m in last.morphemes}
    if last.head is None or not last.head.is_name or kind_of_head(last.head.text.split()[-1]):
        words.discard("누구")
    return bool(words & {"뭐", "무엇", "어떤", "누구"})


def _owner(text: str, chain: Sequence[Phrase]) -> str:
    """What has the thing asked for: 'HV-5' in 'HV-5 배터리 용량', '강당' in '강당의 최대 인원'."""
    if len(chain) > 1:
        owners = [phrase for phrase in chain[:-1] if not phrase.is_time] or chain[:-1]
        return text[chain[0].start : owners[-1].end]
    *words, last = chain[0].words
    if names(text[last[0] : last[1]]):
        return ""
    marked = [end for start, end in words if any(scripts(text[start:end]))]
    return text[chain[0].start : (marked[-1] if marked else words[-1][1])] if words else ""


def _told(last: Clause, answer: str) -> list[str]:
    """What an answer names that its question did not; empty where it tells a number or a date.

    Of a long sentence only the names count.
    """
    if not _asks(last) or kind(last) not in _ENTITIES or _NUMBER.match(answer):
        return []
    phrases = [p for p in clause(answer).phrases if p.is_name or len(answer) <= _BRIEF]
    # '독일의 노르트에너지': the owner is rather not what was asked for.
    phrases.sort(key=lambda phrase: phrase.tags[:1] == ("JKG",))
    told = [name for phrase in phrases if (name := _news(phrase, answer, last.text))]
    if kind(last) == "person":
        # An illness that someone died of was found for who that is.
        told = [name for name in told if may_be_person(name) or not is_common(name)]
    return list(dict.fromkeys(told))[:_NAMED]


def _asks(last: Clause) -> bool:
    """Whether it asks for something rather than whether something is so."""
    said = [m for m in last.morphemes if m.tag != "SF" and m.form != "요"]
    requests = any(m.tag == "VX" and m.form in ("주", "보") for m in said)
    asking = any(m.form in ASKING for m in said)
    return requests or asking or (bool(said) and said[-1].tag != "EF")


def _news(phrase: Phrase, text: str, question: str) -> str:
    """The last words of a phrase, from the last ones on that the question did not hold."""
    known = [text[start:end] in question for start, end in phrase.words]
    if phrase.is_time or _NUMBER.match(phrase.text) or all(known):
        return ""
    first = len(known) - 1 - known[::-1].index(False)
    while first and not known[first - 1]:
        first -= 1
    new = text[phrase.words[first][0] : phrase.end]
    return "" if _NUMBER.match(new) else new
