import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import SAMPLE
from ui.cli import main

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
    code, out, _ = run(capsys, "eval", "--json", str(folder), str(file))
    result = json.loads(out)
    assert code == 0
    assert result["questions"] == 1
    for name in ("recall@1", "recall@10", "mrr@10", "ndcg@10", "answer_contains"):
        assert result["metrics"][name] == {"value": 1.0, "low": 1.0, "high": 1.0}, name
    assert set(result["by_kind"]) == {"direct"}


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
        (("ask", "빈폴더", "무엇인가요?"), 1, "문서가 없습니다"),
        (("ask", "나쁜폴더", "무엇인가요?"), 1, "읽을 수 있는 문서가 없습니다"),
        (("ask", "빈폴더"), 2, "질문을 적어"),
        (("ask", "문서", " "), 2, "비어 있습니다"),
        (("ask", "문서", "가" * 10_000), 2, "너무 깁니다"),
        (("ask", "문서", "--questions", "없음.jsonl"), 2, "읽을 수 없습니다"),
        (("eval", "문서"), 2, "질문 집합"),
        (("먹어", "문서"), 2, "mundap --help"),
        (("search", "문서", "질의", "-k", "하나"), 2, "정수"),
        ((), 2, "필요한 인자"),
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
