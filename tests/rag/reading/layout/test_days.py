"""A day of a plan is asked for by its date or number, and only its section answers."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "남해 연수 일정.md": (
        "# 남해 연수 일정\n\n"
        "## 1일차 (5월 7일 수요일)\n- 오전: 본사 출발\n- 오후: 독일마을 견학\n"
        "- 숙소: 물건 숲펜션\n\n"
        "## 2일차 (5월 8일 목요일)\n- 오전: 다랭이논 걷기\n- 오후: 조별 발표\n"
        "- 숙소: 상주 은빛호텔\n\n"
        "## 3일차 (5월 9일 금요일)\n- 오전: 보리암 오르기\n- 오후: 본사로 돌아옴\n\n"
        "회비는 1인 12만 원이다.\n"
    ),
    "구내식당 안내.md": "# 구내식당 안내\n\n점심은 12시부터 1시까지 먹는다. 5월 8일에는 쉰다.\n",
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("남해 연수에서 5월 8일에는 어디에서 자?", "상주 은빛호텔"),
        ("남해 연수 첫날 숙소는 어디야?", "물건 숲펜션"),
        ("남해 연수 마지막 날 오전 일정은?", "보리암 오르기"),
        ("남해 연수 둘째 날 오후에는 뭐 해?", "조별 발표"),
        ("남해 연수 3일차 오후 일정은?", "본사로 돌아옴"),
    ],
)
def test_the_part_of_a_day(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_all_of_a_day(library: Library) -> None:
    answer = library.ask("남해 연수 이튿날은 뭐 해?")
    assert [c.quote for c in answer.citations] == [
        "- 오전: 다랭이논 걷기",
        "- 오후: 조별 발표",
        "- 숙소: 상주 은빛호텔",
    ]


def test_what_is_no_plan_is_read_as_ever(library: Library) -> None:
    assert library.ask("남해 연수 회비는 얼마야?").short == "1인 12만 원"
    assert library.ask("구내식당 점심시간은 몇 시부터야?").short == "12시"
