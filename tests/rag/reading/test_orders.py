"""Orders of transfer and rulings: who goes where, who of several has a calling, who bears what."""

from collections.abc import Callable

import pytest

from rag import Library

ORDER = (
    "# 하늘구 인사발령\n\n전보\n- 감사과장 지방행정사무관 노아린 → 총무과장\n"
    "- 세정과 지방행정주사 도미라 → 상하수도과\n- 민원과 지방학예연구사 채다원 → 박물관\n\n"
    "승진\n- 총무과 지방행정주사 마루한 → 감사과장\n\n"
    "파견\n- 기획예산과 지방행정주사보 강솔아 → 행정안전부 파견 (2031. 3. 2. ~ 2031. 12. 31.)\n\n"
    "퇴직\n- 농업기술센터 지방농촌지도관 함영우 정년퇴직\n- 세정과 지방행정서기 빙하늘 의원면직\n"
)
RULING = (
    "하늘지방법원\n판결\n\n사건: 2031가단4417 대여금\n원고: 어진솔\n"
    "소송대리인 법무법인 가람 담당변호사 정해인\n피고: 도미라\n\n주문\n"
    "1. 피고는 원고에게 7,300,000원을 지급하라.\n"
    "2. 소송비용 중 2/5는 원고가, 나머지는 피고들이 각 부담한다.\n\n판사    권나래\n"
)
COSTS = "특약사항\n\n3. 석면조사 비용은 갑이 부담하고, 지반조사 비용은 을이 부담한다.\n"


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (ORDER, "도미라는 어디로 옮기나요?", "상하수도과"),
        (ORDER, "행정안전부에 파견되는 사람은?", "강솔아"),
        (ORDER, "정년퇴직한 사람은 누구인가요?", "농업기술센터 지방농촌지도관 함영우"),
        (RULING, "담당 판사 이름", "권나래"),
        (RULING, "소송비용은 누가 부담하나요?", ""),
        (RULING, "소송비용의 나머지는 누가 부담하나요?", "피고들"),
        (COSTS, "석면조사 비용은 누가 부담하나요?", "갑"),
        (COSTS, "지반조사 비용은 누가 부담하나요?", "을"),
    ],
)
def test_who_and_where(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    assert library_of({"문서": text}).ask(question, answer_anyway=True).short == short


def test_who_leaves_a_post_does_not_come_to_it(library_of: Callable[..., Library]) -> None:
    answer = library_of({"문서": ORDER}).ask("감사과장으로 누가 오나요?", answer_anyway=True)
    assert "마루한" in answer.sentences[0].text
    assert "노아린" not in answer.short
