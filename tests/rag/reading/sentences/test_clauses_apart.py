"""What stands in one clause is not told of another: which value, whose, of which number."""

from collections.abc import Callable

import pytest

from index import analyse
from rag import Library
from rag.language.values import values

TEXTS = {
    "체육관 이용 규정": (
        "# 체육관 이용 규정\n\n제3조(수영장) 수영장은 오전 6시부터 오후 9시까지 열고 매월 둘째 "
        "화요일에 쉰다.\n\n제5조(사물함) 사물함은 한 사람이 2개까지 쓸 수 있으며, 열쇠를 "
        "잃어버리면 1만 2천 원을 낸다.\n\n제7조(등급) 승급에 필요한 기간은 6급에서 5급은 "
        "3개월, 5급에서 4급은 8개월로 한다.\n\n제9조(공사) 소음이 나는 작업은 "
        "평일 오전 10시부터 오후 4시까지만 할 수 있으며, 일요일과 공휴일에는 금지한다.\n\n"
        "제11조(음식) 탈의실에서는 음식을 드시지 마십시오. 휴게실에서는 음료를 마셔도 됩니다.\n\n"
        "관리실 033-555-1100 / 매표소 033-555-1101\n"
    ),
    "콩고기 시장 보고": (
        "# 콩고기 시장 보고\n\n콩고기 시장은 지난해 1,240억 원 규모로 집계되어 전년보다 17.5% "
        "늘었다. 두부와 낫토가 각각 54%와 9%를 차지하였다.\n\n덴마크는 2021년 3월 콩고기 판매를 "
        "허용하였다. 헝가리는 2024년 5월 콩고기 판매를 금지하는 법을 만들었다.\n\n저수지의 유역 "
        "면적은 96 km²이고 둑의 길이는 1.2 km이다.\n"
    ),
    "세탁기 안내": (
        "# 세탁기 WM-300 안내\n\n| 표시 | 뜻 |\n|---|---|\n"
        "| E1 | 문이 열림 |\n| E2 | 물이 안 나옴 |\n\n"
        "제품 무게는 62kg입니다.\n"
    ),
    "현장 견학 안내": (
        "# 3학년 현장 견학 안내\n\n학생들의 견학을 아래와 같이 실시합니다.\n\n"
        "1. 일시: 2025년 10월 21일(화) 09:00 ~ 15:00\n2. 장소: 단양 천문대\n"
        "3. 준비물: 도시락, 물, 모자, 필기구\n\n비가 오면 10월 28일로 미룹니다.\n\n"
        "문의: 교무실 043-555-2200\n"
    ),
    "출장 보고서": (
        "# 여수 출장 보고서\n\n- 출장자: 기획팀 남보라 대리\n- 출장지: 여수 박람회장\n"
        "- 출장 기간: 2025. 5. 7.(수) ~ 5. 9.(금) 2박 3일\n"
    ),
    "자주 묻는 질문": (
        "Q. 교환은 언제 되나요?\nA. 물건이 도착하고 3영업일 안에 보내 드립니다. 섬 지역은 "
        "4일이 더 걸릴 수 있습니다.\n\nQ. 상담실 운영 시간이 궁금합니다.\nA. 평일 오전 "
        "9시부터 오후 5시까지이며 점심시간은 12시부터 1시까지입니다.\n"
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    from corpus import Document

    return Library.from_documents([Document(f"{k}.md", k, text) for k, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("수영장 쉬는 날이 언제예요?", "매월 둘째 화요일"),
        ("사물함 열쇠를 잃어버리면 얼마를 내나요?", "1만 2천 원"),
        ("5급에서 4급 승급은 몇 개월?", "8개월"),
        ("매표소 번호 알려줘", "033-555-1101"),
        ("콩고기 시장은 전년보다 몇 % 성장했나요?", "17.5%"),
        ("콩고기 시장 증가율은?", "17.5%"),
        ("저수지의 유역 면적은?", "96 km²"),
        ("덴마크는 콩고기 판매를 언제 허용했나요?", "2021년 3월"),
        ("E2 표시는 무슨 뜻이야?", "물이 안 나옴"),
        ("견학은 언제 가요?", "2025년 10월 21일(화) 09:00 ~ 15:00"),
        ("견학 어디로 가나요?", "단양 천문대"),
        ("여수 출장은 누가 갔어?", "기획팀 남보라 대리"),
        ("여수 출장은 며칠부터 며칠까지였나요?", "2025. 5. 7.(수) ~ 5. 9.(금) 2박 3일"),
        ("견학 문의 전화번호", "043-555-2200"),
        ("교환은 언제 돼요?", "3영업일 안"),
        ("일요일에 소음이 나는 작업을 해도 되나요?", "아니요"),
        ("탈의실에서 음식을 먹어도 되나요?", "아니요"),
        ("탈의실에서 음식을 먹으면 안 되나요?", "예, 안 됩니다"),
        ("휴게실에서 음료를 마셔도 돼요?", "예"),
        ("평일 저녁에 소음이 나는 작업을 해도 되나요?", ""),
    ],
)
def test_the_value_of_what_is_asked(library: Library, question: str, short: str) -> None:
    answer = library.ask(question, answer_anyway=True)
    assert answer.short == short


@pytest.mark.parametrize(
    "question",
    [
        "헝가리는 콩고기 판매를 언제 허용했나요?",
        "덴마크는 콩고기 판매를 언제 금지했나요?",
        "E7 표시는 무슨 뜻이야?",
        "WM-500 무게는?",
        "3급에서 2급 승급은 몇 개월?",
        "5학년 견학 장소는?",
        "송가람 과장 전화번호",
    ],
)
def test_another_is_not_told_of(library: Library, question: str) -> None:
    assert library.ask(question).abstained


def test_points_between_the_numbers_of_a_date() -> None:
    text = "기간은 2025. 4. 16.(수) ~ 4. 18.(금)이며 판번호는 3.10.이다."
    dates = [v.forms[0] for v in values(text, analyse(text)) if v.unit == "date"]
    assert dates == ["2025년4월16일", "4월18일"]


def test_when_something_repeats_is_told_with_how_often(library_of: Callable[..., Library]) -> None:
    library = library_of(
        {
            "전산실 운영 지침": (
                "# 전산실 운영 지침\n\n전체 백업은 매주 토요일 새벽 3시에 하고, 증분 백업은 매일 "
                "밤 10시에 한다. 백업본은 40일 동안 보관한다.\n\n"
            )
        }
    )
    assert library.ask("전체 백업은 언제 해?").short == "매주 토요일 새벽 3시"
