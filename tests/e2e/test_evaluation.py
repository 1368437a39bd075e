"""Point 4: running a question set."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect


def test_a_question_set_is_run_looked_at_and_reported(page: Page, tmp_path: Path) -> None:
    quote = "블랙웰 B100에는 트랜지스터가 2,080억 개 들어 있다."
    asked = (
        ("블랙웰 B100의 트랜지스터는 몇 개인가요?", "2,080억", quote),
        (
            "H100의 트랜지스터는 몇 개인가요?",
            "<999억>",
            "H100에는 트랜지스터가 800억 개 들어 있다.",
        ),
    )
    rows = [
        {
            "id": str(number),
            "kind": "숫자",
            "question": question,
            "answers": [answer],
            "evidence": [{"source": "칩.md", "quote": where}],
            "unanswerable": False,
        }
        for number, (question, answer, where) in enumerate(asked)
    ]
    path = tmp_path / "칩 질문.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    page.locator("#tab-evaluation").click()
    assert not page.locator("#run-sample").is_visible()
    for _ in range(2):
        page.locator("#question-set").set_input_files(path)
        page.locator("#run-result").wait_for()
        page.locator("#failed", has_text="다시 볼 질문 1개").wait_for()
    assert "답이 틀림" in page.locator("#failures").inner_text()
    assert "정답: <999억>" in page.locator("#failures").inner_text()
    assert page.locator("#plots svg").count() >= 2
    page.set_viewport_size({"width": 1440, "height": 400})
    page.locator("#tab-evaluation").scroll_into_view_if_needed()
    page.get_by_role("button", name="결과 보기").last.click()
    expect(page.locator("#run-result h3").first).to_be_in_viewport()
    page.locator("#against").select_option(index=1)
    page.locator("#figures th", has_text="차이(오차 범위)").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="보고서 내려받기").first.click()
    assert download.value.suggested_filename.startswith("칩 질문.jsonl")
    page.get_by_role("button", name="대화에서 물어보기").click()
    page.locator(".turn sup").first.wait_for()
    assert page.locator(".turn .question").inner_text() == asked[1][0]
