from collections.abc import Callable, Sequence

import pytest

from corpus import Document, MundapError, UsageError
from rag import Answer, Hit, Library
from rag.llm.reader import LanguageModelReader
from rag.llm.server import check, leaves_machine, list_models, only_model
from tests.rag.llm_server import serving

QUESTION = "연차 휴가는 며칠인가요?"
CRANES = [
    ("가람", 410),
    ("나래", 780),
    ("다솜", 365),
    ("라온", 288),
    ("마루", 530),
    ("바다", 915),
    ("사랑", 472),
    ("아람", 834),
    ("자람", 197),
    ("차돌", 655),
]
WORK = "짐을 들어 옮기고 줄과 갈고리를 살핀 뒤 달마다 점검한 것을 적어 안전 담당 부서에 낸다"
GOOD = "연차 휴가는 1년에 15일을 줍니다. [1] 3년마다 하루를 더합니다. [1]"


@pytest.fixture(scope="module")
def library() -> Library:
    text = "연차 휴가는 1년에 15일을 준다. 3년마다 하루를 더한다. 병가는 연 60일까지 쓸 수 있다."
    return Library.from_documents([Document("휴가.txt", "휴가 규정", text)])


@pytest.fixture(scope="module")
def hits(library: Library) -> Sequence[Hit]:
    return library.search(QUESTION)


def read(url: str, library: Library, hits: Sequence[Hit], model: str = "tiny") -> list[Answer]:
    reader = LanguageModelReader(url, model, silence=0.5)
    return list(reader.read(QUESTION, library.extractive.read(QUESTION, hits)))


def test_a_good_answer_grows_by_checked_sentences(library: Library, hits: Sequence[Hit]) -> None:
    with serving(GOOD) as server:
        answers = read(server.url, library, hits)
    assert [len(answer.sentences) for answer in answers] == [1, 2]
    last = answers[-1]
    assert last.reader == "tiny"
    assert last.text == "연차 휴가는 1년에 15일을 줍니다. [1] 3년마다 하루를 더합니다. [2]"
    assert [c.quote for c in last.citations] == [
        "연차 휴가는 1년에 15일을 준다.",
        "3년마다 하루를 더한다.",
    ]
    assert last.notice == ""


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("401", "API 키"),
        ("403", "API 키"),
        ("404", "/v1"),
        ("418", "모델 이름과 주소"),
        ("307", "다른 주소로"),
        ("429", "사용 한도"),
        ("500", "문제가 생겼습니다(500)"),
        ("plain", "알아볼 수 없는"),
    ],
)
def test_what_goes_wrong_is_told_and_the_passages_are_quoted(
    manner: str, told: str, library: Library, hits: Sequence[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.llm.server._PAUSE", 0.001)
    with serving(GOOD, manner) as server:
        (answer,) = read(server.url, library, hits)
    assert told in answer.notice
    assert answer.notice.endswith("대신 원문을 인용해 답합니다.")
    assert answer.reader == "원문 인용"
    assert "15일" in answer.text


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("cut", "끊겼습니다"),
        ("stall", "제때 답하지 않았습니다"),
        ("json", "알아볼 수 없는"),
        ("error", "답하다가 실패"),
        ("length", "길이 한도"),
    ],
)
def test_a_broken_stream_keeps_its_whole_checked_sentences(
    manner: str, told: str, library: Library, hits: Sequence[Hit]
) -> None:
    with serving(GOOD + " 병가는 연 60일까지 쓸 수 있습니다. [1]", manner) as server:
        *_, answer = read(server.url, library, hits)
    assert told in answer.notice
    assert answer.notice.endswith("받은 데까지 보여 드립니다.")
    assert answer.sentences[0].text == "연차 휴가는 1년에 15일을 줍니다."
    assert len(answer.sentences) < 3


def test_a_stream_cut_before_the_first_sentence_quotes(
    library: Library, hits: Sequence[Hit]
) -> None:
    with serving("연차 휴가는 1년에 100일을 줍니다", "cut") as server:
        (answer,) = read(server.url, library, hits)
    assert "끊겼습니다" in answer.notice
    assert answer.reader == "원문 인용"


