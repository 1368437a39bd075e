"""Which words of a sentence tell why."""

import pytest

from rag.reading.sentences.reasons import plainly_gives_reason, reason, risk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("석면 공사 때문에 이 기간에는 본관에 들어갈 수 없다.", "석면 공사 때문"),
        ("운임이 내린 것은 배가 많이 나온 탓이다.", "배가 많이 나온 탓"),
        (
            "수수료를 없앤 까닭은 더 싼 대출로 옮기기 쉽게 하려는 것이다.",
            "더 싼 대출로 옮기기 쉽게 하려는 것",
        ),
        ("자료가 쌓이지 않는다는 점이 이유로 꼽혔다.", "자료가 쌓이지 않는다는 점"),
        ("조정원은 권한이 없다는 이유로 신청을 각하하였다.", "권한이 없다는 이유로"),
        ("올해는 장서 점검을 위하여 닷새 동안 문을 닫습니다.", "장서 점검을 위하여"),
        ("개는 더위에 약해 여름에는 일하지 않는다.", "더위에 약해"),
        ("새로 놓기로 했으나, 값이 올라 미루었다.", "값이 올라"),
        ("시드니 노선은 2016년 열었다가 탑승률이 54%에 그쳐 2019년 접었다.", "탑승률이 54%에 그쳐"),
        ("가격을 내렸다. 재고가 쌓였기 때문이다.", "재고가 쌓였기 때문"),
        ("| 반려 | 수심이 45m를 넘어서 쓸 수 없음 |", "수심이 45m를 넘어서"),
        ("| 가온급식 | 2분기: 610 | 비고: 방학으로 급식 중단 |", "방학으로 급식 중단"),
        ("협력사가 문을 닫는 바람에 지난해 단종되었다.", "협력사가 문을 닫는 바람에"),
        (
            "한때 앞섰지만, 결함으로 3만 대를 회수하면서 자금이 바닥났다.",
            "결함으로 3만 대를 회수하면서",
        ),
        ("[경위] 부품 입고가 늦어져 검수를 미루었다.", "부품 입고가 늦어져"),
        ("검토 결과: 재무과 - 예산이 모자라므로 내년에 사기로 함", "예산이 모자라므로"),
        ("감점은 납기를 112일 어긴 데 따른 것이다.", "납기를 112일 어긴 데 따른 것"),
        ("이 채무는 보증인이 파산함에 따라 모두 갚았다.", "보증인이 파산함에 따라"),
        ("도 주임은 교육(3. 2. ~ 6. 5.) 중이므로 뺐다.", "교육(3. 2. ~ 6. 5.) 중이므로"),
        ("그 때문에 압력이 모자라 시험에 떨어졌다.", "압력이 모자라"),
    ],
)
def test_the_words_that_tell_why(text: str, told: str) -> None:
    assert reason(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "회의는 3월 2일에 열린다.",
        "누리집을 통해 신청한다.",
        "법에 따라 처리한다.",
        "이 때문에 문을 닫았다.",
        "짐을 나누어 싣는다.",
    ],
)
def test_other_sentences_tell_no_reason(text: str) -> None:
    assert not reason(text)


def test_what_may_happen_is_why_something_is_forbidden() -> None:
    after = " 뜨거운 김이 나올 수 있습니다. 뚜껑은 식혀서 닦습니다."
    assert risk("끓는 동안 뚜껑을 열지 마십시오.", after) == "뜨거운 김이 나올 수 있습니다"
    assert not risk("끓는 동안 뚜껑을 닫습니다.", after)
    assert not risk("책을 접지 마십시오.", " 다만 사전은 펴 둘 수 있습니다.")


def test_a_ground_that_is_only_linked_is_not_plain() -> None:
    assert plainly_gives_reason("값이 올랐기 때문이다.")
    assert not plainly_gives_reason("값이 올라 미루었다.")
    assert reason("값이 올라 미루었다.") == "값이 올라"
