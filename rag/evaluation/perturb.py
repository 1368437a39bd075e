"""Questions as people really type them: clean ones spoilt by rule, one way at a time."""

import random
import re
import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence

from index import Morpheme, analyse
from index.hangul import compose, jamo, keys
from index.tokens import analyser
from index.words import is_common
from rag.language.interrogatives import describes
from rag.retrieval.query import question_terms

Perturb = Callable[[str, random.Random], str]

# What lies next to a key, and what sounds alike: the slips that people make.
_SLIPS = dict(
    pair.split(":")
    for pair in (
        "ㄱ:ㅅㄷㅋ ㄴ:ㅁㅇ ㄷ:ㄱㅈㅌ ㄹ:ㅇㅎ ㅁ:ㄴ ㅂ:ㅈㅍ ㅅ:ㄱㅆ ㅇ:ㄴㄹ ㅈ:ㅂㄷㅊ ㅊ:ㅌㅈ "
        "ㅋ:ㅌㄱ ㅌ:ㅋㄷ ㅍ:ㅊㅂ ㅎ:ㄹ ㅏ:ㅓㅣ ㅐ:ㅔㅑ ㅑ:ㅕㅐ ㅓ:ㅏㅗ ㅔ:ㅐ ㅕ:ㅑㅛ ㅗ:ㅓㅛ "
        "ㅛ:ㅗㅕ ㅜ:ㅠㅡ ㅠ:ㅜ ㅡ:ㅜ ㅣ:ㅏ"
    ).split()
)

# What one sound of a foreign name is spelt with, and how else.
_VARIANTS = {
    "ㅐ": "ㅔ",
    "ㅔ": "ㅐ",
    "ㅓ": "ㅗ",
    "ㅗ": "ㅓ",
    "ㅅ": "ㅆ",
    "ㅆ": "ㅅㅌ",
    "ㅌ": "ㅆ",
    "ㄷ": "ㄸ",
}
_PARTICLES = frozenset("JKS JKC JKG JKO JKB JX JC".split())
_BEFORE_PARTICLES = frozenset("NNG NNP NNB NR NP SL SN SH XSN XR".split())
_REQUEST = re.compile(r"\s*(좀\s*)?(알려|말해|설명해|가르쳐|찾아)\s?(줘|주세요|주라|줄래|다오).*$")
_JOINING = frozenset("나 냐 니 지 야 어 아 는가 ᆫ가 는지 ᆫ지 ᆯ까".split())
# After these the indirect question ends in -(으)ㄴ지, after all else in -는지.

_SIGNS = frozenset("SF SP SS SSO SSC SE SO SW".split())
# Of the words before nouns (한, 새, 옛), those that only ask or point.
_POINTING = frozenset("몇 어느 어떤 무슨 웬 그 이 저 그런 이런 저런".split())


def _spaces_removed(text: str, _: random.Random) -> str:
    return "".join(text.split())