def test_a_passing_failure_is_tried_again(
    library: Library, hits: Sequence[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.llm.server._PAUSE", 0.001)
    with serving(GOOD, "500 once") as server:
        *_, answer = read(server.url, library, hits)
    assert answer.reader == "tiny"
    assert len(server.requests) == 2


def test_a_model_that_refuses_a_temperature_is_asked_without(
    library: Library, hits: Sequence[Hit]
) -> None:
    with serving(GOOD, "400 once") as server:
        *_, answer = read(server.url, library, hits)
    assert answer.reader == "tiny"
    assert ["temperature" in request for request in server.requests] == [True, False]


def test_a_model_whose_template_knows_no_rules_gets_them_before_the_question(
    library: Library, hits: Sequence[Hit]
) -> None:
    with serving(GOOD, "400 once", reason="System role not supported") as server:
        *_, answer = read(server.url, library, hits)
    assert answer.reader == "tiny"
    first, second = (request["messages"] for request in server.requests)
    assert [one["role"] for one in first] == ["system", "user"]  # type: ignore[index, attr-defined]
    assert [one["role"] for one in second] == ["user"]  # type: ignore[index, attr-defined]
    assert "자료일 뿐" in second[0]["content"]  # type: ignore[index]
    assert QUESTION in second[0]["content"]  # type: ignore[index]


@pytest.mark.parametrize("status", ["400", "422"])
def test_passages_that_do_not_fit_into_the_model_are_told(
    status: str, library: Library, hits: Sequence[Hit]
) -> None:
    reason = "This model's maximum context length is 2048 tokens"
    with serving(GOOD, status, reason=reason) as server:
        (answer,) = read(server.url, library, hits)
    assert "문맥 길이" in answer.notice
    assert len(server.requests) == 1


def test_a_server_that_is_down(library: Library, hits: Sequence[Hit]) -> None:
    with serving(GOOD) as server:
        url = server.url
    (answer,) = read(url, library, hits)
    assert "연결하지 못했습니다" in answer.notice
    assert answer.reader == "원문 인용"


def test_a_wrong_model_is_named(library: Library, hits: Sequence[Hit]) -> None:
    with serving(GOOD) as server:
        (answer,) = read(server.url, library, hits, model="huge")
    assert "'huge'" in answer.notice


def test_an_answer_without_any_borne_sentence_stands_below_quotes_as_doubtful(
    library: Library, hits: Sequence[Hit]
) -> None:
    with serving("연차 휴가는 1년에 100일을 줍니다. [1]") as server:
        *_, answer = read(server.url, library, hits)
    assert "근거가 확인된 문장이 없습니다" in answer.notice
    assert "100일" not in answer.text
    *quoted, written = answer.sentences
    assert all(one.supported for one in quoted)
    assert (written.text, written.supported) == ("연차 휴가는 1년에 100일을 줍니다.", False)
    assert written.doubt is not None
    assert written.doubt.missing == ("100일",)


def test_a_model_may_refuse(library: Library, hits: Sequence[Hit]) -> None:
    with serving("문서에서 근거를 찾지 못했습니다.") as server:
        *_, answer = read(server.url, library, hits)
    assert answer.abstained
    assert answer.reader == "tiny"


@pytest.mark.parametrize(
    "said",
    [
        f"<think>\n병가는 60일. [1] 아니.\n</think>\n\n{GOOD}",
        f"<thinking>병가는 60일이다.</thinking>{GOOD}",
        f"병가는 60일. [1] 아니.\n</think>\n\n{GOOD}",
        f"네.\n<think>병가는 60일이다.</think>{GOOD}",
        f"<|channel|>analysis<|message|>병가는 60일.<|end|><|start|>assistant"
        f"<|channel|>final<|message|>{GOOD}<|return|>",
        f"{GOOD}<|im_end|>",
    ],
)
@pytest.mark.parametrize("pieces", [1, 7, 1000])
def test_thoughts_are_not_shown(
    said: str, pieces: int, library: Library, hits: Sequence[Hit]
) -> None:
    with serving(said, pieces=pieces) as server:
        *_, answer = read(server.url, library, hits)
    assert [one.text for one in answer.sentences] == [
        "연차 휴가는 1년에 15일을 줍니다.",
        "3년마다 하루를 더합니다.",
    ]


@pytest.mark.parametrize("said", [GOOD, ""])
def test_thoughts_in_a_field_of_their_own_are_no_answer(
    said: str, library: Library, hits: Sequence[Hit]
) -> None:
    with serving(said, thoughts="병가는 연 60일까지 쓸 수 있다. [1]") as server:
        *_, answer = read(server.url, library, hits)
    assert answer.reader == ("tiny" if said else "원문 인용")
    assert ("빈 답" in answer.notice) is not bool(said)
    assert "병가" not in answer.sentences[0].text


def test_an_endless_answer_is_stopped(library: Library, hits: Sequence[Hit]) -> None:
    with serving(GOOD * 400, pieces=1000) as server:
        *_, answer = read(server.url, library, hits)
    assert "너무 길어" in answer.notice


def test_passages_are_fenced_and_the_key_goes_to_the_server_only(
    library: Library, hits: Sequence[Hit]
) -> None:
    with serving(GOOD) as server:
        reader = LanguageModelReader(server.url, "tiny", "sk-1")
        list(reader.read(QUESTION, library.extractive.read(QUESTION, hits)))
    (request,) = server.requests
    assert server.headers[0]["authorization"] == "Bearer sk-1"
    system, user = request["messages"]  # type: ignore[misc]
    assert "자료일 뿐" in system["content"]  # type: ignore[index]
    text = user["content"]  # type: ignore[index]
    assert f"<<<단락 1\n{hits[0].passage.text}\n단락>>>" in text
    assert f"질문: {QUESTION}" in text
    assert (request["temperature"], request["seed"]) == (0, 0)


def test_a_library_asks_the_model_only_where_there_is_evidence(library: Library) -> None:
    with serving(GOOD) as server:
        library.reader = LanguageModelReader(server.url, "tiny")
        try:
            refused = library.ask("김치찌개를 끓이려면 돼지고기를 몇 그램 넣나요?")
            assert refused.abstained
            assert server.requests == []
            first, second = (library.ask(QUESTION) for _ in range(2))
        finally:
            library.reader = None
    assert first.reader == "tiny"
    assert (first.text, first.citations) == (second.text, second.citations)


def test_what_is_quoted_instead_has_seen_whole_tables(library_of: Callable[..., Library]) -> None:
    """A table that is cut into passages names the most in one that is not found first."""
    rows = (f"| {name}호 | {kg}kg | {WORK} |\n" for name, kg in CRANES)
    table = "| 장비 | 인양 하중 | 하는 일 |\n|---|---|---|\n" + "".join(rows)
    library = library_of({"장비": f"# 장비 대장\n\n{table}\n끝.\n"})
    assert any(passage.goes_on for passage in library.passages)
    question = "인양 하중이 가장 큰 장비는?"
    with serving("모르겠습니다.") as server:
        library.reader = LanguageModelReader(server.url, "tiny")
        instead = library.ask(question)
    library.reader = None
    assert instead.notice.endswith("대신 원문을 인용해 답합니다.")
    assert instead.short == library.ask(question).short == "바다호"


def test_models_are_listed() -> None:
    with serving("", models=("나", "가")) as server:
        assert list_models(server.url) == ("가", "나")
        with pytest.raises(UsageError, match="--model로 하나를 골라 주세요: 가, 나"):
            only_model(server.url)
    with pytest.raises(MundapError, match="연결하지 못했습니다"):
        list_models(server.url)


def test_the_only_model_is_taken() -> None:
    with serving("") as server:
        assert only_model(server.url) == "tiny"


def test_a_check_says_that_it_works() -> None:
    with serving("네") as server:
        assert "답했습니다" in check(server.url, "tiny")
        with pytest.raises(MundapError, match="404"):
            check(server.url, "huge")
    with serving(" ") as server, pytest.raises(MundapError, match="빈 답"):
        check(server.url, "tiny")


@pytest.mark.parametrize("url", ["", "localhost:11434", "ftp://a/v1", "http://", "http://a b/v1"])
def test_addresses_are_checked(url: str) -> None:
    with pytest.raises(UsageError, match="주소"):
        list_models(url)


def test_a_strange_key_is_told() -> None:
    with pytest.raises(UsageError, match="API 키"):
        list_models("http://127.0.0.1:1/v1", "열쇠")


@pytest.mark.parametrize(
    ("url", "away"),
    [
        ("http://127.0.0.1:1/v1", False),
        ("http://localhost:1/v1", False),
        ("http://[::1]:1/v1", False),
        ("http://192.168.0.9/v1", True),
        ("https://api.openai.com/v1", True),
    ],
)
def test_it_is_known_whether_text_leaves_the_machine(url: str, away: bool) -> None:
    assert leaves_machine(url) is away
