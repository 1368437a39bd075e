"""Lists that a sentence tells: numbered ones, and of nothing but items."""

from collections.abc import Callable

import pytest

from rag import Library

TEXT = (
    "# 배달 로봇 시범 사업\n\n시는 로봇이 지킬 3대 수칙으로 (1) 보행자 우선 "
    "(2) 서행(시속 6km 아래) (3) 야간 소등 금지를 정했다.\n\n"
    "로봇 한 대의 한 달 전력 소비는 냉장고나 세탁기의 한 달 소비량과 비슷하다.\n\n"
    "시가 만드는 로봇의 길은 크게 강변을 따라 도는 순환 노선과 시장을 지나는 직행 노선으로 "
    "나뉜다.\n\n"
    "로봇은 손님을 돕는 안내형과, 짐을 나르는 운반형의 두 가지로 나눌 수 있다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "로봇의 길은 어떤 두 가지로 나뉘어?",
            "강변을 따라 도는 순환 노선과 시장을 지나는 직행 노선",
        ),
        ("로봇은 무엇으로 나눌 수 있어?", "손님을 돕는 안내형과, 짐을 나르는 운반형"),
    ],
)
def test_all_items_are_told(library_of: Callable[..., Library], question: str, short: str) -> None:
    assert library_of({"로봇": TEXT}).ask(question, answer_anyway=True).short == short


def test_what_is_alike_is_no_item(library_of: Callable[..., Library]) -> None:
    answer = library_of({"로봇": TEXT}).ask(
        "로봇은 어떤 가전제품만큼 전력을 써?", answer_anyway=True
    )
    assert "비슷" not in answer.short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("선수들이 반드시 내야 하는 서류가 뭐야?", "'학교장확인서', '안전서약서'"),
        ("심판이 지참하는 것은 뭐야?", "‘호루라기’, ‘기록지’"),
        ("감독은 뭘 내야 해?", '"출전표"와 "명단"'),
    ],
)
def test_items_in_quotation_marks_are_told_together(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "대회 규정\n\n② 참가하는 모든 팀의 선수는 '학교장확인서', '안전서약서' 의무 제출해야 하며, "
        "미제출된 선수는 참가신청이 취소된다.\n\n③ 심판은 ‘호루라기’, ‘기록지’를 지참한다.\n\n"
        '④ 감독은 "출전표"와 "명단"을 낸다.\n'
    )
    assert library_of({"규정": text}).ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("달빛장터 마당을 빌릴 때 필요한 건 뭐야?", "신청서, 통장 사본, 신분증"),
        ("달빛장터 입장권 종류가 뭐뭐 있어?", "낮권, 밤권, 온종일권"),
    ],
)
def test_what_is_counted_off_behind_its_noun_is_told_in_full(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "달빛장터 안내\n\n- 마당: 아이와 어른이 함께하는 작은 놀이로, 제기차기, 굴렁쇠 굴리기 등이 "
        "손님의 발길을 잡습니다. 흥겨운 웃음으로 즐거운 추억을 드립니다.\n\n"
        "○ 지난해보다 늘어날 것으로 보이는 품목군은 수제 비누, 말린 꽃, 도자기(찻잔)\n"
        "○ 줄어들 것으로 보이는 품목군은 헌책, 가방\n\n"
        "- 마당을 빌릴 때 필요한 항목: 신청서, 통장 사본, 신분증\n\n"
        "가게 이름과 크기에 따라 입장권(낮권, 밤권, 온종일권)과 주차권(승용차)을 팝니다.\n"
    )
    assert library_of({"장터": text}).ask(question, answer_anyway=True).short == short
