"""What is on a list gets the verdict of the line above it; what is on none gets no verdict."""

import pytest

from corpus import Document
from index import Passage
from rag import Library
from rag.reading.whether.entries import entries

TEXTS = {
    "파도공방 이용 안내": (
        "# 파도공방 이용 안내\n\n## 반입 금지 물품\n\n- 페인트(수성은 제외)\n- 용접기, 사다리\n"
        "- 녹슨 못\n\n## 작업실 이용\n\n작업복은 각자 챙깁니다.\n"
    ),
    "파도공방 회원 규칙": (
        "파도공방 회원 규칙\n\n제3조(이용 제한) 다음 각 호의 어느 하나에 해당하는 사람은 공방을 "
        "이용할 수 없다.\n1. 회비를 체납한 사람\n2. 안전 교육 또는 소방 교육을 받지 않은 사람\n\n"
        "제4조(벌점) 다음 각 호의 어느 하나에 해당하는 경우 벌점을 준다.\n1. 음주한 경우\n"
        "2. 공구를 반납하지 않은 경우\n\n"
        '제5조(용어) "공용 도구"란 톱, 대패, 끌을 말한다. "정회원"이란 한 해 넘게 활동한 '
        "사람을 말하며, 청강생은 포함하지 아니한다.\n"
    ),
    "파도공방 수강 신청": (
        "# 파도공방 수강 신청\n\n제출 서류: 신청서, 통장 사본, 사진\n\n선택 항목: 직업, 취미\n\n"
        "회비: 달마다 3만 원. 회비에 재료값, 보험료는 들어가지 않는다.\n"
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    """Markdown, since a heading above a list says what it is one of."""
    return Library.from_documents(
        [Document(f"{title}.md", title, text) for title, text in TEXTS.items()]
    )


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("공방에 사다리를 가져가도 되나요?", "아니요"),
        ("페인트 반입해도 되나요?", "아니요"),
        ("수성 페인트는 반입되나요?", "예"),
        ("회비를 체납했는데 공방을 이용할 수 있나요?", "아니요"),
        ("공방에서 술 마시면 벌점을 받나요?", "예"),
        ("대패도 공용 도구에 포함되나요?", "예"),
        ("청강생도 정회원에 해당하나요?", "아니요"),
        ("제출 서류에 통장 사본이 들어가나요?", "예"),
        ("취미는 필수 항목인가요?", "아니요"),
    ],
)
def test_the_line_above_a_list_decides(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        # Only rusty ones; nobody says that a list has all; a sentence is no list.
        "못 가져가도 되나요?",
        "줄자도 공용 도구에 포함되나요?",
        "제출 서류에 추천서가 들어가나요?",
        "회비에 보험료가 포함되나요?",
    ],
)
def test_what_is_on_no_list_is_not_affirmed(library: Library, question: str) -> None:
    assert library.ask(question).short != "예"


def test_items_are_led_by_the_paragraph_or_the_item_that_they_are_inside() -> None:
    text = (
        "제7조(승선)\n① 다음 각 호의 사람은 배를 빌릴 수 없다.\n1. 취객\n2. 신분증이 없는 사람\n"
        "② 다음의 물건은 싣지 않는다.\n- 불이 나기 쉬운 것\n  - 부탄가스\n"
    )
    passage = Passage("0", "나루.md", "나루", None, 0, len(text), text)
    told = {one.pieces[0]: one.lead for one in entries(passage)}
    assert told["취객"] == "다음 각 호의 사람은 배를 빌릴 수 없다."
    assert told["부탄가스"].endswith("다음의 물건은 싣지 않는다.")
