from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document
from rag import Library
from rag.evaluation.drafts import Draft, drafts

SAID = {
    "연차 휴가는 한 해에 15일을 준다.": ("연차 휴가는 한 해에 며칠을 주나요?", "15일"),
    "휴가 신청서는 3명의 결재를 받는다.": ("휴가 신청서는 몇 명의 결재를 받나요?", "3명"),
    "휴가 보상금은 하루에 약 7만 원이다.": ("휴가 보상금은 하루에 얼마인가요?", "7만 원"),
    "휴가 사용률은 작은 회사보다 12.5% 높다.": (
        "휴가 사용률은 작은 회사보다 몇 % 높은가요?",
        "12.5%",
    ),
    "휴가 제도는 2021년 3월에 처음 도입했다.": ("휴가 제도는 언제 처음 도입했나요?", "2021년 3월"),
    "휴가 신청은 2023년부터 전자 결재로 한다.": (
        "휴가 신청은 언제부터 전자 결재로 하나요?",
        "2023년",
    ),
    "휴가 관리 프로그램 '쉼표'는 총무팀이 만들었다.": (
        "총무팀이 만든 휴가 관리 프로그램은 무엇인가요?",
        "쉼표",
    ),
    "휴가 안내문은 2024년 말부터 사내망에 싣는다.": (
        "휴가 안내문은 언제부터 사내망에 싣나요?",
        "2024년 말",
    ),
    "2023년 5월 2일 휴가 규정은 취업 규칙과 나뉘었다.": (
        "휴가 규정은 언제 취업 규칙과 나뉘었나요?",
        "2023년 5월 2일",
    ),
    "다만 휴가 대장은 서울 본사에 있다.": ("휴가 대장은 어디에 있나요?", "서울 본사"),
    "휴가 규정은 김서연이 만들었다.": ("휴가 규정은 누가 만들었나요?", "김서연"),
    "김서연은 2019년 봄 휴가 규정을 만들었다.": (
        "누가 2019년 봄 휴가 규정을 만들었나요?",
        "김서연",
    ),
    "휴가 신청은 담당자가 바빴기 때문에 늦어졌다.": (
        "휴가 신청은 왜 늦어졌나요?",
        "담당자가 바빴기 때문",
    ),
    "휴가가 늘어난 것은 회사가 커졌기 때문이다.": (
        "휴가가 늘어난 까닭은 무엇인가요?",
        "회사가 커졌기 때문",
    ),
    "휴가를 만든 회사의 대표는 한지우다.": ("휴가를 만든 회사의 대표는 누구인가요?", "한지우"),
    "구글은 휴가 관리를 돕는 도구다.": ("구글은 어떤 도구인가요?", "휴가 관리를 돕는 도구"),
    "총무팀은 휴가 관리에 엑셀을 쓴다.": ("총무팀은 휴가 관리에 무엇을 쓰나요?", "엑셀"),
    "총무팀은 새 휴가 관리 프로그램 '쉼표'를 만들었다.": (
        "총무팀이 만든 새 휴가 관리 프로그램은 무엇인가요?",
        "쉼표",
    ),
    "답: 휴가는 연 20일까지 쓸 수 있고, 나머지는 소멸한다.": (
        "휴가는 연 며칠까지 쓸 수 있나요?",
        "20일",
    ),
}
SILENT = [
    "그는 휴가를 15일 받았다.",  # points to another sentence
    "이 휴가는 15일이다.",
    "당시 휴가는 15일을 넘지 않았다.",
    "휴가는 길수록 좋은 것이다.",  # tells no number, date or name
    "휴가는 며칠인가?",
    "휴가의 종류: 연차 15일, 병가 60일.",
    "휴가는 2시간 30분을 쓴다.",  # a number in two parts
    "15일을 넘긴 휴가는 부서장이 승인한다.",  # part of what modifies the subject
    "휴가 담당자는 2021년에 입사한 사람을 뽑는다.",
    "휴가는 2021년에 도입되었으며 한 해에 15일을 준다.",  # two statements in one
    "휴가는 15일로 짧은 편이다.",
    "휴가는 2021년에 규정을 고치기까지는 없었다.",
    "휴가는 15일을 주고, 병가는 60일을 주었다.",  # the tense of the first stands at the end
    "한국은 휴가가 15일이고 미국은 10일이다.",
    "휴가는 이렇게 15일까지 늘었다.",
]


def made(*sentences: str, title: str = "휴가 규정") -> list[Draft]:
    return drafts(Library.from_documents([Document("휴가.md", title, "\n\n".join(sentences))]), 50)


@pytest.mark.parametrize("sentence", SAID)
def test_a_statement_becomes_a_question(sentence: str) -> None:
    (draft,) = made(sentence)
    assert (draft.question, draft.answer) == SAID[sentence]
    assert draft.quote == sentence.removeprefix("답: ")


@pytest.mark.parametrize("sentence", SILENT)
def test_what_cannot_be_asked_well_is_not(sentence: str) -> None:
    assert made(sentence) == []


def test_a_question_says_what_it_is_about() -> None:
    sentence = "장례는 최초로 5일 동안 치렀다."
    assert made(sentence, title="2015년의 행사") == []
    assert len(made(sentence, title="장례 절차")) == 1


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(
        {
            "삼성전자": "삼성전자는 2011년에 새 공장을 지었다.\n\n- 삼성전자는 특허 100건을 냈다.",
            "엔비디아": "엔비디아는 직원 2만 명을 뽑았다.\n\n엔비디아는 2012년부터 배당을 줬다.",
            "네이버": "네이버는 배달 로봇 300대를 샀다.\n\n네이버는 서점 20곳을 열었다.",
            "인텔": "인텔은 대학 7곳을 후원했다.\n\n인텔은 2015년에 연구 기관을 세웠다.",
        }
    )


def test_drafts_are_spread_over_documents_and_quote_them(library: Library) -> None:
    found = [one for one in drafts(library, 5) if one.answer]
    assert len({one.source for one in found}) == 4
    for one in found:
        assert one.quote in library.documents[one.source].text
        assert one.answer in one.quote
        assert one.answer not in one.question
        assert not one.quote.startswith("-")


def test_the_same_seed_gives_the_same_drafts(library: Library) -> None:
    assert drafts(library, 8, 1) == drafts(library, 8, 1)
    assert drafts(library, 8, 1) != drafts(library, 8, 2)


def test_some_have_no_answer_and_all_are_marked(library: Library, tmp_path: Path) -> None:
    found = drafts(library, 10)
    assert len(found) == 10
    absent = [one for one in found if not one.answer]
    assert len(absent) == 2
    for one in absent:
        texts = [document.text for document in library.documents.values()]
        name, rest = one.question.split(" ", 1)
        assert not any(name[:-1] in text and rest[:4] in text for text in texts)
    rows = [one.row(n) for n, one in enumerate(found, 1)]
    assert all(row["draft"] is True for row in rows)
    assert {
        len(row["answers"]) == len(row["evidence"]) == 1 for row in rows if not row["unanswerable"]
    } == {True}
    assert rows[-1]["unanswerable"] is True


def test_documents_without_statements_give_nothing() -> None:
    assert drafts(Library.from_documents([Document("a.md", "a", "")]), 3) == []
    assert drafts(Library.from_documents([]), 3) == []
