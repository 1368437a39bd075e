"""Yes/no questions: '예' or '아니요' only where a passage says the same or denies it.

`whether.json` holds 120 questions with their answers, 70 on the sample and 50 on house rules. The
rules were made on them; what is counted is that none is answered wrongly.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import SAMPLE
from index import Passage, analyse
from rag import Library
from rag.language.question_type import asks_whether
from rag.reading.reader import ExtractiveReader
from rag.reading.whether.yes_no import NO, YES, stated, verdict

STORED = json.loads((Path(__file__).parent / "whether.json").read_text(encoding="utf-8"))


def counted(library: Library, rows: list[list[str]]) -> tuple[int, list[str]]:
    """How many questions are answered rightly, and those that are answered wrongly."""
    right, wrong = 0, []
    for question, expected in rows:
        (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
        right += answer.short == expected
        wrong += [question] if answer.short not in ("", expected) else []
    return right, wrong


def test_no_yes_and_no_no_is_wrong_on_the_sample(tmp_path: Path) -> None:
    library = Library.open(SAMPLE, index=tmp_path)
    library.update()
    right, wrong = counted(library, STORED["sample"])
    assert wrong == []
    assert right >= 37


def test_what_rules_allow_and_forbid(library_of: Callable[..., Library]) -> None:
    right, wrong = counted(library_of(STORED["documents"]), STORED["rules"])
    assert wrong == []
    assert right >= 34


@pytest.mark.parametrize(
    ("question", "plain", "denied"),
    [
        ("책을 빌릴 수 있나요?", "책을 빌릴 수 있다", "책을 빌릴 수 없다"),
        ("책을 빌려도 되나요?", "책을 빌릴 수 있다", "책을 빌릴 수 없다"),
        ("값이 올랐나요?", "값이 올랐다", "값이 오르지 않았다"),
        ("값은 9만 원인가요?", "값은 9만 원이다", "값은 9만 원이 아니다"),
        ("값은 9만 원이 맞나요?", "값은 9만 원이다", "값은 9만 원이 아니다"),
    ],
)
def test_a_question_is_written_out_as_two_statements(
    question: str, plain: str, denied: str
) -> None:
    said = stated(question)
    assert said is not None
    assert (said.plain, said.denied[0]) == (plain, denied)


@pytest.mark.parametrize(
    "question",
    [
        "값은 얼마인가요?",
        "왜 올랐나요?",
        "사과와 배 중 어느 것이 큰가요?",
        "값을 알 수 있나요?",
        "값은?",
    ],
)
def test_what_asks_for_more_is_no_yes_or_no_question(question: str) -> None:
    assert not asks_whether(question, analyse(question))


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("서버의 보증 기간은 3년이다.", "서버의 보증 기간은 5년인가요?", "아니요"),
        ("회원은 2,000명을 넘는다.", "회원은 1,000명을 넘나요?", "예"),
        ("회원은 900명이다.", "회원은 1,000명을 넘나요?", "아니요"),
        ("손님은 5권까지 빌릴 수 있다.", "손님은 3권까지 빌릴 수 있나요?", "예"),
        ("손님은 5권까지 빌릴 수 있다.", "손님은 7권까지 빌릴 수 있나요?", "아니요"),
        ("가람전자는 2023년에 회원을 늘렸다.", "가람전자는 2022년에 회원을 늘렸나요?", None),
        ("가람 2호는 방수 제품이다.", "가람 1호는 방수 제품인가요?", None),
        ("입장료는 3천 원에서 5천 원으로 올랐다.", "입장료는 3천 원인가요?", None),
    ],
)
def test_another_value_decides_where_there_is_but_one(
    text: str, question: str, expected: str | None
) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        (
            "입주자는 열쇠를 남에게 맡기거나 복제할 수 없다.",
            "열쇠를 남에게 맡길 수 있나요?",
            "아니요",
        ),
        ("입주자는 열쇠를 남에게 맡기거나 복제할 수 없다.", "열쇠를 복제해도 되나요?", "아니요"),
        ("전시품을 만지거나 촬영하지 못한다.", "전시품을 만질 수 있나요?", "아니요"),
        ("전시품을 만지거나 촬영하지 못한다.", "전시품을 촬영해도 되나요?", "아니요"),
        (
            "위원은 사례를 받거나 청탁을 들어서는 아니 된다.",
            "위원은 사례를 받을 수 있나요?",
            "아니요",
        ),
        ("손님은 침구를 청소할 필요가 없습니다.", "손님은 침구를 청소해야 하나요?", "아니요"),
        ("손님은 분실물을 맡을 의무가 없다.", "손님은 분실물을 맡아야 하나요?", "아니요"),
        ("보호자는 수리비를 낼 책임을 면한다.", "보호자는 수리비를 내야 하나요?", "아니요"),
        (
            "임차인은 도배 비용의 배상책임을 지지 않는다.",
            "임차인은 도배 비용을 배상해야 하나요?",
            "아니요",
        ),
        ("사용 기록을 남기거나 보고하지 아니하여도 된다.", "사용 기록을 남겨야 하나요?", "아니요"),
        ("작은 행사는 신고 대상에서 제외합니다.", "작은 행사도 신고해야 하나요?", None),
    ],
)
def test_what_is_denied_at_the_end_is_no(text: str, question: str, expected: str | None) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected


RULES = (
    "# 냉동고 안내\n\n벽에서 15센티미터 이상 띄워 설치하십시오. 설치한 뒤 4시간이 지나서 전원을 "
    "켜십시오.\n\n품질 보증 기간은 구입일부터 2년이며 압축기는 5년입니다.\n\n"
    "설치비는 무료입니다. 약정 기간 안에 해지하면 남은 요금의 10%를 위약금으로 냅니다.\n\n"
    "# 행사 안내\n\n행사 날짜: 2026년 7월 16일~17일 (변경 전: 7월 9일~10일)\n"
)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("냉동고를 설치하고 바로 켜도 되나요?", "예"),  # only the setting up is told
        ("압축기 보증은 2년인가요?", "예"),  # that is told of the whole
        ("설치비를 내야 하나요?", "예"),  # something else is paid
        ("행사 날짜는 7월 9일인가요?", "예"),  # not any more
    ],
)
def test_half_of_what_is_asked_or_something_near_it_is_no_yes(
    library_of: Callable[..., Library], question: str, wrong: str
) -> None:
    library = library_of({"안내": RULES})
    (answer,) = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.sentences
    assert answer.short != wrong


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 화요일에 여나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "화요일에도 수영장을 운영하나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 화요일에 쉬나요?", "예"),
        ("수영장은 화요일과 설날에 쉽니다.", "수영장은 설날에 영업하나요?", "아니요"),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "수영장은 수요일에 여나요?", None),
        ("수영장의 정기 휴장일은 매주 화요일로 한다.", "도서관은 화요일에 여나요?", None),
        ("화요일이 공휴일인 경우 수영장은 그 다음 날 휴장한다.", "수영장은 공휴일에 여나요?", None),
    ],
)
def test_a_place_is_open_unless_it_rests_on_that_day(
    text: str, question: str, expected: str | None
) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("보수 한도를 올리는 안건은 부결되었다.", "보수 한도 안건은 통과됐어?", "아니요"),
        ("물류센터 투자 안건은 가결하였다.", "물류센터 투자 안건은 부결됐나요?", "아니요"),
        ("수출 물량은 감소했다.", "수출 물량은 늘었나요?", "아니요"),
        ("수출 물량은 감소했다.", "수출 물량은 줄었나요?", "예"),
        ("박 사원은 탈락했다. 김 대리는 합격했다.", "박 사원은 합격했어?", "아니요"),
        ("강남 지점은 문을 닫았다.", "강남 지점은 문을 열었나요?", "아니요"),
        ("수입 물량은 감소했다.", "수출 물량은 늘었나요?", None),
    ],
)
def test_the_opposite_of_what_is_told_is_not_so(
    text: str, question: str, expected: str | None
) -> None:
    found = verdict(question, [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")])
    assert (found[0] if found else None) == expected


def test_what_another_thing_got_is_no_yes() -> None:
    text = "원고는 8주의 치료가 필요하다는 진단을 받았고 치료비로 870만 원을 썼다."
    passages = [Passage("a:0", "a.txt", "판결", None, 0, len(text), text, "손해배상 청구 사건")]
    assert verdict("원고 청구는 다 받아들여졌어?", passages) is None


def test_a_day_within_a_period_and_another_who_pays_are_no_verdicts(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "# 솔내 유채 잔치\n\n- 기간: 2025년 4월 5일 ~ 4월 16일\n- 천막 대여료는 단체가 부담한다.\n"
        "- 동행인 보험료는 본인이 부담한다.\n"
    )
    library = library_of({"솔내 유채 잔치": text})
    assert library.ask("솔내 유채 잔치 4월 9일에도 하나요?").short != "아니요"
    assert library.ask("솔내 유채 잔치 동행인 보험료도 단체가 부담하나요?").short != "예"


def test_the_clause_that_names_what_is_asked_decides() -> None:
    text = "버스는 일반 좌석 운임을 지급하며, 우등 좌석 운임은 지급하지 않는다."
    passages = [Passage("a:0", "a.txt", "여비", None, 0, len(text), text, "여비 규정")]
    found = [verdict(f"버스 {kind} 좌석 운임을 지급하나요?", passages) for kind in ("일반", "우등")]
    assert [one[0] if one else None for one in found] == ["예", "아니요"]


TRAVEL = (
    "# 다온목재 여비 규정\n\n제3조(숙박비) 1박에 12만 원까지 지급한다.\n"
    "제4조(교통비) KTX는 일반실 운임을 지급하며, 특실 운임은 지급하지 않는다.\n"
    "제5조(일비) 관내 출장에는 일비를 지급하지 아니한다.\n제6조(정산) 7일 이내에 정산한다.\n"
)


def test_a_verdict_that_all_but_the_name_of_the_document_supports_is_given(
    library_of: Callable[..., Library],
) -> None:
    library = library_of({"다온목재 여비 규정": TRAVEL, "미국 탐방": "미국 회사 견학기"})
    for question, expected in (
        ("다온목재 관내 출장에도 일비가 나오나요?", "아니요"),
        ("다온목재는 KTX 특실 운임을 지급하나요?", "아니요"),
        ("다온목재는 KTX 일반실 운임을 지급하나요?", "예"),
        ("다온목재는 미국 회사인가요?", ""),
    ):
        assert library.ask(question).short == expected


def test_what_rules_tell_is_told_however_unsure_the_reader_is(
    library_of: Callable[..., Library],
) -> None:
    library = library_of(STORED["documents"])
    said = [(library.ask(question).short, expected) for question, expected in STORED["rules"]]
    assert all(short in ("", expected) for short, expected in said if short in ("예", "아니요"))
    assert sum(short == expected for short, expected in said) >= 40


def test_what_a_clause_denies_is_no_yes_for_what_follows_from_it() -> None:
    text = "작업복 안감은 방수 처리품이 아니므로 비 오는 날에는 덧옷을 고르십시오."
    passages = [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")]
    found = verdict("작업복 안감은 방수 처리된 제품인가요?", passages)
    assert found is None or found[0] == NO


def test_what_the_question_denies_itself_is_no_reason_for_no() -> None:
    text = "전입 가족은 따로 심사를 받지 않고 일할 수 있으나, 방문자는 일할 수 없다."
    passages = [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")]
    found = verdict("전입 가족은 따로 심사 안 받고 일할 수 있어요?", passages)
    assert found is None or found[0] == YES


@pytest.mark.parametrize(
    "question",
    ["매점에서 우비를 파나요?", "식비를 지급하나요?", "시즌권을 판매하나요?"],
)
def test_a_deed_is_not_denied_by_who_sees_it_from_the_other_side(
    library_of: Callable[..., Library], question: str
) -> None:
    told = "우비는 매점에서 산다. 식비는 봉사자가 수령한다. 회원은 시즌권을 구매한다."
    assert library_of({"눈꽃스키장": told}).ask(question).short != NO
