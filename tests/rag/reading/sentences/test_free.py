from collections.abc import Callable

import pytest

from rag import Library

ROOM = (
    "실습실은 3일 전까지 신청한다. 대관료는 없으나 밤 9시 이후에는 관리 인력을 세워야 한다. "
    "학과 행사로 통째로 빌릴 때에는 학과장 결재를 받는다."
)
CLASS = "초등학생 20명을 선착순으로 받으며 참가비는 없습니다. 3월 22일 본점 2층에서 열립니다."
SCHOOL = "해마다 12명을 뽑으며 수업료는 받지 않지만 재료비 40만 원을 낸다."
HALL = "주민은 대관료가 없다. 외부인 대관료는 5만 원이다."


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (ROOM, "실습실 대관료는 얼마예요?", "대관료는 없으나"),
        (ROOM, "대관료 얼마", "대관료는 없으나"),
        (CLASS, "참가비는 얼마인가요?", "참가비는 없습니다"),
        (SCHOOL, "수업료 얼마예요?", "수업료는 받지 않지만"),
        (SCHOOL, "재료비는 얼마야?", "40만 원"),
        (HALL, "주민 대관료 얼마야?", "대관료가 없다"),
        (HALL, "외부인 대관료 얼마야?", "5만 원"),
        (HALL, "대관료 얼마야?", "5만 원"),
    ],
)
def test_what_is_free_is_told_to_be(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    assert library_of({"안내": text}).ask(question).short == short
