import pytest

from corpus import SAMPLE, Document, read_folder
from rag import Library
from rag.conversation.sides import sides_asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "미국과 중국이 2023년에 만든 배는 각각 몇 척인가요?",
            ("미국이 2023년에 만든 배는 몇 척인가요?", "중국이 2023년에 만든 배는 몇 척인가요?"),
        ),
        ("연차와 병가는 각각 며칠인가요?", ("연차는 며칠인가요?", "병가는 며칠인가요?")),
        ("1인실과 2인실의 요금을 비교해 줘", ("1인실의 요금은?", "2인실의 요금은?")),
        ("A동이랑 B동 관리비 비교", ("A동의 관리비는?", "B동의 관리비는?")),
        ("대리와 부장의 월간 한도 차이는?", ("대리의 월간 한도는?", "부장의 월간 한도는?")),
        ("달빛방이 솔잎방보다 창문이 많아?", ("달빛방의 창문 수는?", "솔잎방의 창문 수는?")),
        ("달빛방이 솔잎방보다 비싼가요?", ("달빛방의 가격은?", "솔잎방의 가격은?")),
        (
            "서울, 부산, 대구의 매출을 서로 비교해 주세요",
            ("서울의 매출은?", "부산의 매출은?", "대구의 매출은?"),
        ),
    ],
)
def test_the_same_is_asked_of_each(question: str, asked: tuple[str, ...]) -> None:
    sides = sides_asked(question)
    assert sides is not None
    assert sides.questions == asked


@pytest.mark.parametrize(
    "question",
    [
        "연차와 병가는 어떻게 다른가요?",  # asks for no attribute
        "연차와 병가의 차이는?",
        "대리와 부장의 월간 한도는 며칠 차이 나?",  # asks for the difference itself
        "요금은 각각 얼마야?",  # names no things
        "연차와 병가의 신청서를 비교해서 내면 되나요?",
    ],
)
def test_nothing_is_asked_of_each(question: str) -> None:
    assert sides_asked(question) is None


@pytest.fixture(scope="module")
def library() -> Library:
    rooms = (
        "# 객실 안내\n\n| 객실 | 요금 | 정원 |\n|---|---|---|\n"
        "| 솔잎방 | 70,000원 | 4명 |\n| 달빛방 | 95,000원 | 6명 |\n\n"
        "입실은 오후 3시부터이고 퇴실은 오전 11시까지이다.\n"
    )
    return Library.from_documents([Document("객실.md", "객실 안내", rooms)])


def test_what_is_told_of_each_stands_behind_its_name(library: Library) -> None:
    answer = library.ask("솔잎방과 달빛방의 요금을 비교해 줘")
    assert answer.short == "솔잎방: 70,000원, 달빛방: 95,000원"
    assert [c.quote for s in answer.sentences for c in s.citations] == [
        "| 솔잎방 | 70,000원 | 4명 |",
        "| 달빛방 | 95,000원 | 6명 |",
    ]
    assert library.ask("솔잎방과 달빛방 요금은 각각 얼마예요?").short.count("원") == 2


def test_no_value_is_told_of_what_is_not_in_the_documents(library: Library) -> None:
    answer = library.ask("솔잎방과 별빛방의 요금을 비교해 줘")
    assert "별빛방" not in answer.short


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("달빛방이 솔잎방보다 비싼가요?", "예"),
        ("달빛방이 솔잎방보다 싼가요?", "아니요"),
        ("솔잎방은 달빛방보다 요금이 더 비싸?", "아니요"),
        ("솔잎방이 달빛방보다 정원이 적어요?", "예"),
        ("솔잎방이 별빛방보다 비싼가요?", ""),
    ],
)
def test_whether_one_is_more_is_told_by_both_values(
    library: Library, question: str, verdict: str
) -> None:
    assert library.ask(question).short == verdict


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("B100이 H100보다 트랜지스터가 많아?", "예"),
        ("GH200이 H100보다 싸다면서요?", "아니요"),
        ("B100과 H100의 트랜지스터 수를 비교해 줘", "B100: 2,080억 개, H100: 800억 개"),
        (
            "미국과 중국이 2023년에 만든 파운데이션 모델 수는 각각 몇 개인가요?",
            "미국: 109개, 중국: 20개",
        ),
    ],
)
def test_chips_and_countries_of_the_sample_are_compared(
    sample: Library, question: str, short: str
) -> None:
    assert sample.ask(question).short == short


@pytest.fixture(scope="module")
def sample() -> Library:
    return Library.from_documents(
        [one for one in read_folder(SAMPLE)[0] if isinstance(one, Document)]
    )
