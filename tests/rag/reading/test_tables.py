import pytest

from rag import Library
from rag.conversation.topics import Turn

REPORT = """# 하천 조류 조사

조사는 두 차례 하였다. 채집은 배에서 하였다.

<표 3> 구간별 남조류 세포 수

(단위: 세포/mL)

| 구간 | 5월 | 8월 | 평균 |
|---|---|---|---|
| 상류 | 310 | 920 | 615 |
| 하류 | 480 | 7,150 | 3,815 |

표 4. 투여 전후 혈압 비교

| 변수 | 투여군 전 | 투여군 후 | 위약군 전 | 위약군 후 |
|---|---|---|---|---|
| 혈압(mmHg) | 148 | 131 | 147 | 144 |
| 맥박(회) | 81 | 77 | 80 | 79 |

| 구분 | 2022 | 2023 |
|---|---|---|
| 탐방객 | 51,300 | 64,800 |
| 민원 | 212 | 187 |
"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("survey")
    (folder / "조사.md").write_text(REPORT, encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("하류의 8월 남조류 세포 수는?", "7,150"),
        ("투여군의 투여 후 혈압은?", "131"),
        ("위약군의 맥박은 투여 전 몇 회야?", "80"),
        ("2023년 탐방객은?", "64,800"),
        ("2022년 민원은 몇 건이야?", "212"),
    ],
)
def test_captions_and_years_bear_out_a_cell(survey: Library, question: str, cell: str) -> None:
    answer = survey.ask(question)
    assert (answer.abstained, answer.short) == (False, cell)


def test_what_no_row_is_called_is_no_cell(survey: Library) -> None:
    assert survey.ask("지류의 8월 남조류 세포 수는?").short not in ("920", "7,150")


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("상류 5월 남조류 세포 수는?", "8월은?", "상류 8월 남조류 세포 수는?"),
        ("투여군의 혈압은 투여 후 몇이야?", "위약군은?", "위약군의 혈압은 투여 후 몇이야?"),
        ("2022년 탐방객은 몇 명이야?", "2023년은?", "2023년 탐방객은 몇 명이야?"),
    ],
)
def test_another_row_or_month_takes_the_place_of_the_first(
    survey: Library, first: str, then: str, expected: str
) -> None:
    assert survey.resolved(then, [Turn(first, survey.ask(first).text)]) == expected
