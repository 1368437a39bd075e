// The settings of one user, in this browser; they go along with every question.
const SETTINGS_KEY = `mundap-settings-${user}`;
// The API key is gone with the tab unless the user wants it kept.
const API_KEY = `mundap-key-${user}`;
const form = $("#settings");

function settings() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(SETTINGS_KEY));
  } catch {
    // What cannot be read is as if it were not there.
  }
  return { ...kept, key: (kept?.remember && kept.key) || (sessionStorage.getItem(API_KEY) ?? "") };
}

function keepSettings() {
  const fields = form.elements;
  const key = fields.key.value.trim();
  const remember = fields.remember.checked;
  const kept = {
    reader: fields.reader.value,
    url: fields.url.value.trim(),
    model: fields.model.value.trim(),
    key: remember ? key : "",
    remember,
    k: Math.min(50, Math.max(1, Math.round(Number(fields.k.value)) || 10)),
    muted: $$("#channels input:not(:checked)").map((input) => input.value),
    rerank: fields.rerank.checked,
    theme: fields.theme.value,
  };
  localStorage.setItem(SETTINGS_KEY, JSON.stringify(kept));
  if (remember) sessionStorage.removeItem(API_KEY);
  else sessionStorage.setItem(API_KEY, key);
  applyTheme();
  showReaderFields();
  showWhereThingsGo();
}

function applyTheme() {
  const { theme } = settings();
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.classList.toggle("dark", theme ? theme === "dark" : system);
}

// Whether questions and passages go to a language model on another computer.
function leavesMachine() {
  const { reader, url, model } = settings();
  return reader === "llm" && url && model ? isAway(url) : reader !== "quote" && status.away;
}

function isAway(url) {
  try {
    return !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
  } catch {
    return false; // what is no address goes nowhere
  }
}

function showWhereThingsGo() {
  $("#stays").textContent = leavesMachine()
    ? "질문과 찾은 단락을 다른 컴퓨터에 있는 언어 모델에 보냅니다." : "질문과 문서는 이 컴퓨터를 떠나지 않습니다.";
}

function showReaderFields() {
  const { reader, url, model } = form.elements;
  $("#model-settings").hidden = reader.value !== "llm";
  $("#model-away").hidden = !isAway(url.value);
  $("#model-missing").hidden = url.value.trim() && model.value.trim();
}

async function refreshSettings() {
  const choices = await call("setting_choices");
  if (!choices) return;
  const kept = settings();
  $("#default-reader").textContent = choices.reader;
  $("#reranker").textContent = choices.reranker
    ? `(${choices.reranker})` : "(문답을 --reranker와 함께 켜면 쓸 수 있습니다)";
  form.elements.rerank.disabled = !choices.reranker;
  $("#channels").replaceChildren(...choices.channels.map(([name, label]) => {
    const box = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "checkbox", value: name });
    input.checked = !(kept.muted ?? []).includes(name);
    box.append(input, ` ${label}`);
    return box;
  }));
  for (const name of ["reader", "url", "model", "key", "theme"]) form.elements[name].value = kept[name] ?? "";
  form.elements.remember.checked = kept.remember ?? false;
  form.elements.k.value = kept.k ?? 10;
  form.elements.rerank.checked = kept.rerank ?? true;
  showReaderFields();
}

const modelAsked = () => ({
  url: form.elements.url.value, model: form.elements.model.value.trim(), key: form.elements.key.value,
});

// What a server of a language model says, or what is wrong with it, beside its fields.
async function askModel(name, waiting) {
  const told = $("#model-told");
  told.className = "quiet";
  told.textContent = waiting;
  const reply = await server[name](modelAsked()).catch(() => ({ error: lostConnection() }));
  told.className = reply.error ? "wrong" : "good";
  told.textContent = reply.error ?? "";
  return reply.value;
}

$("#list-models").addEventListener("click", async () => {
  const found = await askModel("models", "모델을 찾고 있습니다…");
  if (!found) return;
  $("#models").replaceChildren(...found.map((name) => new Option(name, name)));
  $("#model-told").textContent = found.length
    ? `모델 ${found.length}개: ${found.slice(0, 10).join(", ")}` : "서버에 모델이 없습니다.";
  if (!form.elements.model.value && found.length) {
    form.elements.model.value = found[0];
    keepSettings();
  }
});
$("#try-model").addEventListener("click", async () => {
  const sentence = await askModel("try_model", "모델에게 말을 걸고 있습니다…");
  if (sentence) $("#model-told").textContent = sentence;
});
form.addEventListener("change", (event) => {
  // Without any channel nothing could be found.
  if (event.target.closest("#channels") && !$("#channels input:checked")) {
    event.target.checked = true;
    toast("기준은 하나 이상 있어야 합니다.");
  }
  keepSettings();
});
form.addEventListener("submit", (event) => event.preventDefault());
$("#reset-settings").addEventListener("click", async () => {
  localStorage.removeItem(SETTINGS_KEY);
  sessionStorage.removeItem(API_KEY);
  applyTheme();
  await refreshSettings();
  showWhereThingsGo();
  toast("처음 값으로 되돌렸습니다.");
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
addEventListener("mundap-tab", (event) => { if (event.detail === "settings") refreshSettings(); });
watchers.push(showWhereThingsGo);
