from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Library
from rag.conversation.topics import Turn
from rag.reading.layout.provisions import Provision, provision_asked, topic_of_article

STATUTE = """# 공중화장실 관리 조례

제1조(목적) 이 조례는 공중화장실의 관리에 필요한 사항을 정한다.
제2조(개방시간) ① 공중화장실은 24시간 개방한다.
② 청소를 위하여 닫는 시간은 1시간을 넘을 수 없다. 다만, 수리할 때에는 그러하지 아니하다.
③ 시장은 다음 각 호의 곳에 안내판을 세운다.
1. 지하철역 출구
2. 버스 정류장
  가. 환승 정류장
  나. 종점
제2조의2(폐쇄) 화장실을 닫으려면 7일 전에 알린다. 다만, 다음 각 호의 경우에는 알리지 아니한다.
1. 홍수가 난 경우
2. 불이 난 경우
제3조(관리인) 시장은 관리인을 둔다.
## 부칙
제1조(시행일) 이 조례는 2021년 5월 4일부터 시행한다.

[별표 1] 안내판의 규격(제2조제3항 관련)

| 종류 | 가로 |
| --- | --- |
| 벽면형 | 45cm |

[별표 2] 사용료(제4조 관련)

| 구분 | 금액 |
| --- | --- |
| 샤워실 | 1,500원 |
"""
CONTRACT = """# 청소 용역 계약서

제1조 (목적) 이 계약은 공중화장실 청소를 정한다.
제2조 (대금) ① 갑은 매월 25일에 대금을 지급한다.
② 지급이 늦으면 연 5%의 이자를 더한다.
제3조 (위약금) 을이 청소를 거르면 하루 10만원의 위약금을 낸다.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Library:
    (tmp_path / "조례.md").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "계약.md").write_text(CONTRACT, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("제2조가 뭐야?", Provision("제2조")),
        ("조례 제2조제3항제2호 알려줘", Provision("제2조", 3, 2, "조례")),
        ("화장실 조례의 2조 1항은 어떤 내용이야?", Provision("제2조", 1, 0, "화장실 조례의")),
        ("제7조의2는 뭐라고 되어 있나요?", Provision("제7조의2")),
        ("제2조를 어기면 어떻게 되나요?", None),
        ("제2조에서 정한 개방시간은 언제야?", None),
        ("예산이 12조 원이야?", None),
        ("5조는 얼마야?", None),
    ],
)
def test_a_question_names_a_provision(question: str, asked: Provision | None) -> None:
    assert provision_asked(question) == asked


def test_a_paragraph_is_of_the_article_asked_before() -> None:
    assert provision_asked("그럼 3항은?", "조례 제2조 2항이 뭐야?") == Provision(
        "제2조", 3, 0, "조례"
    )
    assert provision_asked("그럼 3항은?", "개방시간은?") is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("화장실 조례 제2조 2항이 뭐야?", ["② 청소를 위하여 닫는 시간은"]),
        ("조례 2조 3항 1호 알려줘", ["1. 지하철역 출구"]),
        ("제2조 제3항 제2호 나목은 무슨 내용이야?", ["나. 종점"]),
        ("조례 제2조의 예외는?", ["다만, 수리할 때에는"]),
        ("제2조의2 단서 알려줘", ["다만, 다음 각 호"]),
        ("제1조와 제2조의2를 알려줘", ["제1조(목적)", "제1조 (목적)", "제2조의2(폐쇄)"]),
        ("조례 제2조 제1항, 제2항 보여줘", ["① 공중화장실은", "② 청소를"]),
        ("별표 2 내용 알려줘", ["[별표 2] 사용료"]),
        ("화장실 조례 별표 1이 뭐야?", ["[별표 1] 안내판의"]),
        ("계약서 제3조 내용은?", ["제3조 (위약금)"]),
        ("조례 부칙 제1조 보여줘", ["제1조(시행일)"]),
        ("제3조가 뭐야?", ["제3조 (위약금)", "제3조(관리인)"]),
        ("제2조 3항은?", ["③ 시장은"]),
    ],
)
def test_a_provision_is_shown_as_it_stands(papers: Library, question: str, told: list[str]) -> None:
    answer = papers.ask(question)
    assert not answer.abstained
    assert len(answer.sentences) == len(told)
    assert {*told} == {
        head for one in answer.sentences for head in told if one.text.startswith(head)
    }
    of = {one.citations[0].passage.source for one in answer.sentences}
    assert ("문서가 2개" in answer.notice) == (len(of) > 1)


def test_what_a_document_does_not_have_is_said(papers: Library) -> None:
    assert (
        papers.ask("화장실 조례 제9조가 뭐야?").text
        == "‘공중화장실 관리 조례’에서 제9조를 찾지 못했습니다."
    )
    assert "제2조 제7항을" in papers.ask("청소 계약서 2조 7항은?").text


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("위약금은 몇 조에 나와?", "제3조(위약금)"),
        ("몇 조에 위약금이 나와?", "제3조(위약금)"),
        ("개방시간에 대한 규정은 어느 조항인가요?", "제2조(개방시간)"),
        ("안내판 관련 내용은 몇 조 몇 항에 있나요?", "제2조(개방시간)"),
    ],
)
def test_the_article_that_tells_is_named(papers: Library, question: str, article: str) -> None:
    assert topic_of_article(question)
    answer = papers.ask(question)
    assert answer.short == article
    assert answer.citations[0].passage.article == article


def test_what_points_back_is_meant(papers: Library) -> None:
    first = "위약금은 하루에 얼마야?"
    answer = papers.ask("그건 몇 조에 있어?", [Turn(first, papers.ask(first).text)])
    assert answer.short == "제3조(위약금)"


def test_a_proviso_goes_on_with_the_items_that_it_announces(papers: Library) -> None:
    answer = papers.ask("제2조의2 단서가 뭐야?")
    assert answer.sentences[0].text.endswith("2. 불이 난 경우")
    assert papers.ask("화장실 조례 제1조 단서는?").text.endswith("제1조 단서를 찾지 못했습니다.")


def test_the_line_below_the_names_of_columns_is_no_sentence(papers: Library) -> None:
    assert "---" not in papers.ask("사용료 알려줘").text


def test_a_search_finds_what_is_named_by_its_number_first(papers: Library) -> None:
    first, *others = papers.search("조례 제2조의2", 5)
    assert first.passage.article == "제2조의2(폐쇄)"
    assert first.passage not in [hit.passage for hit in others]
    assert papers.search("별표 2", 5)[0].passage.headings[-1].startswith("[별표 2]")
    assert papers.ask("별표 2 알려줘").hits[0].passage.headings[-1].startswith("[별표 2]")


def test_the_title_of_a_text_is_not_quoted_with_its_first_article(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "솔바람 산악회 회칙\n제1장 총칙\n제1조(명칭) 이 모임은 솔바람 산악회라 한다.\n"
        "제2조(회비) 회비는 달마다 2만 원으로 한다.\n"
    )
    answer = library_of({"회칙": text}).ask("회칙 제1조 알려줘")
    assert [one.quote for one in answer.citations] == [
        "제1조(명칭) 이 모임은 솔바람 산악회라 한다."
    ]
