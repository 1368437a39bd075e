// The documents: what is searched, adding files by dropping them, leaving documents out.
const SHOWN_DOCUMENTS = 200;
const MOST_FILES = 1000;
const STATES = {
  indexed: "읽음", new: "새 문서", changed: "바뀜", gone: "사라짐",
  unreadable: "읽지 못함", ignored: "뺀 문서",
};
const UNITS = ["B", "KB", "MB", "GB"];

let documents = [];
let wantedState = "";
let shownDocuments = SHOWN_DOCUMENTS;

// A document of which a part was not read counts with what was not read at all.
const isIn = (state) => (one) =>
  one.state === state || (state === "unreadable" && one.reasons.length > 0);
const onDocuments = () => !$("#panel-documents").hidden;

function sizeText(bytes) {
  let at = 0;
  while (bytes >= 1024 && at < UNITS.length - 1) { bytes /= 1024; at += 1; }
  return `${at ? bytes.toFixed(1) : bytes}${UNITS[at]}`;
}

async function refreshDocuments() {
  const told = await call("documents");
  if (!told) return;
  documents = told.entries;
  $("#folder-told").textContent = told.sample
    ? "문답에 들어 있는 예제 문서입니다." : `폴더: ${told.folder}`;
  $("#upload-told").textContent = told.sample
    ? `예제는 바꾸지 않습니다. 올린 파일은 새 폴더 '${told.target}'에 저장하고, 그때부터 그 문서에 답합니다.`
    : `올린 파일은 이 폴더(${told.target})에 저장합니다.`;
  $("#use-own").hidden = !told.own;
  showFirst("#use-first", told.first);
  $("#use-sample").hidden = told.sample;
  $("#changes").textContent = told.changes ? `최근에 바뀐 것: ${told.changes}` : "";
  $("#read-failed").hidden = !documents.some(isIn("unreadable"));
  showStates();
  showDocuments();
}

function showStates() {
  const count = (state) => documents.filter(isIn(state)).length;
  const chip = (state, label, number) => {
    const made = button(`${label} ${number.toLocaleString()}`, () => {
      wantedState = state;
      shownDocuments = SHOWN_DOCUMENTS;
      showStates();
      showDocuments();
    }, "chip");
    made.setAttribute("aria-pressed", wantedState === state);
    return made;
  };
  const chips = Object.keys(STATES).filter(count)
    .map((state) => chip(state, STATES[state], count(state)));
  $("#states").replaceChildren(chip("", "전체", documents.length), ...chips);
}

function showDocuments() {
  const sought = $("#find-document").value.trim().normalize("NFC").toLowerCase();
  const within = (one) => `${one.source} ${one.title}`.toLowerCase().includes(sought);
  const found = documents.filter((one) => (!wantedState || isIn(wantedState)(one)) && within(one));
  if ($("#order").value !== "name") found.sort(byGreatest($("#order").value));
  $("#documents tbody").replaceChildren(...found.slice(0, shownDocuments).map(documentRow));
  $("#more-documents").hidden = found.length <= shownDocuments;
}

// What is missing, as passages of what is left out, comes last; the rest stays in order of names.
const byGreatest = (key) => (one, other) => {
  const [a, b] = [one[key] || "", other[key] || ""];
  return a === b ? 0 : a < b ? 1 : -1;
};

function cell(text, kind = "", label = "") {
  const made = document.createElement("td");
  made.textContent = text;
  made.className = kind;
  if (label) made.dataset.label = label;
  return made;
}

function documentRow(one) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const title = document.createElement("span");
  title.textContent = one.title || one.source;
  name.append(title);
  if (one.title) {
    const source = document.createElement("small");
    source.className = "quiet";
    source.textContent = one.source;
    name.append(source);
  }
  for (const reason of one.reasons) {
    const why = document.createElement("small");
    why.className = "wrong";
    why.textContent = reason;
    name.append(why);
  }
  const state = cell(STATES[one.state], `state ${one.state}`);
  const acts = cell("", "acts");
  if (one.state === "indexed" || one.state === "changed") {
    acts.append(button("열기", () => openViewer({ source: one.source, start: 0, end: 0, quote: "" })));
  }
  if (one.state === "ignored") acts.append(button("되돌리기", () => sortOut("take_back", one)));
  else if (!status.sample) acts.append(button("빼기", () => sortOut("leave_out", one), "plain danger"));
  for (const made of $$("button", acts)) {
    made.setAttribute("aria-label", `${one.source} ${made.textContent}`);
  }
  const when = one.modified ? one.modified.replace("T", " ").slice(0, 16) : "";
  row.append(
    name, state, cell(one.passages ? one.passages.toLocaleString() : "", "figure", "단락"),
    cell(one.bytes ? sizeText(one.bytes) : "", "figure", "크기"), cell(when, "when", "수정"), acts,
  );
  return row;
}

