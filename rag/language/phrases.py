"""Noun phrases of a question with their particles, and how to put others in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.particles import with_particles
from index import Morpheme, analyse
from index.words import is_strange

# Words that ask; nouns that they determine ('몇 대', '어느 회사') are no topic.
ASKING = frozenset(
    "얼마 얼마나 며칠 언제 누구 누가 어디 무엇 뭐 몇 어느 어떤 무슨 왜 어떻게".split()
)
# What a sentence starts by naming.
TOPIC = re.compile(r"([가-힣A-Za-z\d]{2,})[은는이가] ")
_NOMINAL = frozenset("NNG NNP NR SN SL SH XPN XSN W_SERIAL".split())
_NAMING = frozenset(["NNP", "SL"])
_TIME = re.compile(r"\d[\d,]*(?:년도?|월|일|분기|세기)|작년|올해|내년|지난해|재작년|상반기|하반기")
_UNIT = re.compile(r"\d[\d,]*(년|월|일|분기|세기)도?")
_DAY = re.compile(r"[월화수목금토일]요일|평일|주중|주말|공휴일|휴일|명절|연휴|설날|추석")
# '65세 이상' says of which only.
_LIMIT = re.compile(r"\d.*(?:이상|이하|미만|이내|초과)")
_PART_OF_DAY = re.compile(r"오전|오후|아침|저녁|새벽")
_QUOTED = re.compile(r"'[^']+'|\"[^\"]+\"|‘[^’]+’|“[^”]+”|「[^」]+」|『[^』]+』|《[^》]+》")
# '있는?' is no noun with a particle.
_SHORTEST_NOUN = 2
# '가기 전에' and '쉬기 때문에' name no activity.
_AFTER_CLAUSES = frozenset("전 직전 때문 위 시작 나름".split())
# '재택할 때 카페에서' names no 'time café'.
_ENDS_CLAUSE = frozenset(["때"])
_TOPICAL = (("는",), ("은",))
_SHORT_FORMS = {"ᆫ": "는", "ᆯ": "를", "서": "에서"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of nouns; `particles` follow it and end at `after`, `tags` are theirs.

    `modified` says whether a relative clause stands before it, `is_title` whether its words are one
    name together.
    """

    text: str
    start: int
    end: int
    after: int
    particles: tuple[str, ...]
    tags: tuple[str, ...]
    is_name: bool
    modified: bool
    is_title: bool

    @property
    def is_time(self) -> bool:
        """Whether it says when."""
        days = all(time_sort(word) for word in self.text.split())
        return days or _TIME.match(self.text) is not None

    @property
    def is_limit(self) -> bool:
        """Whether it only says up to or from what on: '65세 이상'."""
        return _LIMIT.fullmatch(self.text) is not None

    @property
    def qualifies(self) -> bool:
        """Whether it names nothing: it says when, or of which only."""
        return self.is_time or self.is_limit

    @property
    def is_latin(self) -> bool:
        """Whether it holds Latin letters."""
        return scripts(self.text)[0]

    @property
    def words(self) -> list[tuple[int, int]]:
        """The spans of its words; a title is one."""
        if self.is_title:
            return [(self.start, self.end)]
        found = re.finditer(r"\S+", self.text)
        return [(self.start + word.start(), self.start + word.end()) for word in found]


@dataclass(frozen=True, slots=True)
class Clause:
    """A question with its morphemes and noun phrases."""

    text: str
    morphemes: tuple[Morpheme, ...]
    phrases: tuple[Phrase, ...]

    @property
    def head(self) -> Phrase | None:
        """The last phrase where it is what is asked for: '가격' in 'H100의 가격은 얼마야?'."""
        if not self.phrases:
            return None
        last = self.phrases[-1]
        rest = [m for m in self.morphemes if m.start >= last.after]
        bare = not last.tags and any(m.tag != "SF" for m in rest)
        return None if bare or any(_predicates(m) for m in rest) else last

    @property
    def chains(self) -> list[list[Phrase]]:
        """The phrases, those together that 의 or nothing but a space joins."""
        chains: list[list[Phrase]] = []
        for phrase in self.phrases:
            before = chains[-1][-1] if chains else None
            linked = before and before.tags in ((), ("JKG",)) and before.text not in _ENDS_CLAUSE
            if before and linked and phrase.start <= before.after + 1:
                chains[-1].append(phrase)
            else:
                chains.append([phrase])
        return chains

    def particles_at(self, place: int) -> tuple[list[str], int]:
        """The particles after an offset, one contracted into the word before it too; their end."""
        particles, end = [], place
        for one in self.morphemes:
            if not one.tag.startswith("J") or one.end < place:
                continue
            if one.start > end:
                break
            particles.append(_SHORT_FORMS.get(one.form, one.form))
            end = max(end, one.end)
        return particles, end


