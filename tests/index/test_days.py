"""Days that head the sections of diaries and talks."""

import pytest

from corpus import Document
from index import split
from index.days import headed_day, is_day

DIARY = """온실 일지

3/2 (화) 맑음
토마토 심음.

3/9 (화, 휴일)
물 줌.
잎이 노랗다.

3/16 (화)
첫 꽃.
"""


def headings(text: str) -> list[tuple[str, ...]]:
    return [one.headings for one in split(Document("일지.txt", "일지", text, titled=False))]


def test_each_day_of_a_diary_heads_what_stands_below_it() -> None:
    assert headings(DIARY) == [
        ("3월 2일 (화) 맑음",),
        ("3월 9일 (화) 휴일",),
        ("3월 16일 (화)",),
    ]
    assert headed_day(("3월 9일 (화) 휴일",)) == ("3월 9일 (화)", (3, 9))
    assert headed_day(("2. 개요",)) is None


def test_a_single_day_heads_what_is_said() -> None:
    text = "2027년 5월 1일 토요일\n노을 (오전 9:10): 왔어요\n서하 (오전 9:11): 네"
    assert headings(text) == [("2027년 5월 1일 (토)",)]


@pytest.mark.parametrize(
    "text",
    [
        "계약서\n본문이다.\n2027년 5월 1일\n임대인 노을\n",  # a day on which it was signed
        "3/2 (화)\n가.\n\n1/9 (화)\n나.\n\n2/6 (화)\n다.\n\n1/2 (화)\n라.\n",  # in no order
        "3. 2. 심는다\n가.\n3. 9. 물을 준다\n나.\n3. 16. 거둔다\n다.\n",  # what is done on each
    ],
)
def test_other_days_head_nothing(text: str) -> None:
    assert all(one == () for one in headings(text))


def test_a_line_is_a_mere_day_where_it_tells_nothing_else() -> None:
    assert is_day("3/9 (화, 휴일)")
    assert not is_day("3/9 (화) 31도")
    assert not is_day("3월 9일에 심었다.")
