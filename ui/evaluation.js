// Evaluation: question sets, progress, figures, failures, comparison, reports.
const RUN_STATES = { running: "진행 중", done: "끝남", stopped: "멈춤", failed: "실패" };
const RUN_POLL_MS = 1000;

let shownRun = null;

async function refreshRuns() {
  clearTimeout(refreshRuns.timer);
  const rows = await call("runs");
  if (!rows) return;
  const going = rows.some((row) => row.state === "running");
  $("#run-sample").hidden = !status.sample;
  $("#run-sample").disabled = going;
  $("#runs tbody").replaceChildren(...rows.map(runRow));
  for (const id of ["#runs", "#runs-told"]) $(id).hidden = !rows.length;
  showAgainst(rows);
  const done = rows.find((row) => row.number === shownRun?.number);
  if (shownRun?.waiting && done && done.state !== "running") {
    shownRun.waiting = false;
    if (done.state !== "failed") await showRun(done.number);
  }
  if (going && !$("#panel-evaluation").hidden) refreshRuns.timer = setTimeout(refreshRuns, RUN_POLL_MS);
}

function runRow(row) {
  const line = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const title = document.createElement("span");
  title.textContent = row.name;
  const told = document.createElement("small");
  told.className = row.state === "failed" ? "wrong" : "quiet";
  told.textContent = `${row.begun} · ${row.text}`;
  name.append(title, told);
  if (row.cautions) {
    const cautions = Object.assign(document.createElement("small"), { textContent: row.cautions });
    cautions.className = "wrong cautions";
    name.append(cautions);
  }
  if (row.state === "running") {
    const bar = Object.assign(document.createElement("progress"), { value: row.share });
    bar.setAttribute("aria-label", `${row.name} 진행`);
    name.append(bar);
  }
  const acts = cell("", "acts");
  if (row.state === "running") acts.append(button("멈추기", () => stopRun(row.number), "plain danger"));
  if (row.state === "done" || row.state === "stopped") {
    acts.append(
      button("결과 보기", () => openRun(row.number)),
      button("보고서 내려받기", () => downloadReport(row)),
    );
  }
  line.append(name, cell(RUN_STATES[row.state], "state"), cell(row.figures.join(" · ")), acts);
  return line;
}

function showAgainst(rows) {
  const select = $("#against");
  const chosen = select.value;
  const others = rows.filter((row) => row.state === "done" && row.number !== shownRun?.number);
  const options = others.map((row) => new Option(`${row.begun} ${row.name}`, row.number));
  select.replaceChildren(new Option("견주지 않음", ""), ...options);
  select.value = others.some((row) => String(row.number) === chosen) ? chosen : "";
}

async function beginRun(asked) {
  const number = await call("begin_run", { ...asked, settings: settings() });
  if (number === undefined) return;
  shownRun = { number, waiting: true };
  $("#run-result").hidden = true;
  await refreshRuns();
}

async function stopRun(number) {
  await call("stop_run", { number });
  await refreshRuns();
}

async function showRun(number) {
  const against = Number($("#against").value) || null;
  const shown = await call("run_result", { number, against: against === number ? null : against });
  if (!shown) return;
  shownRun = { number, waiting: false };
  $("#figures").innerHTML = shown.figures;
  $("#plots").innerHTML = shown.plots;
  $("#failed").textContent = shown.failed
    ? `다시 볼 질문 ${shown.failed}개` : "다시 볼 질문이 없습니다.";
  $("#failures").innerHTML = shown.failures;
  $("#run-result").hidden = false;
  showAgainst(await call("runs") ?? []);
}

// Below a long list of runs it would open out of sight.
async function openRun(number) {
  await showRun(number);
  $("#run-result").scrollIntoView();
}

async function downloadReport(row) {
  const html = await call("run_report", { number: row.number });
  if (html) saveFile(`${row.name} ${row.begun.replace(":", "")}`, "html", html, "text/html");
}

$("#run-sample").addEventListener("click", () => beginRun({}));
$("#question-set").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  const line = { at() {}, stage() {}, end() {} };
  try {
    await beginRun({ path: await sendFile(file, line), name: file.name.normalize("NFC") });
  } catch (error) {
    toast(error.message);
  }
});
$("#against").addEventListener("change", () => { if (shownRun) showRun(shownRun.number); });
$("#failures").addEventListener("click", (event) => {
  const asker = event.target.closest("button[data-question]");
  if (!asker) return;
  goTo("chat");
  ask(asker.dataset.question);
});
addEventListener("mundap-tab", (event) => { if (event.detail === "evaluation") refreshRuns(); });
