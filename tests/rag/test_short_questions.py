"""Questions of a few words, as people type them first, on small documents."""

import pytest

from corpus import Document
from rag import Library
from rag.reading.kinds.lifespans import lacks_birth_or_death

TEXTS = {
    "시장.md": (
        "# 가정용 로봇 시장\n\n"
        "| 순위 | 기업 | 점유율 | 대표 제품 |\n|---|---|---|---|\n"
        "| 1 | 로보나래 | 31.4% | 쓸이 프로 |\n| 2 | 온결로보틱스 | 22.8% | 다온이 |\n\n"
        "온결로보틱스는 돌봄 사업 27건을 따냈다. 대표 은서린은 구독이 낫다고 말했다.\n\n"
        "바람두발은 한때 앞섰지만, 결함으로 3만 대를 회수하면서 자금이 바닥났다."
    ),
    "규정.md": (
        "# 마루벼리 복지 규정\n\n"
        "제17조(출산 축하금) 첫째 100만 원, 둘째 300만 원, 셋째부터는 500만 원을 지급한다.\n\n"
        "이의신청은 기록정보팀장 사공윤(070-4440-2204)에게 한다.\n\n"
        "두 회사의 합병에 반대하는 주주는 10월 24일까지 주식을 사 달라고 청구할 수 있다.\n\n"
        "기타 회사의 상담은 평일 오후 1시부터 오후 5시까지 받는다."
    ),
    "역사.md": (
        "# 고을의 역사\n\n뱃사공 두목 천돌쇠(1770~1813)는 강을 막은 벼슬아치에 맞섰다.\n\n"
        "연구회 총무 방예슬은 총서를 펴낼 계획이다. 간편 송금 앱을 만드는 쏙페이가 이를 돕는다."
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.from_documents([Document(name, "", text) for name, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("온결로보틱스 대표 누구야?", "은서린"),
        ("온결로보틱스 대표 제품은?", "다온이"),
        ("셋째 출산 축하금 얼마?", "500만 원"),
        ("둘째 출산 축하금은 얼마야?", "300만 원"),
        ("이의신청 문의 번호", "070-4440-2204"),
        ("이곳과 저곳의 합병에 반대하면 언제까지 사 달라고 청구할 수 있나요?", "10월 24일"),
        ("천돌쇠 뭐 하던 사람이야?", "뱃사공 두목"),
        ("쏙페이 뭐 하는 회사야?", "간편 송금 앱을 만드는"),
        ("천돌쇠 언제 죽었어?", "1813"),
    ],
)
def test_the_short_answer(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


def test_an_age_may_stand_in_brackets_behind_the_name() -> None:
    text = "물결리턴의 도해찬(38)은 목욕탕이 버리는 더운물의 열을 되찾는 장치를 만든다."
    library = Library.from_documents([Document("물결리턴", "", text)])
    assert library.ask("물결리턴 도해찬 나이", answer_anyway=True).short == "38"


def test_a_year_of_birth_in_brackets_tells_an_age_as_well() -> None:
    library = Library.from_documents([Document("약전", "", "추만석(1961년 ~ )은 통일벼를 심었다.")])
    hits = library.shortlist("추만석 나이").hits
    assert not lacks_birth_or_death(library.extractive.judge("추만석 나이", hits))


@pytest.mark.parametrize("question", ["방예슬 나이", "방예슬 언제 태어났어?", "은서린 생년월일"])
def test_what_nobody_tells_of_a_person_is_refused(library: Library, question: str) -> None:
    assert library.ask(question).abstained
