from dataclasses import replace

import pytest

from index import Passage
from rag import Answer, Citation, Hit, Sentence

TEXT = "B100에는 트랜지스터가 2,080억 개 들어 있다. <b>값</b>은 *비밀*이다."
QUOTE = "B100에는 트랜지스터가 2,080억 개 들어 있다."


@pytest.fixture
def passage() -> Passage:
    return Passage(
        id="칩.md:10-70",
        source="칩.md",
        title="칩 & 판",
        page=None,
        start=10,
        end=10 + len(TEXT),
        text=TEXT,
        context="칩 & 판 성능",
        headings=("성능",),
    )


@pytest.fixture
def row(passage: Passage) -> Sentence:
    """A row of a Markdown table, quoted as it stands there."""
    quote = "| <표준> | 33,000원 | |"
    text = f"| 요금제 | 값 | 비고 |\n|---|---|---|\n{quote}"
    held = replace(passage, text=text, start=10, end=10 + len(text))
    start = 10 + text.index(quote)
    return Sentence(quote, (Citation(1, held, start, start + len(quote), quote),), supported=True)


@pytest.fixture
def answer(passage: Passage) -> Answer:
    """Two sentences, the second of which its source does not bear out, and two hits."""
    first = Citation(1, passage, 10, 10 + len(QUOTE), QUOTE)
    start = TEXT.index("<b>")
    second = Citation(2, passage, 10 + start, 10 + len(TEXT), TEXT[start:])
    other = replace(
        passage, id="다른.md:0-9", source="다른.md", title="다른 문서", page=3, label="3쪽"
    )
    channels = {"morphemes": 2.5, "vector": 0.25}
    return Answer(
        question="B100은?",
        sentences=(
            Sentence(QUOTE, (first,), supported=True),
            Sentence("값은 3달러다.", (second,), supported=False),
        ),
        citations=(first, second),
        abstained=False,
        reader="원문 인용",
        hits=(
            Hit(passage, 2.0, 1, 2, channels, {"morphemes": 1, "vector": 2}, ("b100", "<값>")),
            Hit(other, 1.0, None, 1, channels, {"vector": 1}),
        ),
        short="2,080억 개",
        confidence=0.93,
        searched="B100의 트랜지스터는?",
        notice="서버가 답하지 않았습니다.",
        changes=("엔비다아 → 엔비디아",),
    )
