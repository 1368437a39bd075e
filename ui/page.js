// Runs once, for the conversation. Gradio provides `element`, `trigger` and `watch`.
const SHOWN_MS = 2000;
const MARGIN_PX = 12;

document.documentElement.lang = "ko";

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Over plain HTTP from another machine there is no clipboard interface.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

async function copyAnswer(button) {
  const label = button.textContent;
  await copy(button.dataset.markdown);
  button.textContent = "복사했습니다";
  setTimeout(() => { button.textContent = label; }, SHOWN_MS);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.markdown) copyAnswer(button);
  if (button?.dataset.question) {
    trigger("click", {
      question: button.dataset.question,
      anyway: "anyway" in button.dataset,
    });
    // The button goes away; whoever pressed it by keyboard goes on typing.
    if (event.detail === 0) document.querySelector("#question textarea").focus();
  }
});

// The newest question stays in view, and a long answer is read from its beginning.
watch("value", () => {
  const last = [...element.querySelectorAll(".mundap-turn")].at(-1);
  if (last) element.closest("#chat").scrollTop = last.offsetTop - MARGIN_PX;
});
