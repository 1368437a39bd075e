"""Tables that are cut into passages: all rows of a kind, the most, the total."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.reader import ExtractiveReader
from rag.reading.scoring.span_scores import PASSAGES_READ

ROWS = [
    ("A동", "강민서", "주임", 410),
    ("A동", "고은비", "팀장", 780),
    ("A동", "곽도현", "주임", 365),
    ("B동", "구하늘", "팀장", 915),
    ("B동", "권서준", "주임", 288),
    ("B동", "금보라", "대리", 530),
    ("C동", "기정우", "대리", 472),
    ("C동", "길수아", "팀장", 834),
    ("C동", "나윤재", "주임", 197),
    ("C동", "남다온", "대리", 655),
]
HEAD = "| 건물 | 이름 | 직급 | 2026년 점검 건수 | 하는 일 |\n|---|---|---|---|---|\n"
WORK = (
    "설비를 살피고 고장을 고치며 달마다 보고서를 써서 "
    "시설 담당 부서에 낸 뒤 다음 달의 계획을 세운다"
)
STAFF = f"# 시설 점검반\n\n{HEAD}" + "".join(
    f"| {place} | {name} | {rank} | {count}건 | {WORK} |\n" for place, name, rank, count in ROWS
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    library = library_of({"시설": f"{STAFF}\n끝.\n"})
    assert any(passage.goes_on for passage in library.passages)
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("팀장 명단 알려줘", "고은비, 구하늘, 길수아"),
        ("C동 직원은 누구누구 있어?", "기정우, 길수아, 나윤재, 남다온"),
        ("점검 건수가 가장 많은 사람 이름은?", "구하늘"),
        ("점검 건수가 가장 적은 사람 이름은?", "나윤재"),
        ("대리 가운데 점검 건수가 가장 많은 사람 이름은?", "남다온"),
    ],
)
def test_the_whole_table_answers(library: Library, question: str, short: str) -> None:
    answer = library.ask(question, answer_anyway=True)
    assert answer.short == short
    for citation in answer.citations:
        assert citation.passage in library.passages
        assert citation.quote in citation.passage.text


PARTS = ("받침대", "감지기", "전원부", "덮개", "수평추", "표시창", "눈금판", "손잡이")
SAID = "\n\n".join(
    f"## {part}에 따른 오차\n\n{part}에 문제가 있는 저울은 측정 오차가 가장 큰 저울이 되기 쉽다. "
    f"저울의 측정 오차가 큰 원인은 대개 {part}에 있으므로, 측정 오차가 큰 저울은 먼저 살핀다. "
    f"{part}의 나사가 풀려 있지 않은지 보고, 풀려 있으면 제조사의 지침대로 조인 다음 다시 잰다. "
    f"그래도 같은 결과가 나오면 {part} 부품을 통째로 바꾸고 교정 기관에 성적서를 새로 신청한다."
    for part in PARTS
)
ERRORS = (
    "| 모델 | 측정 오차(g) | 가격 |\n|---|---|---|\n| KS-1 | 0.8 | 21만 원 |\n"
    "| KS-2 | 2.3 | 14만 원 |\n| KS-3 | 1.1 | 30만 원 |\n"
)


def test_a_table_found_beside_what_was_read_ranks(library_of: Callable[..., Library]) -> None:
    text = f"# 저울 시험\n\n{SAID}\n\n## 시험 결과\n\n{ERRORS}\n끝.\n"
    library = library_of({"저울 시험": text})
    question = "저울 시험에서 측정 오차가 가장 큰 건 뭐야?"
    hits = sorted(library.search(question), key=lambda hit: "KS-2" in hit.passage.text)
    assert len(hits) > PASSAGES_READ
    answer = ExtractiveReader(library.idf).read(question, hits)
    assert answer.short == "KS-2"
