"""What people say in talks: who says it, what it is, who does something."""

from collections.abc import Callable

import pytest

from rag import Library

TALK = """나루 합창단 님과 카카오톡 대화
저장한 날짜 : 2027-05-09 10:00:00

--------------- 2027년 5월 1일 토요일 ---------------
[총무 강노을] [오전 9:10] 이번 연습실은 어디로 할까요?
[민서하] [오전 9:12] 나루회관 2층이 좋겠어요
[총무 강노을] [오전 9:15] 악보는 누가 복사하나요?
[백도담] [오전 9:16] 저는 복사기가 없어요 저는 못 해요
[민서하] [오전 9:20] 제가 회사에서 할게요
[백도담] [오전 9:30] 반주자 사례비는 8만원으로 올렸으면 합니다
--------------- 2027년 5월 3일 월요일 ---------------
[백도담] [오후 2:00] 단복은 하늘색이 낫지 않을까 합니다
[총무 강노을] [오후 2:05] 단복 안내문을 올렸습니다
한가온님이 들어왔습니다.
[한가온] [오후 2:30] 반갑습니다 잘 부탁드려요
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "대화.txt").write_text(TALK, encoding="utf-8")
    library = Library.open(folder, index=folder / "index")
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("백도담이 사례비에 대해 뭐라고 했어?", "반주자 사례비는 8만원으로 올렸으면 합니다"),
        ("백도담 씨가 단복은 뭐라고 말했어?", "단복은 하늘색이 낫지 않을까 합니다"),
        ("악보는 누가 복사하기로 했어?", "민서하"),
        ("한가온님이 들어온 날은 언제야?", "2027년 5월 3일 (월)"),
        ("단복 안내문을 올린 날짜는 언제야?", "2027년 5월 3일 (월)"),
    ],
)
def test_who_says_what_and_when(library: Library, question: str, short: str) -> None:
    assert library.ask(question, answer_anyway=True).short == short


def test_when_something_was_said_is_no_answer(library: Library) -> None:
    answer = library.ask("연습실은 언제 빌려?", answer_anyway=True)
    assert ":" not in answer.short


def test_minutes_name_who_says_something(library_of: Callable[..., Library]) -> None:
    minutes = (
        "# 나루 회의록\n\n- 강노을: 단복 값을 내리자고 함\n- 민서하: 공연을 한 번 더 하자고 함\n"
    )
    found = library_of({"회의록": minutes})
    assert found.ask("민서하가 공연에 대해 뭐라고 했어?").short == "공연을 한 번 더 하자고 함"


@pytest.mark.parametrize(
    "text",
    [
        "[00:03] 민서하: 공연은 한 번 더 합시다.\n[00:09] 강노을: 저는 쉬고 싶어요.\n",
        "(민서하) 공연은 한 번 더 합시다.\n(강노을) 저는 쉬고 싶어요.\n",
        "민서하 2027.05.01 09:10\n\n공연은 한 번 더 합시다.\n\n"
        "강노을 2027.05.01 09:12\n\n저는 쉬고 싶어요.\n",
    ],
    ids=["stamps", "subtitles", "comments"],
)
def test_who_says_something_may_stand_in_other_forms(
    library_of: Callable[..., Library], text: str
) -> None:
    found = library_of({"합창단": text})
    assert found.ask("민서하는 공연에 대해 뭐라고 했어?").short == "공연은 한 번 더 합시다."
