"""Sentences read as clauses: what they speak of, with its role, and what is said of it.

A clause ends where a coordinate ending (고, 며, 지만 ...) or a comma between two topics stands, or
between two runs of a list that share their predicate: '평일 9시부터, 토요일 10시부터 연다'.
Inside it, `part` counts the steps that other endings part: '2009년 착공해 | 2015년 개통했다'.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from corpus.particles import with_particles
from corpus.symbols import BULLETS
from corpus.table import cell_texts
from index import Morpheme, analyse, sentence_spans
from rag.language.plain import plainly
from rag.language.values import Value, values
from rag.language.word_groups import LIGHT, LIGHT_ADVERBS

_NOUNS = frozenset("NNG NNP NR NP XR XPN SL SH SN XSN W_SERIAL W_EMAIL W_URL".split())
# Suffixes that belong to no name: 사람들, 사람당.
_LOOSE = frozenset("들 당 씩 째 별 쯤 님".split())
_ROLES = {"JKS": "subject", "JKC": "subject", "JKO": "object", "JKG": "of", "JC": "with"}
_ROLE_OF_FORM = {
    form: role
    for role, forms in {
        "than": "보다",
        "from": "에서 부터 에게서 으로부터 로부터",
        "to": "로 으로",
        "until": "까지",
        "at": "에 에게 께 한테",
        "with": "와 과 하고 랑",
        "topic": "은 는 도 ᆫ 이란 란 이라면 라면",
        "subject": "이 가",
        "object": "을 를",
        "of": "의",
    }.items()
    for form in forms.split()
}
_BEHIND_VALUE = re.compile(
    r"\s?(?:이상|이하|초과|미만|이내)?(보다|에서|부터|까지|으로|로|에|을|를|이|가|은|는|도|의|와|과)"
    r"(?=[\s,.]|는|도|의|$)"
)
_COORDINATE = frozenset("고 며 으며 지만 으나 나 는데 은데 ᆫ데 되 거나 면서 으면서".split())
_MUST = frozenset("어야 아야 여야 어야만 아야만 여야만".split())
# Nouns that end a condition: '10분 이하인 경우', '비가 올 때'.
_CASES = frozenset("경우 때".split())
_BANS = frozenset("금지 불가 불가능".split())
_NOT = frozenset("않 못하 말 아니하".split())
_REPORTS = frozenset("확인 알려지 알리 보이 밝혀지 나타나 드러나".split())
_PASSIVE = frozenset("되 당하 받".split())
_PLANNED = re.compile(
    r"예정|계획|준비|겠|전망|예상|목표|추정|소문|관측|가능성|방침|기대"
    r"|[는은] 방?안(?:이다|입니다|이며|이었)|가정하면|가정할 때|데 (?:뜻을 모|합의|동의)"
    r"|것으로 (?:보|알려)|내다[보본봤]|기로 |자고 |다고 [보본봤]"
    r"|[을ㄹ할될킬릴를볼날] (?:것|전망|방침)|려고 |려 [한합하했]|고자 "
    r"|[을될할]지는?\s|지켜[보봐]"
)
_QUOTED = re.compile(r"['‘\"“《〈「『]([^'‘’\"“”《》〈〉「」『』]{1,120})['’\"”》〉」』]")
# The part of items that a clause has from another one.
ELSEWHERE = -1
# '넘기 어렵다' denies that it can be: the deed counts as denied.
_HARD = frozenset("어렵 힘들".split())
_DEED = re.compile(r"기(?:는|가|도|란|에는)?\s?$")
# What stands before these is not so, or gives way to something else.
_INSTEAD = re.compile(r"\s?대신|[이가]? 아(?:닌|니라)(?=\s)")
_LARGER = frozenset("크 많 높 넓 길".split())
_TOPIC = ("는",)
_RANKS = frozenset("순위 등수 순번".split())
_CLOSING = ")）]}'’\"”》〉」』 "
_LISTED = re.compile(r"[,，·/、]|(?:및|또는|이나|나)\s")
# What may part two runs of a list.
_BETWEEN_RUNS = re.compile(r"[,，;]\s|\s/\s")
_ASIDE = re.compile(r"\([^()]*\)")
# '- 카카오: 출시를 미루었다' speaks of what stands in front.
_LABEL = re.compile(
    rf"\s*(?:[{BULLETS}·]\s+|\d{{1,2}}[.)]\s+)(?:\*\*)?(?P<label>[^\d:：\n][^:：\n(]{{0,19}}?)"
    r"(?P<aside>\([^()\n]{1,40}\))?(?:\*\*)?\s?[:：](?:\*\*)?\s+"
)
# '협의 기관: 서해환경청, 승인 기관: 산업에너지부' on one line.
_PAIR = r"[가-힣A-Za-z][가-힣A-Za-z ]{0,15}: [^:,/|]{1,40}?(?:\s?[,/]\s|\s*$)"
_PAIRED = re.compile(rf"(?:\s*[-*•·○●□■]\s+)?{_PAIR}(?:{_PAIR})+")
_PAIRS = re.compile(
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z ]*): (?P<value>[^:,/|]+?)(?:\s?[,/]\s|\s*$)"
)
# Telephone numbers, accounts: not 2025-03-01, nor 2020-2024.
_SERIAL = re.compile(r"(?!(?:19|20)\d\d-\d{1,2}-\d{1,2}$)\d+(?:-\d+){2,}|1[568]\d\d-\d{4}")
_DEADLINE = re.compile(r"기한|마감")
_CONDITION = re.compile(r"(?:[하되라으이려]|(?<![았었했였렸졌켰])다)면$")
# Units that stand in the name of a column or above a table.
_COLUMN_UNIT = re.compile(r"(?<=\S)\s?[(\[](?:단위\s?:?\s?)?([^()\[\]\d]{1,6})[)\]]$")
_CAPTION_UNIT = re.compile(r"단위\s?[:：]?\s?([^()\[\],\d]{1,6}?)\s?(?:[)\]]|$)")
# Columns of bare counts: '가구 수'.
_COUNTED = re.compile(r"(?:\S+ )*([가-힣]{1,4}?) ?수")
_BARE_NUMBER = re.compile(r"[-+△▲]?\d[\d,.]*")
# A duty or leave that only marks off a noun: '신청해야 하는 서류', '쓸 수 있는 사람'.
_MARKED_OFF = re.compile(r"야 (?:하는|할|되는|될) (?!것|수|의무|필요)")
_AT_MOST_BEFORE = re.compile(r"(?:최대|최장|최소|적어도|최고)\s?$")


@dataclass(frozen=True, slots=True)
class Item:
    """A value, noun, verb, adverb or quote of a clause; `form` is in lower case without spaces.

    `pieces` are the morphemes of a noun. `role` comes from the particle behind it: topic, subject,
    object, of, with, than, from, to, until, at, or '' before another noun. `part` is the step of
    the clause it belongs to. `only` marks 만, `listed` that the next item goes on an enumeration,
    `aside` what stands in brackets, `pointed` what 이 or 그 stands before, `replaced` what
    stands before 대신 or 아닌; `word` is the nouns's
    whole word with its particles; `negated`, `passive` and `former` (던: it is no longer so)
    belong to verbs.
    """

    kind: str
    form: str
    start: int
    end: int
    pieces: tuple[str, ...] = ()
    role: str = ""
    topic: bool = False
    part: int = 0
    name: bool = False
    only: bool = False
    listed: bool = False
    aside: bool = False
    pointed: bool = False
    replaced: bool = False
    word: str = ""
    negated: bool = False
    passive: bool = False
    former: bool = False
    bounding: bool = False
    value: Value | None = None

    @property
    def light(self) -> bool:
        """Whether it claims nothing by itself."""
        if self.kind == "adverb":
            return self.form in LIGHT_ADVERBS
        return self.bounding or (self.kind in ("noun", "verb") and self.form in LIGHT)


@dataclass(frozen=True, slots=True)
class Clause:
    """The items between two borders, and the span of the sentence that holds them.

    `letters` is the text without spaces; `heads` what it speaks of: the nouns of its topic and
    subject; `past` that it is told in the past tense, `done` that it may so be told: '개통한 다리',
    `present` that its last predicate is told in the present tense;
    `mood` is must, may or ''; `conditions` are the items of what must be so for the rest to be:
    '비가 오면'; `row` that it is made of a row of a table; `run` that it is one of
    several that share what stands before and behind them.
    """

    items: tuple[Item, ...]
    letters: str
    heads: tuple[Item, ...]
    start: int
    end: int
    negated: bool = False
    planned: bool = False
    past: bool = False
    done: bool = False
    present: bool = False
    mood: str = ""
    conditions: tuple[Item, ...] = ()
    row: bool = False
    run: bool = False

    @property
    def verbs(self) -> list[Item]:
        """The predicates that say something."""
        return [item for item in self.items if item.kind == "verb" and not item.light]

    @property
    def scenes(self) -> list[Item]:
        """The nouns that set its scene: '주말에는'."""
        placed = [item for item in self.items if item.topic and item.role in ("at", "from")]
        return [item for item in placed if item.kind == "noun"]


@lru_cache(maxsize=256)
def clauses(text: str, columns: str = "") -> tuple[Clause, ...]:
    """The clauses of all sentences of a text, in order; a row of a table has one for each cell.

    `columns` is the row with the column names of a table that goes on in the text.
    """
    found: list[Clause] = []
    header = cell_texts(columns)
    unit = ""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if not sentence.startswith("|"):
            header = []
            caption = _CAPTION_UNIT.search(sentence)
            unit = caption[1].strip() if caption else ""
            found.extend(_sentence(sentence, start, end))
        elif not header:
            header = cell_texts(sentence)
        elif set(sentence) - set("|-: "):
            for cell in _row(*_with_units(header, cell_texts(sentence), unit)):
                told = _sentence(cell, start, end)
                found.extend(replace(clause, row=True) for clause in told)
    return tuple(found)


def _with_units(
    header: Sequence[str], cells: Sequence[str], unit: str
) -> tuple[Sequence[str], Sequence[str]]:
    """Names of columns without their units, and bare numbers with them: '예산(억 원)', '42'.

    `unit` is that of the whole table.
    """
    names, filled = list(header), list(cells)
    for place, (name, cell) in enumerate(zip(header, cells, strict=False)):
        own = _COLUMN_UNIT.search(name)
        told = own[1] if own else unit if place else ""
        if own:
            names[place] = name[: own.start()]
        if told and _BARE_NUMBER.fullmatch(cell):
            filled[place] = f"{cell}{told}"
    return names, filled


def _row(header: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """'팀 요금제의 저장 공간은 1TB': each cell with its row and column; then the bare row.

    A rank in front is told of what it ranks: '영국: 3위 8개'.
    """
    if header[0] in _RANKS and len(header) > 2 and len(cells) > 2:
        header = [header[1], header[0], *header[2:]]
        cells = [cells[1], f"{cells[0]}위" if cells[0].isdigit() else cells[0], *cells[2:]]
    cells = [_until(cell, name) for name, cell in zip(header, cells, strict=False)]
    for name, cell in zip(header[1:], cells[1:], strict=False):
        told = f"{cells[0]} {header[0]}의 {with_particles(name, _TOPIC)} {cell}"
        yield told
        counted = _COUNTED.fullmatch(name)
        if counted and _BARE_NUMBER.fullmatch(cell):
            # '46' below '가구 수' may be told as '46가구'.
            yield f"{told}{counted[1]}"
    yield f"{with_particles(cells[0], _TOPIC)} {' '.join(cells[1:])}"


def _until(cell: str, column: str) -> str:
    """The day in a column of deadlines, as what may be done until then."""
    return f"{cell}까지" if _DEADLINE.search(column) and cell.endswith("일") else cell


def _sentence(text: str, start: int, end: int) -> list[Clause]:
    if _PAIRED.fullmatch(text):
        text = _PAIRS.sub(_told_pair, text.rstrip(". "))
    label = _LABEL.match(text)
    if label and label["label"] not in LIGHT:
        name, aside = label["label"], label["aside"] or ""
        particle = with_particles(name, _TOPIC).removeprefix(name)
        text = f"{name}{aside}{particle} {text[label.end() :]}"
    text = plainly(text)
    scan = _Scan(text)
    scan.run()
    groups = [(items, borders) for items, borders in scan.groups() if items]
    found = [
        replace(_clause(text, items, borders, start, end), conditions=scan.conditions_of(items))
        for items, borders in groups
    ]
    runs = [scan.runs.get(borders[0]) for _, borders in groups[1:]]
    if found and found[-1].past:
        found = [replace(clause, done=True) for clause in found]
    return _joined(found, runs)


def _told_pair(match: re.Match[str]) -> str:
    """A label and what it labels as a clause: '승인 기관: 산업에너지부' of several on a line."""
    return f"{with_particles(match['name'], _TOPIC)} {match['value']}이고, "


@dataclass
class _Scan:
    """Walks over the morphemes of a sentence and gathers items and borders."""

    text: str
    items: list[Item] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)
    moods: list[tuple[int, str]] = field(default_factory=list)
    runs: dict[int, "_Run"] = field(default_factory=dict)
    conditions: list[int] = field(default_factory=list)
    part: int = 0
    refused: bool = False
    denying: bool = False
    particle_end: int = -1

    def run(self) -> None:
        text = self.text
        morphemes = [m for m in analyse(text) if m.is_told]
        found = {v.start: v for v in values(text, morphemes)}
        for m in morphemes:
            if m.tag == "W_SERIAL" and _SERIAL.fullmatch(m.form):
                found[m.start] = Value(m.start, m.end, (m.form,), "serial")
        quotes = {m.start(): m for m in _QUOTED.finditer(text)}
        covered = -1
        for number, m in enumerate(morphemes):
            following = morphemes[number + 1] if number + 1 < len(morphemes) else None
            if m.start < covered:
                continue
            if m.start in quotes:
                quote = quotes[m.start]
                form = "".join(quote[1].lower().split())
                self.items.append(Item("quote", form, m.start, quote.end(), part=self.part))
                covered = quote.end()
            elif m.start in found:
                covered = self._value(found[m.start])
            else:
                self._morpheme(m, following)
        self._mark_lists()
        self._mark_replaced()
        self._mark_bases()
        self._nominal_borders()
        self._borders_of_runs()

    def _value(self, value: Value) -> int:
        behind = _BEHIND_VALUE.match(self.text, value.end)
        role = _ROLE_OF_FORM[behind[1]] if behind else ""
        topic = role in ("topic", "subject")
        topic = topic or bool(behind and self.text[behind.end() :].startswith(("는", "도")))
        if self.items and _AT_MOST_BEFORE.search(self.text, 0, value.start):
            before = self.items[-1]
            if before.form in ("최대", "최장", "최소", "적어도", "최고"):
                self.items[-1] = replace(before, bounding=True)
        last = self.items[-1] if self.items else None
        if last and last.kind == "noun" and not last.role and self._goes_on(last, value):
            # 마하1, 파이-1.5: part of a name.
            number = self.text[last.end : value.end].lower().replace("-", "")
            pieces = (*last.pieces, number.strip())
            self.items[-1] = replace(
                last,
                form=last.form + number,
                pieces=pieces,
                end=value.end,
                role=role,
                topic=topic,
                name=True,
            )
            return behind.end() if behind else value.end
        self.items.append(
            Item(
                "value",
                value.forms[0],
                value.start,
                value.end,
                role=role,
                topic=topic,
                part=self.part,
                name=value.unit == "code",
                value=value,
            )
        )
        return behind.end() if behind else value.end

    def _goes_on(self, noun: Item, value: Value) -> bool:
        hyphen = self.text[noun.end : value.start] == "-"
        gap = value.start - noun.end
        named = gap == 1 and value.unit == "호"
        return named or (not gap and value.unit in ("", "code")) or (hyphen and not value.unit)

    def _morpheme(self, m: Morpheme, following: Morpheme | None) -> None:
        tag = m.tag.split("-")[0]
        if tag in _NOUNS:
            self._noun(m, following)
        elif tag in ("VV", "VA", "VCN"):
            self._verb(m, m.form == "없" or tag == "VCN")
        elif tag == "VX":
            self._auxiliary(m)
        elif tag in ("XSV", "XSA"):
            self._verbal_noun(m)
        elif tag in ("MAG", "MAJ", "MM"):
            self._adverb(m)
        elif tag[0] == "J":
            self._particle(m, tag)
        elif tag in ("EC", "ETM"):
            self._ending(m, tag, following)
        elif tag == "EF" and m.form in ("ᆫ다", "는다"):
            self.moods.append((m.start, "present"))
        elif tag == "EP" and m.form in ("었", "았", "였"):
            self.moods.append((m.start, "past"))

    def _noun(self, m: Morpheme, following: Morpheme | None) -> None:
        if m.tag == "XSN" and m.form in _LOOSE:
            if self.items and self.items[-1].end == m.start:
                # So that the particle behind it is seen: '학생들은'.
                self.items[-1] = replace(self.items[-1], end=m.end)
            return
        last = self.items[-1] if self.items else None
        verbal = following is not None and following.tag[:3] in ("XSV", "XSA")
        named = m.tag in ("NNP", "SL", "W_SERIAL")
        whole = not verbal or (last is not None and last.form == "불")
        if last and last.kind == "noun" and last.end == m.start and not last.role and whole:
            self.items[-1] = replace(
                last,
                form=last.form + m.form,
                end=m.end,
                pieces=(*last.pieces, m.form),
                name=last.name or named,
            )
            return
        if m.form in _BANS:
            self.moods.append((m.start, "not"))
        if m.form in _CASES:
            self.conditions.append(m.start)
        self.items.append(
            Item("noun", m.form, m.start, m.end, (m.form,), part=self.part, name=named)
        )

    def _verb(self, m: Morpheme, negative: bool) -> None:
        if self._fails(m):
            return
        last = self.items[-1] if self.items else None
        if m.form in _LARGER and last and last.value and last.value.unit == "배":
            # '2.4배 크다' says no more than '2.4배'.
            return
        if self._adds(m):
            return
        if m.form in _HARD and last and last.kind == "verb" and _DEED.search(self.text[: m.start]):
            self._negate(before=len(self.items))
        negated = self.refused != negative
        self.refused = False
        self.items.append(Item("verb", m.form, m.start, m.end, part=self.part, negated=negated))
        if negative and m.form == "없":
            # '쓸 수 없다' negates 쓰.
            self._negate(before=len(self.items) - 1)

    def _auxiliary(self, m: Morpheme) -> None:
        if m.form in _NOT:
            self._negate(before=len(self.items))
        last = self.items[-1] if self.items else None
        if m.form == "지" and last and last.kind == "verb":
            # '낮아지다' is not '낮다'.
            bright = (ord(last.form[-1]) - ord("가")) // 28 % 21 in (0, 8)
            form = last.form + ("아" if bright else "어") + "지"
            self.items[-1] = replace(last, form=form.replace("크어지", "커지"))
        if m.form == "있":
            self.moods.append((m.start, "done"))

    def _negate(self, before: int) -> None:
        """Negate the verb before, where nothing but 수 stands between."""
        if before and self.items[before - 1].kind == "verb":
            verb = self.items[before - 1]
            self.items[before - 1] = replace(verb, negated=not verb.negated)
        elif before == len(self.items):
            self.moods.append((self.items[-1].end if self.items else 0, "not"))

    def _fails(self, m: Morpheme) -> bool:
        """Negate the verb before 못 하, which is one word: '공개하지 못했다'."""
        if not (self.refused and self.denying and m.form == "하"):
            return False
        self._negate(before=len(self.items))
        self.refused = False
        return True

    def _adds(self, m: Morpheme) -> bool:
        """Take 더 with 하 for the verb that it is."""
        last = self.items[-1] if self.items else None
        if m.form != "하" or last is None or (last.form, last.end) != ("더", m.start):
            return False
        self.items[-1] = replace(last, kind="verb", form="더하", end=m.end)
        return True

    def _verbal_noun(self, m: Morpheme) -> None:
        if self._fails(m) or self._adds(m):
            return
        if self.items and self.items[-1].kind == "noun" and self.items[-1].end == m.start:
            noun = self.items[-1]
            self.items[-1] = replace(
                noun,
                kind="verb",
                passive=m.form in _PASSIVE,
                negated=self.refused or noun.form in _BANS,
            )
            self.refused = False
            if noun.form in _BANS and len(self.items) > 1 and self.items[-2].kind == "verb":
                # '사는 것은 금지한다' negates 사.
                self.items[-2] = replace(self.items[-2], negated=True)

    def _adverb(self, m: Morpheme) -> None:
        if m.form in ("안", "못"):
            self.refused = True
        elif m.tag == "MM" and self.text[m.end : m.end + 1].isalpha():
            self._noun(m, None)
        else:
            self.items.append(Item("adverb", m.form, m.start, m.end, part=self.part))

    def _particle(self, m: Morpheme, tag: str) -> None:
        if not self.items or self.items[-1].kind not in ("noun", "quote", "value"):
            return
        last = self.items[-1]
        role = _ROLES.get(tag) or _ROLE_OF_FORM.get(m.form, "")
        topic = last.topic or role in ("topic", "subject")
        # 'GPU 네 개만으로' says that they are enough.
        enough = self.text.startswith("만으로", m.start)
        only = last.only or (m.form in ("만", "뿐") and not enough)
        if self.text[last.end : m.start].strip(_CLOSING) and m.start != self.particle_end:
            return
        self.particle_end = m.end
        self.items[-1] = replace(last, role=last.role or role, topic=topic, only=only)

    def _ending(self, m: Morpheme, tag: str, following: Morpheme | None) -> None:
        self.denying = m.form == "지"
        if m.form.endswith("면") and not m.form.endswith("려면"):
            self.conditions.append(m.start)
        after = following.tag.split("-")[0] if following else ""
        form = following.form if following else ""
        if tag == "ETM":
            if m.form == "던" and self.items:
                self.items[-1] = replace(self.items[-1], former=True)
            if m.form in ("ᆫ", "은", "던"):
                self.moods.append((m.start, "done"))
            if after == "NNB" and form == "수":
                self.moods.append((m.start, "may"))
            elif after != "NNB":
                self.part += 1
        elif m.form in _MUST:
            if not _MARKED_OFF.match(self.text, m.end - 1):
                self.moods.append((m.start, "must"))
        elif after == "VX":
            return
        elif m.form in _COORDINATE or self.text.startswith("아니라", m.start - 2):
            self.borders.append(m.end)
        else:
            self.part += 1

    def _mark_lists(self) -> None:
        spans = [match.span() for match in _ASIDE.finditer(self.text)]
        for number, item in enumerate(self.items):
            before = self.text[: item.start].rsplit(maxsplit=1)[-1:]
            pointed = item.kind == "noun" and before in (["이"], ["그"], ["해당"])
            aside = any(start < item.start and item.end < end for start, end in spans)
            behind = _ASIDE.sub("", self.text[item.end : item.end + 40]).lstrip(_CLOSING)
            listed = item.role == "with" or _LISTED.match(behind) is not None
            self.items[number] = replace(
                item,
                aside=aside,
                listed=listed and not aside,
                pointed=pointed,
                replaced=_INSTEAD.match(self.text, item.end) is not None,
                word=self._word(item),
            )

    def _mark_replaced(self) -> None:
        """범용 모델 대신, 미국 회사가 아닌: all the nouns before."""
        for place in range(len(self.items) - 2, -1, -1):
            item, following = self.items[place : place + 2]
            reach = 3 if item.kind == "verb" else 1
            if following.replaced and not item.role and following.start - item.end <= reach:
                verbal = item.kind == "verb" and following.start > item.end
                nominal = item.kind in ("noun", "value")
                self.items[place] = replace(item, replaced=nominal or verbal)

    def _mark_bases(self) -> None:
        """첫 창고의 1.8배: what is compared with, and no owner."""
        for place, (item, following) in enumerate(pairwise(self.items)):
            if item.role == "of" and following.value and following.value.unit == "배":
                self.items[place] = replace(item, role="than")

    def _word(self, item: Item) -> str:
        """The word that an item stands in, with its particles."""
        low = max(self.text.rfind(mark, 0, item.start) for mark in " ,(\n") + 1
        return re.split(r"[\s,)]", self.text[low:], maxsplit=1)[0].lower()

    def _nominal_borders(self) -> None:
        """Commas with a topic on either side: '일비는 3만 원, 식비는 4만 원이다'.

        So has '솔라는 업스테이지의 모델로, 매개변수는 107억 개다' two clauses.
        """
        for match in re.finditer(r"(?<=로)[,，]\s", self.text):
            if any(i.topic for i in self.items if i.end <= match.start()):
                self.borders.append(match.end())
        for match in re.finditer(r"[,，;]\s", self.text):
            at = match.end()
            if _CONDITION.search(self.text, 0, match.start()):
                # What stands behind a condition is not so without it.
                continue
            if any(i.kind == "quote" and i.start < at < i.end for i in self.items):
                continue
            low = max((b for b in self.borders if b <= at), default=0)
            high = min((b for b in self.borders if b > at), default=len(self.text))
            left = [i for i in self.items if low <= i.start < at and i.topic and not i.light]
            right = [i for i in self.items if at <= i.start < high and i.topic]
            if left and right and not self._enumerates(at, right):
                self.borders.append(at)

    def _enumerates(self, at: int, right: Sequence[Item]) -> bool:
        """Whether a comma stands in a list: '확인서에는 용량, 횟수, 내역이 적힌다'."""
        before = [item for item in self.items if item.end <= at][-1]
        bare = before.kind == "noun" and not before.role
        return bare and all(item.role == "subject" for item in right)

    def _borders_of_runs(self) -> None:
        """Commas between runs that share a predicate: '평일 9시부터, 토요일 10시부터 연다'.

        From the last on, so that a list whose last run is of another kind is not parted.
        """
        inside = [match.span() for match in _ASIDE.finditer(self.text)]
        inside += [(i.start, i.end) for i in self.items if i.kind == "quote"]
        commas = [match.end() for match in _BETWEEN_RUNS.finditer(self.text)]
        for at in reversed(commas):
            if any(low < at < high for low, high in inside):
                continue
            if _CONDITION.search(self.text, 0, at - 2):
                continue
            edges = (*commas, *self.borders)
            low = max((edge for edge in edges if edge < at), default=0)
            high = min((edge for edge in edges if edge > at), default=len(self.text))
            left = [i for i in self.items if low <= i.start < at]
            right = [i for i in self.items if at <= i.start < high]
            run = _run_of(left, right)
            unlike = high in commas and high not in self.runs
            if run and not (unlike and run.right == len(right)):
                self.runs[at] = run
                self.borders.append(at)

    def conditions_of(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """What stands, with no topic, in the step in front of a mark of a condition."""
        found: list[Item] = []
        for at in self.conditions:
            before = [i for i in items if i.start < at]
            own = [i for i in before if i.part == before[-1].part and i.role != "topic"]
            found += own if before[-1:] != list(items[-1:]) else []
        return tuple(item for item in found if not item.light)

    def groups(self) -> Iterator[tuple[list[Item], tuple[int, int, set[str]]]]:
        """The items between borders, with those borders and the moods between them."""
        edges = [0, *sorted(set(self.borders)), len(self.text) + 1]
        for low, high in zip(edges, edges[1:], strict=False):
            moods = {mood for at, mood in self.moods if low <= at < high}
            yield [i for i in self.items if low <= i.start < high], (low, high, moods)


def _clause(
    text: str, items: Sequence[Item], borders: tuple[int, int, set[str]], start: int, end: int
) -> Clause:
    low, high, moods = borders
    said = text[low:high]
    verbs = [item for item in items if item.kind == "verb"]
    negated = "not" in moods or _denies(verbs)
    may = "may" in moods or "가능" in said or "아도 되" in said or "어도 되" in said
    return Clause(
        items=tuple(items),
        letters="".join(said.lower().split()),
        heads=_heads(items),
        start=start,
        end=end,
        negated=negated,
        planned=_PLANNED.search(said) is not None,
        past="past" in moods,
        done=bool(moods & {"past", "done"}),
        present="present" in moods and "past" not in moods,
        mood="must" if "must" in moods else "may" if may else "",
    )


def _denies(verbs: Sequence[Item]) -> bool:
    """Whether the last predicate is negated; 'was found not to be' denies too."""
    if len(verbs) > 1 and verbs[-1].form in _REPORTS and verbs[-2].part == verbs[-1].part:
        return verbs[-1].negated != verbs[-2].negated
    return bool(verbs) and verbs[-1].negated


def _heads(items: Sequence[Item]) -> tuple[Item, ...]:
    """The topic and the subjects, each with the nouns that it is made of or owned by."""
    found: list[Item] = []
    for number, item in enumerate(items):
        if not item.topic or item.kind == "verb":
            continue
        if item.role in ("at", "from") and not item.name and item.kind == "noun":
            # '공휴일에는' sets the scene and is not what is spoken of.
            continue
        found.append(item)
        place = number - 1
        while place >= 0 and _belongs(items[place], items[place + 1]):
            found.append(items[place])
            place -= 1
    return tuple(found)


def _belongs(item: Item, following: Item) -> bool:
    near = following.start - item.end <= 2
    return near and item.kind in ("noun", "value", "quote") and item.role in ("", "of")


def _joined(found: Sequence[Clause], runs: Sequence["_Run | None"]) -> list[Clause]:
    """The clauses of a sentence, those without a predicate or a topic with what they share.

    `runs` tells of each but the first whether it goes on a list that the one before began.
    """
    told = list(found)
    for place in range(len(runs) - 1, -1, -1):
        run, after = runs[place], told[place + 1]
        told[place] = _completed(told[place], after, run) if run else _shared(told[place], after)
    front: tuple[Item, ...] = ()
    for place, run in enumerate(runs, 1):
        front = (*front, *found[place - 1].items[: -run.left]) if run else ()
        told[place] = _led(told[place], front, told[place - 1]) if run else told[place]
    return told


@dataclass(frozen=True, slots=True)
class _Run:
    """How many items at the end of one clause and at the start of the next play the same parts."""

    left: int
    right: int


def _run_of(left: Sequence[Item], right: Sequence[Item]) -> _Run | None:
    """What two neighbours of a list tell in the same roles: at least two phrases of each."""
    ours, theirs = _phrases(left), _phrases(right)
    for count in range(min(len(ours), len(theirs)), 1, -1):
        pairs = list(zip(ours[-count:], theirs[:count], strict=True))
        if all(_play_alike(*pair) for pair in pairs[:-1]) and _play_alike(*pairs[-1], last=True):
            return _Run(sum(map(len, ours[-count:])), sum(map(len, theirs[:count])))
    return None


def _phrases(items: Sequence[Item]) -> list[list[Item]]:
    """Items by phrases: nouns with those before them that have no part of their own."""
    found: list[list[Item]] = []
    for item in items:
        before = found[-1][-1] if found else None
        if before is not None and _goes_with(before, item):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _goes_with(item: Item, following: Item) -> bool:
    near = not item.role and item.kind == "noun" and following.start - item.end <= 1
    return following.kind == "noun" and (near or item.role in ("of", "with"))


def _play_alike(one: Sequence[Item], other: Sequence[Item], *, last: bool = False) -> bool:
    """Whether two phrases play the same part; the last of a run may leave its particle out."""
    ours, theirs = one[-1], other[-1]
    units = [item.value.unit if item.value else "" for item in (ours, theirs)]
    roles = ours.role == theirs.role or _role(ours) == _role(theirs) or (last and not ours.role)
    return ours.kind == theirs.kind != "verb" and roles and units[0] == units[1]


def _role(item: Item) -> str:
    """The role of an item, seen too where its particle was taken for the end of a name: '앱이'."""
    return item.role or (_ROLE_OF_FORM.get(item.form[-1:], "") if len(item.form) > 1 else "")


def _completed(clause: Clause, after: Clause, run: _Run) -> Clause:
    """A run of a list with what stands behind the next one, whose last particle it takes."""
    own, model = clause.items[-1], after.items[run.right - 1]
    if not own.role and own.value and model.value:
        value = replace(own.value, bound=own.value.bound or model.value.bound)
        own = replace(own, role=model.role, topic=model.topic, value=value)
    own = replace(own, role=own.role or model.role, listed=False)
    items = (*clause.items[:-1], own)
    told = _with_verbs(clause, items, after.items[run.right :], after)
    return replace(told, planned=clause.planned or after.planned, run=True)


def _led(clause: Clause, front: Sequence[Item], before: Clause) -> Clause:
    """A run of a list with what stands in front of the first one."""
    shared = [replace(item, part=ELSEWHERE) for item in front]
    return replace(
        clause,
        items=(*shared, *clause.items),
        letters="".join(item.form for item in shared) + clause.letters,
        heads=(*_heads(shared), *clause.heads),
        planned=clause.planned or before.planned,
        conditions=(*before.conditions, *clause.conditions),
        run=True,
    )


def _shared(clause: Clause, after: Clause) -> Clause:
    """A clause without a verb has that of the next: '서울은 12만 원, 그 밖은 9만 원을 준다'."""
    if not clause.letters.endswith(",") or not clause.heads:
        return clause
    if clause.letters.endswith("로,") and not any(item.role == "to" for item in after.items):
        return clause
    if any(item.kind == "verb" for item in clause.items):
        return clause
    last = max((n for n, i in enumerate(after.items) if i.kind == "value"), default=None)
    rest = after.items[last + 1 :] if last is not None else ()
    if last is not None and clause.items[-1].value and not clause.items[-1].role:
        model, own = after.items[last], clause.items[-1]
        assert own.value
        assert model.value
        value = replace(own.value, bound=own.value.bound or model.value.bound)
        own = replace(own, role=model.role, value=value)
        clause = replace(clause, items=(*clause.items[:-1], own))
    verbs = rest or [item for item in after.items if item.kind == "verb"]
    return _with_verbs(clause, clause.items, verbs, after)


def _with_verbs(
    clause: Clause, items: Sequence[Item], verbs: Sequence[Item], after: Clause
) -> Clause:
    """A clause of some items with the predicate of the next one, and all that it tells of it."""
    return replace(
        clause,
        items=(*items, *(replace(item, topic=False, part=ELSEWHERE) for item in verbs)),
        letters=clause.letters + "".join(item.form for item in verbs),
        negated=after.negated,
        planned=after.planned,
        past=after.past,
        mood=after.mood,
    )
