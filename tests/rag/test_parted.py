"""Answers from a text whose words are parted where its lines ended."""

from collections.abc import Callable, Mapping

from rag import Library

TEXT = (
    "도심의 오래된 저수지를 되살리 려는 움직임이 활발하다. 느릅 나무저수지는 한때 농업용수를 대던 "
    "곳이었지만, 주변이 주거 지로 바뀌면서 이십 년 가까이 방치되었다. 구청은 지난해부 터 준설과 "
    "수질 정화를 시작했 고, 올해 봄에는 둘레길과 전 망대를 만들었다. 주민들은 밤늦 게까지 이어지는 "
    "소음 을 걱정한다. 느릅 나무저수지협의회는 조명을 밤 열 시에 끄고 자전 거 통행을 제한하는 "
    "방안을 내 놓았다. 외래 어종을 걷어 내고 수생식물 을 심는 작업도 계속된 다."
)


def test_answers_have_whole_words_and_quotes_are_as_the_file_is(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    library = library_of({"저수지.txt": TEXT})
    answer = library.ask("조명을 밤 열 시에 끄고 자전거 통행을 제한하자고 한 곳은 어디인가요?")
    assert answer.short == "느릅나무저수지협의회"
    assert any("느릅 나무저수지협의회" in one.quote for one in answer.citations)
    assert all(one.quote in TEXT for one in answer.citations)
