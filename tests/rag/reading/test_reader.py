from collections.abc import Callable

import pytest

from corpus import Document
from index import analyse
from rag import Library
from rag.answer import Answer
from rag.language.question_type import asked
from rag.language.spans import read_passage
from rag.reading.reader import ExtractiveReader
from rag.reading.scoring.span_scores import judge
from rag.reading.tables.selection import cell_answer

COMPANY = (
    "가람전자는 1998년 3월 2일에 대전에서 문을 연 반도체 회사로, 창업자 박서연이 설립했다. "
    "직원은 모두 1,250명이며 본사는 2015년 세종시로 옮겼다. "
    "이 회사는 2023년에 매출 4,800억 원을 올렸다. "
    "가람전자의 주요 제품에는 센서, 메모리, 통신칩이 있다. "
    "공장이 멈춘 것은 냉각수가 부족했기 때문이다."
)
BAND = (
    "밴드 '푸른고래'는 부산에서 결성된 4인조 록 밴드다. "
    "푸른고래의 첫 앨범 《심해의 노래》는 2007년에 나와 12만 장이 팔렸다. "
    "보컬 최민규가 2011년에 탈퇴하자 기타를 치던 정우진이 보컬 자리를 이어받았다."
)
TABLE = (
    "# 요금표\n\n| 요금제 | 월 요금 | 데이터 |\n|---|---|---|\n| 알뜰 | 19,000원 | 3GB |\n"
    "| 표준 | 33,000원 | 11GB |\n\n"
    "- 해지 위약금: 남은 달마다 2,000원. 다만 천재지변에는 없다.\n- 가입비: 받지 않는다.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({"가람전자": COMPANY, "푸른고래": BAND, "요금표": TABLE})


def read(library: Library, question: str) -> Answer:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    return answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람전자는 언제 설립되었나?", "1998년 3월 2일"),
        ("가람전자를 설립한 사람은 누구인가?", "박서연"),
        ("가람전자의 본사를 옮긴 도시는?", "세종시"),
        ("가람전자의 직원은 몇 명인가?", "1,250명"),
        ("가람전자가 2023년에 올린 매출은 얼마인가?", "4,800억 원"),
        ("푸른고래의 첫 앨범 이름은 무엇인가?", "심해의 노래"),
        ("푸른고래가 결성된 도시는 어디인가?", "부산"),
        ("최민규의 보컬 자리를 이어받은 사람은 누구인가?", "정우진"),
        ("표준 요금제의 월 요금은 얼마인가?", "33,000원"),
    ],
)
def test_short_answers(library: Library, question: str, short: str) -> None:
    answer = read(library, question)
    assert answer.short == short
    assert short in answer.sentences[0].text


def test_a_list_is_quoted_as_the_document_has_it(library: Library) -> None:
    answer = read(library, "가람전자의 주요 제품에는 어떤 것들이 있나요?")
    assert answer.short == "센서, 메모리, 통신칩"


def test_a_reason_shows_the_sentence_that_tells_it(library: Library) -> None:
    assert "냉각수가 부족했기 때문" in read(library, "공장이 왜 멈췄나요?").sentences[0].text


def test_no_is_answered_with_the_quote_that_shows_it(library: Library) -> None:
    answer = read(library, "가입비를 받나요?")
    assert answer.short == "아니요"
    assert "가입비: 받지 않는다." in answer.sentences[0].text


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it(library: Library) -> None:
    answer = read(library, "2023년에 매출 4,800억 원을 올린 회사는?")
    assert answer.sentences[0].text == (
        "직원은 모두 1,250명이며 본사는 2015년 세종시로 옮겼다. "
        "이 회사는 2023년에 매출 4,800억 원을 올렸다."
    )


def test_rows_and_bullets_are_quoted_whole_and_headers_never(library: Library) -> None:
    assert (
        read(library, "표준 요금제의 데이터는?").sentences[0].text == "| 표준 | 33,000원 | 11GB |"
    )
    penalty = read(library, "천재지변에도 위약금이 있나요?").sentences[0].text
    assert penalty == "- 해지 위약금: 남은 달마다 2,000원. 다만 천재지변에는 없다."


