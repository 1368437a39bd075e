"""Entries of a plain text: posts, registers, catalogues; and what only looks like some."""

import pytest

from corpus import Document
from index import split

POSTS = """고운 도서관 알림 모음
==============================
제목: 열람실 공사
글쓴이: 한여울
작성일: 2031-04-02

2층 열람실 바닥을 바꿉니다.

불편을 드려 죄송합니다.
==============================
제목: 책 기증
글쓴이: 도가온
작성일: 2031-04-09

기증은 1층에서 받습니다.
==============================
제목: 여름 강좌
글쓴이: 한여울
작성일: 2031-05-20

강좌는 여섯 개입니다.
==============================
모두 3건
"""
REGISTER = """수리 요청 대장

■ 요청번호 2031-07
요청자: 윤하람
상태: 끝남

■ 요청번호 2031-08
요청자: 소미르
상태: 부품을 기다립니다.

■ 요청번호 2031-09
요청자: 변나래
상태: 접수
"""
CATALOGUE = """화분 목록

토분 소형
지름: 9cm
가격: 2,000원
물구멍이 하나 있다.

토분 대형
지름: 24cm
가격: 9,000원
물구멍이 셋 있다.

유리 화병
지름: 11cm
가격: 7,500원
"""
MEETINGS = """모임 기록

No. 1
모임명: 봄 산행
장소: 새별산

No. 2
모임명: 물놀이
장소: 가람천

No. 3
모임명: 송년회
장소: 회관
"""


def headings(text: str, name: str = "모음.txt") -> list[tuple[str, ...]]:
    return [one.headings for one in split(Document(name, "모음", text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (POSTS, ["", "열람실 공사", "책 기증", "여름 강좌", ""]),
        (REGISTER, ["", "요청번호 2031-07", "요청번호 2031-08", "요청번호 2031-09"]),
        (CATALOGUE, ["", "토분 소형", "토분 대형", "유리 화병"]),
        (MEETINGS, ["", "No. 1 봄 산행", "No. 2 물놀이", "No. 3 송년회"]),
    ],
    ids=["posts", "register", "catalogue", "meetings"],
)
def test_each_entry_is_a_section_below_what_it_is_called(text: str, names: list[str]) -> None:
    assert headings(text) == [(name,) if name else () for name in names]


def test_an_entry_has_all_that_it_tells_and_nothing_of_another() -> None:
    post = next(one for one in split(Document("알림.txt", "알림", POSTS)) if "한여울" in one.text)
    assert post.text.startswith("제목: 열람실 공사\n글쓴이: 한여울")
    assert "불편을 드려" in post.text
    assert "책 기증" not in post.text


TALK = """기자: 언제 가게를 여셨나요?
대표: 벌써 서른 해가 되었습니다.

기자: 가장 힘든 때는 언제였나요?
대표: 첫 겨울에 손님이 없었습니다.

기자: 앞으로는 어떻게 하십니까?
대표: 딸에게 물려주려고 합니다.
"""
FORM = """휴가 신청서

성명: 윤하람
소속: 영업팀

기간: 5월 2일부터 5일까지
사유: 이사

비상 연락: 소미르
관계: 배우자
"""
PARTIES = """갑
상호: 새벽 목공
대표: 윤하람

을
상호: 가람 상회
대표: 소미르

두 회사는 다음과 같이 약속한다.
"""
FINDINGS = """창고 열쇠
열쇠를 두 사람이 나누어 갖지 않았다.

조치할 것: 열쇠를 둘로 나눔
마칠 날: 3월 2일

차량 일지
일지에 거리를 적지 않은 날이 열흘이다.

조치할 것: 거리를 날마다 적음
마칠 날: 3월 9일

소모품
남은 수와 장부가 다르다.

조치할 것: 장부를 고침
마칠 날: 4월 1일
"""
MARKED = """# 밭 일정

## 첫 주
- 아침: 씨 고르기
- 저녁: 물 주기

## 둘째 주
- 아침: 김매기
- 저녁: 거름 주기

## 셋째 주
- 아침: 솎기
- 저녁: 물 주기
"""
NOTES = """[1] 윤하람, 숲의 소리, 새별출판, 2029.

[2] 소미르, 강의 빛, 새별출판, 2030.

[3] 변나래, 들의 꽃, 가람출판, 2031.
"""
PROSE = """요약: 올해 매출이 늘었다.
그 까닭은 셋이다.

원인: 수출이 늘었다.
새 시장이 열렸기 때문이다.

전망: 내년에도 늘 것이다.
다만 환율이 변수다.
"""


@pytest.mark.parametrize(
    "text",
    [TALK, FORM, PARTIES, FINDINGS, MARKED, NOTES, PROSE],
    ids=["talk", "form", "parties", "findings", "marked", "notes", "prose"],
)
def test_what_only_looks_like_entries_has_no_sections(text: str) -> None:
    assert headings(text) == [()]


def test_texts_of_programs_and_markup_have_sections_of_their_own() -> None:
    assert headings(CATALOGUE, "목록.yaml") == [()]
    assert headings(CATALOGUE, "목록.md") == [()]
