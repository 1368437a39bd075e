// Conversations, kept in this browser only (IndexedDB); a page shows those about its documents.
const TITLE_CHARS = 40;
const FOUND_DELAY_MS = 200;

let database = null;
let conversation = null; // null until something is asked
let conversations = [];
// Opening the conversation at hand ends what is asked, so that questions wait until it is open.
let begun;
const beginning = new Promise((resolve) => { begun = resolve; });

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("conversations", { keyPath: "id" });
    request.result.createObjectStore("exchanges", { keyPath: ["conversation", "number"] });
  };
  return settled(request);
}

const table = (name, mode = "readonly") => database.transaction(name, mode).objectStore(name);
const numbersOf = (id, below = Infinity) =>
  IDBKeyRange.bound([id, -Infinity], [id, below], false, true);

async function keep(name, row) {
  if (!database) return;
  try {
    await settled(table(name, "readwrite").put(row));
  } catch {
    toast("브라우저의 저장 공간이 모자라 이 대화를 저장하지 못했습니다. 오래된 대화를 지워 주세요.");
  }
}

// The last exchanges before a number, in order.
async function exchangesBefore(id, number, count) {
  if (!database) return [];
  const found = [];
  const range = numbersOf(id, number);
  await new Promise((resolve, reject) => {
    const request = table("exchanges").openCursor(range, "prev");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || found.length === count) return resolve();
      found.unshift(cursor.value);
      cursor.continue();
    };
  });
  return found;
}

const allExchanges = (id) => database ? settled(table("exchanges").getAll(numbersOf(id))) : [];

const removeExchanges = (id) =>
  database && settled(table("exchanges", "readwrite").delete(numbersOf(id)));
const removeExchange = ({ conversation: id, number }) =>
  database && settled(table("exchanges", "readwrite").delete([id, number]));

// What is kept in one tab is listed in the others, and what is deleted in one is left by the others:
// the next question there would bring it back.
const tabs = new BroadcastChannel("mundap-conversations");
tabs.addEventListener("message", async ({ data: removed }) => {
  if (!removed || removed !== conversation?.id) return listConversations();
  toast(`'${conversation.title}' 대화를 다른 탭에서 지웠습니다.`);
  await newConversation();
  await removeExchanges(removed); // of which one may just have been asked here
});

async function listChanged(removed = "") {
  await listConversations();
  tabs.postMessage(removed);
}

async function startConversations() {
  try {
    database = await openDatabase(`mundap-${status.key}-${user}`);
  } catch {
    toast("이 브라우저에서는 대화를 저장할 수 없어, 새로 고치면 사라집니다.");
  }
  await listConversations();
  const kept = conversations.find((one) => one.id === sessionStorage.getItem("mundap-conversation"));
  await (kept ? openConversation(kept) : newConversation());
}

async function listConversations() {
  const all = database ? await settled(table("conversations").getAll()) : [];
  conversations = all.sort((a, b) => b.updated - a.updated);
  const open = all.find((one) => one.id === conversation?.id);
  if (open) showTitle((conversation = open).title); // another tab may have renamed it
  const sought = $("#find-conversation").value.trim();
  showConversations(sought ? await holding(sought) : conversations, sought);
}

// Conversations with the words in their title, a question or an answer.
async function holding(sought) {
  const words = sought.normalize("NFC").toLowerCase().split(/\s+/);
  const within = (text) => words.every((word) => text.toLowerCase().includes(word));
  const found = [];
  for (const one of conversations) {
    const rows = within(one.title) ? [] : await allExchanges(one.id);
    const said = rows.some((row) => within(`${row.question} ${row.answer ?? ""}`));
    if (within(one.title) || said) found.push(one);
  }
  return found;
}

function showConversations(shown, sought) {
  const list = $("#conversation-list");
  list.replaceChildren(...shown.map(conversationItem));
  if (shown.length) return;
  const none = document.createElement("li");
  none.className = "quiet";
  none.textContent = sought ? "찾은 대화가 없습니다." : "아직 대화가 없습니다.";
  list.append(none);
}

function conversationItem(one) {
  const item = document.createElement("li");
  const open = button(one.title, () => openConversation(one), "title");
  if (one.id === conversation?.id) open.setAttribute("aria-current", "true");
  const menu = document.createElement("details");
  const summary = document.createElement("summary");
  summary.setAttribute("aria-label", `${one.title}: 메뉴`);
  summary.textContent = "⋯";
  const acts = document.createElement("div");
  acts.append(
    button("이름 바꾸기", () => renameIn(item, one)),
    button("Markdown으로 내보내기", () => exportMarkdown(one)),
    button("JSON으로 내보내기", () => exportJson(one)),
    button("지우기", () => removeConversation(one), "plain danger"),
  );
  menu.append(summary, acts);
  item.append(open, menu);
  return item;
}

