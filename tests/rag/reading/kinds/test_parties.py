"""Labels name who does something by the deed, and questions ask for it in everyday words."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "외벽 도장 공사 안내": (
        "# 은빛마을 2단지 외벽 도장 공사 안내\n\n- 공사명: 외벽 균열 보수\n"
        "- 시공: 동명건설, 감리: 나래기술단\n- 공사 기간: 5월 6일 ~ 6월 12일\n"
        "- 문의: 관리사무소 02-555-0188\n\n작업 중에는 창문을 닫아 주십시오.\n"
    ),
    "코편정 설명서": (
        "# 코편정 설명서\n\n효능: 코막힘, 재채기\n"
        "보관: 햇빛이 들지 않는 서늘한 곳. 뚜껑을 연 뒤에는 3개월 안에 드십시오.\n"
        "제조: 백운제약(주) 오송공장\n판매: 온누리헬스\n소비자 상담실: 080-300-4567\n"
    ),
    "햇살의원 안내": (
        "# 햇살의원 안내\n\n- 진료일: 월·수·금 오전 9시~오후 6시, 화·목 오전 9시~오후 8시\n"
        "- 원장: 차은결 (내과), 부원장: 노상민 (외과)\n- 휴진일: 둘째 주 토요일\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("외벽 공사는 누가 해?", "동명건설"),
        ("외벽 도장은 어느 회사가 해?", "동명건설"),
        ("외벽 공사 감리는 어디야?", "나래기술단"),
        ("코편정 제조사는 어디야?", "백운제약(주) 오송공장"),
        ("코편정은 어느 회사가 만들었어?", "백운제약(주) 오송공장"),
        ("코편정 판매하는 곳은?", "온누리헬스"),
        ("코편정은 어디에 보관해?", "햇빛이 들지 않는 서늘한 곳"),
        ("햇살의원 부원장은 누구야?", "노상민"),
        ("햇살의원은 무슨 요일에 쉬어?", "둘째 주 토요일"),
    ],
)
def test_the_label_of_a_deed_names_who_does_it(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_days_of_the_week_are_told_without_their_hours(library: Library) -> None:
    assert library.ask("햇살의원은 무슨 요일에 진료해요?").short == "월·수·금, 화·목"


def test_who_did_it_is_told_by_a_label_that_says_how(library_of: Callable[..., Library]) -> None:
    text = (
        "# 나루시 공원 조례안\n\n제안일: 2025. 11. 3.\n대표발의자: 함지우 의원\n"
        "공동발의자: 채도윤·명서아 의원(2명)\n\n제안 이유: 공원을 늘리려 함.\n"
    )
    library = library_of({"조례안": text})
    assert library.ask("나루시 공원 조례안은 누가 대표로 발의했어?").short == "함지우 의원"
