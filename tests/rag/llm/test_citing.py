from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus import Document
from index import Passage
from rag import Answer, Citation, Hit, Library, Sentence
from rag.llm.citing import cited_answer, drafts

TEXT = "연차 휴가는 1년에 15일을 준다. 병가는 연 60일까지 쓸 수 있다."
OTHER = "점심시간은 12시부터 1시까지다."


def passage(text: str, name: str) -> Passage:
    return Passage(name, f"{name}.txt", name, None, 0, len(text), text, name)


PASSAGES = (passage(TEXT, "휴가"), passage(OTHER, "점심"))


def cited(text: str) -> Answer:
    hits = [Hit(one, 0.0, None, None) for one in PASSAGES]
    return cited_answer("질문", text, PASSAGES, hits, "tiny", whole=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("연차는 15일입니다 [1]. 병가는 60일입니다[2][3].", [((1,), 15), ((2, 3), 60)]),
        ("연차는 15일입니다. [1, 2]\n\n- 병가는 60일입니다. [단락 3]", [((1, 2), 15), ((3,), 60)]),
        ("**연차**는 15일입니다.\n[1]\n1. 병가는 60일입니다.【2】", [((1,), 15), ((2,), 60)]),
        ("연차는 15일입니다.[1-3] 병가는 60일입니다.", [((1, 2, 3), 15), ((), 60)]),
    ],
)
def test_marks_belong_to_the_sentence_before_them(
    text: str, found: list[tuple[tuple[int, ...], int]]
) -> None:
    written = drafts(text)
    assert [one.marks for one in written] == [marks for marks, _ in found]
    for one, (_, number) in zip(written, found, strict=True):
        assert f"{number}일입니다" in one.text
        assert "[" not in one.text


LEAVE, LUNCH = "연차 휴가는 1년에 15일을 줍니다", "점심시간은 12시부터 1시까지입니다"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAVE}【1】. {LUNCH}【2】.",
        f"{LEAVE}【1:0†휴가.txt】. {LUNCH}【2:3†source】.",
        f"{LEAVE}(1). {LUNCH} (2).",
        f"{LEAVE} (단락 1). {LUNCH} (문서 2 참조).",
        f"{LEAVE}. [각주 1] {LUNCH}. (각주 2)",
        f"{LEAVE}. [Source 1] {LUNCH}. (출처: [2])",
        f"{LEAVE}.[^1] {LUNCH}.[^2]\n\n[^1]: 휴가 규정\n[^2]: 점심 규정",
        f"{LEAVE}.<sup>1</sup> {LUNCH}.<sup>[2]</sup>",
        f"{LEAVE}.¹ {LUNCH}.²",
        f"{LEAVE}.① {LUNCH}. ②",
        f"{LEAVE}. [[1]](#1) {LUNCH}. [2](#source-2)",
        f"단락 1에 따르면 {LEAVE}. 문서 [2]에 의하면, {LUNCH}.",
        f"{LEAVE} [1]. {LUNCH} [2].\n\n**참고 문헌**\n[1] 휴가 규정\n[2] 점심 규정",
        f"답변: {LEAVE}. [1]\n{LUNCH}. [2]\n\n추가로 궁금한 점이 있으시면 말씀해 주세요.",
        f'{{"answer": "{LEAVE}. [1] {LUNCH}. [2]", "confidence": "high"}}',
        f'{{"sentences": [{{"text": "{LEAVE}.", "citations": [1]}}, '
        f'{{"text": "{LUNCH}.", "citations": ["단락 2"]}}]}}',
        f'```json\n[{{"문장": "{LEAVE}.", "출처": 1}}, {{"문장": "{LUNCH}.", "출처": 2}}]\n```',
    ],
)
def test_marks_of_every_sort_are_read(text: str) -> None:
    answer = cited(text)
    assert [one.text.rstrip(".") for one in answer.sentences] == [LEAVE, LUNCH]
    assert [[c.passage.title for c in one.citations] for one in answer.sentences] == [
        ["휴가"],
        ["점심"],
    ]
    assert [one.marks for one in drafts(text) if not one.lead] == [(1,), (2,)]


def test_numbers_in_brackets_that_belong_to_a_sentence_stay() -> None:
    (one,) = drafts("영국(8)과 UAE(4)가 뒤를 이었습니다. (3)")
    assert (one.text, one.marks) == ("영국(8)과 UAE(4)가 뒤를 이었습니다.", (3,))
    assert [one.text for one in drafts("① 휴가는 15일입니다. ② 병가는 60일입니다.")] == [
        "① 휴가는 15일입니다.",
        "② 병가는 60일입니다.",
    ]


def test_rows_of_a_table_are_sentences_and_headings_none() -> None:
    answer = cited(
        "### 답변\n\n| 항목 | 내용 | 근거 |\n|---|---|---|\n| 연차 휴가 | 1년에 15일 | [1] |\n"
        "| 병가 | 연 70일까지 | [1] |\n"
    )
    assert [(one.text, one.supported) for one in answer.sentences] == [
        ("연차 휴가: 1년에 15일", True),
        ("병가: 연 70일까지", False),
    ]