def _spaces_inserted(text: str, source: random.Random) -> str:
    """Two words of three or more syllables are torn apart, or one where there is only one."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(re.findall("[가-힣]", word)) >= 3]
    for i in source.sample(long, min(2, len(long))):
        cut = source.randrange(1, len(words[i]) - 1)
        words[i] = f"{words[i][:cut]} {words[i][cut:]}"
    return " ".join(words)


def _typo(text: str, source: random.Random) -> str:
    """One jamo of one noun is hit wrong."""
    return _respelt(text, [m for m in _nouns(text) if len(m.form) > 1], _SLIPS, source)


def _variant(text: str, source: random.Random) -> str:
    """One jamo of one name is another that foreign names are spelt with."""
    names = [m for m in _nouns(text) if len(m.form) > 2 and not is_common(m.form)]
    return _respelt(text, names, _VARIANTS, source)


def _nouns(text: str) -> list[Morpheme]:
    return [m for m in analyse(text) if m.is_noun and re.fullmatch("[가-힣]+", m.form)]


def _respelt(
    text: str, nouns: Sequence[Morpheme], table: Mapping[str, str], source: random.Random
) -> str:
    """The text with one letter of one of `nouns` replaced, if any can be."""
    for noun in source.sample(nouns, len(nouns)):
        letters = jamo(text[noun.start : noun.end])
        places = [i for i, letter in enumerate(letters) if letter in table]
        for i in source.sample(places, len(places)):
            words = [compose(letters[:i] + new + letters[i + 1 :]) for new in table[letters[i]]]
            whole = [word for word in words if re.fullmatch("[가-힣]+", word)]
            if whole:
                return text[: noun.start] + source.choice(whole) + text[noun.end :]
    return text


def _keyboard(text: str, _: random.Random) -> str:
    return keys(text)


def _without_particles(text: str, _: random.Random) -> str:
    """The particles behind nouns are left out, as in quick messages."""
    kept, place = "", 0
    morphemes = analyse(text)
    for before, one in zip(morphemes, morphemes[1:], strict=False):
        behind_noun = before.tag in _BEFORE_PARTICLES or before.end == place > 0
        if one.tag in _PARTICLES and behind_noun and one.start == before.end:
            kept += text[place : one.start]
            place = one.end
    return kept + text[place:]


def _register(text: str, source: random.Random) -> str:
    """The question as a request: formal and wordy, or short and blunt."""
    asked = _indirect(text)
    requests = [f"{asked} 좀 알려 주실 수 있을까요?", f"{asked} 알려줘"]
    if not _REQUEST.search(text):
        requests.append(f"안녕하세요, {asked} 궁금합니다. 자세히 설명해 주시겠습니까?")
    return source.choice(requests)


def _indirect(text: str) -> str:
    """'며칠인가요?' as '며칠인지': what can be followed by a verb of telling."""
    bare = _REQUEST.sub("", text.rstrip(" ?.!~"))
    morphemes = list(analyse(bare))
    while morphemes and (morphemes[-1].form, morphemes[-1].tag) == ("요", "JX"):
        morphemes.pop()
    verbs = [i for i, m in enumerate(morphemes[:-1]) if m.tag.startswith(("V", "XSV", "XSA"))]
    if not verbs or not _asks(morphemes[-1]):
        topic = bool(morphemes) and morphemes[-1].tag == "JX"
        return f"{bare} 무엇인지" if topic else bare
    stem = [(m.form, m.tag) for m in morphemes[verbs[-1] : -1]]
    ending = ("ᆫ지" if describes(stem) else "는지", "EC")
    return bare[: morphemes[verbs[-1]].start] + str(analyser().join([*stem, ending]))


def _asks(last: Morpheme) -> bool:
    """Whether a question ends so; without its mark, endings are taken for joining ones."""
    return last.tag == "EF" or (last.tag == "EC" and last.form in _JOINING)


def _keywords(text: str, _: random.Random) -> str:
    """What stands in a search box: no particles, no words that only ask; all else as written."""
    telling = set(question_terms(text))
    words = [_keyword(text, word, telling) for word in _words(text)]
    return " ".join(filter(None, words)) or text


def _words(text: str) -> list[list[Morpheme]]:
    """The morphemes between spaces, without signs."""
    morphemes = [m for m in analyse(text) if m.tag not in _SIGNS]
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    return [[m for m in morphemes if start <= m.start < end] for start, end in spans]


def _keyword(text: str, word: Sequence[Morpheme], telling: Container[str]) -> str:
    """A word up to its last noun; predicates as written, where they end a sentence as nouns."""
    told = [m for m in word if _tells(m, telling)]
    if not told:
        return ""
    last = told[-1]
    if not last.tag.startswith("V"):
        return text[word[0].start : last.end]
    if word[-1].tag != "EF":
        return text[word[0].start : word[-1].end]
    return text[word[0].start : last.start] + str(
        analyser().join([(last.form, last.tag), ("ᆷ", "ETN")])
    )


def _tells(morpheme: Morpheme, telling: Container[str]) -> bool:
    if morpheme.tag == "MM":
        return morpheme.form not in _POINTING
    return morpheme.is_content and morpheme.form in telling


def _decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


PERTURBATIONS: dict[str, tuple[str, Perturb]] = {
    "spacing": ("모두 붙여 씀", _spaces_removed),
    "tearing": ("낱말 안을 띄움", _spaces_inserted),
    "typo": ("자모 하나 오타", _typo),
    "variant": ("외래어 표기 다름", _variant),
    "keyboard": ("영문 상태로 침", _keyboard),
    "particles": ("조사를 뺌", _without_particles),
    "register": ("말투를 바꿈", _register),
    "keywords": ("낱말만 늘어놓음", _keywords),
    "nfd": ("풀린 자모(NFD)", _decomposed),
}


def perturbed(name: str, text: str) -> str:
    """A question spoilt in the way of that name; the same every time."""
    _, rule = PERTURBATIONS[name]
    return rule(text, random.Random(f"{name} {text}"))
