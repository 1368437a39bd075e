"""Named configurations to compare: how else the same documents could be searched and read.

    base                     as it is
    bm25                     words and syllable pairs only
    vector, coverage, …      one channel only
    no-vector, no-…          all channels but one
    weights=1,0,1,…           these weights, in the order of the channels
    embedder=NAME            another embedding model
    reranker=NAME            a cross-encoder reads the best passages again; no-reranker
    passages=200             passages of about so many characters
    no-llm                   quotes instead of a language model

Several go together with '+': no-vector+passages=200.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus import UsageError
from index import Progress
from rag.library import Library
from rag.retrieval.fusion import CHANNELS, Fusion
from rag.retrieval.rerank import NO_RERANKER, load_reranker

_SMALLEST, _LARGEST = 50, 5000


@dataclass(frozen=True, slots=True)
class Configuration:
    """What differs from the base: None and nothing where that is kept."""

    weights: tuple[float, ...] | None = None
    without: tuple[str, ...] = ()
    embedder: str | None = None
    reranker: str | None = None
    passage_size: int | None = None
    llm: bool = True


def configuration(name: str) -> Configuration:
    """Read a configuration; raises UsageError that lists what there is."""
    found = Configuration()
    for part in name.split("+"):
        key, equals, value = part.partition("=")
        channel = key.removeprefix("no-")
        if equals and value and key in _WITH_VALUE:
            found = _WITH_VALUE[key](found, value)
        elif not equals and key in _PLAIN:
            found = _PLAIN[key](found)
        elif not equals and channel in CHANNELS and channel != key:
            found = replace(found, without=(*found.without, channel))
        elif not equals and channel in CHANNELS:
            found = replace(found, weights=_only(channel))
        else:
            raise UsageError(
                f"'{part}' 설정은 없습니다. 쓸 수 있는 설정: {', '.join(_PLAIN)}, "
                f"{', '.join(f'{key}=값' for key in _WITH_VALUE)}, 채널 하나만 쓰는 "
                f"{', '.join(CHANNELS)}, 채널 하나를 빼는 no-vector 같은 이름, --out으로 남긴 폴더."
            )
    return found


def configured(library: Library, name: str, progress: Progress | None = None) -> Library:
    """A library as named, in memory: nothing of it is kept on disk."""
    wanted = configuration(name)
    copy = library.snapshot(
        embedder=wanted.embedder, passage_size=wanted.passage_size, progress=progress
    )
    if wanted.weights is not None or wanted.without:
        copy.adopt(_fusion(copy.fusion, wanted))
    if wanted.reranker is not None:
        copy.reranker = load_reranker(wanted.reranker)
    if not wanted.llm:
        copy.reader = None
    return copy


def _fusion(fusion: Fusion, wanted: Configuration) -> Fusion:
    """The weights wanted, without the channels that are not; each set adds up to 1."""
    sets = []
    for weights in (fusion.same_words, fusion.other_words):
        pairs = zip(CHANNELS, wanted.weights or weights, strict=True)
        left = [0.0 if channel in wanted.without else weight for channel, weight in pairs]
        if not sum(left):
            raise UsageError("채널을 모두 뺄 수는 없습니다. 하나는 남겨 주세요.")
        sets.append(tuple(weight / sum(left) for weight in left))
    return Fusion(*sets)


def _weights(found: Configuration, value: str) -> Configuration:
    try:
        weights = tuple(float(one) for one in value.split(","))
    except ValueError:
        weights = ()
    if len(weights) != len(CHANNELS) or min(weights) < 0 or not 0 < sum(weights) < float("inf"):
        raise UsageError(
            f"weights에는 0 이상의 수 {len(CHANNELS)}개를 쉼표로 이어 적어 주세요"
            f"({', '.join(CHANNELS)} 순서)."
        )
    return replace(found, weights=weights)


def _passages(found: Configuration, value: str) -> Configuration:
    size = int(value) if value.isdecimal() else 0
    if not _SMALLEST <= size <= _LARGEST:
        raise UsageError(f"passages에는 {_SMALLEST}에서 {_LARGEST} 사이의 글자 수를 적어 주세요.")
    return replace(found, passage_size=size)


def _only(*channels: str) -> tuple[float, ...]:
    return tuple(float(one in channels) for one in CHANNELS)


_PLAIN: dict[str, Callable[[Configuration], Configuration]] = {
    "base": lambda found: found,
    "bm25": lambda found: replace(found, weights=_only("morphemes", "bigrams")),
    "no-reranker": lambda found: replace(found, reranker=NO_RERANKER),
    "no-llm": lambda found: replace(found, llm=False),
}
_WITH_VALUE: dict[str, Callable[[Configuration, str], Configuration]] = {
    "weights": _weights,
    "embedder": lambda found, value: replace(found, embedder=value),
    "reranker": lambda found, value: replace(found, reranker=value),
    "passages": _passages,
}
