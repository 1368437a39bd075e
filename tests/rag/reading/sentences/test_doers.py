"""Who does something, who holds an office, and what an answer that is only a label stands for."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "매매대금 판결 요지": (
        "# 매매대금 청구 사건 판결 요지\n\n사건번호 2025나7714\n원고 최보람\n"
        "원고 소송대리인 변호사 나윤채\n피고 주식회사 한솔개발\n"
        "재판부 대전고등법원 제2민사부 (재판장 판사 남궁민)\n\n"
        "매매대금은 2억 3천만 원이다. 항소심은 피고의 항소를 기각하였다.\n"
    ),
    "달빛마을 이야기": (
        "# 달빛마을 이야기\n\n김순임 씨는 냇가 비닐하우스에서 참외를 재배하고, 이만길 씨는 "
        "언덕에서 자두를 재배한다.\n"
    ),
    "직원 채용 공고": (
        "# 2026년 기록관리 직원 채용 공고\n\n- 접수처: 한결시청 4층 총무과\n- 응시료: 5,000원\n\n"
        "원서는 본인이 직접 접수처로 와서 내야 합니다. 면접에 올 때는 응시표와 본인의 신분증이 "
        "필요합니다.\n"
    ),
    "가습기 설명": (
        "# 은하 가습기 설명\n\n- 크기: 가로 25 cm, 세로 18 cm, 높이 40 cm\n- 무게: 2.4 kg\n\n"
        "물통은 1층 부품 창구에서 새로 받습니다.\n"
    ),
    "중고차 매매 계약": (
        "# 중고차 매매 계약\n\n매매업자: 가람모터스 대표 팽주원\n\n성능 점검 수수료는 매매업자가 "
        "부담한다.\n"
    ),
    "두통엔정 설명서": (
        "# 두통엔정 설명서\n\n- 임신부는 먹지 마십시오.\n- 간이 나쁜 사람은 먹으면 안 됩니다.\n"
    ),
    "야유회 안내": (
        "봄 야유회 안내\n\n도시락은 나누어 줍니다. 비가 오면 호수 공원 대신 실내 식물원에 갑니다.\n"
    ),
}


CHOIR = (
    "# 노을 합창단 회칙\n\n- 연습팀장 (2인): 연습 일정을 짜고 연습실 대여와 악보 정리를 담당한다.\n"
    "- 홍보팀장 (1인): 공연 포스터 제작과 누리집 관리를 담당한다.\n\n"
    "3. 악장은 지휘자를 도우며, 지휘자 부재 시 그 직무를 대행한다.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("자두는 누가 재배해?", "이만길 씨"),
        ("누가 참외를 재배해?", "김순임"),
        ("직원 채용 원서는 어디로 내?", "한결시청 4층 총무과"),
        ("성능 점검 수수료는 누가 부담해?", "매매업자"),
        ("면접에 올 때 뭐가 필요해?", "응시표와 본인의 신분증"),
        ("가습기 크기는?", "가로 25 cm, 세로 18 cm, 높이 40 cm"),
        ("가습기 물통은 어디에서 받아?", "1층 부품 창구"),
    ],
)
def test_the_short_answer(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_a_court_is_asked_for_by_what_its_name_ends_in(library: Library) -> None:
    short = library.ask("매매대금 판결은 어느 법원에서 했어?").short
    assert short.endswith("대전고등법원")


@pytest.mark.parametrize(
    "question", ["매매대금 사건 피고의 변호사는 누구야?", "매매대금 사건의 회계사는 누구야?"]
)
def test_nobody_is_told(library: Library, question: str) -> None:
    assert library.ask(question).short == ""


def test_who_must_not_is_told_of_several(library: Library) -> None:
    answer = library.ask("두통엔정은 누가 먹으면 안 돼?")
    assert answer.short == ""
    assert "임신부" in answer.text


def test_what_is_replaced_is_no_answer(library: Library) -> None:
    answer = library.ask("야유회 때 비가 오면 대신 어디 가?")
    assert "호수 공원" not in answer.short
    assert "실내 식물원" in answer.text


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("합창단에서 악보 정리는 누가 맡아?", "연습팀장"),
    ],
)
def test_whose_duty_something_is(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"회칙": CHOIR}).ask(question, answer_anyway=True).short == short
