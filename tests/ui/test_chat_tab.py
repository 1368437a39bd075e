import json
import time
from pathlib import Path

import pytest

from corpus import Document
from rag import Library
from ui.chat_tab import follow_ups, keep_feedback, replies
from ui.workspace import Workspace, status_row


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    workspace = Workspace(Library.open(folder))
    workspace.start()
    return workspace


def asked(question: str, **more: object) -> dict[str, object]:
    return {"turn": "t1", "question": question, "history": [], "settings": {}, **more}


def test_the_first_answer_waits_for_the_documents(workspace: Workspace) -> None:
    first, *_, last = replies(workspace, asked("연차 휴가는 며칠인가요?"))
    assert 'class="remark busy"' in str(first["told"])
    assert not first["whole"]
    assert last["whole"]
    assert "15일" in str(last["told"])
    assert "<mark" in str(last["sources"])
    assert last["row"]["citations"][0]["source"] == "휴가.md"  # type: ignore[index]


def test_errors_are_told_in_place_of_the_answer(workspace: Workspace) -> None:
    *_, last = replies(workspace, asked("가" * 2500))
    assert "질문이 너무 깁니다" in str(last["told"])
    assert (last["whole"], last["failed"]) == (True, True)


def test_an_update_that_goes_on_stops_no_question(workspace: Workspace) -> None:
    list(replies(workspace, asked("연차 휴가는 며칠인가요?")))
    workspace.start()
    assert workspace.status.busy
    *_, last = replies(workspace, asked("연차 휴가는 며칠인가요?"))
    assert "15일" in str(last["told"])


def test_without_documents_nothing_is_sought(tmp_path: Path) -> None:
    workspace = Workspace(Library.open(tmp_path))
    _settled(workspace)
    (only,) = replies(workspace, asked("연차 휴가는 며칠인가요?"))
    assert (only["whole"], only["failed"]) == (True, True)
    assert "아직 읽은 문서가 없어" in str(only["told"])
    row = status_row(workspace)
    assert (row["text"], row["failed"], row["empty"]) == ("아직 문서가 없습니다.", False, True)
    (tmp_path / "빈 파일.hwp").write_bytes(b"")
    _settled(workspace)
    row = status_row(workspace)
    assert (row["text"], row["failed"]) == ("읽을 수 있는 문서가 없습니다.", True)


def _settled(workspace: Workspace) -> None:
    workspace.start()
    while workspace.status.busy:
        time.sleep(0.01)


def test_the_status_says_when_documents_are_ready(workspace: Workspace) -> None:
    assert status_row(workspace)["busy"] is True
    list(workspace.waiting())
    while workspace.status.busy:
        pass
    row = status_row(workspace)
    assert row["text"] == "문서 3개 · 단락 4개"
    assert row["name"] == "문서"


def test_follow_ups_are_about_what_stands_beside_and_get_answers(library: Library) -> None:
    answer = library.ask("연차 휴가는 며칠인가요?")
    cited = [{"passage_id": c.passage.id, "source": c.passage.source} for c in answer.citations]
    questions = follow_ups(library, {"question": answer.question, "citations": cited})
    assert questions == ["병가에 대해 알려 주세요"]
    assert not library.ask(questions[0]).abstained


def test_follow_ups_begin_with_what_is_nearest() -> None:
    names = ("목적", "근무시간", "재택근무", "연차휴가", "병가", "징계")
    text = "".join(f"## {name}\n\n{name}에 대한 규정은 총무과가 정한다.\n\n" for name in names)
    library = Library.from_documents([Document("복무.md", "복무", text)])
    answer = library.ask("연차휴가에 대한 규정은 누가 정하나요?", answer_anyway=True)
    cited = [{"passage_id": c.passage.id, "source": c.passage.source} for c in answer.citations]
    first, second, *_ = follow_ups(library, {"question": answer.question, "citations": cited[:1]})
    assert {first[:2], second[:2]} == {"재택", "병가"}


def test_feedback_is_kept_beside_the_index(library: Library) -> None:
    for rating in ("up", "down"):
        path = keep_feedback(library, {"rating": rating, "reason": "까닭", "question": "물음"})
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert [row["rating"] for row in rows] == ["up", "down"]
    assert rows[0]["reason"] == "까닭"
    library.update()
    assert Path(path).is_file()