async function sortOut(name, one) {
  const question = `'${one.source}' 문서를 답에서 뺄까요? 파일은 지우지 않으며, 언제든 되돌릴 수 있습니다.`;
  if (name === "leave_out" && !await confirmed(question, "빼기")) return;
  if (await call(name, { source: one.source })) await poll();
  await refreshDocuments();
}

// Uploads: one after the other, each with its own progress.

// A file with the folder that it was in, as dropped.
const nameOf = ({ file, within }) => (within ? `${within}/${file.name}` : file.name).normalize("NFC");

function uploadLine(one) {
  const line = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = nameOf(one);
  const stage = document.createElement("span");
  stage.className = "quiet stage";
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", `${name.textContent} 올리기`);
  line.append(name, bar, stage);
  $("#uploads").append(line);
  return {
    named(kept) { name.textContent = kept; },
    at(share) { bar.value = share; stage.textContent = `올리는 중 ${Math.round(100 * share)}%`; },
    stage(text) { bar.remove(); stage.textContent = text; },
    end(text, kind) { bar.remove(); stage.textContent = text; stage.className = `stage ${kind}`; },
  };
}

// Gradio's own `upload` tells no progress.
function sendFile(file, line) {
  const { root, api_prefix: prefix = "/gradio_api" } = window.gradio_config;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("files", file, file.name.normalize("NFC"));
    request.upload.onprogress = (event) => line.at(event.loaded / Math.max(1, event.total));
    request.onerror = () => reject(new Error(lostConnection()));
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText)[0]);
      else reject(new Error(request.status === 413 ? "파일이 너무 큽니다." : "올리지 못했습니다. 다시 해 주세요."));
    };
    request.open("POST", `${root}${prefix}/upload`);
    request.send(form);
  });
}

let adding = Promise.resolve();
const addFiles = (files) => { adding = adding.then(() => addNext(files)); return adding; };

async function addNext(files) {
  if (!files.length) return;
  $("#uploads").replaceChildren();
  $("#ask-now").hidden = true;
  const taken = await call("taken_names", { names: files.map(nameOf) });
  if (!taken) return;
  const lines = files.map((one) => [one, uploadLine(one)]);
  $("#drop").scrollIntoView({ block: "nearest" });
  const kept = [];
  let left = taken.length;
  let forAll;
  for (const [one, line] of lines) {
    let existing = "";
    if (taken.includes(nameOf(one))) {
      existing = forAll === undefined ? await choice(nameOf(one), left -= 1) : forAll;
      if ($("#same-for-all").checked) forAll = existing;
    }
    if (existing === null) line.end("넣지 않았습니다.", "quiet");
    else await addFile(one, line, existing, kept);
  }
  if (!kept.length) return;
  const sample = status.sample;
  if (sample) await call("use_folder", { which: "own" });
  else await call("read_again", {});
  await indexedAgain();
  await refreshDocuments();
  for (const [name, line] of kept) tellOutcome(name, line);
  $("#ask-now").hidden = false;
  if (sample) toast("이제 올린 문서에 답합니다. '예제 문서 열기'로 언제든 돌아갈 수 있습니다.");
}

async function addFile(one, line, existing, kept) {
  try {
    line.at(0);
    const path = await sendFile(one.file, line);
    const asked = { path, name: one.file.name, within: one.within, existing };
    const reply = await server.keep_upload(asked);
    if (reply.error) return line.end(reply.error, "wrong");
    line.stage("저장함 · 읽는 중…");
    line.named(reply.value);
    kept.push([reply.value, line]);
  } catch (error) {
    line.end(error.message, "wrong");
  }
}

