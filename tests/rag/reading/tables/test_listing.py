"""All items of a list that stands as a column of a table."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.reader import ExtractiveReader
from rag.reading.tables.listing import is_listed

STAFF = (
    "# 조직\n\n| 부서 | 부서장 | 인원 |\n|---|---|---|\n| 판매본부 | 남궁선 | 64명 |\n"
    "| 제조본부 | 차은호 | 78명 |\n| 지원본부 | 권보미 | 29명 |\n| 합계 |  | 171명 |\n\n끝.\n"
)
CLIENTS = (
    "# 거래처\n\n| 거래처 | 담당자 |\n| 거래처: 누리상사 | 담당자: 이정훈 |\n"
    "| 거래처: 한솔문구 | 담당자: 박소라 |\n\n끝.\n"
)
MINUTES = "# 회의록\n\n참석자: 윤태식 위원장, 한보라 위원, 조민재 위원\n\n안건은 예산이다.\n"

CIRCLED = (
    "# 장학생 모집\n\n○ 제출서류: ① 지원서 ② 성적표(직전 학기) ③ 개인정보 수집·이용 "
    "동의서\n④ 통장 사본\n\n"
    "「장학금의 신청 및 지급에 관한 규정」에 따라 신청 자격을 심사한다.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"조직": STAFF, "거래처": CLIENTS, "회의록": MINUTES, "장학생": CIRCLED})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("부서 목록 알려줘", "판매본부, 제조본부, 지원본부"),
        ("부서장을 모두 알려 주세요", "남궁선, 차은호, 권보미"),
        ("거래처를 모두 알려 주세요", "누리상사, 한솔문구"),
        (
            "장학생 모집 제출서류를 모두 알려 주세요",
            "지원서, 성적표, 개인정보 수집·이용 동의서, 통장 사본",
        ),
    ],
)
def test_a_column_that_is_asked_for_is_told_in_full(
    library: Library, question: str, short: str
) -> None:
    answer = library.ask(question)
    assert answer.short == short
    assert all(item in answer.text for item in short.split(", "))


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("부서 목록 알려줘", True),
        ("협력사 목록 알려줘", False),
        ("제품을 모두 나열해 줘", False),
        ("판매본부 인원은?", False),
    ],
)
def test_a_column_of_that_name_is_as_good_as_certainty(
    library: Library, question: str, listed: bool
) -> None:
    reader = ExtractiveReader(library.idf)
    assert is_listed(reader.judge(question, library.search(question))) == listed


def test_what_there_is_of_it_is_listed(library_of: Callable[..., Library]) -> None:
    text = "자동, 집중, 예약의 세 가지 방식이 있습니다. 집중 방식은 두 번 청소합니다."
    library = library_of({"청소 방식": text})
    assert library.ask("청소 방식에는 뭐가 있어?").short == "자동, 집중, 예약"


OUTLINE = (
    "온실 공부\n\n모종 키우기\n\t- 심는 조건\n\t\t1) 밤 기온이 10도를 넘는다\n\t\t2) 서리가 없다\n"
    "\t\t3) 흙이 마르지 않았다\n\t- 도구\n\t\t- 모종삽\n\t\t- 물뿌리개\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "모종을 심는 조건 세 가지는 뭐야?",
            "밤 기온이 10도를 넘는다, 서리가 없다, 흙이 마르지 않았다",
        ),
        ("모종 키우는 도구는 모두 뭐가 있어?", "모종삽, 물뿌리개"),
    ],
)
def test_an_outline_lists_below_each_item(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"온실": OUTLINE}).ask(question, answer_anyway=True).short == short