@pytest.mark.parametrize("question", ["매출은?", "앨범과 공장", "데이터가 많은 요금제는?", "?"])
def test_quotes_are_the_text_at_their_offsets(library: Library, question: str) -> None:
    for citation in read(library, question).citations:
        text = library.documents[citation.passage.source].text
        assert citation.quote == text[citation.start : citation.end]


def test_comparisons_gather_from_several_documents(library: Library) -> None:
    answer = read(library, "가람전자 설립과 푸른고래 첫 앨범 가운데 더 빠른 것은?")
    assert {c.passage.source for c in answer.citations} == {"가람전자.txt", "푸른고래.txt"}


def test_reading_is_deterministic_whatever_was_asked_before(library: Library) -> None:
    question = "가람전자의 직원은 몇 명인가?"
    hits = library.search(question)
    reader = ExtractiveReader(library.idf)
    first = reader.read(question, hits)
    reader.read("푸른고래의 첫 앨범은?", hits)
    read_passage.cache_clear()
    assert reader.read(question, hits) == first


def test_candidates_are_ordered_and_their_scores_are_shares(library: Library) -> None:
    hits = library.search("직원은?")
    candidates = ExtractiveReader(library.idf).judge("직원은?", hits).candidates
    scores = [one.score for one in candidates]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=1e-4)


def test_without_hits_nothing_is_answered(library: Library) -> None:
    answer = ExtractiveReader(library.idf).read("무엇인가?", ())
    assert answer.abstained


@pytest.mark.parametrize(
    ("question", "kind", "unit", "head"),
    [
        ("공장은 언제 지어졌나?", "date", "", ()),
        ("회의는 몇 시에 시작하나요?", "date", "시", ("시",)),
        ("직원은 몇 명인가?", "number", "명", ("명",)),
        ("요금은 얼마인가요?", "number", "", ("요금",)),
        ("누가 설계했나?", "person", "", ()),
        ("설계한 회사의 이름은?", "group", "", ("이름", "회사")),
        ("어느 나라에서 열렸나?", "place", "", ("나라",)),
        ("왜 멈췄나?", "reason", "", ()),
        ("어떻게 신청하나요?", "manner", "", ()),
        ("환불이 가능한가요?", "yes_no", "", ("가능",)),
    ],
)
def test_question_types(question: str, kind: str, unit: str, head: tuple[str, ...]) -> None:
    wanted = asked(question, analyse(question))
    assert (wanted.kind, wanted.unit, wanted.head) == (kind, unit, head)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("모델을 모두 알려 주세요", True),
        ("어떤 것들이 있나요?", True),
        ("둘 중에 더 큰 것은?", True),
        ("다들 왜 그러나?", False),
        ("수도는 어디인가?", False),
    ],
)
def test_lists_and_comparisons_are_told_from_single_answers(question: str, several: bool) -> None:
    assert asked(question, analyse(question)).several is several


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("표준 요금제의 월 요금은 얼마인가?", "33,000원"),
        ("알뜰 요금제는 데이터를 얼마나 주나요?", "3GB"),
        ("월 요금이 33,000원인 요금제는?", "표준"),
        ("가장 비싼 요금제의 데이터는?", ""),
    ],
)
def test_a_cell_answers_where_its_row_and_column_are_named(
    library: Library, question: str, short: str
) -> None:
    hits = library.search(question)
    found = cell_answer(judge(question, hits, library.idf))
    assert (found[1] if found else "") == short


def test_a_cell_answers_in_a_table_that_began_in_another_passage(
    library_of: Callable[..., Library],
) -> None:
    rows = "\n".join(f"| 요금{n:02}호 | {n},000원 | {n}GB |" for n in range(11, 71))
    library = library_of({"표": f"| 요금제 | 월 요금 | 데이터 |\n| --- | --- | --- |\n{rows}"})
    question = "요금65호의 월 요금은 얼마인가?"
    hits = library.search(question)
    found = cell_answer(judge(question, hits, library.idf))
    assert found is not None
    assert found[1] == "65,000원"
    assert found[0].passage.columns == "| 요금제 | 월 요금 | 데이터 |"


