import contextlib
import json
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Document, UsageError
from rag import Turn
from rag.evaluation.questions import (
    Asked,
    Evidence,
    Question,
    QuestionSet,
    facts,
    join,
    read_asked,
    read_questions,
)

ROW = {
    "id": "a",
    "kind": "direct",
    "question": "며칠인가?",
    "answers": ["15일"],
    "evidence": [{"source": "휴가.md", "quote": "15일을 준다."}],
    "unanswerable": False,
}


def jsonl(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def parquet(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    import pyarrow
    from pyarrow.parquet import write_table

    write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def test_our_own_rows(tmp_path: Path) -> None:
    history = [{"question": "앞", "answer": "뒤"}]
    path = jsonl(tmp_path / "q", ROW, {"question": "없는 것?", "unanswerable": True}, {})
    path.write_text(path.read_text().replace("{}", "\n"), encoding="utf-8-sig")
    first, second = read_questions(path).questions
    assert first == Question(
        "a", "direct", "며칠인가?", ("15일",), (Evidence("휴가.md", "15일을 준다."),)
    )
    assert (second.id, second.unanswerable, second.evidence) == ("2", True, ())
    (third,) = read_questions(jsonl(tmp_path / "h", {**ROW, "history": history})).questions
    assert third.history == (Turn("앞", "뒤"),)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-16"])
def test_sets_are_read_as_korean_editors_write_them(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(json.dumps(ROW, ensure_ascii=False).encode(encoding))
    assert read_questions(path).questions[0].answers == ("15일",)


def test_questions_to_be_answered_are_read_with_what_was_said_before(tmp_path: Path) -> None:
    turns = [{"question": "연차는?", "answer": "15일"}, {"question": "병가는?", "answer": None}]
    path = jsonl(tmp_path / "q", {"id": [7], "question": " 그럼? ", "history": turns}, {})
    path.write_text(path.read_text().replace("{}", '{"question": "출장비는?"}'), encoding="utf-8")
    assert read_asked(path) == (
        Asked([7], "그럼?", (Turn("연차는?", "15일"), Turn("병가는?", ""))),
        Asked(2, "출장비는?", ()),
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "'question' 항목이 없습니다(PATH, 2번째 줄)."),
        ({"question": ["어디?"]}, "'question' 항목은 비어 있지 않은 글이어야 합니다(PATH, 2번째"),
        ({"question": "가" * 3000}, "질문을 줄여 주세요(PATH, 2번째 줄)."),
        ({"question": "어디?", "history": "앞"}, "'history' 항목은 목록이어야 합니다(PATH, 2번째"),
        ({"question": "어디?", "history": ["앞"]}, "'history' 항목은 객체의 목록이어야"),
        ({"question": "어디?", "history": [{"answer": "집"}]}, "history[0]의 'question' 항목이"),
        ({"question": "어디?", "history": [{"question": "앞", "answer": [1]}]}, "'answer' 항목은"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_line(
    row: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = jsonl(tmp_path / "q", {"question": "연차는?"}, row)
    with pytest.raises(UsageError) as caught:
        read_asked(path)
    assert message.replace("PATH", str(path)) in str(caught.value)


def test_evidence_is_in_the_normal_form_of_documents_and_questions_as_typed(
    tmp_path: Path,
) -> None:
    apart = unicodedata.normalize("NFD", "각")
    row = {"question": apart, "evidence": [{"source": apart, "quote": f"{apart}\u200b"}]}
    (question,) = read_questions(jsonl(tmp_path / "q", row)).questions
    assert question.question == apart
    assert question.evidence == (Evidence("각", "각"),)


def squad(**changes: object) -> dict[str, Any]:
    qa = {
        "question": "몇 개?",
        "answers": [{"text": "셋", "answer_start": 0}, {"text": "셋", "answer_start": 3}],
    }
    paragraphs = [
        {"context": "셋 있다.", "qas": [{**qa, "id": name, **changes}]} for name in ("s0", "s1")
    ]
    return {"version": "x", "data": [{"title": "글", "paragraphs": paragraphs}]}


@pytest.mark.parametrize("indent", [None, 1])
def test_squad_paragraphs_become_documents(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "dev"
    path.write_text(json.dumps(squad(), indent=indent), encoding="utf-8")
    found = read_questions(path)
    assert found.documents == (
        Document("0000/000.txt", "글", "셋 있다."),
        Document("0000/001.txt", "글", "셋 있다."),
    )
    assert found.questions[1] == Question(
        "s1", "squad", "몇 개?", ("셋",), (Evidence("0000/001.txt"),)
    )


def test_squad_2_has_unanswerable_questions(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "dev.json", squad(is_impossible=True, plausible_answers=[{"text": "a"}])
    )
    question = read_questions(path).questions[0]
    assert (question.unanswerable, question.answers, question.evidence) == (True, (), ())


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    documents = [
        {"_id": "d1", "title": "물", "text": "물은 흐른다."},
        {"_id": "d2", "title": "불", "text": ""},
    ]
    queries = [{"_id": "q1", "text": "물?"}, {"_id": "q2", "text": "쓰지 않는 질문"}]
    jsonl(tmp_path / "corpus.jsonl", *documents)
    jsonl(tmp_path / "queries.jsonl", *queries)
    (tmp_path / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t1\nq1\td9\t0\n"
    (tmp_path / "qrels/test.tsv").write_text(judged, encoding="utf-8")
    return tmp_path


def test_a_beir_folder(beir: Path) -> None:
    found = read_questions(beir)
    assert found.documents == (Document("d1", "물", "물은 흐른다."), Document("d2", "불", "불"))
    evidence = (Evidence("d1", "", 2, 0), Evidence("d2", "", 1, 1))
    assert found.questions == (Question("q1", "beir", "물?", (), evidence),)


@pytest.mark.parametrize("topics", ["queries.tsv", "topics.jsonl", "judged.tsv"])
def test_trec_judgements_with_topics_beside(tmp_path: Path, topics: str) -> None:
    path = tmp_path / "judged.txt"
    path.write_text("7 0 a%20b.md 3\n7 0 c.md 0\n7 0 각.md 1\n", encoding="utf-8")
    if topics.endswith("tsv"):
        (tmp_path / topics).write_text("7\t물은 무엇인가?\n", encoding="utf-8")
    else:
        jsonl(tmp_path / topics, {"id": 7, "query": "물은 무엇인가?"})
    evidence = (Evidence("a b.md", "", 3, 0), Evidence("각.md", "", 1, 1))
    assert read_questions(path).questions == (
        Question("7", "trec", "물은 무엇인가?", (), evidence),
    )


def autorag(folder: Path) -> Path:
    qa = [
        {
            "qid": "1",
            "query": "물과 불?",
            "retrieval_gt": [["a", "b"], ["c"]],
            "generation_gt": ["물", "불"],
        },
        {"qid": "2", "query": "없는 것?", "retrieval_gt": [[]], "generation_gt": ["모른다"]},
    ]
    parquet(folder / "corpus.parquet", [{"doc_id": c, "contents": f"{c} 글"} for c in "abc"])
    return parquet(folder / "qa.parquet", qa)


def test_autorag_parquet(tmp_path: Path) -> None:
    path = autorag(tmp_path)
    found = read_questions(path)
    assert read_questions(tmp_path) == found
    assert [document.source for document in found.documents] == ["a", "b", "c"]
    first, second = found.questions
    a, b, c = Evidence("a", fact=0), Evidence("b", fact=0), Evidence("c", fact=1)
    assert first == Question("1", "autorag", "물과 불?", ("물", "불"), (a, b, c))
    assert facts(first) == [(a, b), (c,)]
    assert (second.unanswerable, second.answers) == (True, ())


def test_facts_are_answers_with_the_evidence_that_quotes_them() -> None:
    quotes = ("물이 있다", "불이 있다", "물과 불이 있다", "흙이 있다")
    rows = [Evidence(f"{number}.md", quote) for number, quote in enumerate(quotes)]
    question = Question("1", "list", "?", ("물", "불"), tuple(rows))
    assert facts(question) == [(rows[0], rows[2]), (rows[1], rows[2])]
    unquoted = Question("1", "list", "?", ("바람",), tuple(rows))
    assert facts(unquoted) == [(row,) for row in rows]


def broken_jsonl(*rows: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "q.jsonl"
        path.write_text("\n".join((json.dumps(ROW), *rows)), encoding="utf-8")
        return path

    return make


def broken_squad(text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "dev.json"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def whole(content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "set.jsonl"
        path.write_bytes(content)
        return path

    return make


def broken_beir(name: str, text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        jsonl(folder / "corpus.jsonl", {"_id": "d", "text": "글"})
        jsonl(folder / "queries.jsonl", {"_id": "q", "text": "글?"})
        (folder / "qrels").mkdir()
        (folder / "qrels/test.tsv").write_text("q\td\t1\n", encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return make


def broken_corpus(folder: Path) -> Path:
    autorag(folder)
    (folder / "corpus.parquet").write_bytes(b"PAR1 and nothing else")
    return folder


def without_corpus(folder: Path) -> Path:
    path = autorag(folder)
    (folder / "corpus.parquet").unlink()
    return path


def qrels_alone(folder: Path) -> Path:
    path = folder / "qrels"
    path.write_text("7 0 a 1\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "없음.jsonl", "읽을 수 없습니다"),
        (lambda folder: folder, "질문 집합이 아닌 폴더"),
        (broken_jsonl("", "[1]"), "JSON 객체가 아닌 줄입니다(PATH, 3번째 줄)."),
        (
            broken_jsonl("질문,정답"),
            "한 줄에 JSON 하나씩 적은 질문 파일이 아닙니다(PATH, 2번째 줄).",
        ),
        (whole(b'[{"question": "a"}]'), "질문이 JSON 목록으로 적힌 파일입니다(PATH)."),
        (whole(b"[\n{}\n]"), "한 줄에 질문 하나씩(JSONL)"),
        (whole(b"\x00\xff\xfe\x01" * 99), "글자로 읽을 수 없는 질문 파일입니다(PATH: UTF-8"),
        (broken_jsonl("{"), "JSON이 깨진 줄입니다(PATH, 2번째 줄 2번째 글자)."),
        (
            broken_jsonl(*(json.dumps({**ROW, "id": n}) for n in range(729)), '{"id": x}'),
            "(PATH, 731번째 줄 8번째 글자).",
        ),
        (
            broken_jsonl(json.dumps(ROW)),
            "'id' 항목이 겹칩니다: 'a'(PATH, 1번째 줄; PATH, 2번째 줄)",
        ),
        (broken_jsonl('{"question": "a", "answer": "글"}'), "'answers'나 'evidence' 항목이 있어야"),
        (broken_jsonl(json.dumps({**ROW, "unanswerable": True})), "'unanswerable' 항목이 true"),
        (broken_squad(""), "질문이 하나도 없는 파일입니다(PATH)."),
        (broken_squad('{"data": []}'), "질문이 하나도 없는 파일입니다(PATH)."),
        (broken_jsonl("[" * 100_000), "(PATH, 2번째 줄)."),
        (broken_jsonl('{"answers": []}'), "'question' 항목이 없습니다(PATH, 2번째 줄)."),
        (broken_jsonl('{"question": ["a"]}'), "'question' 항목은"),
        (broken_jsonl('{"question": "a", "answers": "글"}'), "'answers' 항목은 목록이어야 합니다"),
        (broken_jsonl('{"question": "a", "answers": [""]}'), "'answers' 항목은"),
        (broken_jsonl('{"question": "a", "evidence": ["x"]}'), "'evidence' 항목은 객체의 목록"),
        (
            broken_jsonl('{"question": "a", "evidence": [{}]}'),
            "evidence[0]의 'source' 항목이 없습니다",
        ),
        (broken_jsonl('{"question": "a", "unanswerable": "no"}'), "true나 false"),
        (broken_squad('{\n"data": ['), "JSON이 깨져 있습니다(PATH, 2번째 줄)."),
        (broken_squad('{"data": 3}'), "'data' 항목은"),
        (broken_squad(json.dumps(squad(question=""))), "(PATH, 1번째 문단)."),
        (broken_squad(json.dumps(squad(answers=[{}]))), "'text' 항목이 없습니다(PATH"),
        (broken_beir("qrels/test.tsv", "q\td\t1\nq\td\tx\n"), "test.tsv, 2번째 줄)."),
        (broken_beir("qrels/test.tsv", "q\td\n"), "3칸(query document grade)이 아닌 줄"),
        (broken_beir("qrels/test.tsv", "p\td\t1\n"), "질문 'p'가 질문 파일에 없습니다"),
        (broken_beir("qrels/test.tsv", "q\td\t0\n"), "하나도 없습니다"),
        (broken_beir("corpus.jsonl", '{"_id": "d"}\n' * 2), "두 번 나옵니다"),
        (broken_beir("queries.jsonl", '{"_id": "q"}\n'), "queries.jsonl, 1번째 줄)."),
        (qrels_alone, "옆에 질문 파일이 없습니다"),
        (broken_corpus, "parquet 파일을 읽을 수 없습니다"),
        (without_corpus, "qa.parquet과 corpus.parquet을 한 폴더에"),
    ],
)
def test_what_is_malformed_is_said_in_korean_with_its_place(
    make: Callable[[Path], Path], message: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(UsageError) as caught:
        read_questions(path)
    assert message.replace("PATH", str(path)) in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text("가 \n", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "data paragraphs context qas id question answers text evidence source quote "
                "unanswerable history is_impossible title".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(JSON, max_size=2), junk=st.binary(max_size=9))
def test_whatever_a_file_holds_is_read_or_refused_in_a_sentence(
    rows: list[object], junk: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "q"
    path.write_bytes(b"\n".join([*(json.dumps(row).encode() for row in rows), junk]))
    with contextlib.suppress(UsageError):
        read_questions(path)


def test_sets_are_joined_where_their_documents_go_together() -> None:
    a, b = (Question(name, "direct", "?", (), ()) for name in "ab")
    plain = QuestionSet((a,))
    one, two = (QuestionSet((q,), (Document(q.id, "", q.id),)) for q in (a, b))
    assert join([plain, QuestionSet((b,))]).questions == (a, b)
    with pytest.raises(UsageError, match="'id' 항목이 겹칩니다: 'a'"):
        join([plain, plain])
    assert [document.source for document in join([one, two]).documents] == ["a", "b"]
    with pytest.raises(UsageError, match="이름이 겹칩니다"):
        join([one, one])
    with pytest.raises(UsageError, match="함께 잴 수 없습니다"):
        join([one, plain])
