"""Labels and what stands behind them on a line."""

import pytest

from rag.reading.layout.labels import labelled


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("일시: 5월 3일 / 장소: 본관", [("일시", "5월 3일"), ("장소", "본관")]),
        ("일시: 5월 3일   집합지: 솔밭 정문", [("일시", "5월 3일"), ("집합지", "솔밭 정문")]),
        ("시공: 동해건설, 감리: 가람기술단", [("시공", "동해건설"), ("감리", "가람기술단")]),
        ("날씨: 맑음 담당자: 강보람", [("날씨", "맑음"), ("담당자", "강보람")]),
        ("담당자: 강보람 | 2층 안내 창구", [("담당자", "강보람")]),
        ("(주)솔밭 / 작성: 강보람", [("작성", "강보람")]),
        (
            "공고번호 2026-88 공고일자 2026. 3. 2. 공고기관 별솔시 기획과",
            [("공고번호", "2026-88"), ("공고일자", "2026. 3. 2."), ("공고기관", "별솔시 기획과")],
        ),
        ("공고기간 및 제출방법 안내", []),
        ("작성자 | 작성일자 | 2027. 3. 2.", []),
        ("담당부서 의견을 들어 공고기간 안에 정한다", []),
        # What a comma parts may be prose.
        ("물품이 남으면 모읍니다, 돌려주는 때: 다음 날", []),
    ],
)
def test_labels_of_a_line(line: str, told: list[tuple[str, str]]) -> None:
    assert [(one.label, one.said) for one in labelled(line, 0)] == told


def test_a_label_may_stand_apart_in_a_column_of_its_own() -> None:
    text = "물통 용량           5.2L\n색상\t흰색\nE5      물통 빠짐        끝까지 밀어 넣으세요\n"
    found = [(one.label, one.said) for one in labelled(text, 0)]
    assert found == [("물통용량", "5.2L"), ("색상", "흰색"), ("E5", "물통 빠짐")]
