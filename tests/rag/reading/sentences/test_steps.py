"""Steps that a sentence or the rows of a table tell apart by ranges, counts and turns."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.sentences.steps import steps, told_of_step

MARKET = """# 새벽시장 이용 안내

## 짐 나르기

화물 승강기 사용료는 1~4층 2천 원, 5층 이상 7천 원입니다.

배달비는 10kg 이하 3천 원, 20kg 이하 5천 원, 30kg 이하 9천 원입니다.

가게에는 1~2인 가게 18L, 3인 이상 가게 45L짜리 수거통을 줍니다.

## 벌칙

통로에 물건을 쌓아 두면 1회 4만 원, 2회 9만 원, 3회 15만 원의 벌금을 냅니다.

위생 점검에 걸리면 1차 시정 명령, 2차 영업 정지, 3차 퇴거한다.

임대료를 늦게 내면 첫 달은 3%, 둘째 달부터는 6%의 연체료를 더합니다.
"""
CHILDREN = """# 어린이 비타민 설명서

| 나이 | 한 번에 먹는 양 | 하루 횟수 |
|---|---|---|
| 만 2~4세 | 반 알 | 1회 |
| 만 5~8세 | 1알 | 2회 |
| 만 9~12세 | 2알 | 2회 |
| 만 13세 이상 | 3알 | 3회 |

권장 놀이 시간은 다음과 같습니다.

| 연령 | 놀이 시간 |
|---|---|
| 만 2~4세 | 4~5시간 |
| 만 5~8세 | 2~3시간 |
| 만 9~12세 | 1~2시간 |
"""
SCHOOL = """# 구름초등학교 특강 시간표

| 학년 | 특강 시간 | 교실 |
|---|---|---|
| 1~2학년 | 13:10~13:50 | 해솔실 |
| 3~4학년 | 14:00~14:40 | 별솔실 |
| 5~6학년 | 14:50~15:30 | 별솔실 |

복사는 40장까지 장당 60원, 41장부터 장당 20원입니다.
"""


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"시장": MARKET, "비타민": CHILDREN, "특강": SCHOOL})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("3층 화물 승강기 사용료는?", "2천 원"),
        ("9층 화물 승강기 사용료는 얼마예요?", "7천 원"),
        ("15kg 배달비는 얼마야?", "5천 원"),
        ("2인 가게는 수거통이 몇 L야?", "18L"),
        ("4인 가게는 수거통이 몇 L야?", "45L"),
        ("통로에 물건을 두 번째로 쌓아 두면 벌금은 얼마야?", "9만 원"),
        ("통로에 물건을 세 번째 쌓으면 벌금이 얼마야?", "15만 원"),
        ("25장 복사하면 장당 얼마야?", "60원"),
        ("70장 복사하면 장당 얼마야?", "20원"),
        ("위생 점검에 두 번째 걸리면?", "영업 정지"),
        ("임대료를 늦게 내면 첫 달은 연체료가 몇 %야?", "3%"),
        ("임대료 연체료는 셋째 달에 몇 %야?", "6%"),
    ],
)
def test_the_step_that_holds_what_is_named_answers(
    library: Library, question: str, short: str
) -> None:
    answer = library.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("7살은 몇 시간 놀아야 해?", "2~3시간"),
        ("7세는 한 번에 얼마나 먹어?", "1알"),
        ("10살 놀이 시간은?", "1~2시간"),
        ("2학년은 몇 시에 특강을 들어?", "13:10~13:50"),
        ("6학년 특강은 어느 교실에서 해?", "별솔실"),
    ],
)
def test_the_row_whose_range_holds_the_one_that_is_named_answers(
    library: Library, question: str, short: str
) -> None:
    answer = library.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("2학년은?", "1~3학년 오전, 4~6학년 오후", "오전"),
        ("8kg은?", "5kg 이하 3천 원, 10kg 이하 4천 원, 20kg 이하 6천 원", "4천 원"),
        ("5kg은?", "5kg 미만 3천 원, 5kg 이상 4천 원", "4천 원"),
        ("둘째는?", "첫째 20만 원, 둘째 30만 원", "30만 원"),
        # What a step in brackets tells stands before it.
        ("3층은?", "5만 원(1~5층), 10만 원(6층 이상)", ""),
        # One step alone tells nothing apart.
        ("2층은?", "1~5층 5만 원", ""),
        # No step is named.
        ("얼마야?", "1~5층 5만 원, 6층 이상 10만 원", ""),
        # A day of another month is no step of this one.
        ("4월 9일은?", "5월 3일 서울, 5월 9일 부산", ""),
    ],
)
def test_what_a_text_tells_of_a_step(question: str, text: str, told: str) -> None:
    assert told_of_step(question, text) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("만 7~10세", [("세", 7, 10)]),
        ("1층~5층", [("층", 1, 5)]),
        ("첫 달", [("번째", 1, 1)]),
        ("세 번째", [("번째", 3, 3)]),
        ("2024년", []),
        ("5일 전까지", []),
    ],
)
def test_steps_are_ranges_counts_and_turns(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(one.unit, one.low, one.high) for one in steps(text)] == found
