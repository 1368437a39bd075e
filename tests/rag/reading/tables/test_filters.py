"""Rows by a value in common, by a bound, by what grew; who they are, and how many people."""

from collections.abc import Callable

import pytest

from rag import Library

ASSETS = (
    "# 기자재 목록\n\n| 자산번호 | 기자재 | 대수 | 단가(원) | 구입일 |\n|---|---|---|---|---|\n"
    "| Q-01 | 현미경 | 6 | 2350000 | 2023-04-11 |\n| Q-02 | 건조기 | 1 | 870000 | 2021-10-05 |\n"
    "| Q-03 | 저울 | 9 | 145000 | 2023-09-20 |\n| Q-04 | 원심기 | 2 | 5120000 | 2024-02-28 |\n"
)
SPENDING = (
    "# 부서별 지출\n\n(단위: 천원)\n\n| 부서 | 작년 지출 | 올해 지출 | 증감 |\n|---|---|---|---|\n"
    "| 연구실 | 410000 | 655000 | 245000 |\n| 영업실 | 720000 | 690000 | -30000 |\n"
    "| 생산실 | 905000 | 1210000 | 305000 |\n| 합계 | 2035000 | 2555000 | 520000 |\n\n끝.\n"
)
STAFF = (
    "# 연락망\n\n| 소속 | 이름 | 내선번호 | 좌석 |\n|---|---|---|---|\n"
    "| 구매과 | 노아린 | 4101 | 2층 가열 |\n| 구매과 | 마루한 | 4102 | 2층 가열 |\n"
    "| 구매과 | 변새롬 | 4103 | 2층 나열 |\n| 품질팀 | 도경빈 | 4201 | 3층 |\n"
    "| 품질팀 | 설아침 | 4202 | 3층 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"기자재": ASSETS, "지출": SPENDING, "연락망": STAFF})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("200만 원이 넘는 기자재는?", "현미경, 원심기"),
        ("90만 원 이하 기자재 뭐 있어?", "건조기, 저울"),
        ("단가가 200만 원보다 싼 기자재 알려줘", "건조기, 저울"),
        ("올해 지출이 7억 원이 넘는 부서는?", "생산실"),
        ("올해 지출이 6억 8천만 원 이상인 부서는 어디야?", "영업실, 생산실"),
        ("지출이 줄어든 부서는?", "영업실"),
        ("지출이 늘어난 부서는 어디야?", "연구실, 생산실"),
        ("2023년에 산 기자재는?", "현미경, 저울"),
    ],
)
def test_rows_within_a_bound_are_told_in_the_unit_of_their_column(
    library: Library, question: str, short: str
) -> None:
    answer = library.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


@pytest.mark.parametrize(
    ("question", "short"), [("구매과는 몇 명이야?", "3명"), ("품질팀 직원은 몇 명인가요?", "2명")]
)
def test_people_of_a_list_are_counted(library: Library, question: str, short: str) -> None:
    answer = library.ask(question)
    assert answer.short == short
    assert len(answer.citations) == int(short[0])


def test_what_is_stated_is_not_counted(library_of: Callable[..., Library]) -> None:
    library = library_of({"연락망": f"{STAFF}\n구매과 직원은 파견자를 넣어 7명입니다.\n"})
    assert library.ask("구매과 직원은 몇 명이야?").short == "7명"


def test_a_rule_with_a_bound_asks_for_no_rows(library_of: Callable[..., Library]) -> None:
    rule = "# 결재 규정\n\n100만 원이 넘는 구매는 본부장이 결재한다.\n"
    library = library_of({"결재": rule, "기자재": ASSETS})
    assert library.ask("100만 원이 넘는 구매는 누가 결재해?").short == "본부장"


POSTS = (
    "# 채용 공고\n\n| 분야 | 직급 | 인원 | 근무지 | 자격 |\n|---|---|---|---|---|\n"
    "| 공연 기획 | 6급 | 3명 | 대전 | 관련 경력 2년 이상 |\n"
    "| 회계 | 7급 | 2명 | 대전 | 전산회계 1급 |\n"
    "| 시설 관리 | 8급 | 1명 | 세종 | 전기기사 |\n| 홍보 | 7급 | 2명 | 세종 | 제한 없음 |\n\n끝.\n"
)
BUSES = (
    "| 번호 | 기점 | 종점 | 막차 | 배차 간격 |\n|---|---|---|---|---|\n"
    "| 01 | 솔밭역 | 시민회관 | 23:10 | 8분 |\n| 02 | 솔밭역 | 대학병원 | 22:40 | 12분 |\n"
    "| 03 | 한길시장 | 체육공원 | 21:50 | 1시간 20분 |\n"
    "| 05 | 시민회관 | 달빛마을 | 22:00 | 25분 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("7급으로 뽑는 분야는?", "회계, 홍보"),
        ("경력이 필요한 분야는 뭐야?", "공연 기획"),
        ("세종에서 일하는 분야는?", "시설 관리, 홍보"),
        ("시민회관이 기점인 버스는?", "05"),
        ("솔밭역에서 출발하는 버스는?", "01, 02"),
        ("막차가 가장 늦은 노선은?", "01"),
        ("막차가 가장 빠른 버스는?", "03"),
        ("배차 간격이 가장 긴 노선은?", "03"),
    ],
)
def test_what_a_column_is_called_is_asked_for(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"채용 공고": POSTS, "마을버스 노선": BUSES})
    assert library.ask(question, answer_anyway=True).short == short


RACES = (
    "# 달리기 대회\n\n| 종목 | 거리 | 나이 |\n|---|---|---|\n| 종주 | 21km | 18세 이상 |\n"
    "| 반주 | 10km | 15세 이상 |\n| 단축 | 5km | 10세 이상 |\n| 걷기 | 3km | 제한 없음 |\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("12살이 뛸 수 있는 종목은?", "단축, 걷기"),
        ("16세가 나갈 수 있는 종목은 뭐야?", "반주, 단축, 걷기"),
        ("20세가 나갈 수 있는 종목은 뭐야?", "종주, 반주, 단축, 걷기"),
    ],
)
def test_all_rows_are_told_whose_range_holds_a_value(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"달리기 대회": RACES}).ask(question, answer_anyway=True).short == short
