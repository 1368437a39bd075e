import pytest

from index.names import may_call, name_pairs, other_names


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("국민건강보험법(이하 건보법)에 따라", "국민건강보험법", "건보법"),
        ("주식회사 문답(이하 “회사”라 한다)은", "문답", "회사"),
        ("홍길동(이하 '갑'이라 한다)과", "홍길동", "갑"),
        ("소형언어모델(SLM)은 작다", "소형언어모델", "SLM"),
        ("Large Language Model(LLM)이란", "largelanguagemodel", "LLM"),
        ("구글은 Gemini(제미나이)를", "gemini", "제미나이"),
        ("미국의 라이트 스트리트 캐피털(Light Street Capital)이", "라이트스트리트캐피털", None),
        ("한은(한국은행)이 금리를", "한은", "한국은행"),
    ],
)
def test_names_that_documents_give(text: str, name: str, other: str | None) -> None:
    expected = other or "Light Street Capital"
    names = other_names(name_pairs(text))
    assert names[name] == [expected]


def test_a_role_in_a_contract_is_nobodys_name_elsewhere() -> None:
    text = "주식회사 문답(이하 “회사”라 한다)과 국민건강보험법(이하 건보법)"
    assert set(other_names(name_pairs(text))) == {"문답", "국민건강보험법", "건보법"}


@pytest.mark.parametrize(
    "text",
    [
        "그는 1873년(6년 뒤)에",
        "사과(빨간색)를",
        "법(法)과 법(법)",
        "가격은 5,000원(부가세 별도)",
        "그림(위)과 표(아래)",
        "()( )(",
    ],
)
def test_other_brackets_give_no_names(text: str) -> None:
    assert other_names(name_pairs(text)) == {}


@pytest.mark.parametrize(
    ("short", "full", "may"),
    [
        ("해기센", "해양기술센터", True),
        ("해기센", "한국해양기술센터", True),
        ("숲보위", "숲길보전위원회", True),
        ("해기센", "해양수산연구기관", False),
        ("해양기술", "해양기술센터", False),
        ("해센", "해양기술센터", False),
    ],
)
def test_what_people_may_call_an_institution(short: str, full: str, may: bool) -> None:
    assert may_call(short, full) is may
