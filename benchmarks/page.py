"""How the page feels in Chromium: `python -m benchmarks.page`.

Serves the sample corpus and measures, in milliseconds: the first paint and how soon the box can be
used; Enter to the first text of an answer; and with a conversation of 1,000 exchanges, all of them
shown: frames while scrolling, a key to its letter on the screen, and a new question to its first
text. Needs an idle machine; it tells the load.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import serving
from corpus import SAMPLE
from rag.evaluation.questions import read_questions

EXCHANGES = 1000
QUESTIONS = 20
FILL = """async (count) => {
  const name = (await indexedDB.databases())[0].name;
  const database = await new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const rows = await new Promise((resolve) => {
    const request = database.transaction('exchanges').objectStore('exchanges').getAll();
    request.onsuccess = () => resolve(request.result);
  });
  const writing = database.transaction(['conversations', 'exchanges'], 'readwrite');
  writing.objectStore('conversations')
    .put({ id: 'long', title: '긴 대화', created: 1, updated: Date.now() });
  for (let number = 0; number < count; number++) {
    writing.objectStore('exchanges')
      .put({ ...rows[number % rows.length], conversation: 'long', number, id: `t${number}` });
  }
  await new Promise((resolve) => { writing.oncomplete = resolve; });
}"""
ANSWERED = """(question) => new Promise((resolve) => {
  const box = document.querySelector('#box');
  box.value = question;
  const before = document.querySelectorAll('.turn').length;
  const started = performance.now();
  const observer = new MutationObserver(() => {
    const turn = [...document.querySelectorAll('.turn')].at(-1);
    const text = turn?.querySelector('.told :is(.text, .refusal)');
    if (!text || document.querySelectorAll('.turn').length <= before) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - started));
  });
  observer.observe(document.querySelector('#turns'), { childList: true, subtree: true });
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
})"""
SCROLLED = """() => new Promise((resolve) => {
  const chat = document.querySelector('#chat');
  const step = 150; // a hard push of the wheel
  const frames = [];
  let last;
  chat.scrollTop = 0;
  const move = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    chat.scrollTop += step;
    if (frames.length < 600) requestAnimationFrame(move);
    else resolve(frames);
  };
  requestAnimationFrame(move);
})"""
TYPED = """() => new Promise((resolve) => {
  const box = document.querySelector('#box');
  const taken = [];
  const type = () => {
    if (taken.length === 60) { box.value = ''; return resolve(taken); }
    const started = performance.now();
    box.focus();
    document.execCommand('insertText', false, '가');
    void box.offsetHeight;
    requestAnimationFrame(() => setTimeout(() => {
      taken.push(performance.now() - started);
      setTimeout(type, 20);
    }));
  };
  type();
})"""


def main() -> None:
    """Print a line for each measure."""
    with (
        tempfile.TemporaryDirectory() as home,
        serving("--index", f"{home}/index", environment={"HOME": home}) as address,
        sync_playwright() as play,
    ):
        chromium = shutil.which("chromium")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 860})
        page.goto(address)
        page.wait_for_selector("#examples button", timeout=120_000)
        measure_start(page)
        measure_answers(page)
        measure_long(page)
        browser.close()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def measure_start(page: Page) -> None:
    """A reload, when everything is indexed."""
    painted, usable = [], []
    for _ in range(5):
        page.reload()
        page.wait_for_selector("#mundap [data-ready]")
        usable.append(page.evaluate("performance.now()"))
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(page.evaluate(paint))
    tell("first paint", painted)
    tell("ready to be used", usable)


def measure_answers(page: Page) -> None:
    """Enter to the first text, over questions of the sample."""
    questions = read_questions(Path(SAMPLE) / "questions.jsonl").questions[:QUESTIONS]
    tell("Enter to first text", [ask(page, one.question) for one in questions])


def measure_long(page: Page) -> None:
    """With all of a long conversation shown."""
    page.evaluate(FILL, EXCHANGES)
    page.reload()
    page.locator("#conversation-list .title", has_text="긴 대화").click()
    page.wait_for_function("document.querySelectorAll('.turn').length >= 20")
    tell("frame, scrolling 20 exchanges", page.evaluate(SCROLLED))
    while page.locator("#earlier").is_visible():
        page.locator("#earlier").evaluate("button => button.click()")
        page.wait_for_function("!document.querySelector('#earlier').disabled")
    count = page.locator(".turn").count()
    tell(f"frame, scrolling {count} exchanges", page.evaluate(SCROLLED))
    tell(f"a letter, {count} exchanges", page.evaluate(TYPED))
    texts = ["소라는 누가 만들었나요?", "H100은 무엇인가요?", "마하-1은 무엇인가요?"]
    tell(f"Enter to first text, {count} exchanges", [ask(page, text) for text in texts])


def ask(page: Page, question: str) -> float:
    """Milliseconds until the first text; returns when the answer is whole."""
    taken = float(page.evaluate(ANSWERED, question))
    page.wait_for_function("[...document.querySelectorAll('.turn')].at(-1).ariaBusy === 'false'")
    return taken


def tell(what: str, taken: Sequence[float]) -> None:
    """The median, the 95th percentile and the longest."""
    median, high, longest = np.percentile(taken, (50, 95, 100))
    print(
        f"{what:40} median {median:7.1f}  p95 {high:7.1f}  longest {longest:7.1f}  n={len(taken)}"
    )


if __name__ == "__main__":
    main()