function renameIn(item, one) {
  const input = document.createElement("input");
  Object.assign(input, { type: "text", value: one.title, maxLength: 100 });
  input.setAttribute("aria-label", "새 이름");
  let left = false;
  const done = async (save) => {
    if (left) return;
    left = true;
    const title = input.value.trim();
    const still = await settled(table("conversations").get(one.id));
    if (save && title && still) await keep("conversations", { ...still, title });
    await listChanged();
    $("#new-conversation").focus();
  };
  input.addEventListener("keydown", (event) => {
    if (pressed(event)) done(true);
    if (event.key === "Escape") done(false);
  });
  input.addEventListener("blur", () => done(true));
  item.replaceChildren(input);
  input.select();
}

async function removeConversation(one) {
  if (!await confirmed(`'${one.title}' 대화를 지울까요? 되돌릴 수 없습니다.`, "지우기")) return;
  // First, because what is being asked is kept when it is left.
  if (one.id === conversation?.id) await newConversation();
  await removeExchanges(one.id);
  await settled(table("conversations", "readwrite").delete(one.id));
  await listChanged(one.id);
}

async function exportMarkdown(one) {
  const rows = await allExchanges(one.id);
  const parts = rows.map((row) => `## ${row.question.replace(/\s+/g, " ")}\n\n${row.markdown ?? "(답을 받지 못했습니다.)"}\n`);
  saveFile(one.title, "md", `# ${one.title}\n\n${parts.join("\n")}`, "text/markdown");
}

async function exportJson(one) {
  const rows = await allExchanges(one.id);
  const exchanges = rows.map((row) => ({
    question: row.question, asked: new Date(row.asked).toISOString(),
    rating: row.rating ?? null, reason: row.reason ?? "", answer: row.row ?? null,
  }));
  const made = { title: one.title, created: new Date(one.created).toISOString(), exchanges };
  saveFile(one.title, "json", JSON.stringify(made, null, 2), "application/json");
}

const showTitle = (title) => { $("#conversation-title").textContent = title; };

async function newConversation() {
  stopAsking();
  conversation = null;
  sessionStorage.removeItem("mundap-conversation");
  showTitle("새 대화");
  showExchanges([], false);
  hideDrawer();
  await listConversations();
  if (!narrow()) $("#box").focus();
}

async function openConversation(one) {
  stopAsking();
  conversation = one;
  sessionStorage.setItem("mundap-conversation", one.id);
  showTitle(one.title);
  const rows = await exchangesBefore(one.id, Infinity, PAGE);
  showExchanges(rows, rows.length > 0 && rows[0].number > 0);
  hideDrawer();
  await listConversations();
}

// A title by whole letters as people see them: an emoji may be many characters.
function shortened(question) {
  const letters = Intl.Segmenter
    ? Array.from(new Intl.Segmenter("ko").segment(question), (one) => one.segment) : [...question];
  return letters.length > TITLE_CHARS ? `${letters.slice(0, TITLE_CHARS).join("")}…` : question;
}

// The id of the conversation that a question belongs to, begun where there is none.
async function beginConversation(question) {
  if (!conversation) {
    const now = Date.now();
    const title = shortened(question);
    conversation = { id: crypto.randomUUID?.() ?? `${now}-${Math.random()}`, title, created: now };
    sessionStorage.setItem("mundap-conversation", conversation.id);
    showTitle(title);
  }
  conversation.updated = Date.now();
  const own = conversation;
  await keep("conversations", own);
  await listChanged();
  return own.id;
}

function hideDrawer() {
  $("#conversations").classList.remove("open");
  $("#show-conversations").setAttribute("aria-expanded", "false");
}

$("#new-conversation").addEventListener("click", newConversation);
$("#show-conversations").addEventListener("click", () => {
  const open = $("#conversations").classList.toggle("open");
  $("#show-conversations").setAttribute("aria-expanded", open);
  if (open) $("#new-conversation").focus();
});
$("#conversations").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !$("#conversations").classList.contains("open")) return;
  hideDrawer();
  $("#show-conversations").focus();
});
// A tap beside what lies over the page puts it away.
element.addEventListener("click", (event) => {
  const path = event.composedPath();
  const within = (selector) => path.some((node) => node.matches?.(selector));
  if (!within("#conversations, #show-conversations")) hideDrawer();
  if (!within("#sources, .turn, dialog")) openSources(false);
  for (const menu of $$("#conversation-list details[open]")) if (!path.includes(menu)) menu.open = false;
});
let foundLater;
$("#find-conversation").addEventListener("input", () => {
  clearTimeout(foundLater);
  foundLater = setTimeout(listConversations, FOUND_DELAY_MS);
});
