"""Who holds a post is a person, and where none is told there is no answer."""

from collections.abc import Callable, Mapping

import pytest

from index import analyse
from rag import Library
from rag.language.persons import looks_like_person, may_name_person, names_post
from rag.reading.kinds.holders import asks_holder, is_another, lacks_holder
from rag.reading.scoring.span_scores import judge

TEXT = (
    "# 솔바람유체기계 소개\n\n솔바람유체기계의 대표는 강다온이며 2009년에 회사를 세웠다. "
    "주력 제품은 냉각 펌프이다.\n\n솔바람유체기계는 아산에 공장을 두고 펌프를 만든다. "
    "누리펌프는 대리점을 통해 펌프를 판다."
)


@pytest.fixture(scope="module")
def library(library_of: Callable[[Mapping[str, str]], Library]) -> Library:
    return library_of({"소개": TEXT})


@pytest.mark.parametrize("question", ["솔바람유체기계 대표 이름", "솔바람유체기계 대표가 누구야?"])
def test_the_holder_of_a_post_is_a_name(library: Library, question: str) -> None:
    assert library.ask(question).short == "강다온"


@pytest.mark.parametrize("name", ["제갈미루", "남궁솔", "선우진"])
def test_surnames_of_two_syllables(
    library_of: Callable[[Mapping[str, str]], Library], name: str
) -> None:
    text = f"본원 상담실장은 {name}이다. 분원에는 주차장이 없다."
    assert library_of({"안내": text}).ask("본원 상담실장은 누구야?").short == name


def test_the_name_of_a_thing_in_latin_letters_holds_no_post(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    text = "# 소식\n\n오픈랩은 LMM을 만들었다. 대표 Sam Olsen은 오픈랩을 2015년에 세웠다."
    assert library_of({"소식": text}).ask("오픈랩 대표 이름").short == "Sam Olsen"


def test_nobody_is_told(library_of: Callable[[Mapping[str, str]], Library]) -> None:
    bare = library_of({"소개": TEXT.replace("대표는 강다온이며 2009년에 회사를", "공장은 아산에")})
    question = "솔바람유체기계 대표 이름"
    judged = judge(question, bare.search(question), bare.idf)
    assert asks_holder(judged.spans.query)
    assert lacks_holder(judged)
    assert bare.ask(question).abstained


def test_who_stands_beside_another_calling_is_another(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    library = library_of(
        {"판결": "대리인 법무법인 가람 담당변호사 정해인\n재판장이 판결을 읽었다."}
    )
    question = "담당 판사 이름"
    judged = judge(question, library.search(question), library.idf)
    named = next(i for i in range(len(judged.shares)) if judged.spans.text(i) == "정해인")
    assert is_another(judged, named)


@pytest.mark.parametrize("noun", ["대표", "원장", "관장", "위원장", "센터장", "교수"])
def test_posts(noun: str) -> None:
    assert names_post(noun)


@pytest.mark.parametrize(
    "noun", ["공장", "시장", "매장", "주차장", "제2공장", "느티울수영장", "제품"]
)
def test_other_nouns_are_no_posts(noun: str) -> None:
    assert not names_post(noun)


def likely(name: str) -> bool:
    return looks_like_person(name, [m.tag.split("-")[0] for m in analyse(name)])


def test_names_of_persons_by_their_form() -> None:
    assert all(map(likely, ["김민수", "이순신", "남궁민"]))
    assert not any(map(likely, ["도서관", "펌프", "2024년", "급지 조정", "대리점"]))


def test_a_place_of_an_address_holds_no_post(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    text = (
        "# 새솔도서관 이용 안내\n\n열람실은 09시에 연다. 자리는 120석이다.\n\n"
        "(31415) 충청남도 아산시 새솔로 41 새솔도서관 / 대표전화 041-530-1100\n"
    )
    assert library_of({"새솔도서관": text}).ask("새솔도서관 관장은 누구예요?").short == ""


def test_to_whom_a_paper_goes_is_no_name(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    text = "# 지원 신청서\n\n위와 같이 신청합니다.\n\n신청인 (서명)\n\n새솔군수 귀하\n"
    assert library_of({"새솔군 신청서": text}).ask("새솔군수 이름이 뭐야?").short == ""


@pytest.mark.parametrize(
    "question", ["물관리위원회 위원장 이름이 뭐야?", "하천 정비 책임기술인 이름이 뭐야?"]
)
def test_what_somebody_is_names_nobody(
    library_of: Callable[[Mapping[str, str]], Library], question: str
) -> None:
    text = (
        "# 물관리위원회 운영 지침\n\n물관리위원회는 위원장과 부위원장 각 1명을 포함하여 9명 이내의 "
        "위원으로 구성한다. 위원의 임기는 2년으로 한다.\n\n# 하천 정비 투입 인력\n\n"
        "| 구분 | 자격 | 인원 |\n|---|---|---|\n"
        "| 책임기술인 | 토목구조기술사 | 1 |\n| 보조 | 측량기사 | 2 |\n\n끝.\n"
    )
    assert library_of({"지침": text}).ask(question).abstained


def test_a_name_of_common_words_is_told_beside_the_post(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    text = (
        "# 소식\n\n돌샘마을 축제위원회(위원장 강물결)는 5월에 축제를 연다. 홍보부장은 제갈윤이다."
    )
    library = library_of({"소식": text})
    assert library.ask("돌샘마을 축제위원회 위원장님 성함이 어떻게 되나요?").short == "강물결"


@pytest.mark.parametrize("name", ["방소희", "석민후", "길도현"])
def test_a_name_that_is_taken_apart_into_syllables_is_one(name: str) -> None:
    assert may_name_person(name)
    assert not may_name_person("전시실")
