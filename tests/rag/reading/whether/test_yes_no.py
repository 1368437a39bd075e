"""Yes/no questions: '예' or '아니요' only where a passage says the same or denies it.

`whether.json` holds 120 questions with their answers, 70 on the sample and 50 on house rules. The
rules were made on them; what is counted is that none is answered wrongly.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import SAMPLE
from index import Passage
from rag import Library
from rag.reading.reader import ExtractiveReader
from rag.reading.whether.yes_no import YES, verdict

STORED = json.loads((Path(__file__).parent / "whether.json").read_text(encoding="utf-8"))


def counted(library: Library, rows: list[list[str]]) -> tuple[int, list[str]]:
    """How many questions are answered rightly, and those that are answered wrongly."""
    right, wrong = 0, []
    for question, expected in rows:
        answer = ExtractiveReader(library.idf).read(question, library.search(question))
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
        ("연락 없이 오지 않으면 2주간 예약 금지", "예약 없이 가도 되나요?", None),
        ("예약 없이 오면 안 됩니다.", "예약 없이 가도 되나요?", "아니요"),
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


def test_what_the_question_denies_itself_is_no_reason_for_no() -> None:
    text = "전입 가족은 따로 심사를 받지 않고 일할 수 있으나, 방문자는 일할 수 없다."
    passages = [Passage("a:0", "a.txt", "안내", None, 0, len(text), text, "안내")]
    found = verdict("전입 가족은 따로 심사 안 받고 일할 수 있어요?", passages)
    assert found is None or found[0] == YES
