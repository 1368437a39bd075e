import json
from pathlib import Path

import pytest

from corpus import Document
from rag import Library
from rag.retrieval.fusion import CHANNELS, Fusion
from rag.retrieval.ranking import RANKING

NOUNS = "법 물 집 계약 보험 반도체 매출 휴가 전기 세금".split()
ENDINGS = "은 는 이 가 을 를 의 에 에서 으로 로 와 과 도 만 까지 부터".split()


@pytest.fixture(scope="module")
def nouns() -> Library:
    return Library.from_documents(
        [Document(f"{noun}.txt", "문서", f"여기에는 {noun} 이야기만 적혀 있다.") for noun in NOUNS]
    )


def test_particles_hide_no_noun(nouns: Library) -> None:
    missed = [
        noun + ending
        for noun in NOUNS
        for ending in ENDINGS
        if nouns.search(f"{noun}{ending} 무엇인가", 1)[0].passage.source != f"{noun}.txt"
    ]
    assert missed == []


def test_hits_say_which_side_found_them(nouns: Library) -> None:
    top = nouns.search("보험에 대해 알려 줘", 3)[0]
    assert (top.passage.source, top.lexical_rank) == ("보험.txt", 1)
    assert tuple(top.channels) == (*CHANNELS, RANKING)


def test_passages_with_numbers_of_the_unit_asked_for_score_on_that() -> None:
    told = ["부품은 2024년 3월에 도착한다.", "부품은 대당 3만 원이다.", "부품은 곧 도착한다."]
    library = Library.from_documents([Document(f"{i}.txt", "", t) for i, t in enumerate(told)])
    hits = library.search("부품 가격은 얼마인가요?", 3)
    assert {hit.passage.source: hit.channels["units"] for hit in hits} == {
        "0.txt": 0.0,
        "1.txt": 1.0,
        "2.txt": 0.0,
    }
    assert hits[0].passage.source == "1.txt"
    assert not any(h.channels["units"] for h in library.search("부품은 왜 늦게 도착하나요?", 3))


def test_scores_fall_and_ties_keep_their_order(nouns: Library) -> None:
    hits = nouns.search("여기에는 이야기만 적혀 있다", 10)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.passage for hit in nouns.search("여기에는 이야기만 적혀 있다", 10)] == [
        hit.passage for hit in hits
    ]


def test_recall_on_the_development_half_stays(shared: Path) -> None:
    """The first 20 even articles: 176 of 188 first hits were right when this was written."""
    articles = json.loads((shared / "korquad_v1_dev_half.json").read_text(encoding="utf-8"))["data"]
    documents, questions = [], []
    for i, article in enumerate(articles[:40:2]):
        for j, paragraph in enumerate(article["paragraphs"]):
            source = f"{i}/{j}.txt"
            documents.append(Document(source, article["title"], paragraph["context"]))
            questions += [(qa["question"], source) for qa in paragraph["qas"][:2]]
    library = Library.from_documents(documents)
    right = [library.search(q, 1)[0].passage.source == source for q, source in questions]
    assert sum(right) >= 175


def test_weights_can_be_taken_from_channels() -> None:
    between = (0.1,) * (len(CHANNELS) - 2)
    fusion = Fusion((0.5, *between, 0.0), (0.1, *between, 0.4))
    muted = fusion.without({"morphemes", "vector"})
    assert muted.same_words == muted.other_words == (0.0, *between, 0.0)


@pytest.fixture(scope="module")
def many() -> Library:
    """Hundreds of documents that speak of the thing again and again, and a few that hardly do."""
    loud = [Document(f"{n}.txt", "보험", "보험 계약과 보험 약관과 보험 증권.") for n in range(500)]
    calm = [
        Document(f"{n}.md", "회의", f"{n}번째 회의에서 여러 일을 두고 말했다.") for n in range(2100)
    ]
    said = Document("끝.md", "회의", "회의 끝에 누군가 보험을 들자고 했다.")
    return Library.from_documents([*loud, *calm, said])


@pytest.mark.parametrize("few", [True, False])
def test_a_filter_searches_within_what_it_leaves(many: Library, few: bool) -> None:
    left = {"끝.md", "3.md"} if few else {s for s in many.documents if s.endswith(".md")}
    hits = many.retrieve("보험 계약", 5, sources=left).hits
    assert "끝.md" not in {hit.passage.source for hit in many.search("보험 계약", 300)}
    assert hits[0].passage.source == "끝.md"
    assert {hit.passage.source for hit in hits} <= left
    assert len(hits) == (2 if few else 5)


def test_a_filter_that_leaves_nothing_finds_nothing(nouns: Library) -> None:
    assert nouns.retrieve("보험", sources=()).hits == ()