def clause(text: str, titles: Sequence[str] = ()) -> Clause:
    """Analyse a question; each of the titles, and what it quotes, is a name as a whole."""
    morphemes = _noun_at_end(text, _whole_nouns(text, analyse(text)))
    for start, end in _titled(text, titles):
        # Where the last word is read as another with its particle, so is the title.
        if all(
            one.end <= start or one.start >= end or start <= one.start < one.end <= end
            for one in morphemes
        ):
            title = Morpheme(text[start:end], "NNP", start, end)
            before = [one for one in morphemes if one.start < start]
            morphemes = (*before, title, *[one for one in morphemes if one.start >= end])
    return Clause(text, morphemes, tuple(_phrases(text, morphemes)))


def _titled(text: str, titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The spans of what is quoted, and else of the titles, as far as they have several words."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    named = [re.search(rf"(?<!\w){re.escape(title)}", text) for title in titles]
    yield from (span for span in quoted if " " in text[slice(*span)])
    yield from (match.span() for match in named if match and not quoted)


def _is_title(morpheme: Morpheme) -> bool:
    return " " in morpheme.form


def _whole_nouns(text: str, morphemes: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """The morphemes, a noun that looks like 'this' with another one as it is: '이사회'."""
    whole: list[Morpheme] = []
    for one in morphemes:
        before = whole[-1] if whole else None
        if before and before.tag == "MM" and before.end == one.start and one.tag == "NNG":
            word = text[before.start : one.end]
            if [m.tag for m in analyse(word)] == ["NNG"]:
                whole[-1] = Morpheme(word, "NNG", before.start, one.end)
                continue
        whole.append(one)
    return tuple(whole)


def _noun_at_end(text: str, morphemes: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """The morphemes, an unknown noun at the end as one: nothing ends as '노외는' seems to, a verb
    before what it says more of.
    """
    rest = [m for m in morphemes if m.tag != "SF"]
    if not rest or (rest[-1].form, rest[-1].tag) not in (("는", "ETM"), ("은", "ETM")):
        return tuple(morphemes)
    end = rest[-1]
    start = text.rfind(" ", 0, end.start) + 1
    if end.start - start < _SHORTEST_NOUN:
        return tuple(morphemes)
    noun = Morpheme(text[start : end.start], "NNG", start, end.start)
    before = [m for m in morphemes if m.start < start]
    after = [m for m in morphemes if m.start >= end.end]
    return (*before, noun, end._replace(tag="JX"), *after)


def _predicates(morpheme: Morpheme) -> bool:
    verbal = morpheme.tag.split("-")[0] in ("VV", "VA", "XSV", "XSA", "NNG")
    return verbal and morpheme.form not in ASKING and (morpheme.form, morpheme.tag) != ("되", "VV")


def _phrases(text: str, morphemes: Sequence[Morpheme]) -> Iterator[Phrase]:
    i = 0
    while i < len(morphemes):
        end = _run_end(text, morphemes, i)
        if end == i:
            i += 1
            continue
        nouns = end
        if end < len(morphemes) and morphemes[end].tag in ("XSV", "XSA"):
            nouns -= 1
        asked = i > 0 and morphemes[i - 1].tag == "MM" and morphemes[i - 1].form in ASKING
        if nouns > i and not asked:
            yield _phrase(text, morphemes, i, nouns)
        i = end


def _run_end(text: str, morphemes: Sequence[Morpheme], start: int) -> int:
    """Where the run of nouns that starts here ends; `start` itself where none does."""
    i = start
    while i < len(morphemes):
        if _is_activity(morphemes, i):
            i += 2
            continue
        one = morphemes[i]
        glued = i > start and one.start == morphemes[i - 1].end
        # No determiner is glued to what stands before it: it is the '동' of 'A동'.
        joins = one.tag in ("NNB", "SO", "MM") and glued
        opens = one.tag in _NOMINAL and one.form not in ASKING and (glued or one.tag != "XSN")
        # '든든형' is a root with what makes a noun of it.
        opens |= one.tag == "XR" and [m.tag for m in morphemes[i + 1 : i + 2]] == ["XSN"]
        if not (joins or opens) or (i > start and _is_title(one)):
            break
        said = text[morphemes[start].start : morphemes[i - 1].end] if i > start else ""
        if said and not glued and (_ends_time(said, one.form) or said in _ENDS_CLAUSE):
            break
        i += 1
        if _is_title(one):
            break
    return i


def _is_activity(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether a verb and the syllable that makes a noun of it are named here: '흙 빚기'."""
    verb, *after = morphemes[i : i + 3]
    made = len(after) > 0 and (after[0].form, after[0].tag) == ("기", "ETN")
    if verb.tag.split("-")[0] != "VV" or not made:
        return False
    following = after[1] if len(after) > 1 else None
    if following is None or following.tag in ("SF", "JX", "JKS", "JKO", "JKG"):
        return True
    return following.tag == "NNG" and following.form not in _AFTER_CLAUSES


def _ends_time(said: str, following: str) -> bool:
    """Whether what says when ends before a word: '토요일' before '진료', but not before '오전'."""
    day = _DAY.fullmatch(said) is not None and not _PART_OF_DAY.fullmatch(following)
    return day or _TIME.fullmatch(said) is not None


def time_sort(word: str) -> str:
    """The sort of time that a word tells, so that one stands for another; '' for none."""
    if unit := _UNIT.fullmatch(word):
        return unit[1]
    if _DAY.fullmatch(word):
        return "요일"
    return "때" if _PART_OF_DAY.fullmatch(word) else ""


def _phrase(text: str, morphemes: Sequence[Morpheme], start: int, end: int) -> Phrase:
    particles = []
    for one in morphemes[end:]:
        if not one.tag.startswith("J") or one.form == "요":
            break
        particles.append(one)
    first, last = morphemes[start].start, morphemes[end - 1].end
    # Of an unknown name the front may look like other words: 어/니/봇.
    for one in reversed(morphemes[:start]):
        if one.end != first or one.tag not in ("MAG", "IC", "MM") or one.form in ("그", "이", "저"):
            break
        first = one.start
    if glued := _adjective_glued(morphemes, start, first):
        first = glued[0].start
    is_title = _is_title(morphemes[start])
    known = any(m.tag in _NAMING for m in morphemes[start:end]) and names(text[first:last])
    return Phrase(
        text=text[first:last],
        start=first,
        end=last,
        after=particles[-1].end if particles else last,
        particles=tuple(_SHORT_FORMS.get(p.form, p.form) for p in particles),
        tags=tuple(p.tag for p in particles),
        is_name=is_title or known,
        modified=start > 0 and morphemes[start - 1].tag == "ETM" and not glued,
        is_title=is_title,
    )


def _adjective_glued(morphemes: Sequence[Morpheme], start: int, first: int) -> Sequence[Morpheme]:
    """The adjective that is the front of a name, as in '푸른숲내과'; empty for none."""
    before = morphemes[max(0, start - 2) : start]
    if [one.tag.split("-")[0] for one in before] != ["VA", "ETM"] or before[1].end != first:
        return ()
    return before if morphemes[start].is_noun else ()


def names(text: str) -> bool:
    """Whether a text by itself holds a name; beside a particle many an unknown noun looks so."""
    return any(m.tag in _NAMING for m in analyse(text))


def is_marked(word: str) -> bool:
    """Whether a word looks like a name: it holds Latin letters or digits or is known as one."""
    return any(scripts(word)) or names(word)


def is_named(word: str) -> bool:
    """Whether a word looks like a name, or no dictionary has it."""
    return is_marked(word) or is_strange(word)


def topics(text: str) -> list[re.Match[str]]:
    """Where a text names topics or subjects, in order; '하는' names none."""
    found = TOPIC.finditer(text)
    return [m for m in found if analyse(m[0].rstrip())[-1].tag in ("JX", "JKS", "JKC")]


def side_by_side(said: Clause) -> list[Phrase]:
    """The first things named side by side, '구글과 아마존' or '구글, 아마존'; empty for none."""
    row: list[Phrase] = []
    for one, other in pairwise(said.phrases):
        link = said.text[one.after : other.start].strip()
        if one.tags[:1] == ("JC",) or (link == "," and not one.tags):
            row = [*(row or [one]), other]
        elif row:
            break
    return row


def about(topic: str, now: Clause) -> str:
    """The question with its topic put in front."""
    chain = now.chains[0] if now.chains else []
    opens = bool(chain) and chain[0].start == 0
    measured = bool(chain) and chain[-1].tags == ("JKG",)
    if opens and not measured and (chain[-1] is now.head or chain[-1].particles in _TOPICAL):
        # '송년회의 담당' would be read as a 회의.
        owned = analyse(f"{topic}의")[-1].tag == "JKG"
        return f"{topic}{'의' if owned else ''} {now.text}"
    return f"{with_particles(topic, ['는'])} {now.text}"


def scripts(text: str) -> tuple[bool, bool]:
    """Whether a text holds Latin letters, and whether it holds digits."""
    return bool(re.search("[A-Za-z]", text)), bool(re.search("[0-9]", text))
