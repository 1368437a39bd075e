"""What a question asks for, also as people type it into a box."""

import pytest

from index import analyse
from rag.language.question_type import asked, asks_whether


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("일요일은 무료야?", True),
        ("임원 보수 한도 올랐어?", True),
        ("가짜약 먹어도 보상돼?", True),
        ("승인됐대?", True),
        ("그는 왕이야", False),
        ("본사가 어디야?", False),
        ("기한을 넘기면?", False),
        ("무슨 축제가 있어?", False),
        ("증설 계획 보류됨?", True),
        ("등록비 미리 내야 함?", True),
        ("야간에도 입장할 수 있나?", True),
        ("외벽 보수도 전부 끝난거야?", True),
        ("신청 목록에 우리 조도 있나요?", True),
        ("프랜차이즈 점포도 들어올 수 있나요?", True),
        ("발표자는 누구누구인가요?", False),
        ("최종 마감?", False),
    ],
)
def test_spoken_questions_ask_whether(question: str, whether: bool) -> None:
    assert asks_whether(question, analyse(question)) == whether


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("심의 결과 종류", True),
        ("참여 업체 명단", True),
        ("공장은 어디어디 있어?", True),
        ("무슨 축제 있어?", True),
        ("공장의 3대 수칙은 뭐야?", True),
        ("공장은 어떤 두 가지 일을 해?", True),
        ("제미나이는 몇 종류야?", False),
        ("행정안전부에 파견되는 사람은?", False),
        ("강당 예약은 며칠 전부터 돼?", False),
        ("공장은 어디 있어?", False),
    ],
)
def test_lists_are_asked_for_in_few_words(question: str, several: bool) -> None:
    assert asked(question, analyse(question)).several == several


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("바이탈온 대표 이름", "person"),
        ("센터장 이름", "person"),
        ("창고를 누가 고쳤는지 업체 이름 좀", "group"),
        ("감사를 맡은 법인 이름이 뭐야?", "group"),
        ("공사는 뭐 때문에 미뤄졌어?", "reason"),
        ("공장 이름은?", "name"),
        ("묵은 여관 이름이 뭐야?", "name"),
        ("갔던 캠핑장 이름이 뭐야?", "name"),
        ("직원 수", "number"),
        ("회사 수는?", "number"),
        ("칠곡센터 주소", "place"),
        ("오늘 주가는?", "number"),
        ("발명가는?", "person"),
        ("그림의 낙찰가는?", "number"),
        ("이랑 4 출시일", "date"),
        ("하도급 줄 수 있는 일은?", "thing"),
        ("노을시 시장 이름이 뭐야?", "person"),
        ("여섯 회사가 겨루는 시장은 어떤 시장이야?", "thing"),
        ("제일 큰 시장은 어디야?", "place"),
        ("나무를 접붙이는 방식의 이름은?", "name"),
        ("다리는 몇 해 만에 다 지었어?", "date"),
    ],
)
def test_what_kind_is_asked_for_in_few_words(question: str, kind: str) -> None:
    assert asked(question, analyse(question)).kind == kind


@pytest.mark.parametrize(
    ("question", "kind", "head"),
    [
        ("교감 선생님 성함이 어떻게 되세요?", "person", ("성함", "선생")),
        ("담당자 성함 알려 주세요", "person", ("성함", "담당자")),
        ("사무실 주소가 어떻게 되나요?", "place", ("주소",)),
        ("연체료는 어떻게 되나요?", "number", ("연체료",)),
        ("회의 일정이 어떻게 됩니까?", "thing", ("일정",)),
        ("중간에 그만두면 회비는 어떻게 되나요?", "manner", ()),
        ("보증금은 어떻게 되나요?", "manner", ()),
        ("신청 절차가 어떻게 되나요?", "manner", ()),
    ],
)
def test_what_something_is_may_be_asked_politely(
    question: str, kind: str, head: tuple[str, ...]
) -> None:
    found = asked(question, analyse(question))
    assert (found.kind, found.head) == (kind, head)
