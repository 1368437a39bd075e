"""Questions as people really type them: python -m benchmarks.perturbed KORQUAD.json [COUNT].

Clean questions are spoilt by rule, with a fixed seed, one way at a time, and what is still found
is compared with the clean ones. Questions of even articles, the development half, and those of
the sample corpus.
"""

import json
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus import SAMPLE, Document
from index import Morpheme, analyse
from index.hangul import compose, jamo, keys
from index.words import is_common
from rag import Library
from rag.judge import relevance
from rag.questions import Evidence, read_questions

Row = tuple[str, tuple[Evidence, ...]]
Perturb = Callable[[str, random.Random], str]

_NOUNS = ("NNG", "NNP")
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


def main() -> None:
    """Print hit@1 and hit@5 of every kind of question, and how often it was read anew."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    _report("KorQuAD", *_korquad(Path(sys.argv[1]), count))
    _report("sample", *_sample())


def _korquad(path: Path, count: int) -> tuple[Library, list[Row]]:
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    documents, rows = [], []
    for i, article in enumerate(articles):
        for j, paragraph in enumerate(article["paragraphs"]):
            source = f"{i}/{j}.txt"
            documents.append(Document(source, article["title"], paragraph["context"]))
            if i % 2 == 0:
                evidence = (Evidence(source, ""),)
                rows += [(qa["question"], evidence) for qa in paragraph["qas"]]
    return Library.from_documents(documents), random.Random(1).sample(rows, min(count, len(rows)))


def _sample() -> tuple[Library, list[Row]]:
    library = Library.open(SAMPLE)
    library.update()
    questions = read_questions(SAMPLE / "questions.jsonl").questions
    return library, [(q.question, q.evidence) for q in questions if q.evidence and not q.history]


def _report(name: str, library: Library, rows: Sequence[Row]) -> None:
    print(f"{name}: {len(rows)} questions, {len(library.passages)} passages")
    print("| kind | hit@1 | hit@5 | readings | ms |\n|---|---|---|---|---|")
    for kind, perturb in _KINDS.items():
        random_source = random.Random(7)
        questions = [(perturb(text, random_source), evidence) for text, evidence in rows]
        started = time.perf_counter()
        found = [list(_found(library, *row)) for row in questions]
        spent = 1000 * (time.perf_counter() - started) / len(rows)
        readings = np.mean([len(library.retrieve(text, 1).readings) for text, _ in questions])
        first, fifth = (np.mean([any(row[:k]) for row in found]) for k in (1, 5))
        print(f"| {kind} | {first:.3f} | {fifth:.3f} | {readings:.2f} | {spent:.1f} |", flush=True)


def _found(library: Library, question: str, evidence: Sequence[Evidence]) -> Iterator[bool]:
    for hit in library.search(question, 5):
        yield any(relevance(library, hit.passage, one) for one in evidence)


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
    return [m for m in analyse(text) if m.tag in _NOUNS and re.fullmatch("[가-힣]+", m.form)]


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


def _polite(text: str, _: random.Random) -> str:
    return f"안녕하세요, {text.rstrip(' ?.')}지 궁금한데 자세히 설명해 주시겠어요?"


def _plain(text: str, _: random.Random) -> str:
    return re.sub(
        r"(은|는|이|가)?\s?(무엇|어디|누구)?(인가요?|입니까|인지)?\s?\??$", r" \2 알려줘", text
    )


def _keywords(text: str, _: random.Random) -> str:
    tags = (*_NOUNS, "SL", "SN", "SH", "XR")
    return " ".join(text[m.start : m.end] for m in analyse(text) if m.tag in tags) or text


def _decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


_KINDS: dict[str, Perturb] = {
    "clean": lambda text, _: text,
    "spaces removed": _spaces_removed,
    "spaces inserted": _spaces_inserted,
    "one jamo typo": _typo,
    "spelling variant": _variant,
    "keyboard state": _keyboard,
    "polite": _polite,
    "plain": _plain,
    "keywords": _keywords,
    "NFD": _decomposed,
}


if __name__ == "__main__":
    main()