def test_a_value_is_not_taken_from_another_model(library_of: Callable[..., Library]) -> None:
    text = (
        "H100은 한 개 값이 6,000만 원까지 올랐다. 그래도 구하기 어렵다.\n"
        "GH200의 가격은 한 개에 1억 원이다."
    )
    answer = read(library_of({"칩": text}), "H100의 가격은 얼마야?")
    assert answer.short == "6,000만 원"


def test_what_stands_behind_a_model_but_does_not_answer_is_no_value_of_it(
    library_of: Callable[..., Library],
) -> None:
    told = (
        "매개변수가 GPT-4의 100배인 125조 개에 달한다는 소문이 도는 GPT-5는 2024년 하반기에 나온다."
    )
    library = library_of({"요약": told})
    assert library.ask("GPT-5의 매개변수가 몇 개라는 소문이 있나요?").short == "125조 개"


def test_what_the_question_says_itself_is_no_short_answer(
    library_of: Callable[..., Library],
) -> None:
    told = "하늘전자는 '번역 모델'을 보유하고 동시에 연구소를 운영하는 몇 안 되는 기업이다."
    library = library_of({"요약": told})
    assert library.ask("하늘전자의 번역 모델 이름이 뭐야?").short == ""


@pytest.mark.parametrize(("model", "count"), [("B100", "2,080억"), ("H100", "800억")])
def test_of_several_models_in_a_sentence_each_has_its_own_value(
    library_of: Callable[..., Library], model: str, count: str
) -> None:
    library = library_of({"요약": "B100의 트랜지스터는 2,080억 개, H100은 800억 개다."})
    assert count in library.ask(f"{model}의 트랜지스터는 몇 개인가요?").short


def test_a_sentence_that_leads_to_items_is_shown_with_them(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "제8조(징계의 종류) 징계의 종류는 다음 각 호와 같다.\n"
        "1. 견책\n2. 감봉\n3. 정직\n4. 해고\n\n"
        "제9조(징계위원회) 위원은 다섯 사람으로 한다.\n"
    )
    answer = read(library_of({"징계 규정": text}), "견책보다 무거운 징계는?")
    assert answer.short != "다음 각 호"
    assert [sentence.text for sentence in answer.sentences[1:]] == [
        "1. 견책",
        "2. 감봉",
        "3. 정직",
        "4. 해고",
    ]


@pytest.mark.parametrize("text", ["처리 평균 **4.2일** → 목표 2.5일", "담당 *김하늘* ☞ 내선 7번"])
def test_no_answer_ends_in_a_mark(library_of: Callable[..., Library], text: str) -> None:
    (passage,) = library_of({"표": text}).passages
    told = read_passage(passage)
    ends = {text[end - 1] for _, end in told.offsets.tolist()}
    assert ends
    assert not ends & set("*→☞")


def test_what_a_document_calls_itself_in_its_first_line_answers_nothing() -> None:
    text = (
        "제9회 달못 불빛 잔치 평가 보고\n\n달못관광과\n\n개요\n\n"
        "○ 기간은 2031. 6. 3.부터 6. 7.까지이고 다녀간 사람은 4만 명임\n"
        "○ 길을 잃은 어린이 여섯 명을 모두 부모에게 데려다줌\n"
    )
    library = Library.from_documents([Document("평가.pptx", "평가", text, titled=False)])
    answer = library.ask("달못 불빛 잔치 평가 보고에 뭐라고 적혀 있어?", answer_anyway=True)
    assert "평가 보고" not in answer.text


def test_a_phrase_that_says_the_same_as_another_is_found_in_a_sentence(
    library_of: Callable[..., Library],
) -> None:
    lease = "# 상가 계약\n\n중개보수는 거래금액의 0.8%를 양쪽이 각각 낸다.\n"
    fees = "# 가맹점 안내\n\n정산이 늦은 가맹점은 2월분 수수료를 10% 깎는다.\n"
    answer = library_of({"계약": lease, "안내": fees}).ask("중개수수료는 몇 퍼센트야?")
    assert answer.short == "0.8%"
