from pathlib import Path

import pytest

from rag import Library

KINDS, WARDS = ("가로등", "보안등", "공원등", "터널등"), ("연지동", "부암동", "전포동")
NAMES = "관리번호,시설명,종류,설치동,점검상태,소비전력(W),보수비용,등급,점검자,설치일"


def row(n: int) -> str:
    state = "불량" if n % 7 == 0 else "양호"
    cost = 3_000 + n * 13 % 997 if n != 250 else 9_500
    day = f"{2022 + n % 2}-{1 + n % 11:02}-{1 + n % 28:02}"
    cells = (f"LT-{n:04}", f"{KINDS[n % 4]} {n}호기", KINDS[n % 4], WARDS[n % 3], state)
    return f'{",".join(cells)},{40 + n % 60},"{cost:,}천원",{"ABC"[n % 3]},검사원{n % 5},{day}'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("ledger")
    rows = "\n".join([NAMES, *map(row, range(1, 401))])
    (folder / "조명시설 관리대장.csv").write_text(rows, encoding="utf-8")
    (folder / "안내.md").write_text(
        "# 조명 민원 안내\n\n고장 난 가로등은 도로과(051-123-4567)에 알려 주십시오.\n",
        encoding="utf-8",
    )
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("점검상태가 불량인 시설은 몇 개야?", "57개"),
        ("연지동에 있는 불량 시설은 몇 곳인가요?", "19곳"),
        ("등급이 B인 시설은 몇 개예요?", "134개"),
        ("종류가 터널등이고 설치동이 전포동인 시설은 몇 개?", "33개"),
        ("소비전력이 95W 이상인 시설은 몇 개야?", "30개"),
        ("보수비용이 950만원을 넘는 시설은 몇 개야?", ""),
        ("보수비용이 가장 큰 시설은?", "공원등 250호기"),
        ("부암동에서 보수비용이 제일 큰 시설 알려줘", "공원등 250호기"),
        ("소비전력 평균은?", "68.6W"),
        ("공원등의 소비전력 합계는?", "6,900W"),
        ("점검상태가 불량이 아닌 시설은 몇 개야?", None),
        ("전체 몇 개야?", "400개"),
        ("시설은 모두 몇 개인가요?", "400개"),
        ("점검은 모두 몇 회야?", None),
        ("두 번째로 보수비용이 큰 시설은?", "공원등 230호기"),
        ("A등급 시설은 몇 개야?", "133개"),
        ("불량인 C등급 시설은 몇 개야?", "19개"),
        ("2023년에 설치한 불량 시설은 몇 개야?", "29개"),
        ("2022년 11월에 설치한 시설은 몇 개야?", "18개"),
        ("설치일이 2023년 4월인 시설은 몇 개야?", "19개"),
        ("12월에 설치한 시설은 몇 개야?", ""),
        # Of which year, and what came after it, nobody reckons.
        ("4월에 설치한 시설은 몇 개야?", None),
        ("2023년 4월 이후에 설치한 시설은 몇 개야?", None),
        ("2023년에 점검한 시설은 몇 개야?", None),
        ("불량 시설의 소비전력은 몇 개야?", None),
        ("소비전력이 가장 큰 설치동은?", None),
    ],
)
def test_what_all_rows_of_a_long_table_tell_is_reckoned(
    library: Library, question: str, short: str | None
) -> None:
    answer = library.ask(question)
    assert ("행을 모두 읽" in answer.notice) == (short is not None)
    assert answer.short == short or short is None


def test_the_first_rows_stand_as_proof(library: Library) -> None:
    answer = library.ask("점검상태가 불량인 시설은 몇 개야?")
    assert answer.notice.startswith("표 ‘조명시설 관리대장’의 400행을 모두 읽어 57행을 찾았습니다.")
    assert len(answer.citations) == 3
    assert all("점검상태: 불량" in one.quote for one in answer.citations)


def test_that_no_row_is_such_is_said(library: Library) -> None:
    answer = library.ask("보수비용이 950만원을 넘는 시설은 몇 개야?")
    assert answer.abstained
    assert answer.text.startswith("문서에서")
    assert answer.notice.endswith("모두 읽었지만 그런 행이 없습니다.")


SURVEY = """응답 시각,1. 어느 조입니까?,2. 맛은 어떻습니까?,3. 바라는 점을 적어 주세요.
2027. 5. 1 오전 9:00,모종조,짜다,국을 더 주세요
2027. 5. 1 오전 9:10,온실조,알맞다,
2027. 5. 1 오전 9:20,모종조,짜다,없음
2027. 5. 1 오전 9:30,온실조,짜다,밥이 질어요
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("모종조 응답자는 몇 명이야?", "2명"),
        ("짜다고 답한 사람은 몇 명이야?", "3명"),
        ("급식 설문 응답자는 모두 몇 명이야?", "4명"),
    ],
)
def test_answers_of_a_survey_are_counted(question: str, short: str, tmp_path: Path) -> None:
    (tmp_path / "급식 설문.csv").write_text(SURVEY, encoding="utf-8")
    library = Library.open(tmp_path, index=tmp_path / "index")
    library.update()
    assert library.ask(question).short == short
