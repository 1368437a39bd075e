from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Document
from rag import Library
from rag.language.question_type import requested, topic
from rag.network import Network
from rag.reading.refusal import FEATURES, MODEL, features, likeliest_reading, refuses
from rag.reading.scoring.span_scores import FEATURES as SPAN_FEATURES
from rag.reading.scoring.span_scores import find_spans, judge
from rag.trees import Trees

COMPANY = (
    "가람전자는 1998년 3월 2일에 대전에서 문을 연 반도체 회사로, 창업자 박서연이 설립했다. "
    "직원은 모두 1,250명이며 본사는 2015년 세종시로 옮겼다. "
    "가람전자가 개발한 센서는 2023년에 매출 4,800억 원을 올렸다."
)
RIVAL = (
    "새벽전자는 2001년에 부산에서 설립된 통신 장비 회사다. "
    "대표는 한지우이며 공장은 김해에 있다. 새벽전자의 무전기는 30만 대가 팔렸다."
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"가람전자": COMPANY, "새벽전자": RIVAL})


def certainty(library: Library, question: str) -> float:
    return library.ask(question).confidence


def feature(library: Library, question: str, name: str) -> float:
    hits = library.search(question)
    return float(features(hits, judge(question, hits, library.idf))[FEATURES.index(name)])


@pytest.mark.parametrize(
    ("told", "untold"),
    [
        ("가람전자의 직원은 몇 명인가?", "마루전자의 직원은 몇 명인가?"),
        ("가람전자의 본사는 어디로 옮겼나?", "가람전자의 구독료는 얼마인가?"),
        ("가람전자는 언제 문을 열었나?", "김치찌개는 언제 끓이나?"),
        ("새벽전자의 대표는 누구인가?", "새벽전자의 주치의는 누구인가?"),
    ],
)
def test_what_the_documents_tell_is_surer_than_what_they_do_not(
    library: Library, told: str, untold: str
) -> None:
    assert certainty(library, told) > certainty(library, untold) + 0.2


CONTRACT = """물품 공급 계약서

바람골지업(이하 '갑')과 서녘상사(이하 '을')는 아래와 같이 계약을 맺는다.

제1조(목적) 이 계약은 갑이 을에게 포장 상자를 공급하는 일을 정한다.

제2조(기간) 계약 기간은 2026년 3월 1일부터 1년으로 한다. 기간이 끝나기 두 달 전까지 말이 없으면 같은
조건으로 늘어난다. 두 번까지 늘릴 수 있다.

제3조(대금) 을은 상자 하나에 420원을 치른다. 대금은 다음 달 10일에 보낸다. 운임은 갑이 낸다.

제4조(검수) 을은 받은 날부터 5일 안에 검수한다. 모자라거나 깨진 것은 갑이 3일 안에 다시 보낸다.

제5조(해지) 한쪽이 계약을 어기면 14일을 주고 바로잡기를 요구하며, 그래도 어기면 해지한다.
"""


def test_what_the_top_of_a_document_names_is_told_of_all_in_it() -> None:
    """'갑' is named at the top only; no other firm is."""
    contract = Document("계약.txt", "계약", CONTRACT, titled=False)
    library = Library.from_documents([contract])
    told, untold = (
        certainty(library, f"{name} 계약은 몇 번까지 늘릴 수 있어?")
        for name in ("바람골지업", "한들제지")
    )
    assert told > untold + 0.2


def test_questions_with_a_plain_answer_are_answered_and_others_refused(library: Library) -> None:
    assert not refuses(certainty(library, "가람전자의 직원은 몇 명인가?"))
    assert refuses(certainty(library, "김치찌개에는 돼지고기를 몇 그램 넣나요?"))


def test_a_number_of_another_dimension_is_noticed(library: Library) -> None:
    priced, counted = "가람전자 센서의 가격은 얼마인가요?", "가람전자의 직원은 몇 명인가요?"
    assert feature(library, priced, "dimension_asked") == 1
    assert feature(library, counted, "dimension_fits") == 1
    assert feature(library, counted, "dimension_share") > 0.5
    assert feature(library, "가람전자를 세운 사람은 누구인가요?", "dimension_asked") == 0


def test_a_name_of_the_question_in_the_other_script_is_no_answer(
    library_of: Callable[..., Library],
) -> None:
    library = library_of({"신약": "BioNeMo는 신약을 찾는 도구이다. BioNeMo는 2022년에 나왔다."})
    spans = find_spans("바이오니모로 찾은 신약은?", library.search("바이오니모"), library.idf)
    column = spans.features[:, SPAN_FEATURES.index("sounds_asked")]
    heard = {spans.text(int(i)) for i in np.flatnonzero(column)}
    assert "BioNeMo" in heard
    assert "도구" not in heard


