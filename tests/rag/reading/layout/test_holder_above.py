from collections.abc import Callable

import pytest

from rag import Library

OFFICE = (
    "나루군 살림집 하는 일\n\n"
    "○ 나루과 (1층, ☎ 02-000-0001)\n  - 돛배 빌려주기\n  - 뱃삯 계산\n"
    "○ 등대과 (2층, ☎ 02-000-0002)\n  - 등대 전구 교체\n  - 안개 나팔 점검\n\n"
    "[모임]\n- 물새반: 도한별 (으뜸지기)\n- 들새반: 소미르 (버금지기)\n\n"
    "[돌보기]\n- 정밀진단: 소나무 열두 그루, 나무의사 도해솔\n\n"
    "[알리는 곳]\n갈매기위원회: 그물 분실\n물새사무소: 위원 명단 관리\n나루지원실: 낚싯대 파손\n"
)


@pytest.fixture(scope="module")
def office(library_of: Callable[..., Library]) -> Library:
    return library_of({"살림집": OFFICE})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("등대 전구 교체는 어디서 하나요?", "등대과"),
        ("뱃삯 계산은 어느 과에서 해요?", "나루과"),
        ("등대과에서 하는 일은 뭔가요?", "등대 전구 교체, 안개 나팔 점검"),
        ("안개 나팔 점검하는 부서 전화번호 알려줘", "02-000-0002"),
        ("그물 분실은 어디에 알려야 하나요?", "갈매기위원회"),
    ],
)
def test_who_stands_above_what_is_done(office: Library, question: str, short: str) -> None:
    answer = office.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


@pytest.mark.parametrize("question", ["돛배는 어디에 있나요?", "등대 전구는 어디 가나요?"])
def test_where_a_thing_is_no_holder_tells(office: Library, question: str) -> None:
    assert office.ask(question).short not in ("나루과", "등대과")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("명단에서 빠진 위원은 누구야?", "물새사무소"),
        ("으뜸지기는 누구인가요?", "물새반"),
        ("나무의사는 누구예요?", "정밀진단"),
    ],
)
def test_what_is_no_group_tells_nobody(office: Library, question: str, label: str) -> None:
    assert office.ask(question).short != label
