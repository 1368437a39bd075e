"""Differences that no document states are reckoned of two values that are plainly told."""

from collections.abc import Callable

import pytest

from rag import Library

TENTS = (
    "# 대여소 안내\n\n## 장비 대여료\n\n| 장비 | 보유 | 평일 | 주말 |\n|---|---|---|---|\n"
    "| 대형 텐트 | 8동 | 32,000원 | 45,000원 |\n| 소형 텐트 | 14동 | 21,000원 | 29,500원 |\n"
    "| 침낭 | 40개 | 6,000원 | 8,000원 |\n\n끝.\n"
)
FINES = TENTS.replace("끝.", "잃으면 대형 텐트 310,000원, 소형 텐트 170,000원을 물어낸다.")
CLASSES = (
    "# 공방 강좌\n\n| 강좌 | 정원 | 재료비 |\n|---|---|---|\n| 옻칠반 | 9명 | 70,000원 |\n"
    "| 매듭반 | 16명 | 24,000원 |\n\n끝.\n"
)
LEAVE = (
    "휴가 규정\n\n제3조(휴가) 직급별 휴가는 다음과 같다.\n\n"
    "| 직급 | 여름 휴가 | 겨울 휴가 |\n|---|---|---|\n"
    "| 주임·계장 | 6일 | 4일 |\n| 과장 이상 | 9일 | 5일 |\n"
)
TRIALS = (
    "# 보온병 시험\n\n<표 2>\n\n| 구분 | 보온 시간(시간) | 무게(kg) |\n|---|---|---|\n"
    "| 시제품 1 | 37 | 1.4 |\n| 시제품 2 | 29 | 1.1 |\n| 기존품 1 | 14 | 2.3 |\n\n"
    "(단위: 포대)\n\n| 비료 | 들여온 양 | 쓴 양 |\n|---|---|---|\n| 깻묵 | 83 | 64 |\n"
    "| 쌀겨 | 52 | 41 |\n\n"
    "| 구분 | 2030년 상반기 | 2031년 상반기 |\n|---|---|---|\n| 반품 요청 | 21 | 13 |\n"
    "| 수리 요청 | 34 | 30 |\n"
)
FUNDS = "# 마을 축제\n\n축제 예산은 3억 원(군비 2억 1천만 원, 도비 9천만 원)이다.\n"

BILL = (
    "# 회비 고지서\n\n| 항목 | 금액 |\n|---|---|\n| 조기 납부 | 71,500원 |\n"
    "| 일반 납부 | 78,000원 |\n\n"
    "영수증 조기 납부 71,500 일반 납부 78,000 담당 강은비\n"
)


@pytest.mark.parametrize(
    ("text", "question", "short", "cited"),
    [
        (BILL, "일반 납부는 조기 납부보다 얼마 더 많아?", "6,500원", 2),
        (CLASSES, "옻칠반이랑 매듭반 재료비 차이 얼마", "46,000원", 2),
        (CLASSES, "매듭반이 옻칠반보다 정원이 몇 명 더 많아?", "7명", 2),
        (CLASSES, "매듭반보다 옻칠반이 얼마나 더 비싸?", "46,000원", 2),
        (TENTS, "소형 텐트 주말 대여료가 평일보다 얼마 더 비싸?", "8,500원", 1),
        (FINES, "대형 텐트가 소형 텐트보다 주말 대여료가 얼마나 더 비싼가요?", "15,500원", 2),
        (LEAVE, "계장이랑 과장은 여름 휴가가 며칠 차이나?", "3일", 2),
        (TRIALS, "보온 시간이 시제품 1은 시제품 2보다 몇 시간 더 길어?", "8시간", 2),
        (TRIALS, "시제품 1은 시제품 2보다 몇 kg 더 무거워?", "0.3kg", 2),
        (TRIALS, "깻묵은 들여온 양하고 쓴 양이 몇 포대 차이 나?", "19", 1),
        (TRIALS, "반품 요청이 2030년 상반기에 비해서 2031년 상반기엔 몇 건 줄었어?", "8", 1),
        (FUNDS, "축제 예산에서 군비가 도비보다 얼마나 더 많아?", "1억 2천만 원", 1),
    ],
)
def test_two_values_tell_a_difference(
    library_of: Callable[..., Library], text: str, question: str, short: str, cited: int
) -> None:
    answer = library_of({"안내": text}).ask(question)
    assert answer.short == short
    assert "두 값으로 계산했습니다" in answer.notice
    assert len(answer.sentences) == cited


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (CLASSES, "매듭반이 옻칠반보다 얼마나 더 비싸?"),  # it is cheaper
        (CLASSES, "옻칠반이 도예반보다 재료비가 얼마나 더 비싸?"),  # one is not there
        (CLASSES, "옻칠반이 매듭반보다 기간이 얼마나 더 길어?"),  # that is not told
        (TENTS, "텐트가 침낭보다 주말에 얼마나 더 비싸?"),  # there are two
        (CLASSES, "올해는 작년보다 재료비가 얼마나 더 비싸?"),
    ],
)
def test_in_doubt_nothing_is_reckoned(
    library_of: Callable[..., Library], text: str, question: str
) -> None:
    assert "계산" not in library_of({"안내": text}).ask(question, answer_anyway=True).notice