def test_names_that_stand_nowhere_are_missed_and_names_nearby_are_not(library: Library) -> None:
    missing = "name_missing_near"
    assert feature(library, "Orion의 직원은 몇 명인가?", missing) > 0.5
    assert feature(library, "가람전자의 직원은 몇 명인가?", missing) == 0


def test_numbers_are_missed_where_only_longer_ones_hold_them(library: Library) -> None:
    question = "직원이 250명이라는 회사의 본사는 어디인가?"
    assert feature(library, question, "number_missing_passage") > 0
    assert feature(library, question, "other_number") == 1


def test_another_in_the_part_of_a_name_is_a_conflict(library: Library) -> None:
    assert feature(library, "박서연이 옮긴 본사는 어디인가?", "other_subject") == 0
    assert feature(library, "한지우가 설립한 반도체 회사는 언제 문을 열었나?", "other_subject") == 1


def test_the_surest_reading_is_taken(library: Library) -> None:
    right, wrong = "가람전자의 직원은 몇 명인가?", "거람잔자의 지권은 몇 명인가?"
    hits = library.search(right)
    rate = lambda text, hits: judge(text, hits, library.idf)  # noqa: E731
    alone = likeliest_reading([wrong], hits, rate)[0]
    assert likeliest_reading([wrong, right], hits, rate) == likeliest_reading([right], hits, rate)
    assert alone < likeliest_reading([right], hits, rate)[0]


def test_without_passages_nothing_is_certain(library: Library) -> None:
    assert (
        likeliest_reading(["무엇인가?"], (), lambda text, hits: judge(text, hits, library.idf))[0]
        == 0
    )


def test_weights_for_other_features_are_not_taken(tmp_path: Path) -> None:
    trees = Trees.load(MODEL, FEATURES)
    trees.save(tmp_path / "refusal.npz", FEATURES[1:])
    with pytest.raises(ValueError, match="other features"):
        Trees.load(tmp_path / "refusal.npz", FEATURES)


def test_trees_add_up_what_their_leaves_say() -> None:
    """One asks if the second feature is at most 2, the other is a leaf."""
    trees = Trees(
        roots=np.array([0, 3], np.int32),
        feature=np.array([1, 0, 0, 0], np.int16),
        threshold=np.array([2, 0, 0, 0], np.float32),
        left=np.array([1, 1, 2, 3], np.int32),
        right=np.array([2, 1, 2, 3], np.int32),
        value=np.array([0, -1, 5, 0.5], np.float32),
        depth=1,
    )
    rows = np.array([[9, 2], [9, 2.5]], np.float32)
    assert trees.scores(rows).tolist() == [-0.5, 5.5]


def test_a_network_is_a_linear_model_beside_a_hidden_layer() -> None:
    one = np.ones(1, np.float32)
    network = Network(
        0 * one,
        2 * one,
        np.array([[3.0, -1.0]], np.float32),
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        one,
        one,
    )
    rows = np.array([[2.0], [-2.0], [100.0]], np.float32)
    # Inputs are halved and cut at 5: 3 * 1 + 1 + 1, 1 * 1 - 1 + 1, 3 * 5 + 5 + 1.
    assert network.scores(rows).tolist() == [5.0, 1.0, 21.0]
    assert replace(network, offset=0 * one).scores(rows).tolist() == [4.0, 0.0, 20.0]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("연차에 대해 알려 주세요", "연차"),
        ("소버린 AI란 무엇인가요?", "소버린 AI"),
        ("가람전자에 대해 자세히 설명해 줘.", "가람전자"),
        ("가람전자의 직원은 몇 명인가?", ""),
        ("가람전자가 만드는 것은 무엇인가요?", ""),
    ],
)
def test_what_is_asked_about_as_a_whole(question: str, named: str) -> None:
    assert topic(question) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("출장비 알려줘", "출장비"),
        ("병가 규정을 좀 설명해 주세요.", "병가 규정"),
        ("가람전자 직원 수 알려줘", ""),
        ("직원 수 알려줘", ""),
        ("출장비는 얼마야?", ""),
    ],
)
def test_what_a_bare_request_names(question: str, named: str) -> None:
    assert requested(question) == named


