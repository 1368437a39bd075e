"""Matters with two poles: 포함 or 별도, 무료 or a price, 가능 or 불가; doubt gives no verdict."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.whether.yes_no import NO, YES

TEXTS = {
    "들꽃펜션 이용 안내": (
        "# 들꽃펜션 이용 안내\n\n"
        "| 객실 | 요금 | 비고 |\n|---|---|---|\n"
        "| 민들레방 | 90,000원 | 조식 포함 |\n"
        "| 장미방 | 120,000원 | 조식 별도 |\n"
        "| 마당 텐트 | 0원 | 무료 |\n\n"
        "- 관리비는 하루 5,000원입니다. [전기 요금 포함, 장작값은 손님이 따로 냄]\n"
        "- 비가 와도 별 보기 모임은 그대로 엽니다.\n"
        "- 튜브는 1인 2개까지 빌릴 수 있으며 교환되지 않습니다.\n"
        "- 폭죽은 금지, 비눗방울은 가능\n"
        "- 강아지와 고양이는 함께 올 수 있습니다. 단, 맹견은 제외합니다.\n"
        "- 보일러 점검: 4월 9일 완료\n"
        "- 옥상 방수 공사: 5월 2일 완료 예정\n"
        "- 예약은 바꿀 수 있습니다. (영수증이 없어도, 당일이어도 됩니다.)\n"
        "- 외부인은 바비큐장을 쓸 수 없습니다.\n"
        "- 주차는 회원만 무료입니다.\n"
        "- 낚시는 미리 허가를 받으면 가능합니다.\n"
        "- 담요 사용료: 무료\n"
        "- 보증금은 숙박 전날까지 냅니다. 장작 비용은 한 단에 7,000원입니다.\n"
        "- 마당 확장 안건: 보류(내년에 다시 논의)\n"
        "- 벽화 제안은 주민 회의에서 가결\n"
        "- 손님은 비옷을 가져오지 않아도 됩니다.\n"
        "- 사다리차는 높이 5m 이하이면 들어올 수 있습니다.\n"
        "- 놀이 그물은 만 7세 이상이 탈 수 있습니다.\n"
    ),
    "곳간 누수 보고": (
        "# 곳간 누수 보고\n\n- 당직자: 배관팀 도 모 씨 (용접기능사 보유)\n\n"
        "| 시각 | 한 일 |\n|---|---|\n| 07:10 | 밸브 잠금 → 효과 없음 |\n"
        "| 07:40 | 펌프 교체 → 성공 |\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("민들레방 요금에 조식 포함인가요?", YES),
        ("들꽃펜션 마당 텐트는 무료야?", YES),
        ("들꽃펜션 장미방은 무료인가요?", NO),
        ("들꽃펜션 비 오면 별 보기 모임 취소되나요?", NO),
        ("들꽃펜션 보일러 점검은 끝난 상태인가요?", YES),
        ("들꽃펜션 옥상 방수 공사는 끝난 상태인가요?", NO),
        ("들꽃펜션 튜브 교환 되나요?", NO),
        ("들꽃펜션에서 비눗방울 불어도 돼요?", YES),
        ("들꽃펜션 보일러 점검은 끝났나요?", YES),
        ("들꽃펜션 옥상 방수 공사 끝났나요?", NO),
        ("들꽃펜션 맹견도 함께 올 수 있나요?", NO),
        ("들꽃펜션 영수증 없어도 예약 바꿀 수 있나요?", YES),
        ("들꽃펜션 담요 사용료 내야 하나요?", NO),
        ("들꽃펜션 담요 사용료 안 내도 되나요?", YES),
        ("들꽃펜션 마당 확장 안건은 통과됐나요?", NO),
        ("들꽃펜션 벽화 제안은 받아들여졌나요?", YES),
        ("들꽃펜션 비옷 안 가져와도 되나요?", YES),
        ("들꽃펜션 놀이 그물을 만 5세가 타도 되나요?", NO),
        ("들꽃펜션 놀이 그물은 만 9세도 탈 수 있나요?", YES),
        ("곳간 누수 때 밸브 잠금이 효과가 있었나요?", NO),
        ("곳간 누수 당직자는 용접기능사 자격이 있었나요?", YES),
    ],
)
def test_the_pole_that_is_told_answers(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "들꽃펜션 강아지 목욕 되나요?",
        "들꽃펜션에서 낚시해도 되나요?",  # with leave
        "들꽃펜션 주차는 무료인가요?",  # for members only
        "들꽃펜션 장미방에 수건 포함인가요?",
        "곳간 누수 당직자는 소방 자격증이 있었나요?",
        "곳간 누수 때 배수로 청소는 끝났나요?",
    ],
)
def test_doubt_gives_no_verdict(library: Library, question: str) -> None:
    assert library.ask(question).short not in (YES, NO)
