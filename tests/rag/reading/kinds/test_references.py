"""Pages, files and numbers of headings are answers only where they are asked for."""

import pytest

from rag.reading.kinds.references import is_mere_reference, is_of_heading
from rag.reading.scoring.query import query_of


@pytest.mark.parametrize(
    ("question", "said", "mere"),
    [
        ("설명회는 누가 여나요?", "https://dami.kr/night", True),
        ("설명회 안내 사이트 알려줘", "https://dami.kr/night", False),
        ("설명회는 어디서 신청해요?", "www.dami.kr", False),
        ("참가비는 얼마예요?", "help@dami.kr", True),
        ("담당자 이메일은?", "help@dami.kr", False),
        # A firm may be called like its page.
        ("설명회는 누가 여나요?", "다미.com", False),
        ("참가비는 얼마예요?", "참가 신청서.hwp", True),
        ("무엇을 제출하나요?", "참가 신청서.hwp", False),
        ("참가비는 얼마예요?", "2만 원", False),
    ],
)
def test_what_only_refers_is_no_answer(question: str, said: str, mere: bool) -> None:
    assert is_mere_reference(query_of(question, lambda term: 1.0), said) is mere


@pytest.mark.parametrize(
    ("text", "said", "number"),
    [
        ("# 3.2 신청 방법", "3.2", True),
        ("2.1.4 시험 조건", "2.1.4", True),
        ("Ⅲ. 추진 일정", "Ⅲ", True),
        ("앞줄\n3. 회의 안건", "3", True),
        ("3.5도 이하로 둔다", "3.5", False),
        ("2031. 3. 4. 회의를 연다", "2031. 3. 4.", False),
        ("3명. 모두 왔다", "3", False),
    ],
)
def test_the_number_of_a_heading(text: str, said: str, number: bool) -> None:
    start = text.index(said)
    assert is_of_heading(text, start, start + len(said)) is number
