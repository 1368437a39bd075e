"""What became of what a row is about, and what is to be done."""

from collections.abc import Callable

import pytest

from rag import Library

TEXT = """# 달무리 제습기 사용 설명서

## 오류 코드

| 코드 | 뜻 | 조치 |
|---|---|---|
| E2041 | 물통이 가득 참 | DR-2 통을 비운 뒤 재시작 |
| E3052 | 열 감지기 이상 | 전원을 뽑고 서비스 접수 |

## 협의회 안건

| 안건 | 심의 결과 | 표결 |
|---|---|---|
| 물통 색상 교체 | 부결 | 2:5 |
| 필터 규격 변경 | 원안 가결 | 6:1 |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("제습기 E3052 뜨면 어떻게 해야 하나요?", "전원을 뽑고 서비스 접수"),
        ("제습기 E2041 나오면 어떻게 해야 해?", "DR-2 통을 비운 뒤 재시작"),
        ("달무리 물통 색상 교체 안건은 어떻게 됐어?", "부결"),
    ],
)
def test_a_column_tells_what_became_of_a_row(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"달무리 제습기 설명서": TEXT})
    assert library.ask(question, answer_anyway=True).short == short
