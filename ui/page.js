// What all tabs share. Gradio runs this once and provides `element`, `trigger`, `server`, `upload`.
// Text of people and documents is either set as text, or HTML that the server has escaped.
const TOAST_MS = 4000;
const POLL_BUSY_MS = 700;
const POLL_MS = 1500;
const WIDE_PX = 900;

const $ = (selector, within = element) => within.querySelector(selector);
const $$ = (selector, within = element) => [...within.querySelectorAll(selector)];
const pressed = (event) => event.key === "Enter" && !event.isComposing && event.keyCode !== 229;
const narrow = () => innerWidth < WIDE_PX;

let status = { busy: true, text: "", examples: [], name: "", key: "" };
const watchers = [];
// Users of one browser are apart where the page asks for a name.
const user = window.gradio_config?.username ?? "";

document.documentElement.lang = "ko";

// A call of the server; what goes wrong is told, and gives undefined.
async function call(name, asked = {}) {
  let reply;
  try {
    reply = await server[name](asked);
  } catch {
    reply = undefined;
  }
  if (!reply || !("value" in reply || "error" in reply)) reply = { error: lostConnection() };
  if (reply.error) toast(reply.error);
  return reply.value;
}

const lostConnection = () =>
  "문답과 연결이 끊겼습니다. 문답을 실행한 창이 열려 있는지 확인해 주세요.";

function toast(text) {
  if ($$("#toasts p").some((p) => p.textContent === text)) return;
  const line = document.createElement("p");
  line.textContent = text;
  $("#toasts").append(line);
  setTimeout(() => line.remove(), TOAST_MS);
}

// What was said before stays until something new begins: a screen reader that has not come to it yet
// would never read it.
function announce(text, { more = false } = {}) {
  const line = document.createElement("p");
  line.textContent = text;
  if (more) $("#announce").append(line);
  else $("#announce").replaceChildren(line);
}

function button(label, act, kind = "plain") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: kind, textContent: label });
  made.addEventListener("click", act);
  return made;
}

function confirmed(text, yes) {
  const dialog = $("#confirm");
  $("#confirm-text").textContent = text;
  $("#confirm-yes").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Over plain HTTP from another machine there is no clipboard interface.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// A name that every system can hold, whatever was asked.
function fileName(title) {
  // Browsers write '_' for what joins the parts of an emoji.
  const name = title.replace(/\p{Cf}/gu, "").replace(/[\\/:*?"<>|\p{Cc}]/gu, " ")
    .replace(/\s+/g, " ").replace(/^[ .]+|[ .]+$/g, "");
  return /[\p{L}\p{N}]/u.test(name) ? name : "문답";
}

function saveFile(title, ending, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${fileName(title)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TOAST_MS);
}

// Tabs, by the keyboard as the ARIA practices have it.
function goTo(name, focus = false) {
  for (const tab of $$("[role=tab]")) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    $(`#${tab.getAttribute("aria-controls")}`).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  sessionStorage.setItem("mundap-tab", name);
  dispatchEvent(new CustomEvent("mundap-tab", { detail: name }));
}

function startTabs() {
  const tabs = $$("[role=tab]");
  const name = (tab) => tab.id.replace("tab-", "");
  $("[role=tablist]").addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) goTo(name(tab));
  });
  $("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.indexOf(document.activeElement);
    goTo(name(tabs[(at + step + tabs.length) % tabs.length]), true);
    event.preventDefault();
  });
  const kept = sessionStorage.getItem("mundap-tab");
  goTo(tabs.some((tab) => name(tab) === kept) ? kept : "chat");
}

// How the index stands: often while it is made, now and then otherwise.
async function poll() {
  let next = POLL_MS;
  if (document.visibilityState === "visible") {
    const reply = await server.status({}).catch(() => undefined);
    if (reply?.value) showStatus(reply.value);
    else showLost();
    if (!reply?.value || reply.value.busy) next = POLL_BUSY_MS;
  }
  clearTimeout(poll.timer);
  poll.timer = setTimeout(poll, next);
}

function showStatus(now) {
  const before = status;
  status = now;
  $("#folder").textContent = now.name;
  const line = $("#status");
  line.setAttribute("aria-live", now.busy ? "off" : "polite");
  line.className = now.failed ? "failed" : now.busy ? "busy" : "";
  if (line.firstChild?.textContent !== now.text) line.replaceChildren(now.text);
  $("progress", line)?.remove();
  if (now.share !== null) {
    const bar = Object.assign(document.createElement("progress"), { value: now.share });
    bar.setAttribute("aria-label", "색인 진행");
    line.append(bar);
  }
  $("#unread").hidden = !now.unreadable;
  $("#unread").textContent = `읽지 못한 파일 ${now.unreadable}개`;
  for (const watcher of watchers) watcher(now, before);
}

function showLost() {
  $("#status").className = "failed";
  $("#status").textContent = lostConnection();
  dispatchEvent(new CustomEvent("mundap-lost"));
}

for (const dialog of $$("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
}
document.addEventListener("visibilitychange", poll);
