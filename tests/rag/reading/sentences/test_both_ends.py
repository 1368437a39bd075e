from collections.abc import Callable

import pytest

from rag import Library

TEXT = (
    "# 달그림자 사진전\n\n개막식은 하루 앞선 3월 4일(화) 오후 4시에 연다.\n\n"
    "미술관은 3월 5일(수)부터 6월 1일(일)까지 2층에서 사진전을 연다.\n\n"
    "출품 기간: 1. 13.(월) 09:00 ~ 2. 7.(금) 18:00\n\n"
    "출품 기간을 바꾸려면 바꾸려는 날의 14일 전까지 알려야 한다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("사진전은 언제부터 언제까지 열려?", "3월 5일(수)부터 6월 1일(일)까지"),
        ("출품 기간은 언제부터 언제까지야?", "1. 13.(월) 09:00 ~ 2. 7.(금) 18:00"),
        ("개막식은 언제야?", "3월 4일(화)"),
    ],
)
def test_both_ends_are_told(library_of: Callable[..., Library], question: str, short: str) -> None:
    assert library_of({"사진전": TEXT}).ask(question, answer_anyway=True).short == short
