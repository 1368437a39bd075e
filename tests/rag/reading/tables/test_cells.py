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


STATIONS = {
    "차량": (
        "# 차량 집계\n\n| 부서 | 보유 | 운행 | 수선중 | 예비 | 예산(천원) |\n"
        "|---|---|---|---|---|---|\n| 운반팀 | 19 | 13 | 5 | 1 | 88,400 |\n"
        "| 시험팀 | 23 | 20 | 2 | 1 | 91,250 |\n| 계 | 42 | 33 | 7 | 2 | 179,650 |\n\n끝.\n"
    ),
    "납부": (
        "# 분양 대금 납부\n\n(단위: 원)\n\n| 구분 | 납부일 | 비율(%) | 금액 | 누계(%) |\n"
        "|---|---|---|---|---|\n| 계약금 | 2031. 1. 10. | 10 | 41,200,000 | 10 |\n"
        "| 제1회 중도금 | 2031. 5. 20. | 30 | 123,600,000 | 40 |\n"
        "| 제2회 중도금 | 2031. 9. 15. | 30 | 123,900,000 | 70 |\n\n끝.\n"
    ),
    "사업": (
        "# 문화원 사업 계획\n\n| 사업 | 담당부서 | 시기 | 예산(천원) | 산출기초 |\n"
        "|---|---|---|---|---|\n| 달맞이 음악회 | 공연팀 | 9. 24.~9. 26. | 32,000 | 공연 3일 |\n"
        "| 한글 백일장 | 교육팀 | 10. 9. | 8,500 | 심사 2일 |\n\n끝.\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        # A table tells what is so on its day, and money by its amount, without a verb.
        ("시험팀에서 지금 수선중인 차량은 몇 대야?", "2"),
        ("운반팀에 현재 예비 차량이 몇 대 있어?", "1"),
        ("제2회 중도금 때 나가는 돈이 얼마예요?", "123,900,000"),
        ("제3회 중도금 때 나가는 돈이 얼마예요?", ""),
        ("시험팀에서 작년에 폐차한 차량은 몇 대야?", ""),
        # '공연 3일' is how long, and no column of times.
        ("달맞이 음악회 언제 열려?", "9. 24.~9. 26."),
        ("한글 백일장 심사는 며칠 걸려?", "2일"),
    ],
)
def test_what_a_table_need_not_say_is_not_missing(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(STATIONS).ask(question).short == short
