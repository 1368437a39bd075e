from collections.abc import Callable

import pytest

from rag import Library

WEEK = (
    "# 급식 식단\n\n| 요일 | 중식 | 열량 |\n|---|---|---|\n| 월 | 카레라이스, 깍두기 | 780kcal |\n"
    "| 화 | 잡곡밥, 미역국 | 820kcal |\n| 수 | 비빔밥, 된장국 | 760kcal |\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("화요일 열량은?", "820kcal"),
        ("월요일 중식은 뭐야?", "카레라이스, 깍두기"),
        ("열량이 가장 높은 날은?", "화"),
    ],
)
def test_a_day_of_the_week_may_be_told_by_its_first_letter(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"급식 식단": WEEK}).ask(question).short == short


NAMES = ("요일", "안내", "내선", "안내", "내선")
DUTIES = (
    ("월", "공수현", "3101", "서가람", "4101"),
    ("화", "도하린", "3102", "명다온", "4102"),
    ("수", "여울찬", "3103", "길마루", "4103"),
)
ROWS = ("| --- | --- | --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in DUTIES))
OF_SHEET = [
    f"| {' | '.join(f'{name}: {cell}' for name, cell in zip(NAMES, row, strict=True))} |"
    for row in DUTIES
]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("화요일 안내는 누구야?", "도하린, 명다온"),
        ("도하린 내선은?", "3102"),
        ("명다온 내선은?", "4102"),
        ("여울찬 내선은?", "3103"),
    ],
)
@pytest.mark.parametrize("rows", [ROWS, OF_SHEET])
def test_columns_of_one_name_are_told_apart_by_their_turn(
    library_of: Callable[..., Library], rows: list[str], question: str, short: str
) -> None:
    table = "\n".join([f"| {' | '.join(NAMES)} |", *rows])
    assert library_of({"안내 근무표": table}).ask(question).short == short