// The files of what was dropped; what is hidden in a folder stays out.
async function filesOf(entry, within = "") {
  if (entry.isFile) {
    return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), within }];
  }
  const reader = entry.createReader();
  const inside = within ? `${within}/${entry.name}` : entry.name;
  const found = [];
  // Entries come in batches, an empty one last.
  for (let batch = [null]; batch.length;) {
    batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    for (const one of batch) if (!/^(\.|~\$)/.test(one.name)) found.push(...await filesOf(one, inside));
  }
  return found;
}

async function drop(entries) {
  const found = [];
  for (const entry of entries) found.push(...await filesOf(entry));
  if (!found.length) return toast("놓은 폴더에 파일이 없습니다.");
  if (found.length > MOST_FILES) {
    return toast(`한 번에 ${MOST_FILES.toLocaleString()}개까지 넣을 수 있습니다(${found.length.toLocaleString()}개를 놓았습니다). 폴더가 크면 'mundap chat 폴더'로 열어 주세요.`);
  }
  await addFiles(found);
}

function tellOutcome(name, line) {
  const found = documents.filter((one) => one.source === name || one.source.startsWith(`${name}/`));
  const failed = found.find((one) => one.state === "unreadable");
  if (failed) line.end(`읽지 못함: ${failed.reasons.join(" ")}`, "wrong");
  else if (found.length) line.end("읽었습니다. 이제 물어볼 수 있습니다.", "good");
  else line.end("저장했지만 읽지 못했습니다.", "wrong");
}

async function indexedAgain() {
  do {
    await new Promise((resolve) => { setTimeout(resolve, POLL_BUSY_MS / 2); });
    await poll();
  } while (status.busy);
}

// What to do with a file that is there already: "replace", "both", or null to leave it; `left` are
// the others that are.
function choice(name, left) {
  const dialog = $("#existing");
  $("#existing-text").textContent = `이름이 같은 파일이 폴더에 이미 있습니다: '${name}'. 어떻게 할까요?`;
  $("#same-for-all").checked = false;
  $("#same-for-all").parentElement.hidden = !left;
  $("#others-left").textContent = left;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue || null), { once: true });
  });
}

$("#files").addEventListener("change", async (event) => {
  const files = [...event.target.files].map((file) => ({ file, within: "" }));
  event.target.value = "";
  await addFiles(files);
});
for (const id of ["#pick-files", "#add-own"]) $(id).addEventListener("click", () => pickFiles());
function pickFiles() {
  goTo("documents");
  $("#files").click();
}
$("#ask-now").addEventListener("click", () => {
  goTo("chat");
  $("#box").focus();
});

// Files can be dropped wherever the page is.
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
for (const kind of ["dragenter", "dragover"]) {
  element.addEventListener(kind, (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    $(".mundap").classList.add("dropping");
  });
}
element.addEventListener("dragleave", (event) => {
  if (!element.contains(event.relatedTarget)) $(".mundap").classList.remove("dropping");
});
element.addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  $(".mundap").classList.remove("dropping");
  // What was dropped can be looked at only before anything is waited for.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  goTo("documents");
  await drop(entries);
});
$("#read-again").addEventListener("click", async () => {
  await call("read_again", {});
  await indexedAgain();
});
$("#read-failed").addEventListener("click", async () => {
  await call("read_again", { retry: true });
  await indexedAgain();
});
for (const id of ["#use-own", "#open-own", "#use-sample", "#use-first", "#open-first"]) {
  $(id).addEventListener("click", async () => {
    await call("use_folder", { which: id.split("-")[1] });
    await indexedAgain();
  });
}
$("#unread").addEventListener("click", () => {
  wantedState = "unreadable";
  showDocuments(); // what is listed already, until it is listed anew
  goTo("documents", true);
});
for (const id of ["#find-document", "#order"]) $(id).addEventListener("input", showDocuments);
$("#more-documents").addEventListener("click", () => {
  shownDocuments += SHOWN_DOCUMENTS;
  showDocuments();
});
addEventListener("mundap-tab", (event) => { if (event.detail === "documents") refreshDocuments(); });
watchers.push((now, before) => {
  const changed = ["key", "busy", "revision"].some((name) => now[name] !== before[name]);
  if (onDocuments() && changed) refreshDocuments();
});
