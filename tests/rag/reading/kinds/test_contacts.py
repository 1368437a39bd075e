"""Addresses that are asked for: told whole, and refused where none stands in what is read."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rag import Library
from rag.reading.kinds.contacts import contact
from rag.reading.scoring.query import query_of

TEXTS = {
    "맑은실험기기": (
        "# 맑은실험기기 안내\n\n맑은실험기기는 2011년에 문을 열었다. 직원은 38명이다.\n\n"
        "본사: 미르시 과학로 27, 연구동 3층\n\n대표 전화: 1588-0377\n"
    ),
    "물결로지스": (
        "# 물결로지스 소개\n\n물결로지스는 냉동 창고를 빌려준다. 본사 직원은 14명으로 2024년에 "
        "세 명을 새로 뽑았다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[[Mapping[str, str]], Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize("question", ["맑은실험기기 주소", "맑은실험기기 주소 알려줘"])
def test_an_address_is_told_whole(library: Library, question: str) -> None:
    assert library.ask(question).short == "미르시 과학로 27, 연구동 3층"


@pytest.mark.parametrize(
    "question", ["맑은실험기기 전화 몇 번이야?", "맑은실험기기는 몇 번으로 전화해?"]
)
def test_the_number_of_a_telephone_is_no_count(library: Library, question: str) -> None:
    assert library.ask(question).short == "1588-0377"


@pytest.mark.parametrize("question", ["물결로지스 주소", "물결로지스 홈페이지 주소 알려줘"])
def test_where_no_address_stands_there_is_no_answer(
    library_of: Callable[[Mapping[str, str]], Library], question: str
) -> None:
    alone = library_of({"물결로지스": TEXTS["물결로지스"]})
    assert alone.ask(question).abstained


def test_what_is_no_street_address_is_asked_otherwise(library: Library) -> None:
    """'전화로' and '2024년' are no streets; a question about addresses asks for no address."""
    assert library.ask("맑은실험기기 직원은 몇 명이야?").short == "38명"


@pytest.mark.parametrize("question", ["계좌번호 알려줘", "참가비는 어느 계좌로 보내?", "입금 계좌"])
def test_an_account_is_told_with_its_bank(
    library_of: Callable[[Mapping[str, str]], Library], question: str
) -> None:
    text = "참가비 3만원은 신한은행 110-234-567890으로 입금해 주십시오. 문의: 02-123-4567"
    assert library_of({"세미나": text}).ask(question).short == "신한은행 110-234-567890"


def test_without_an_account_there_is_no_answer(library: Library) -> None:
    assert library.ask("맑은실험기기 계좌번호 알려줘").abstained


LOG = (
    "2025-05-12 10:20 김하늘 고객(010-2345-6789) 전화. 냉장고 문이 잘 닫히지 않는다고 함.\n"
    "2025-05-14 09:40 정유나 고객 이메일. 세탁기 소음.\n"
    "2025-05-15 11:30 박민재 고객(010-9876-5432) 방문. 에어컨 환불 요청.\n"
)


def test_the_number_is_of_the_person_named_last_before_it(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    library = library_of({"상담 일지": LOG})
    assert library.ask("김하늘 고객 전화번호는?").short == "010-2345-6789"
    assert library.ask("박민재 고객 전화번호는?").short == "010-9876-5432"
    assert library.ask("정유나 고객 전화번호는?").abstained


SERVER = (
    "# 누리집 이전 안내\n\n발신: 한울소프트\n\n1. 결제 회사(빠른페이)에 새 서버 IP 203.0.113.44를 "
    "등록해 주시기 바랍니다.\n2. 이전은 5월 9일 밤에 합니다.\n"
)


def test_an_address_of_the_network_is_no_street(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    library = library_of({"누리집 이전": SERVER})
    assert library.ask("결제 회사에 등록할 새 서버 IP 주소는?").short == "203.0.113.44"


def test_the_number_behind_another_label_is_not_that_of_a_person(
    library_of: Callable[[Mapping[str, str]], Library],
) -> None:
    text = (
        "# 연락처\n\n개인정보 문의: 정보보호책임자 상무 국다온\n출입증 재발급: 총무팀 내선 7035\n"
        "고장 신고: 전산팀 내선 7119\n"
    )
    assert library_of({"연락처": text}).ask("국다온 상무 내선번호 알려줘").abstained


def test_an_address_is_no_others(library_of: Callable[..., Library]) -> None:
    library = library_of(
        {
            "견적서": "# 견적서\n\n공급자 주소: 온샘시 새터구 목재로 58\n",
            "편지": "# 편지\n\n만날 곳은 이음제어 한빛공장입니다. 주소는 따로 알립니다.\n",
        }
    )
    assert library.ask("이음제어 한빛공장 주소 알려줘").abstained
    assert library.ask("공급자 주소 알려줘").short == "온샘시 새터구 목재로 58"


NETWORK = (
    "# 비상 연락망\n\n| 이름 | 부서 | 연락처 |\n|---|---|---|\n| 구자령 | 관리 | 010-2222-3333 |\n"
    "| 마동열 | 시설과 | 5512 |\n| 편세린 | 홍보과 | 5513 |\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("마동열 연락처는?", "5512"),
        ("편세린 연락처 알려줘", "5513"),
        ("구자령 연락처는?", "010-2222-3333"),
    ],
)
def test_an_extension_alone_is_a_contact(
    library_of: Callable[[Mapping[str, str]], Library], question: str, short: str
) -> None:
    assert library_of({"비상 연락망": NETWORK}).ask(question).short == short


STAFF = (
    "# 창고 안내\n\n| 칸 | 크기 | 빌린 사람 |\n|---|---|---|\n| 가-1 | 8㎡ | 채도윤 |\n"
    "| 가-2 | 9㎡ | 반서린 |\n\n## 연락처\n\n- 관리반장: 문호길 (031-555-0141)\n"
    "- 초소: 031-555-0118\n- 설비팀 유가람: 031-555-0176\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("유가람 전화번호는?", "031-555-0176"),
        ("문호길 연락처 알려줘", "031-555-0141"),
        ("초소 전화번호는?", "031-555-0118"),
        # No number at all rather than that of another; who rents a room names no document.
        ("채도윤 전화번호는?", ""),
        ("반서린의 연락처 알려줘", ""),
    ],
)
def test_the_number_of_another_person_is_none(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    answer = library_of({"창고": STAFF}).ask(question)
    assert (answer.short, answer.abstained) == (short, not short)


def test_a_model_is_the_same_without_its_hyphen(library_of: Callable[..., Library]) -> None:
    text = "모델 KD-3100 확성기는 빌렸고 대여료는 77만 원이다. TB-20 조명의 대여료는 31만 원이다."
    library = library_of({"행사": text})
    assert library.ask("KD3100 대여료는 얼마야?").short == "77만 원"
    assert library.ask("TB20 대여료는 얼마야?").short == "31만 원"


def test_letters_with_a_sign_are_found_by_their_names(library_of: Callable[..., Library]) -> None:
    text = "복사기 A/S는 가람기기가 맡는다. 프린터 수리는 전산실에 신청한다."
    assert library_of({"비품": text}).ask("에이에스는 누가 해?").short == "가람기기"


def test_a_number_that_is_given_is_not_asked_for() -> None:
    given, asked = "상담번호 가-12는 무슨 일이야?", "시설팀 상담번호가 뭐야?"
    assert contact(query_of(given, lambda term: 1.0)) is None
    assert contact(query_of(asked, lambda term: 1.0)) is not None


def test_a_number_and_an_address_are_those_of_who_is_named(tmp_path: Path) -> None:
    cards = (
        f"BEGIN:VCARD\nFN:{name}\nTEL;CELL:{number}\nADR;TYPE={kind}:;;{street};;;;\nEND:VCARD\n"
        for name, number, kind, street in (
            ("강노을", "010-0000-1111", "WORK", "나무로 3"),
            ("민서하", "010-0000-2222", "HOME", "물길로 7"),
        )
    )
    (tmp_path / "연락처.vcf").write_text("".join(cards), encoding="utf-8")
    people = Library.open(tmp_path, index=tmp_path / "index")
    people.update()
    assert people.ask("강노을 휴대폰 번호 알려줘").short == "010-0000-1111"
    assert people.ask("민서하 휴대폰 번호 알려줘").short == "010-0000-2222"
    assert people.ask("강노을 집 주소는?").short != "물길로 7"


def test_a_number_beside_a_comma_is_no_list(library_of: Callable[..., Library]) -> None:
    text = "# 온실 안내\n\n문의: 모종과 온실팀(☎ 041-555-0101), 평일 9시부터 18시까지\n"
    assert library_of({"온실 안내": text}).ask("온실 문의 전화번호").short == "041-555-0101"


@pytest.mark.parametrize(
    "question",
    [
        "개인정보 보호책임자한테 연락하려면 어디로 메일 보내면 돼요?",
        "이메일은 어디로 보내요?",
        "어디에 이메일을 보내?",
    ],
)
def test_where_a_mail_goes_is_an_address(
    library_of: Callable[[Mapping[str, str]], Library], question: str
) -> None:
    text = (
        "하루앱 약관\n\n개인정보 보호책임자\n성명: 강다온\n이메일: privacy@haru.example\n"
        "전화: 02-555-0101\n\n회원은 언제든지 탈퇴할 수 있다.\n"
    )
    assert library_of({"약관": text}).ask(question).short == "privacy@haru.example"