def test_a_topic_that_the_documents_speak_of_is_not_refused(library: Library) -> None:
    told = library.ask("가람전자에 대해 알려 주세요")
    assert not told.abstained
    assert told.short == "1998년 3월 2일에 대전에서 문을 연 반도체 회사"
    assert "가람전자" in told.text
    assert library.ask("김치찌개에 대해 알려 주세요").abstained


def test_a_bare_request_is_not_refused_where_the_documents_speak_of_it(
    library_of: Callable[..., Library],
) -> None:
    rules = library_of({"출장": "국내 출장비는 하루 7만 원이다. 해외 출장은 부서장이 승인한다."})
    assert "7만 원" in rules.ask("출장비 알려줘").text
    assert rules.ask("숙박비 알려줘").abstained


def test_a_word_that_tells_much_is_missed_more_than_one_of_every_day(library: Library) -> None:
    everyday = "가람전자의 직원 이름은 무엇인가?"
    telling = "가람전자의 직원 급여명세는 무엇인가?"
    name = "most_telling_missing_near"
    assert feature(library, telling, name) > feature(library, everyday, name) + 0.2
    assert feature(library, "가람전자의 직원은 몇 명인가?", name) == 0


def test_days_of_the_week_that_nothing_tells_of_are_refused(
    library_of: Callable[..., Library],
) -> None:
    weekdays = "자료실은 평일 9시부터 19시까지 엽니다."
    asked = "토요일 자료실 여는 시간은?"
    assert library_of({"자료실": weekdays}).ask(asked).abstained
    whole = library_of({"자료실": f"{weekdays} 주말에는 10시부터 15시까지 엽니다."})
    assert whole.ask(asked).short == "10시부터 15시까지"


def test_a_row_that_a_table_does_not_have_is_not_answered_by_another(
    library_of: Callable[..., Library],
) -> None:
    rows = "| 소형화물 | 4,000원 |\n| 대형화물 | 9,000원 |\n| 냉장화물 | 13,000원 |\n"
    library = library_of({"운임": f"# 화물 운임\n\n| 화물 | 운임 |\n|---|---|\n{rows}"})
    assert library.ask("냉장화물 운임은?").short == "13,000원"
    assert library.ask("냉동화물 운임은?").abstained


def test_rows_of_other_days_do_not_tell_of_the_month_that_is_asked_about(
    library_of: Callable[..., Library],
) -> None:
    rows = "| 2026-05-11 | 도경빈 |\n| 2026-05-12 | 설아침 |\n"
    library = library_of({"당번": f"# 당번표\n\n| 날짜 | 당번 |\n|---|---|\n{rows}"})
    assert library.ask("5월 12일 당번은 누구야?").short == "설아침"
    assert library.ask("11월 당번표 알려줘").abstained


def test_a_row_of_the_same_sort_is_not_the_row_that_is_asked_about(
    library_of: Callable[..., Library],
) -> None:
    rows = (
        "| 본인 결혼 | 6일 |\n| 자녀 결혼 | 2일 |\n| 부모 사망(공가) | 5일 |\n"
        "| 조부모 사망(공가) | 3일 |\n"
    )
    library = library_of({"경조": f"# 경조 휴가\n\n| 구분 | 일수 |\n|---|---|\n{rows}"})
    assert library.ask("자녀 결혼하면 며칠 쉬어?").short == "2일"
    assert library.ask("형제 결혼하면 며칠 쉬어?").abstained


def test_a_telephone_number_that_nothing_tells_is_refused(
    library_of: Callable[..., Library],
) -> None:
    library = library_of({"회계": "회계팀장은 석하람이다. 회계팀은 본관 3층에 있다."})
    assert library.ask("회계팀 전화번호").abstained
    told = library_of({"회계": "회계팀장은 석하람이다. 회계팀 전화: 02-555-0170"})
    assert told.ask("회계팀 전화번호").short == "02-555-0170"


def test_what_only_another_document_tells_is_told_elsewhere(library: Library) -> None:
    asked = "가람전자의 무전기는 몇 대가 팔렸나?"
    assert feature(library, asked, "told_elsewhere") > 0
    assert feature(library, "가람전자의 직원은 몇 명인가?", "told_elsewhere") == 0


def test_the_likeliest_answer_of_the_only_document_leads_by_all(
    library_of: Callable[..., Library], library: Library
) -> None:
    asked = "가람전자의 직원은 몇 명인가?"
    alone = library_of({"가람전자": COMPANY})
    assert feature(alone, asked, "document_margin") == 10
    assert 0 < feature(library, asked, "document_margin") < 10
    assert feature(alone, asked, "documents") < feature(library, asked, "documents")