def test_a_difference_that_is_stated_is_not_reckoned(library_of: Callable[..., Library]) -> None:
    stated = CLASSES.replace("끝.", "옻칠반은 매듭반보다 재료비가 46,000원 더 비쌉니다.")
    answer = library_of({"안내": stated}).ask("옻칠반이 매듭반보다 재료비가 얼마나 더 비싸?")
    assert "계산" not in answer.notice
    assert "46,000원" in answer.text


GOALS = (
    "# 안전 실적\n\n"
    "| 구분 | 2024년 실적 | 2025년 목표 | 2025년 실적 | 달성 |\n|---|---|---|---|---|\n"
    "| 위험 신고(건) | 120 | 150 | 187 | ○ |\n| 안전 교육(회) | 9 | 12 | 10 | △ |\n\n끝.\n"
)
STALLS = (
    "# 시장별 현황\n\n| 시장 | 2023년 점포 | 2023년 면적 | 2024년 점포 | 2024년 면적 "
    "| 2025p) 점포 | 2025p) 면적 |\n|---|---|---|---|---|---|---|\n"
    "| 가락 | 310 | 42.5 | 322 | 42.5 | 351 | 44.0 |\n"
    "| 너른 | 98 | 11.2 | 97 | 11.2 | 90 | 11.2 |\n\n"
    "끝.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (GOALS, "2025년 위험 신고는 목표보다 몇 건 더 했어?", "37"),
        (STALLS, "가락 시장은 점포가 2024년에서 2025년 사이에 몇 개나 늘었나요?", "29"),
        (STALLS, "2025년 너른 시장 점포는 전년보다 몇 개 줄었어?", "7"),
        (STALLS, "가락 시장 점포는 2023년에 비해 2025년에 몇 개 늘었어?", "41"),
    ],
)
def test_what_is_compared_with_need_not_be_named_beside_it(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    answer = library_of({"현황": text}).ask(question)
    assert answer.short == short
    assert "두 값으로 계산했습니다" in answer.notice


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (GOALS, "2025년 안전 교육은 목표보다 몇 회 더 했어?"),  # it was less
        (STALLS, "가락 시장은 점포가 2022년에서 2025년 사이에 몇 개 늘었나요?"),
        (STALLS, "가락 시장은 손님이 2024년에서 2025년 사이에 몇 명 늘었나요?"),
        (STALLS, "2023년 가락 시장 점포는 전년보다 몇 개 늘었어?"),
    ],
)
def test_what_the_years_do_not_tell_is_not_reckoned(
    library_of: Callable[..., Library], text: str, question: str
) -> None:
    assert "계산" not in library_of({"현황": text}).ask(question, answer_anyway=True).notice
