"""Rows by the state that a cell tells, in other words than the question's."""

from collections.abc import Callable

import pytest

from rag import Library

TESTS = (
    "# 방화문 시험 성적서\n\n| 시험항목 | 기준 | 측정값 | 판정 |\n|---|---|---|---|\n"
    "| 차연성 | 0.9 이하 | 0.4 | 적합 |\n| 개폐력 | 133 N 이하 | 151 | 부적합 |\n"
    "| 내충격성 | 이상 없을 것 | 없음 | 적합 |\n\n끝.\n"
)
FIRMS = (
    "# 자회사 실적\n\n(단위: 억원)\n\n| 회사 | 매출 2024 | 매출 2025 | 영업이익 2025 |\n"
    "|---|---|---|---|\n| 한결상사 | 81 | 90 | 4 |\n| 미르해운 | 120 | 98 | △11 |\n"
    "| 온새식품 | 40 | 47 | △2 |\n| 합계 | 241 | 235 | △9 |\n\n끝.\n"
)
HALVES = (
    "# 2031년 상반기 실적\n\n| 사업부 | 매출 '31 상 | 영업이익 '30 상 | 영업이익 '31 상 |\n"
    "|---|---|---|---|\n| 제과 | 131 | 8 | 11 |\n| 음료 | 88 | △4 | △7 |\n"
    "| 빙과 | 70 | 2 | △1 |\n| 건강식품 | 52 | △5 | 4 |\n\n(단위: 억원)\n"
)
CONSENT = (
    "# 수강 신청서\n\n| 수집항목 | 목적 | 동의 |\n|---|---|---|\n| 이름, 연락처 | 안내 | ☑ |\n"
    "| 사진 | 홍보 | □ |\n| 계좌 | 환불 | ☑ |\n\n끝.\n"
)
FILES = {"방화문 시험": TESTS, "자회사 실적": FIRMS, "수강 신청서": CONSENT, "상반기 실적": HALVES}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("방화문 시험에서 불합격 난 항목이 뭐예요?", "개폐력"),
        ("방화문 시험에서 합격한 항목은 뭐야?", "차연성, 내충격성"),
        ("방화문 시험 부적합 항목은 몇 개야?", "1개"),
        ("2025년에 영업적자 난 회사는 어디야?", "미르해운, 온새식품"),
        # Reports write years short: "'31".
        ("2031년 상반기에 영업적자 난 사업부가 몇 개야?", "2개"),
        ("2030년 상반기에 적자 난 사업부는 어디야?", "음료, 건강식품"),
        ("2029년 상반기에 적자 난 사업부는 어디야?", ""),
        ("영업흑자 낸 회사는 어디인가요?", "한결상사"),
        ("수강 신청서에서 동의 체크 안 한 항목이 뭐야?", "사진"),
        ("수강 신청서에서 동의하지 않은 항목은?", "사진"),
    ],
)
def test_the_rows_in_a_state_answer(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(FILES).ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "방화문 시험에서 합격 기준은 뭐야?",
        "방화문 도장 시험에서 불합격 난 항목이 뭐예요?",
        "2023년에 영업적자 난 회사는 어디야?",
    ],
)
def test_no_other_rows_are_told(library_of: Callable[..., Library], question: str) -> None:
    answer = library_of(FILES).ask(question)
    assert answer.short not in ("차연성, 내충격성", "개폐력", "미르해운, 온새식품")
