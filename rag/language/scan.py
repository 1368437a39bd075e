"""Walks over the morphemes of a sentence and gathers its items, and the borders between clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.symbols import BRACKETED
from index import Morpheme, analyse
from rag.language.items import ROLE_OF_FORM, Item
from rag.language.polarity import DENYING
from rag.language.runs import Run, run_of
from rag.language.values import Value, values

_NOUNS = frozenset("NNG NNP NR NP XR XPN SL SH SN XSN W_SERIAL W_EMAIL W_URL".split())
# Suffixes that belong to no name: 사람들, 사람당.
_LOOSE = frozenset("들 당 씩 째 별 쯤 님".split())
_ROLES = {"JKS": "subject", "JKC": "subject", "JKO": "object", "JKG": "of", "JC": "with"}
_BEHIND_VALUE = re.compile(
    r"\s?(?:이상|이하|초과|미만|이내)?(보다|에서|부터|까지|으로|로|에|을|를|이|가|은|는|도|의|와|과)"
    r"(?=[\s,.]|는|도|의|$)"
)
# Endings that part clauses of one rank.
COORDINATE = frozenset("고 며 으며 지만 으나 나 는데 은데 ᆫ데 되 거나 면서 으면서".split())
_MUST = frozenset("어야 아야 여야 어야만 아야만 여야만".split())
# Nouns that end a condition: '10분 이하인 경우', '비가 올 때'.
_CASES = frozenset("경우 때".split())
_BANS = frozenset("금지 불가 불가능".split())
_PASSIVE = frozenset("되 당하 받".split())
_QUOTED = re.compile(r"['‘\"“《〈「『]([^'‘’\"“”《》〈〉「」『』]{1,120})['’\"”》〉」』]")
# '넘기 어렵다' denies that it can be: the deed counts as denied.
_HARD = frozenset("어렵 힘들".split())
_DEED = re.compile(r"기(?:는|가|도|란|에는)?\s?$")
# What stands before these is not so, or gives way to something else.
_INSTEAD = re.compile(r"\s?대신|[이가]? 아(?:닌|니라)(?=\s)")
_LARGER = frozenset("크 많 높 넓 길".split())
_CLOSING = ")）]}'’\"”》〉」』 "
_LISTED = re.compile(r"[,，·/、]|(?:및|또는|이나|나)\s")
# What may part two runs of a list.
_BETWEEN_RUNS = re.compile(r"[,，;]\s|\s/\s")
# Telephone numbers, accounts: not 2025-03-01, nor 2020-2024.
_SERIAL = re.compile(r"(?!(?:19|20)\d\d-\d{1,2}-\d{1,2}$)\d+(?:-\d+){2,}|1[568]\d\d-\d{4}")
_CONDITION = re.compile(r"(?:[하되라으이려]|(?<![았었했였렸졌켰])다)면$")
# A duty or leave that only marks off a noun: '신청해야 하는 서류', '쓸 수 있는 사람'.
_MARKED_OFF = re.compile(r"야 (?:하는|할|되는|될) (?!것|수|의무|필요)")
_AT_MOST_BEFORE = re.compile(r"(?:최대|최장|최소|적어도|최고)\s?$")


@dataclass
class Scan:
    """What is gathered so far of a sentence; places are those of its letters.

    `moods` has with a place what holds of the clause there: must, may, not, past, done, present;
    `runs` the borders between members of a list, `conditions` where a condition ends. `refused`
    tells that 안 or 못 came last, `denying` that 지 did.
    """

    text: str
    items: list[Item] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)
    moods: list[tuple[int, str]] = field(default_factory=list)
    runs: dict[int, "Run"] = field(default_factory=dict)
    conditions: list[int] = field(default_factory=list)
    part: int = 0
    refused: bool = False
    denying: bool = False
    particle_end: int = -1

    def read(self) -> None:
        """Gather all items of the sentence with their marks, then the borders between clauses."""
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
        role = ROLE_OF_FORM[behind[1]] if behind else ""
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
        form = self._form_of(m)
        self.items.append(Item("verb", form, m.start, m.end, part=self.part, negated=negated))
        if negative and m.form == "없":
            # '쓸 수 없다' negates 쓰.
            self._negate(before=len(self.items) - 1)

    def _form_of(self, m: Morpheme) -> str:
        """A verb as it is told from others that are written alike."""
        if m.form == "적" and m.tag == "VV":
            return "기재"
        last = self.items[-1] if self.items else None
        compared = any(one.role == "with" and one.part == self.part for one in self.items)
        # '다음과 같다' and '온 것 같다' set nothing equal.
        equal = m.form == "같" and compared and last is not None and not last.light
        return "동일" if equal else m.form

    def _auxiliary(self, m: Morpheme) -> None:
        if m.form in DENYING:
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
        role = _ROLES.get(tag) or ROLE_OF_FORM.get(m.form, "")
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
        elif m.form in COORDINATE or self.text.startswith("아니라", m.start - 2):
            self.borders.append(m.end)
        else:
            self.part += 1

    def _mark_lists(self) -> None:
        spans = [match.span() for match in BRACKETED.finditer(self.text)]
        for number, item in enumerate(self.items):
            before = self.text[: item.start].rsplit(maxsplit=1)[-1:]
            pointed = item.kind == "noun" and before in (["이"], ["그"], ["해당"])
            aside = any(start < item.start and item.end < end for start, end in spans)
            behind = BRACKETED.sub("", self.text[item.end : item.end + 40]).lstrip(_CLOSING)
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
        inside = [match.span() for match in BRACKETED.finditer(self.text)]
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
            run = run_of(left, right)
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
