from dataclasses import replace

import numpy as np
import pytest

from corpus import Document
from rag import Library
from rag.reading.reread import (
    CONTENDERS,
    FEATURES,
    by_reading,
    contested,
    features,
    preferring,
    shortlisted,
)
from rag.reading.scoring.span_scores import PASSAGES_READ
from rag.retrieval.ranking import RANKING

TOLD = "한빛전자의 대표는 김도현이다. 한빛전자는 가람시에 있다."
ASKED = "한빛전자의 대표는 누구인지 묻는 사람이 많다. 한빛전자의 대표는 바쁘다."
QUESTION = "한빛전자의 대표는 누구인가요?"


@pytest.fixture(scope="module")
def library() -> Library:
    rest = [Document(f"{i}.txt", "", f"공지 {i}번. 오늘은 {i}시에 모입니다.") for i in range(30)]
    return Library.from_documents(
        [Document("물음.txt", "", ASKED), Document("답.txt", "", TOLD), *rest]
    )


def test_the_first_place_is_contested_where_the_second_is_near(library: Library) -> None:
    first, second, *rest = library.first_stage(QUESTION).hits
    assert contested((replace(first, score=5.0), replace(second, score=4.5), *rest))
    assert not contested((replace(first, score=5.0), replace(second, score=2.5), *rest))
    assert not contested((first,))
    assert not contested(())


def test_what_the_ranking_adds_makes_no_passage_as_good(library: Library) -> None:
    first, second = library.first_stage(QUESTION).hits[:2]
    plain, added = ({**hit.channels, RANKING: by} for hit, by in ((first, -1.0), (second, 1.0)))
    first = replace(first, score=4.0, channels=plain)
    assert not contested((first, replace(second, score=3.5, channels=added)))
    assert contested((first, replace(second, score=4.5, channels=added)))


def test_of_passages_about_as_good_the_one_that_tells_leads(library: Library) -> None:
    found = library.first_stage(QUESTION)
    near = tuple(replace(hit, score=9 - i / 9) for i, hit in enumerate(found.hits))
    turned = sorted(near[:2], key=lambda hit: hit.passage.source == "답.txt")
    equal = [replace(hit, score=9.0) for hit in turned]
    hits = (*equal, *near[2:])
    told = by_reading(hits, library.extractive.tells(QUESTION, hits))
    assert told[0].passage.source == "답.txt"
    assert told[0].channels["reading"] > told[1].channels["reading"]
    scores = [hit.score for hit in told]
    assert scores == sorted(scores, reverse=True)
    assert {hit.passage for hit in told} == {hit.passage for hit in hits}


def test_those_that_tell_most_are_in_front_as_they_were_found(library: Library) -> None:
    hits = library.first_stage(QUESTION, 8).hits
    told = np.array([0, -9, 0, -9, 90, -9, 80], np.float32)
    even = tuple(replace(hit, score=1.0) for hit in hits)
    front = shortlisted(even, told)
    passages = [hit.passage for hit in even]
    assert [passages.index(hit.passage) for hit in front] == [0, 2, 4, 6, 1, 3, 5, 7]
    assert [hit.score for hit in front] == [1, 1, 1, 1, -8, -8, -8, 1]
    assert contested(front)


def test_passages_stand_by_their_scores_whether_or_not_they_were_read(library: Library) -> None:
    hits = tuple(
        replace(h, score=9 - i / 9) for i, h in enumerate(library.first_stage(QUESTION, 9).hits)
    )
    told = np.array([-1, 0, 2, 1, 1, 0, 3], np.float32)
    scores = [hit.score for hit in by_reading(shortlisted(hits, told), told[:PASSAGES_READ])]
    assert scores == sorted(scores, reverse=True)
    assert scores[-2:] == [hit.score - 10 for hit in hits[-2:]]


def test_a_passage_that_tells_is_read_though_others_were_found_before_it(library: Library) -> None:
    found = library.first_stage(QUESTION, CONTENDERS)
    near = [replace(hit, score=9 - i / 99) for i, hit in enumerate(found.hits)]
    (right,) = (hit for hit in near if hit.passage.source == "답.txt")
    near.remove(right)
    near.insert(PASSAGES_READ + 3, right)
    told = library.extractive.contends(QUESTION, near)
    assert len(told) == CONTENDERS
    front = shortlisted(near, told)[:PASSAGES_READ]
    assert right in front


def test_searching_and_asking_show_the_same_order(library: Library) -> None:
    hits = library.search(QUESTION)
    assert hits[0].passage.source == "답.txt"
    assert [h.passage for h in library.ask(QUESTION).hits] == [h.passage for h in hits]
    assert library.search(QUESTION, 1)[0].passage == hits[0].passage


def test_each_passage_read_is_looked_at_as_if_it_gave_the_answer(library: Library) -> None:
    hits = library.first_stage(QUESTION).hits
    judged = library.extractive.judge(QUESTION, hits)
    rows = features(hits, judged)
    assert rows.shape == (len(judged.spans.reads), len(FEATURES))
    likeliest = rows[:, FEATURES.index("likeliest_here")]
    for place, value in enumerate(likeliest.tolist()):
        own = judged.scores[judged.spans.place == place]
        assert value == pytest.approx(own.max(initial=-np.inf) if len(own) else 0.0)
    assert rows[0, FEATURES.index("behind")] == 0


def test_spans_of_the_passage_in_front_are_the_more_probable(library: Library) -> None:
    question = "한빛전자의 대표가 소유한 요트는 무엇인가요?"  # no passage has all the words
    hits = library.first_stage(question).hits
    judged = library.extractive.judge(question, hits)
    read = len(judged.spans.reads)
    for place in range(read):
        if not (judged.spans.place == place).any():
            continue
        told = np.full(read, -60.0, np.float32)
        told[place] = 60.0
        shares = preferring(judged, hits, told).shares
        assert shares.sum() == pytest.approx(1, abs=1e-4)
        assert shares[judged.spans.place == place].sum() > 0.99


def test_what_has_no_word_of_a_question_gives_way_to_what_has_all(library: Library) -> None:
    hits = library.first_stage(QUESTION).hits
    judged = library.extractive.judge(QUESTION, hits)
    other = next(n for n, r in enumerate(judged.spans.reads) if "공지" in r.passage.text)
    told = np.zeros(len(judged.spans.reads), np.float32)
    told[other] = 60.0
    assert preferring(judged, hits, told).shares[judged.spans.place == other].sum() == 0