def test_half_an_object_says_nothing_yet() -> None:
    text = f'{{"answer": "{LEAVE}. [1]"}}'
    assert [len(drafts(text[:end])) for end in (1, 20, len(text))] == [0, 0, 1]


def test_yes_is_said_where_a_cited_sentence_shows_it() -> None:
    hits = [Hit(one, 0.0, None, None) for one in PASSAGES]
    question, text = (
        "병가는 연 60일까지 쓸 수 있나요?",
        "네, 병가는 연 60일까지 쓸 수 있습니다. [1]",
    )
    answer = cited_answer(question, text, PASSAGES, hits, "tiny", whole=True)
    assert answer.short == "예"


def test_marks_are_renumbered_in_the_order_in_which_they_appear() -> None:
    answer = cited(
        "점심시간은 12시부터 1시까지입니다. [2] 연차 휴가는 1년에 15일을 줍니다. [1] "
        "병가는 연 60일까지 쓸 수 있습니다. [1] 연차 휴가는 15일입니다. [1]"
    )
    numbers = [[c.number for c in one.citations] for one in answer.sentences]
    assert numbers == [[1], [2], [3], [2]]
    assert [c.quote for c in answer.citations] == [
        OTHER,
        "연차 휴가는 1년에 15일을 준다.",
        "병가는 연 60일까지 쓸 수 있다.",
    ]


def test_a_wrong_mark_is_put_right_and_one_that_points_nowhere_goes() -> None:
    answer = cited("연차 휴가는 1년에 15일을 줍니다. [2] 병가는 연 60일까지 쓸 수 있습니다. [9]")
    assert [one.supported for one in answer.sentences] == [True, True]
    assert {c.passage.title for c in answer.citations} == {"휴가"}


def test_one_sentence_can_need_two_passages() -> None:
    answer = cited("연차 휴가는 15일이고, 점심시간은 12시부터 1시까지입니다. [1][2]")
    assert [c.passage.title for c in answer.sentences[0].citations] == ["휴가", "점심"]


def test_what_is_not_borne_out_has_no_marks_and_is_not_copied() -> None:
    answer = cited("연차 휴가는 1년에 15일을 줍니다. [1] 연차 휴가는 1년에 20일을 줍니다. [1]")
    assert [one.supported for one in answer.sentences] == [True, False]
    assert answer.sentences[1].citations == ()
    assert answer.text == "연차 휴가는 1년에 15일을 줍니다. [1]"


def test_lines_of_a_list_are_items() -> None:
    answer = cited(
        f"휴가는 이렇습니다.\n- {LEAVE} [1]\n2. 병가는 연 60일까지 씁니다. [1]\n{LUNCH}. [2]"
    )
    assert [(one.text[:2], one.item) for one in answer.sentences[-3:]] == [
        ("연차", True),
        ("병가", True),
        ("점심", False),
    ]


def test_words_that_only_lead_in_are_left_out() -> None:
    answer = cited("답은 다음과 같습니다.\n- 연차 휴가는 15일입니다. [1]")
    assert [one.text for one in answer.sentences] == ["연차 휴가는 15일입니다."]


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("연차 휴가는 며칠인가요?", "연차 휴가는 1년에 15일을 줍니다. [1]", "15일"),
        ("병가는 며칠까지 쓸 수 있나요?", "병가는 연 육십일까지 쓸 수 있습니다. [1]", ""),
        ("점심시간은 몇 시인가요?", "점심시간은 12시부터 1시까지입니다. [2]", ""),
        ("연차 휴가는 누가 쓰나요?", "연차 휴가는 1년에 15일을 줍니다. [1]", ""),
        ("연차 휴가 15일은 며칠인가요?", "연차 휴가는 1년에 15일을 줍니다. [1]", ""),
        ("연차 휴가는 며칠인가요?", "연차 휴가는 1년에 20일을 줍니다. [1]", ""),
    ],
)
def test_the_direct_answer_is_the_only_value_that_fits(
    question: str, text: str, short: str
) -> None:
    hits = [Hit(one, 0.0, None, None) for one in PASSAGES]
    answer = cited_answer(question, text, PASSAGES, hits, "tiny", whole=True)
    assert answer.short == short
    assert short in "".join(c.quote for c in answer.citations)


class Forger:
    """Quotes what is not there, numbers as it likes."""

    name = "forger"

    def read(self, question: str, quoted: Answer) -> Iterator[Answer]:
        one = quoted.hits[0].passage
        true = Citation(7, one, one.start, one.start + 5, one.text[:5])
        forged = replace(true, number=3, quote="연차는 백일이다")
        moved = replace(true, number=4, start=one.start + 1, end=one.start + 6)
        sentences = (
            Sentence("꾸며 낸 말", (forged, moved), supported=True),
            Sentence("있는 말", (true, forged), supported=True),
        )
        yield Answer(question, sentences, (forged, moved, true), False, self.name, quoted.hits)


def test_no_reader_can_cite_what_is_not_there() -> None:
    library = Library.from_documents([Document("휴가.txt", "휴가 규정", TEXT)])
    library.reader = Forger()
    answer = library.ask("연차 휴가는 며칠인가요?")
    assert [one.supported for one in answer.sentences] == [False, True]
    assert [(c.number, c.quote) for c in answer.citations] == [(1, TEXT[:5])]
