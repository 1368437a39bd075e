from collections.abc import Callable

import pytest

from index import Passage
from rag import Library
from rag.reading.reader import ExtractiveReader
from rag.reading.whether.yes_no import NO, verdict

RULES = (
    "# 냉동고 안내\n\n벽에서 15센티미터 이상 띄워 설치하십시오. 설치한 뒤 4시간이 지나서 전원을 "
    "켜십시오.\n\n품질 보증 기간은 구입일부터 2년이며 압축기는 5년입니다.\n\n"
    "설치비는 무료입니다. 약정 기간 안에 해지하면 남은 요금의 10%를 위약금으로 냅니다.\n\n"
    "# 행사 안내\n\n행사 날짜: 2026년 7월 16일~17일 (변경 전: 7월 9일~10일)\n"
)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("냉동고를 설치하고 바로 켜도 되나요?", "예"),  # only the setting up is told
        ("압축기 보증은 2년인가요?", "예"),  # that is told of the whole
        ("설치비를 내야 하나요?", "예"),  # something else is paid
        ("행사 날짜는 7월 9일인가요?", "예"),  # not any more
    ],
)
def test_half_of_what_is_asked_or_something_near_it_is_no_yes(
    library_of: Callable[..., Library], question: str, wrong: str
) -> None:
    library = library_of({"안내": RULES})
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.sentences
    assert answer.short != wrong


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("보수 한도를 올리는 안건은 부결되었다.", "보수 한도 안건은 통과됐어?", "아니요"),
        ("물류센터 투자 안건은 가결하였다.", "물류센터 투자 안건은 부결됐나요?", "아니요"),
        ("수출 물량은 감소했다.", "수출 물량은 늘었나요?", "아니요"),
        ("수출 물량은 감소했다.", "수출 물량은 줄었나요?", "예"),
        ("박 사원은 탈락했다. 김 대리는 합격했다.", "박 사원은 합격했어?", "아니요"),
        ("강남 지점은 문을 닫았다.", "강남 지점은 문을 열었나요?", "아니요"),
        ("수입 물량은 감소했다.", "수출 물량은 늘었나요?", None),
    ],
)
def test_the_opposite_of_what_is_told_is_not_so(
    text: str, question: str, expected: str | None
) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected


def test_the_clause_that_names_what_is_asked_decides() -> None:
    text = "버스는 일반 좌석 운임을 지급하며, 우등 좌석 운임은 지급하지 않는다."
    passages = [Passage("a:0", "a.txt", "여비", None, 0, len(text), text, "여비 규정")]
    found = [verdict(f"버스 {kind} 좌석 운임을 지급하나요?", passages) for kind in ("일반", "우등")]
    assert [one[0] if one else None for one in found] == ["예", "아니요"]


def test_what_a_clause_denies_is_no_yes_for_what_follows_from_it() -> None:
    text = "작업복 안감은 방수 처리품이 아니므로 비 오는 날에는 덧옷을 고르십시오."
    passages = [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")]
    found = verdict("작업복 안감은 방수 처리된 제품인가요?", passages)
    assert found is None or found[0] == NO


@pytest.mark.parametrize(
    "question",
    ["매점에서 우비를 파나요?", "식비를 지급하나요?", "시즌권을 판매하나요?"],
)
def test_a_deed_is_not_denied_by_who_sees_it_from_the_other_side(
    library_of: Callable[..., Library], question: str
) -> None:
    told = "우비는 매점에서 산다. 식비는 봉사자가 수령한다. 회원은 시즌권을 구매한다."
    assert library_of({"눈꽃스키장": told}).ask(question).short != NO
