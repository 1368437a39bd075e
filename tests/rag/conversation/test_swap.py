from collections.abc import Callable

import pytest

from rag import Library, Turn
from rag.conversation.follow_up import readings
from rag.retrieval.wording import Wording


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # A day that the last question does not name comes before it.
        ("노상주차장 몇 시까지 해?", "토요일은?", "토요일은 노상주차장 몇 시까지 해?"),
        ("도서관은 몇 시까지 해?", "공휴일은요?", "공휴일에 도서관은 몇 시까지 해?"),
        # One that it names is replaced by the other, and so is a part of the day.
        ("한빛의원 토요일 몇 시까지 해요?", "평일은?", "한빛의원 평일 몇 시까지 해요?"),
        ("토요일은 수영장 몇 시에 열어?", "일요일은요?", "일요일은 수영장 몇 시에 열어?"),
        ("수영장 토요일 오전 요금은?", "오후는?", "수영장 토요일 오후 요금은?"),
        ("수영장 토요일 요금은?", "저녁은?", "저녁에 수영장 토요일 요금은?"),
        # A noun that no dictionary has, at the end: no verb before what it says more of.
        ("토요일은 노상주차장 몇 시까지 해?", "노외는?", "토요일은 노외 몇 시까지 해?"),
    ],
)
def test_days_and_parts_of_the_day_are_times(before: str, question: str, expected: str) -> None:
    assert readings(question, [Turn(before, "오후 6시")])[0] == expected


def test_a_day_is_no_topic() -> None:
    history = [Turn("박물관 금요일 몇 시까지 해?", "오후 9시"), Turn("월요일은?", "휴관합니다.")]
    assert readings("관장은 누구야?", history)[0] == "박물관의 관장은 누구야?"


@pytest.fixture(scope="module")
def folder(library_of: Callable[..., Library]) -> Library:
    return library_of(
        {
            "미술관": "솔빛미술관은 2004년에 열었다. 미술관의 초대 관장은 류한결이다. "
            "솔빛미술관에 딸린 카페는 오후 5시까지 한다. 기념품점은 4시까지 한다.",
            "관람 요금": "관람료는 어른 5,000원, 청소년 3,000원이다. 단체는 1,000원을 깎는다.",
            "체험": "물레 체험 참가비는 15,000원이다. 흙 빚기 체험 참가비는 8,000원이다.",
            "진료": "조예린 원장은 월요일에 진료하고 문태오 부원장은 수요일에 진료한다. "
            "독감 예방접종은 4만 원이다. 65세 이상은 무료이다.",
            "주차": "경형자동차는 주차요금을 깎는다. 월 정기권은 깎지 않는다. 장애인도 깎는다.",
            "바람섬": "바람섬 사업비는 84억 원이며 이 가운데 국비가 50억 원이다.",
        }
    )


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # A post belongs to a house; after one for a person it is another person.
        ("솔빛미술관 언제 열었어?", "초대 관장은?", "솔빛미술관의 초대 관장은?"),
        (
            "조예린 원장님 무슨 요일에 진료해요?",
            "부원장님은요?",
            "부원장님 무슨 요일에 진료해요?",
        ),
        ("조예린 원장님 언제 진료해요?", "전공은요?", "조예린 원장님의 전공은?"),
        # Others who pay, what else is paid, and from what age on.
        ("청소년 입장료 얼마야?", "단체는?", "단체 입장료 얼마야?"),
        ("경차 주차요금 할인되나요?", "그럼 월정기권도?", "경차 월정기권 할인되나요?"),
        ("경차 주차요금 할인되나요?", "장애인은?", "장애인 주차요금 할인되나요?"),
        ("독감주사 얼마예요?", "65세 이상은요?", "65세 이상은 독감주사 얼마예요?"),
        ("6세 이하는 관람료 얼마야?", "65세 이상은?", "65세 이상은 관람료 얼마야?"),
        # A verb that is made a noun.
        ("물레 체험 참가비 얼마야?", "흙 빚기는?", "흙 빚기 체험 참가비 얼마야?"),
        ("종이 접기 재료비 얼마야?", "구슬 꿰기는?", "구슬 꿰기 재료비 얼마야?"),
        # The post changes, the house stays; so does the kind of what is numbered.
        ("은행아파트 관리소장 누구야?", "회장은?", "은행아파트 회장 누구야?"),
        ("회의실 A동 대여료는?", "B동은?", "회의실 B동 대여료는?"),
        # How long something is open is no thing that opens.
        ("솔빛미술관 토요일 몇 시까지 해?", "점심시간은?", "솔빛미술관의 점심시간은?"),
    ],
)
def test_what_takes_whose_place(folder: Library, before: str, question: str, expected: str) -> None:
    assert folder.resolved(question, [Turn(before, "3,000원")]) == expected


