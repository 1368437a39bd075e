"""Boxes of forms: what is ticked holds, what is not does not."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.sentences.boxes import choices, ticked

FORM = """# 다온체육관 사물함 사용 신청서

| 신청인 | 목나래 | 연락처 | 010-5550-1199 |
| --- | --- | --- | --- |
| 사물함 크기 | □ 소형 ☑ 대형 | 사용 기간 | 3개월 |
| 문자 알림 | ☑ 신청 □ 신청 안 함 | 자동 연장 | □ 예 ☑ 아니요 |
| 처리 결과 | □ 승인 ☑ 반려 | 처리일 | 2026. 4. 2. |
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("목나래 사물함 사용 신청은 승인되었나요?", "아니요"),
        ("목나래 사물함 사용 신청은 반려되었나요?", "예"),
        ("목나래는 대형 사물함을 신청했나요?", "예"),
        ("목나래는 소형 사물함을 신청했나요?", "아니요"),
        ("목나래는 문자 알림을 신청했나요?", "예"),
        ("목나래 사물함은 자동 연장되나요?", "아니요"),
    ],
)
def test_what_is_ticked_is_so(
    library_of: Callable[..., Library], question: str, expected: str
) -> None:
    library = library_of({"다온체육관 사물함 사용 신청서_목나래": FORM})
    assert library.ask(question).short == expected


def test_a_choice_has_boxes_of_both_kinds() -> None:
    assert not list(choices("□ 추진 배경\n□ 추진 일정\n| ■ 개요 | ■ 일정 |"))
    assert ticked("☑ 월납 □ 연납 □ 기타( )") == "월납"
    assert ticked("월납") == "월납"
