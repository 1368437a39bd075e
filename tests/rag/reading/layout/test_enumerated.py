from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Library

RULES = """# 마을 공구 대여소 운영 규정

제1조(목적) 이 규정은 공구 대여소의 운영에 필요한 사항을 정한다.
제2조(정의) 이 규정에서 쓰는 말의 뜻은 다음과 같다.
1. “공구”란 대여소가 갖춘 연장을 말한다.
2. “회원”이란 연회비를 낸 주민을 말한다.
제3조(대여료) ① 대여료는 하루 2,000원으로 한다.
② 다음 각 호의 어느 하나에 해당하는 사람에게는 대여료를 받지 아니한다.
1. 만 65세 이상인 주민
2. 자원봉사 시간이 20시간을 넘은 사람
③ 회원에게는 대여료의 반을 깎아 준다.
제4조(제출 서류) 회원이 되려는 사람은 다음 각 호의 서류를 제출하여야 한다.
1. 가입 신청서
2. 주민등록등본
3. 안전교육 수료증
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "대여소.md").write_text(RULES, encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("대여료를 안 받는 사람은 누구야?", ["1. 만 65세", "2. 자원봉사"]),
        ("회원이 되려면 제출해야 하는 서류는 뭐야?", ["1. 가입", "2. 주민", "3. 안전"]),
        ("제출 서류 알려줘", ["1. 가입", "2. 주민", "3. 안전"]),
    ],
)
def test_all_items_below_the_line_answer(rules: Library, question: str, items: list[str]) -> None:
    answer = rules.ask(question)
    assert not answer.abstained
    told = [one.text for one in answer.sentences]
    assert "다음 각 호" in told[0]
    assert all(map(str.startswith, told[1:], items))
    assert len(told) == len(items) + 1


def test_short_items_are_the_answer(rules: Library) -> None:
    assert rules.ask("제출 서류는?").short == "가입 신청서, 주민등록등본, 안전교육 수료증"


@pytest.mark.parametrize(
    "question",
    [
        "대여료를 받지 않는 이유는?",
        "대여료는 하루에 얼마야?",
        "회원이란 뭐야?",
        "대여료를 받는 사람은 누구야?",
        "제출 서류는 몇 장이야?",
        "제출 서류의 종류 네 가지는 뭐야?",
    ],
)
def test_what_else_is_asked_is_not_answered_by_them(rules: Library, question: str) -> None:
    assert "다음 각 호" not in rules.ask(question).text or "1." not in rules.ask(question).text


AGENDA = """# 느티나무 마을회 총회

## 의안

의안은 다음과 같습니다.

제1호 의안 회관 지붕 수리의 건
제2호 의안 마을 기금 사용의 건
제3호 의안 이장 선출의 건
제4호 의안 공동 창고 임대의 건

## 준비물

총회에 가져올 준비물은 다음과 같습니다.

1. 신분증
2. 도장
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("의안은 모두 몇 개?", "4개"),
        ("의안은 몇 건이야?", "4건"),
        ("총회 준비물은 몇 가지야?", "2가지"),
        ("제출 서류는 몇 가지야?", "3가지"),
    ],
)
def test_items_are_counted(tmp_path: Path, question: str, short: str) -> None:
    for name, text in {"총회": AGENDA, "대여소": RULES}.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    answer = library.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


def test_a_list_is_counted_where_chunking_cut_it(tmp_path: Path) -> None:
    items = "".join(f"제{n}호 의안 {n}번 마을 길을 넓히고 도랑을 고치는 건\n" for n in range(1, 31))
    (tmp_path / "총회.md").write_text(
        f"# 총회\n\n의안은 다음과 같습니다.\n\n{items}", encoding="utf-8"
    )
    library = Library.open(tmp_path)
    library.update()
    assert library.ask("의안은 모두 몇 개?").short == "30개"


PLAN = """# 나루 마을 장터 꾸미기

## 1. 주요 내용

### 가. 천막 세우기

천막 열 채를 세운다.

### 나. 손수레 빌려주기

손수레를 하루에 천 원에 빌려준다.

## 2. 바라는 것

- 장날에 오는 사람이 두 배로 는다
- 빈 가게 다섯 곳에 불이 켜진다

## 3. 물어볼 곳

- 전화: 02-000-0000
- 담당: 나루과
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("장터 꾸미기의 주요 내용은?", "천막 세우기, 손수레 빌려주기"),
        (
            "장터 꾸미기로 바라는 것은 무엇인가요?",
            "장날에 오는 사람이 두 배로 는다, 빈 가게 다섯 곳에 불이 켜진다",
        ),
        ("장터 꾸미기의 주요 내용은 몇 가지야?", "2가지"),
    ],
)
def test_what_stands_below_a_heading_is_a_list(tmp_path: Path, question: str, short: str) -> None:
    (tmp_path / "장터.md").write_text(PLAN, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    assert library.ask(question).short == short


NOTICE = (
    "나루떡 거두어들이기 안내\n\n나루떡집은 겉봉에 적지 않은 잣이 든 나루떡을 거두어들입니다.\n\n"
    "1. 거두는 떡\n나루떡 큰 봉지\n2. 거두는 곳\n떡집 뒷문\n3. 물어볼 곳\n떡집 앞문\n"
)


def test_what_stands_below_a_sentence_is_no_list_of_its_words(
    library_of: Callable[..., Library],
) -> None:
    answer = library_of({"나루떡": NOTICE}).ask("나루떡 겉봉에 적지 않은 것은 뭐야?")
    assert "거두는 곳" not in answer.text


def test_labels_of_a_form_are_no_list(tmp_path: Path) -> None:
    (tmp_path / "장터.md").write_text(PLAN, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    assert "전화, 담당" not in library.ask("장터 꾸미기를 물어볼 곳은?").text


LAW = (
    "제2조(정의) 이 규칙에서 쓰는 말의 뜻은 다음과 같다.\n"
    '1. "돌봄이"란 온실을 돌보는 다음 각 목의 사람을 말한다.\n가. 당번\n나. 온실지기\n'
    '2. "큰 피해"란 다음 각 목의 어느 하나에 해당하는 피해를 말한다.\n'
    "가. 유리가 깨진 피해\n나. 모종 열 포기가 시든 피해\n3. 삭제\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("큰 피해가 뭐야?", "유리가 깨진 피해, 모종 열 포기가 시든 피해"),
        ("돌봄이가 누구야?", "당번, 온실지기"),
    ],
)
def test_items_below_an_item_are_its_own(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"온실 규칙": LAW}).ask(question, answer_anyway=True).short == short