def test_what_an_age_is_asked_of_stays_the_topic(folder: Library) -> None:
    history = [Turn("독감주사 얼마예요?", "4만 원"), Turn("65세 이상은요?", "무료")]
    assert folder.resolved("언제부터요?", history) == "독감주사는 언제부터요?"


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("솔빛미술관 월요일 몇 시까지 해?", "카페는?", "솔빛미술관 카페 월요일 몇 시까지 해?"),
        ("바람섬 사업비 총 얼마?", "국비는?", "바람섬 국비 총 얼마?"),
    ],
)
def test_what_only_the_owner_has_keeps_it(
    folder: Library, before: str, question: str, meant: str
) -> None:
    wording = Wording(folder._search().index)
    assert meant in readings(question, [Turn(before, "휴관")], wording)


def test_who_is_spoken_of_politely_is_known(folder: Library) -> None:
    history = [Turn("조예린 원장님 무슨 요일에 진료해요?", "월요일")]
    answer = folder.ask("부원장님은요?", history)
    assert answer.searched == "부원장님 무슨 요일에 진료해요?"


def test_a_short_name_is_told_in_full(library_of: Callable[..., Library]) -> None:
    library = library_of({"주차": "노외주차장은 24시간 연다. 노상주차장은 9시부터 연다."})
    history = [Turn("노상주차장 몇 시까지 해?", "오후 8시")]
    assert library.resolved("노외는?", history) == "노외주차장 몇 시까지 해?"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # A count stands for another of the same unit, also in words.
        ("전단지 3500장이면 단가 얼마야?", "만장은?", "전단지 만장이면 단가 얼마야?"),
        ("첫날엔 뭐 해요?", "둘째 날은요?", "둘째 날에는 뭐 해요?"),
        ("캠프 5일 전에 취소하면 얼마 받아?", "당일은?", "캠프 당일에 취소하면 얼마 받아?"),
        # A topic stands for a topic.
        ("가람시의 문태오는?", "하진우는?", "가람시의 하진우는?"),
    ],
)
def test_a_new_phrase_stands_for_what_is_like_it(before: str, question: str, expected: str) -> None:
    assert readings(question, [Turn(before, "네")])[0] == expected


def test_another_thing_leaves_a_count_as_it_is(library_of: Callable[..., Library]) -> None:
    library = library_of({"대여": "경차와 수입차는 만 21세부터 빌릴 수 있다. 보험은 따로 든다."})
    history = [Turn("경차 22살인데 빌릴 수 있어?", "네")]
    assert library.resolved("수입차는?", history) == "수입차 22살인데 빌릴 수 있어?"


def test_another_column_is_no_part_of_a_column(library_of: Callable[..., Library]) -> None:
    table = "| 구분 | 기본형 | 든든형 |\n|---|---|---|\n| 월 보험료 | 3만 원 | 5만 원 |"
    library = library_of({"보험": table})
    history = [Turn("기본형 보험료는?", "3만 원")]
    assert library.resolved("든든형은?", history) == "든든형 보험료는?"
