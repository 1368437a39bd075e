import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from corpus import SAMPLE
from index import writing
from rag import Library
from rag.evaluation.runs import recording
from tests.rag.llm_server import serving
from ui.cli import main
from ui.commands import show_progress

ROOT = Path(__file__).parents[2]
HIT_KEYS = "rank score lexical_rank vector_rank passage_id source title page start end text".split()


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ui.cli import main\ncode = main(['--help'])\n"
        "heavy = {'torch', 'gradio', 'faiss', 'kiwipiepy', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("쓰는 법: mundap")
    assert "usage" not in done.stdout


def test_ask_prints_the_answer_and_its_evidence(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, _ = run(capsys, "ask", str(folder), "연차 휴가는 며칠인가요?")
    assert code == 0
    assert "연차 휴가는 1년에 15일을 준다. [1]" in out
    assert "휴가.md" in out


def test_ask_can_give_markdown(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, _ = run(capsys, "ask", str(folder), "--markdown", "연차 휴가는 며칠인가요?")
    assert code == 0
    assert "\n연차 휴가는 1년에 15일을 준다. [1]\n" in out
    assert "- [1] **휴가 규정** · 휴가.md · 연차\n\n  > 연차 휴가는 1년에 15일을 준다." in out


def test_a_search_without_any_word_says_so(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["search", str(folder), "ㅎㅈ"]) == 0
    assert capsys.readouterr().out.startswith("찾을 수 있는 낱말이 없습니다.")


def test_search_explains_itself(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    words = ("search", "--explain", "-k", "1", str(folder), "병가 진단서")
    _, out, _ = run(capsys, *words)
    assert "질문과 같은 낱말: 병가, 진단서" in out
    assert "점, 1위" in out
    _, out, _ = run(capsys, *words, "--json")
    hit = json.loads(out)["hits"][0]
    assert hit["matched"] == ["병가", "진단서"]
    assert hit["ranks"]["morphemes"] == 1
    assert set(hit["ranks"]) <= set(hit["channels"])


def test_the_json_of_ask_keeps_its_contract(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, _ = run(capsys, "ask", "--json", str(folder), "병가는 며칠까지 쓸 수 있나요?")
    row = json.loads(out)
    assert code == 0
    contract = "question answer abstained reader sentences citations hits timings_ms".split()
    assert set(contract) <= set(row)
    quote = row["citations"][0]
    text = (folder / quote["source"]).read_text(encoding="utf-8")
    assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert row["sentences"][0]["citations"] == [1]
    assert list(row["hits"][0]) == HIT_KEYS


def test_the_json_of_search_keeps_its_contract(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    _, out, _ = run(capsys, "search", "--json", "-k", "2", "--folder", str(folder), "출장비")
    row = json.loads(out)
    assert {"query", "hits", "timings_ms"} <= set(row)
    assert [hit["rank"] for hit in row["hits"]] == [1, 2]
    assert row["hits"][0]["source"] == "출장.txt"
    assert list(row["hits"][0]) == HIT_KEYS


def test_the_json_of_index_keeps_its_contract(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "표.xlsx").write_bytes(b"x")
    _, out, _ = run(capsys, "index", "--json", str(folder))
    row = json.loads(out)
    assert (row["added"], row["documents"], row["passages"]) == (3, 3, 4)
    assert row["unreadable"][0]["source"] == "표.xlsx"


def test_the_json_of_index_tells_that_there_is_no_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "깨짐.txt").write_bytes(b"\x00\xff" * 99)
    plain = run(capsys, "index", str(tmp_path))
    code, out, err = run(capsys, "index", "--json", str(tmp_path))
    row = json.loads(out)
    assert (code, plain[0]) == (1, 1)
    assert (row["documents"], row["unreadable"][0]["source"]) == (0, "깨짐.txt")
    assert row["error"]["kind"] == "failure"
    assert row["error"]["message"].startswith("읽을 수 있는 문서가 없습니다")
    assert err == plain[2]


def test_index_names_once_what_is_no_document(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "질문.jsonl").write_text('{"question": "왜?"}', encoding="utf-8")
    for number in range(7):
        (folder / f"{number}.mp3").write_bytes(b"x")
    code, _, err = run(capsys, "index", str(folder))
    lines = [line for line in err.splitlines() if line.startswith("색인하지 않음")]
    assert (code, lines) == (
        0,
        [
            "색인하지 않음: 0.mp3, 1.mp3, 2.mp3, 3.mp3, 4.mp3 등 7개: 문서로 읽는 형식이 아닙니다.",
            "색인하지 않음: 질문.jsonl: 질문 집합은 색인하지 않습니다.",
        ],
    )
    _, out, _ = run(capsys, "index", "--json", str(folder))
    assert len(json.loads(out)["passed_over"]) == 8


def test_a_file_of_questions_gives_a_line_each(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    rows = [
        {"id": "a", "question": "연차 휴가는 며칠인가요?"},
        {
            "id": "b",
            "question": "그럼 병가는?",
            "history": [{"question": "연차 휴가는 며칠인가요?", "answer": "15일입니다."}],
        },
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, out, _ = run(capsys, "ask", str(folder), "--questions", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert "60일" in answers[1]["answer"]


def test_eval_measures_a_question_set(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    row = {
        "id": "1",
        "kind": "direct",
        "question": "연차 휴가는 며칠인가요?",
        "answers": ["15일"],
        "evidence": [{"source": "휴가.md", "quote": "연차 휴가는 1년에 15일을 준다."}],
        "unanswerable": False,
    }
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    place = tmp_path / "run"
    code, out, err = run(capsys, "eval", "--json", str(folder), str(file), "-o", str(place))
    result = json.loads(out)
    assert (code, err) == (0, f"질문별 결과와 보고서를 남겼습니다: {place / 'report.html'}\n")
    assert result["questions"] == 1
    for name in ("recall@1", "recall@10", "mrr@10", "ndcg@10", "answer_contains"):
        assert set(result["metrics"][name]) == {"value", "low", "high"}
        assert result["metrics"][name]["value"] == result["metrics"][name]["high"] == 1.0, name
    assert set(result["by_kind"]) == {"direct"}
    assert (place / "run.trec").read_text(encoding="utf-8").startswith("1 Q0 휴가.md 1 ")
    answers = (place / "ragas.jsonl").read_text(encoding="utf-8")
    assert json.loads(answers)["reference"] == "15일"


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize(
    ("words", "where", "code", "told"),
    [
        ("search {} 병가 --json", "> /dev/full", 1, "결과를 쓰지 못했습니다(디스크가"),
        ("ask {} 병가는", "> /dev/full", 1, "결과를 쓰지 못했습니다(디스크가"),
        ("list {} --json", ">&-", 0, ""),
        ("list 없음", ">&- 2>&-", 2, ""),
        ("list 없음", "2> /dev/full", 2, ""),
        ("ask {} 병가는 | head -0; exit ${{PIPESTATUS[0]}}", "", 0, ""),
    ],
)
def test_a_stream_that_takes_nothing_is_borne(
    words: str, where: str, code: int, told: str, buffered: str, library: Library
) -> None:
    command = f"{sys.executable} -m ui {words.format(library.folder)} {where}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": buffered},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert (done.returncode, done.stderr[: len(told)]) == (code, told)
    assert len(done.stderr.splitlines()) == bool(told)


def test_ctrl_c_while_the_program_still_loads_says_nothing() -> None:
    code = (
        "import sys\nclass Interrupted:\n    def find_spec(self, name, *_):\n"
        "        if name == 'corpus.errors':\n            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from ui.__main__ import run\nsys.exit(run())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Two questions on the three small documents."""
    rows = [
        {
            "id": "1",
            "question": "연차 휴가는 며칠인가요?",
            "answers": ["15일"],
            "evidence": [{"source": "휴가.md", "quote": "연차 휴가는 1년에 15일을 준다."}],
        },
        {"id": "2", "question": "구내식당 점심값은 얼마인가요?", "unanswerable": True},
    ]
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_eval_perturbs_and_compares(
    capsys: pytest.CaptureFixture[str], folder: Path, asked: Path, tmp_path: Path
) -> None:
    words = ("eval", str(folder), str(asked))
    code, out, _ = run(capsys, *words, "--perturb", "spacing, nfd")
    assert code == 0
    assert "spacing     hit@1        1.000    1.000  +0.000" in out
    place = str(tmp_path / "비교")
    code, out, err = run(capsys, *words, "-o", place, "--compare", "base", "no-vector+bm25")
    assert code == 0
    assert "no-vector+bm25 (비교 기준: base)" in out
    assert (tmp_path / "비교/comparison.html").is_file()
    kept = [str(tmp_path / "비교" / name) for name in ("base", "no-vector+bm25")]
    code, again, err = run(capsys, "eval", "--compare", *kept)
    assert (code, err) == (0, "")
    assert again.count("1.000") == out.count("1.000")
    code, out, _ = run(capsys, "eval", "--json", "--compare", *kept)
    assert json.loads(out)["base"] == kept[0]


def test_eval_makes_drafts_that_eval_can_read(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "초안.jsonl"
    words = ("eval", str(folder), "--make-questions", "4", "-o", str(path))
    code, out, err = run(capsys, *words)
    assert (code, out) == (0, "")
    assert "질문 초안" in err
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert "휴가는 1년에 며칠을 주나요?" in " ".join(row["question"] for row in rows)
    code, out, err = run(capsys, "eval", str(folder), str(path), "--json")
    assert (code, json.loads(out)["questions"]) == (0, len(rows))
    assert f"초안 질문이 {len(rows)}개" in err
    code, _, err = run(capsys, *words)
    assert code == 2
    assert "이미 있는 파일입니다" in err


def test_a_language_model_writes_drafts_and_rules_those_that_it_cannot(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    words = ("eval", str(folder), "--make-questions", "2", "--llm")
    text = "재택근무는 일주일에 이틀까지 할 수 있으며, 하루 전까지 부서장에게 알리고 승인을 받는다."
    (folder / "재택.txt").write_text(f"{text} 재택근무 때에도 회의에는 나온다.", encoding="utf-8")
    written = {"question": "재택근무는 누구의 승인을 받나요?", "answer": "부서장", "quote": text}
    with serving(json.dumps(written)) as server:
        code, out, err = run(capsys, *words, server.url)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, len(rows)) == (0, 2)
    (row,) = (row for row in rows if row["question"] == written["question"])
    assert (row["answers"], row["draft"]) == (["부서장"], True)
    assert row["evidence"] == [{"source": "재택.txt", "quote": text}]
    assert "초안 1개는 언어 모델이 쓰지 못해 규칙으로 만들었습니다." in err
    assert f"언어 모델 tiny({server.url})로 질문을 만듭니다." in err
    with serving("", "401") as server:
        code, out, err = run(capsys, *words, server.url, "--model", "tiny")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "초안 2개는" in err
    assert "API 키를 받아들이지 않았습니다(401)" in err


def test_one_eval_at_a_time_writes_into_a_folder(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "q.jsonl"
    row = {"id": "1", "question": "연차 휴가는 며칠인가요?", "answers": ["15일"]}
    rows.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    words = ("eval", str(folder), str(rows), "-o", str(tmp_path / "결과"))
    with recording(tmp_path / "결과"):
        code, out, err = run(capsys, *words)
        assert (code, out) == (1, "")
        assert "다른 프로그램이 이 폴더에 결과를 남기고 있습니다" in err
    assert run(capsys, *words)[0] == 0


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Tests that run in the background of a script inherit that Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_eval_goes_on(folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "q.jsonl"
    asked = (
        {"id": n, "question": f"연차 휴가는 {n}년에 며칠인가요?", "answers": ["15일"]}
        for n in range(400)
    )
    rows.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in asked), "utf-8")
    records = tmp_path / "run/records.jsonl"
    words = [sys.executable, "-m", "ui", "eval", str(folder), str(rows), "-o", str(records.parent)]
    with subprocess.Popen(words, cwd=ROOT, stdout=-1, stderr=-1, text=True) as running:
        while running.poll() is None and not (records.is_file() and records.stat().st_size):
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert (running.returncode, out) == (130, "")
    assert "같은 명령으로 이어서 잽니다" in err
    done = records.read_text(encoding="utf-8").splitlines()
    assert 0 < len(done) < 400
    whole = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert whole.stdout.startswith("질문 400개")
    lines = records.read_text(encoding="utf-8").splitlines()
    assert lines[: len(done)] == done
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 400


@pytest.mark.parametrize(
    ("content", "words", "part"),
    [
        ("", (), "질문이 하나도 없는 파일입니다"),
        ('{"question": "a"', (), "JSON이 깨져 있습니다(나쁨.jsonl, 1번째 줄)"),
        ('{"question": "a"}', (), "'answers'나 'evidence' 항목이"),
        ('{"answers": ["a"]}', (), "'question' 항목이 없습니다(나쁨.jsonl, 1번째 줄)"),
        ('{"id": 1, "question": "a", "answers": ["a"]}\n' * 2, (), "'id' 항목이 겹칩니다: '1'"),
        (
            '{"question": "a", "evidence": [{"source": "없음.md"}]}',
            (),
            "하나도 문서에 없습니다(첫 번째: 나쁨.jsonl, 1번째 줄: evidence[0]의 source",
        ),
        ('{"question": "a\\ud83d", "answers": ["a"]}', (), "'question' 항목에 깨진 글자가"),
        ('{"question": "a", "answers": ["a"]}', ("--perturb", "오타"), "'오타' 변형은 없습니다"),
        ('{"question": "a", "answers": ["a"]}', ("--compare", "base"), "둘 이상"),
        ('{"question": "a", "answers": ["a"]}', ("--compare", "base", "x"), "'x' 설정은 없습니다"),
        ('{"question": "a", "answers": ["a"]}', ("-o", "문서"), "비어 있지 않습니다"),
        ('{"question": "a", "answers": ["a"]}', ("--make-questions", "3"), "문서 폴더에 씁니다"),
        ('{"question": "a", "answers": ["a"]}', ("--make-questions", "0"), "1 이상의"),
    ],
)
def test_broken_sets_are_told_before_anything_is_asked(
    content: str,
    words: tuple[str, ...],
    part: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("나쁨.jsonl").write_text(content, encoding="utf-8")
    code, out, err = run(capsys, "eval", "문서", "나쁨.jsonl", *words)
    assert (code, out) == (2, "")
    assert part in err
    assert len(err.strip().splitlines()) == 1


def test_eval_takes_sets_with_documents_and_says_what_cannot_be_found(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    qa = {"id": "s", "question": "물은 몇 도에서 끓나?", "answers": [{"text": "100도"}]}
    paragraph = {"context": "물은 100도에서 끓는다.", "qas": [qa]}
    squad = tmp_path / "dev.json"
    squad.write_text(json.dumps({"data": [{"title": "물", "paragraphs": [paragraph]}]}))
    code, out, _ = run(capsys, "eval", str(squad))
    assert code == 0
    assert out.startswith("질문 1개, 문서 1개, 단락 1개")
    (folder / "물.txt").write_text("앞 글이다.\n\n물은 100도에서 끓는다.\n", encoding="utf-8")
    code, out, _ = run(capsys, "eval", "--json", str(folder), str(squad))
    assert json.loads(out)["settings"]["documents"] == 4
    assert json.loads(out)["metrics"]["hit@1"]["value"] == 1.0
    beir = tmp_path / "beir"
    (beir / "qrels").mkdir(parents=True)
    (beir / "corpus.jsonl").write_text('{"_id": "d", "title": "", "text": "물은 젖는다."}')
    (beir / "queries.jsonl").write_text('{"_id": "q", "text": "젖는 물"}')
    (beir / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t1\n")
    code, out, _ = run(capsys, "eval", "--json", str(beir))
    assert json.loads(out)["by_kind"]["beir"]["ndcg@10"]["value"] == 1.0
    judged = tmp_path / "판정.txt"
    judged.write_text("q1 0 휴가.md 1\nq1 0 없음.md 1\n", encoding="utf-8")
    (tmp_path / "queries.tsv").write_text("q1\t연차 휴가는?\n", encoding="utf-8")
    code, out, err = run(capsys, "eval", "--json", str(folder), str(judged))
    assert json.loads(out)["metrics"]["recall@10"]["value"] == 0.5
    assert err.startswith("근거 1개가 문서에 없어 찾지 못한 것으로 셉니다.\n")
    assert "질문 'q1': evidence[1]의 source 문서가 없음(없음.md)" in err


def test_verify_finds_damage(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "index", str(folder))
    assert run(capsys, "verify", str(folder))[0] == 0
    path = next((folder / ".mundap").glob("gen-*/vectors.faiss"))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    code, out, _ = run(capsys, "verify", str(folder))
    assert code == 1
    assert "손상" in out


def test_doctor_finds_all_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "doctor", "--json")
    assert code == 0
    assert json.loads(out)["ok"] is True


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("index", "없는폴더"), 2, "찾을 수 없습니다"),
        (("index", "긴" * 300), 2, "찾을 수 없습니다"),
        (("ask", "빈폴더", "무엇인가요?"), 1, "문서가 없습니다"),
        (("ask", "나쁜폴더", "무엇인가요?"), 1, "읽을 수 있는 문서가 없습니다"),
        (("ask", "빈폴더"), 2, "질문을 적어"),
        (("ask", "문서", " "), 2, "비어 있습니다"),
        (("ask", "문서", "가" * 10_000), 2, "너무 깁니다"),
        (("ask", "문서", "병가는\udcbf 며칠?"), 2, "질문에 깨진 글자가 있습니다(4번째 글자)"),
        (("search", "문서", "\ud83d"), 2, "질문에 깨진 글자가"),
        (("ask", "문서", "--questions", "없음.jsonl"), 2, "읽을 수 없습니다"),
        (("ask", "문서", "--questions", "목록.jsonl"), 2, "JSON 목록으로 적힌"),
        (("search", "빈폴더", ""), 2, "비어 있습니다"),
        (
            ("ask", "문서", "병가는", "며칠", "인가요?"),
            2,
            '질문은 따옴표로 묶어 주세요(예: mundap ask 문서 "병가는 며칠 인가요?").',
        ),
        (
            ("search", "병가", "진단서"),
            2,
            "'병가'를 찾을 수 없습니다. 경로를 확인하고, 빈칸이 있는 질문은 따옴표로 묶어 "
            '주세요(예: mundap search "병가 진단서").',
        ),
        (("ask", "--folder", "문서", "병가", "며칠"), 2, 'ask --folder 문서 "병가 며칠"'),
        (("ask", "가" * 2001), 2, "질문이 너무 깁니다"),
        (("eval", "문서"), 2, "질문 집합"),
        (("먹어", "문서"), 2, "mundap --help"),
        (("search", "문서", "질의", "-k", "하나"), 2, "정수"),
        (("search", "문서", "질의", "-k", "0"), 2, "1 이상의 정수"),
    ],
)
def test_bad_input_gets_one_korean_sentence(
    words: tuple[str, ...],
    code: int,
    part: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("빈폴더").mkdir()
    Path("나쁜폴더").mkdir()
    Path("나쁜폴더/깨짐.txt").write_bytes(b"\x00\xff" * 99)
    Path("목록.jsonl").write_text('[{"question": "며칠?"}]', encoding="utf-8")
    got, out, err = run(capsys, *words)
    assert (got, out) == (code, "")
    assert part in err
    assert "Traceback" not in err


def test_errors_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "index", "--json", "없는폴더")
    error = json.loads(out)["error"]
    assert code == 2
    assert error["kind"] == "usage"
    assert error["message"] == err.strip()


def test_korean_is_written_whatever_the_locale(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "ask", str(folder), "연차 휴가는 며칠인가요?"],
        cwd=ROOT,
        env={**os.environ, "LANG": "C", "LC_ALL": ""},
        capture_output=True,
    )
    assert "15일".encode() in done.stdout


def test_the_sample_corpus_is_the_default(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = run(
        capsys, "search", "--index", str(tmp_path), "오픈AI 투자", "-k", "1", "--json"
    )
    assert code == 0
    assert (SAMPLE / json.loads(out)["hits"][0]["source"]).is_file()


def test_ask_with_a_language_model(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("ask", str(folder), "연차 휴가는 며칠인가요?", "--json")
    with serving("연차 휴가는 1년에 15일을 줍니다. [1]") as server:
        code, out, err = run(capsys, *words, "--llm", server.url)
        assert (code, json.loads(out)["reader"]) == (0, "tiny")
        assert f"언어 모델 tiny({server.url})로 답합니다." in err
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
        _, out, _ = run(capsys, *words)
        assert json.loads(out)["answer"] == "연차 휴가는 1년에 15일을 줍니다. [1]"
        assert server.headers[-1]["authorization"] == "Bearer sk-1"
        monkeypatch.setenv("OPENAI_MODEL", "huge")
        _, out, _ = run(capsys, *words)
        assert "'huge'" in json.loads(out)["notice"]
        assert json.loads(out)["reader"] == "원문 인용"


def test_a_language_model_must_be_named_where_there_are_many(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    with serving("", models=("가", "나")) as server:
        code, _, err = run(capsys, "ask", str(folder), "며칠?", "--llm", server.url)
    assert code == 2
    assert "--model로 하나를 골라 주세요: 가, 나" in err
    code, _, err = run(capsys, "ask", str(folder), "며칠?", "--model", "가")
    assert code == 2
    assert "--llm" in err


def test_eval_with_a_language_model(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "q.jsonl"
    quote = "연차 휴가는 1년에 15일을 준다."
    row = {"id": "1", "kind": "숫자", "question": "연차 휴가는 며칠인가요?", "answers": ["15일"]}
    row |= {"evidence": [{"source": "휴가.md", "quote": quote}], "unanswerable": False}
    rows.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    said = "연차 휴가는 1년에 15일을 줍니다. [1] 연차 휴가는 매달 99일을 줍니다. [1]"
    with serving(said) as server:
        _, out, _ = run(capsys, "eval", str(folder), str(rows), "--json", "--llm", server.url)
    metrics = {name: value["value"] for name, value in json.loads(out)["metrics"].items()}
    assert metrics["citation_precision"] == metrics["citation_recall"] == 1
    assert metrics["citation_coverage"] == 0.5
    assert json.loads(out)["settings"]["reader"] == "tiny"


def test_list_tells_the_state_of_every_document(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "빈.txt").write_text("", encoding="utf-8")
    (folder / "초안.md").write_text("초안이다.", encoding="utf-8")
    (folder / ".mundapignore").write_text("초안*\n", encoding="utf-8")
    _, out, _ = run(capsys, "list", "--json", str(folder))
    assert {row["state"] for row in json.loads(out)["documents"]} == {"new", "ignored"}
    run(capsys, "index", str(folder))
    (folder / "급여.txt").write_text("급여일은 매월 21일이다.", encoding="utf-8")
    (folder / "출장.txt").unlink()
    (folder / "새\n것.txt").write_text("새 글이다.", encoding="utf-8")
    _, out, _ = run(capsys, "list", "--json", str(folder))
    rows = {row["source"]: row for row in json.loads(out)["documents"]}
    assert {source: row["state"] for source, row in rows.items()} == {
        "급여.txt": "changed",
        "빈.txt": "unreadable",
        "새\n것.txt": "new",
        "초안.md": "ignored",
        "출장.txt": "gone",
        "휴가.md": "indexed",
    }
    assert (rows["휴가.md"]["title"], rows["휴가.md"]["passages"]) == ("휴가 규정", 2)
    assert rows["휴가.md"]["bytes"] == (folder / "휴가.md").stat().st_size
    assert "비어 있" in rows["빈.txt"]["reasons"][0]
    code, out, _ = run(capsys, "list", str(folder))
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("바뀜 · 급여.txt · 단락 1개 · ")
    assert lines[1].startswith("읽지 못함 · 빈.txt")
    assert lines[3].startswith("새 문서 · 새�것.txt")
    assert "모두 6개: 읽음 1, 바뀜 1, 새 문서 1, 사라짐 1, 읽지 못함 1, 뺀 문서 1" in lines


def test_a_removed_document_is_found_no_more_until_it_is_restored(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    def found() -> set[str]:
        _, out, _ = run(capsys, "search", "--json", str(folder), "연차 휴가와 급여")
        return {hit["source"] for hit in json.loads(out)["hits"]}

    assert {"휴가.md", "급여.txt"} <= found()
    code, out, _ = run(capsys, "remove", str(folder), "휴가.md", str(folder / "급여.txt"))
    assert code == 0
    assert out.startswith("뺐습니다. 파일은 그대로 있습니다: 휴가.md")
    assert found() == {"출장.txt"}
    assert (folder / "휴가.md").is_file()
    code, out, _ = run(capsys, "remove", "--restore", "--json", "--folder", str(folder), "휴가.md")
    assert (code, json.loads(out)["added"]) == (0, 1)
    assert found() == {"휴가.md", "출장.txt"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("remove",), "폴더와 그 안의 문서를"),
        (("remove", "문서"), "폴더와 그 안의 문서를"),
        (("remove", "문서", "없음.md"), "'없음.md' 문서가 없습니다"),
        (("remove", "없는폴더", "휴가.md"), "찾을 수 없습니다"),
        (("remove", "문서/휴가.md", "휴가.md"), "폴더를 지정해"),
        (("remove", "--restore", "문서", "휴가.md"), "mundap remove로 뺀 문서가 아닙니다"),
        (("remove", "--restore", "문서", "휴가.md/표.xlsx"), "'휴가.md'를 적어 주세요"),
        (("list", "없는폴더"), "찾을 수 없습니다"),
    ],
)
def test_what_cannot_be_removed_is_misuse(
    words: tuple[str, ...],
    part: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert part in err


def test_who_names_no_folder_is_told_that_the_sample_is_searched(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    told = "예제 문서에서 찾습니다"
    assert told in run(capsys, "search", "블랙웰 트랜지스터", "-k", "1")[2]
    assert told not in run(capsys, "search", str(folder), "연차 휴가", "-k", "1")[2]


def test_a_broken_index_is_made_anew_and_that_is_said(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "index", str(folder))
    (folder / ".mundap/current").write_bytes(b"\xff\xfe")
    code, out, _ = run(capsys, "list", str(folder))
    assert (code, "읽음" in out, "새 문서" in out) == (0, False, True)
    code, out, err = run(capsys, "ask", str(folder), "병가는 며칠까지 쓸 수 있나요?")
    assert (code, "60일" in out) == (0, True)
    assert err == "색인이 손상되었거나 다른 버전의 것이어서 새로 만들었습니다.\n"
    assert run(capsys, "ask", str(folder), "병가는 며칠까지 쓸 수 있나요?")[2] == ""


def test_many_unreadable_files_do_not_drown_the_answer(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    for number in range(8):
        (folder / f"빈 {number}.txt").write_text("", encoding="utf-8")
    lines = run(capsys, "ask", str(folder), "병가는 며칠까지 쓸 수 있나요?")[2].splitlines()
    lines = [line for line in lines if "읽지 못" in line]
    assert len(lines) == 6
    assert lines[-1].startswith("그 밖에 읽지 못한 파일이 3개")
    again = run(capsys, "ask", str(folder), "병가는 며칠까지 쓸 수 있나요?")[2]
    assert again == "읽지 못한 파일이 8개 있습니다. 'mundap list'로 볼 수 있습니다.\n"
    assert len(run(capsys, "index", str(folder))[2].splitlines()) == 8


def test_a_folder_whose_documents_are_all_left_out_says_so(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / ".mundapignore").write_text("*\n", encoding="utf-8")
    code, out, err = run(capsys, "index", str(folder))
    assert (code, out) == (1, "")
    assert ".mundapignore" in err


def test_no_second_writer_while_one_is_at_work(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "index", str(folder))
    with writing(folder / ".mundap"):
        code, _, err = run(capsys, "remove", str(folder), "휴가.md")
        assert (code, "다른 프로그램이" in err) == (1, True)
        assert run(capsys, "list", str(folder))[0] == 0
    assert run(capsys, "remove", str(folder), "휴가.md")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frob",), "고를 수 없는 값입니다: 'frob'."),
        (("ask", "-k", "abc"), "1 이상의 정수가 아닌 값입니다: 'abc'."),
        (("eval", "--compare"), "값이 필요합니다: --compare."),
        (("chat", "--m", "x"), "어느 옵션인지 알 수 없습니다: --m → --mcp, --model."),
        (("list", "--json=1"), "값을 받지 않는 옵션에 값이 있습니다: '1'."),
    ],
)
def test_misuse_is_told_in_korean_only(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert err.startswith(said)
    assert "invalid" not in err


def test_who_types_nothing_more_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, err) == (0, "")
    assert out.startswith("쓰는 법: mundap")
    assert "브라우저에서 묻고 답합니다" in out


@pytest.mark.parametrize("columns", ["30", "56", "120"])
@pytest.mark.parametrize("words", [(), ("chat",), ("eval",)])
def test_help_is_korean_however_narrow_the_terminal(
    words: tuple[str, ...],
    columns: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = run(capsys, *words, "--help")
    assert (code, "이 도움말을" in out) == (0, True)
    assert not re.search(r"usage|options|positional|show|message|exit", out)


@pytest.mark.parametrize("command", ["chat", "ask", "eval", "remove"])
def test_the_columns_of_help_stand_right_in_a_terminal(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    rows = [re.match(r"(  \S.*?  +)\S", line) for line in out.splitlines()]
    starts = {sum(1 + (east_asian_width(sign) in "WF") for sign in row[1]) for row in rows if row}
    assert len(starts) == 1
    assert not re.search(r"\b(HOST|PORT|K|QUESTIONS|AUTH_FILE)\b", out)


def test_a_bar_of_progress_never_breaks_its_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for columns in (20, 40, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        show_progress("문서 읽기", 5, 1000)
        line = capsys.readouterr().err.strip("\r\n")
        assert sum(1 + (east_asian_width(sign) in "WF") for sign in line) < max(columns, 24)


@pytest.mark.parametrize(
    ("host", "port", "told"),
    [
        ("192.0.2.7", "0", "이 컴퓨터의 주소가 아니어서 열 수 없습니다(--host 192.0.2.7)"),
        ("없는..주소", "0", "이 컴퓨터의 주소가 아니어서"),
        ("2001:db8::7", "0", "이 컴퓨터의 주소가 아니어서 열 수 없습니다(--host 2001:db8::7)"),
        ("127.0.0.1", "70000", "포트는 0에서 65535까지"),
    ],
)
def test_where_the_page_cannot_be_opened_is_told(
    host: str, port: str, told: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    words = ("chat", str(folder), "--no-browser", "--host", host, "--port", port)
    code, out, err = run(capsys, *words)
    assert (code, out, err[: len(told)]) == (2, "", told)


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not _has_ipv6(), reason="no IPv6 here")


@pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("::1", marks=needs_ipv6)])
def test_a_port_that_is_taken_is_told_with_another(
    host: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        words = ("chat", str(folder), "--no-browser", "--host", host, "--port", str(port))
        code, _, err = run(capsys, *words)
    assert code == 2
    assert err.startswith(f"127.0.0.1:{port} 에서 열 수 없습니다. 다른 포트를")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("[::1]", marks=needs_ipv6)])
def test_the_page_is_closed_with_ctrl_c_in_korean(folder: Path, host: str) -> None:
    words = ["chat", str(folder), "--no-browser", "--host", host, "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = rf"문답을 http://{re.escape(host)}:(\d+) 에서 열었습니다"
    opened = re.match(told, process.stdout.readline())
    assert opened is not None
    socket.create_connection((host.strip("[]"), int(opened[1]))).close()
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert said.splitlines() == ["문답을 끝냈습니다."]
    assert process.returncode == 0
