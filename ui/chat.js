// Asking and answering: the turns of a conversation, their marks and cards, the source viewer.
const PAGE = 20; // exchanges shown at once; earlier ones on demand
const TURNS_TOLD = 4;
const MARGIN_PX = 12;
const SILENCE_MS = 2000; // after which it is asked whether anyone is there

let exchanges = []; // those shown, in order
let asking = null; // the exchange that is being answered
let active = null; // the exchange whose sources are shown

const turnOf = (exchange) => $(`[data-turn="${exchange.id}"]`);

// Showing.

function showExchanges(rows, more) {
  exchanges = rows;
  $("#turns").replaceChildren(...rows.map(turnElement));
  $("#earlier").hidden = !more;
  $("#empty").hidden = rows.length > 0;
  showChips(rows.at(-1)?.chips ?? []);
  showSources(rows.at(-1) ?? null);
  markLast();
  scrolled = false;
  scrollToLast();
}

function turnElement(exchange) {
  const turn = $("#turn-template").content.firstElementChild.cloneNode(true);
  turn.dataset.turn = exchange.id;
  $(".question", turn).textContent = exchange.question;
  fillTurn(turn, exchange);
  return turn;
}

function fillTurn(turn, exchange) {
  $(".told", turn).innerHTML = exchange.told;
  $(".actions", turn).hidden = !exchange.whole;
  turn.setAttribute("aria-busy", !exchange.whole);
  $(".copy", turn).hidden = !exchange.markdown || exchange.abstained;
  $(".show", turn).hidden = !exchange.sources;
  $(".show", turn).textContent = exchange.abstained ? "가까운 대목 보기" : "근거 보기";
  $(".thumbs", turn).hidden = !exchange.row;
  $(".up", turn).setAttribute("aria-pressed", exchange.rating === "up");
  $(".down", turn).setAttribute("aria-pressed", exchange.rating === "down");
}

function markLast() {
  const turns = $$(".turn");
  turns.forEach((turn, at) => { $(".retry", turn).hidden = at < turns.length - 1; });
}

// The newest question stays in view, and a long answer is read from its beginning; whoever scrolls
// while it grows is left alone.
let scrolled = false;
function scrollToLast() {
  const last = $$(".turn").at(-1);
  if (!last || scrolled) return;
  const chat = $("#chat");
  // Of a very long question only the end is in view, so that the answer is.
  const [top, answer] = [last, $(".told", last)].map((one) => one.getBoundingClientRect().top);
  chat.scrollTop = last.offsetTop + Math.max(-MARGIN_PX, answer - top - chat.clientHeight / 2);
}

async function showEarlier() {
  const chat = $("#chat");
  $("#earlier").disabled = true;
  const rows = await exchangesBefore(conversation.id, exchanges[0].number, PAGE);
  exchanges = [...rows, ...exchanges];
  // What is out of sight has a guessed height, so that the first turn in sight is what must stay.
  const first = $(".turn");
  const top = first.getBoundingClientRect().top;
  $("#turns").prepend(...rows.map(turnElement));
  $("#earlier").disabled = false;
  $("#earlier").hidden = !rows.length || rows[0].number === 0;
  chat.scrollTop += first.getBoundingClientRect().top - top;
  markLast();
}

function showSources(exchange) {
  active = exchange;
  for (const turn of $$(".turn")) {
    turn.classList.toggle("active", turn.dataset.turn === exchange?.id);
  }
  const cards = $("#cards");
  cards.innerHTML = exchange?.sources ?? "";
  cards.scrollTop = 0;
  if (!exchange?.sources) {
    const none = document.createElement("p");
    none.className = "quiet";
    none.textContent = exchange
      ? "이 답에는 보여 드릴 근거가 없습니다." : "답의 근거가 되는 대목을 여기에 보여 드립니다.";
    cards.replaceChildren(none);
  }
}

function openSources(open) {
  $("#sources").classList.toggle("open", open);
  if (open && narrow()) $("#hide-sources").focus();
}

function showChips(questions) {
  $("#chips").replaceChildren(...questions.map((text) => button(text, () => ask(text), "chip")));
}

function showExamples(texts) {
  if (texts.join("\n") === showExamples.shown) return;
  showExamples.shown = texts.join("\n");
  $("#examples").replaceChildren(...texts.map((text) => button(text, () => ask(text), "chip")));
}

// How one's own documents come in.
function showOwn(now) {
  const adding = "한글, PDF, 워드, 엑셀 같은 파일을 고르거나 이 화면에 끌어다 놓으면";
  const told = now.sample
    ? `지금은 문답에 들어 있는 예제 문서에 답합니다. ${adding} 내 문서에 답합니다.`
    : `'${now.name}' 폴더의 문서에 답합니다. ${adding} 이 폴더에 더합니다.`;
  const none = now.unreadable
    ? `'${now.name}' 폴더의 파일을 하나도 읽지 못했습니다. 까닭은 화면 위의 '읽지 못한 파일'에서 볼 수 있습니다.`
    : `'${now.name}' 폴더에는 아직 문서가 없습니다.`;
  $("#own-told").textContent = now.empty
    ? `${none} ${adding} 이 폴더에 더하고 바로 물어볼 수 있습니다.`
    : now.single ? `'${now.name}' 문서 하나에 답합니다.` : told;
  $("#add-own").hidden = now.single;
  $("#open-own").hidden = !now.own;
  showFirst("#open-first", now.first);
}

// The way back to what the page was opened for, from other documents.
function showFirst(id, name) {
  $(id).hidden = !name;
  $(id).textContent = `'${name}' 열기`;
}

// Asking.

async function ask(question, options = {}) {
  question = question.trim();
  await beginning;
  if (!question || asking) return;
  const exchange = {
    id: `t${Date.now()}${Math.random().toString(36).slice(2, 8)}`,
    question, told: "", whole: false, asked: Date.now(),
    number: (exchanges.at(-1)?.number ?? -1) + 1,
  };
  asking = exchange;
  const history = exchanges.filter((one) => one.answer).slice(-TURNS_TOLD)
    .map((one) => ({ question: one.question, answer: one.answer }));
  exchanges.push(exchange);
  $("#empty").hidden = true;
  $("#turns").append(turnElement(exchange));
  showChips([]);
  markLast();
  scrolled = false;
  scrollToLast();
  setBusy(true);
  const anyway = Boolean(options.anyway);
  trigger("submit", { asked: { turn: exchange.id, question, history, anyway, settings: settings() } });
  announce("답을 찾고 있습니다.");
  setTimeout(() => { if (asking === exchange && !exchange.told) poll(); }, SILENCE_MS);
  const id = await beginConversation(question);
  // Another tab may have asked in the same conversation.
  const [last] = await exchangesBefore(id, Infinity, 1);
  exchange.number = Math.max(exchange.number, (last?.number ?? -1) + 1);
  exchange.conversation = id;
  await keepExchange(exchange);
}

function setBusy(busy) {
  $("#send").hidden = busy;
  $("#stop").hidden = !busy;
}

function receive(reply) {
  if (!asking || reply.turn !== asking.id) return;
  const exchange = asking;
  const before = exchange.told;
  Object.assign(exchange, reply);
  const turn = turnOf(exchange);
  if (exchange.told !== before || exchange.whole) fillTurn(turn, exchange);
  if (!exchange.whole && $(".text", turn)) speak(exchange);
  scrollToLast();
  if (exchange.whole) finish(exchange);
}

async function finish(exchange) {
  asking = null;
  setBusy(false);
  fillTurn(turnOf(exchange), exchange);
  scrollToLast();
  showSources(exchange);
  speak(exchange);
  await keepExchange(exchange);
  await suggest(exchange);
}

// Screen readers hear each sentence once, as it comes, and at the end what it rests on.
const heard = new WeakMap();
function speak(exchange) {
  const text = $(".told", turnOf(exchange)).innerText;
  const before = heard.get(exchange) ?? "";
  heard.set(exchange, text);
  const fresh = text.startsWith(before) ? text.slice(before.length) : text;
  const count = exchange.whole ? exchange.row?.citations?.length ?? 0 : 0;
  const said = `${fresh} ${count ? `근거 ${count}개.` : ""}`.trim();
  if (said) announce(said, { more: true });
}

// A stored exchange that never became whole says so when it is shown again.
const keepExchange = (exchange) => exchange.conversation && keep("exchanges", exchange.whole ? exchange : {
  ...exchange, whole: true, told: '<p class="wrong">답을 다 받기 전에 페이지를 닫았습니다.</p>',
});

async function suggest(exchange) {
  if (!exchange.row || exchange.abstained) return;
  const asked = { question: exchange.question, citations: exchange.row.citations };
  const chips = await call("follow_up", asked);
  if (!chips?.length) return;
  exchange.chips = chips;
  await keepExchange(exchange);
  if (exchange === exchanges.at(-1) && !asking) showChips(chips);
  scrollToLast();
}

function stopAsking(text = "멈췄습니다.") {
  if (!asking) return;
  trigger("stop");
  const exchange = asking;
  const note = document.createElement("p");
  note.className = "remark";
  note.textContent = text;
  const partial = exchange.told.includes('class="remark busy"') ? "" : exchange.told;
  finish(Object.assign(exchange, { told: partial + note.outerHTML, whole: true }));
}

// The last exchange again: its place is free for the new answer.
async function again(exchange, options = {}) {
  if (asking || exchange !== exchanges.at(-1)) return ask(exchange.question, options);
  exchanges.pop();
  turnOf(exchange).remove();
  if (exchange.conversation) await removeExchange(exchange);
  await ask(options.question ?? exchange.question, options);
}

function edit(exchange) {
  const turn = turnOf(exchange);
  const row = $(".asked-row", turn);
  const form = document.createElement("form");
  form.className = "editing";
  const area = document.createElement("textarea");
  Object.assign(area, { value: exchange.question, rows: 2 });
  area.setAttribute("aria-label", "고친 질문");
  const send = Object.assign(document.createElement("button"), { textContent: "다시 묻기", className: "primary" });
  const cancel = button("취소", () => { form.replaceWith(row); $(".edit", row).focus(); });
  form.append(area, send, cancel);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = area.value.trim();
    if (asking) return toast("지금 쓰고 있는 답이 끝난 뒤에 다시 물어 주세요.");
    form.replaceWith(row);
    if (question) edited(exchange, question);
  });
  area.addEventListener("keydown", (event) => {
    if (pressed(event) && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "Escape") cancel.click();
  });
  row.replaceWith(form);
  area.focus();
}

// The last question is replaced; an earlier one goes on in a conversation of its own, so that
// nothing is lost.
async function edited(exchange, question) {
  if (exchange === exchanges.at(-1)) return again(exchange, { question });
  const before = (await allExchanges(conversation.id)).filter((one) => one.number < exchange.number);
  conversation = null;
  exchanges = [];
  const id = await beginConversation(question);
  const rows = before.map((one) => ({ ...one, conversation: id }));
  for (const row of rows) await keep("exchanges", row);
  showExchanges(rows.slice(-PAGE), rows.length > PAGE);
  toast("고친 질문은 새 대화에서 이어 갑니다. 이전 대화는 그대로 있습니다.");
  await ask(question);
}

// What people think of an answer.

// A good answer needs no reason; taking a thumb back leaves what was kept of it. Only a turn that is
// asked for a reason has a form: the browser looks through all forms whenever one comes.
async function rate(exchange, rating) {
  const turn = turnOf(exchange);
  exchange.rating = exchange.rating === rating ? undefined : rating;
  fillTurn(turn, exchange);
  $(".reason", turn)?.remove();
  if (exchange.rating === "up") return sendReason(exchange, "");
  await keepExchange(exchange);
  if (exchange.rating !== "down") return;
  turn.append($("#reason-template").content.firstElementChild.cloneNode(true));
  $(".reason input", turn).focus();
  $(".reason", turn).scrollIntoView({ block: "nearest" });
}

async function sendReason(exchange, reason) {
  exchange.reason = reason;
  $(".reason", turnOf(exchange))?.remove();
  await keepExchange(exchange);
  const { question, rating, row } = exchange;
  const path = await call("feedback", { question, rating, reason, row });
  if (path) toast(`이 컴퓨터에만 남겼습니다: ${path}`);
}

// The source viewer.

async function openViewer(data, exchange) {
  const asked = { source: data.source, start: Number(data.start), end: Number(data.end), quote: data.quote };
  asked.fingerprint = exchange?.fingerprints?.[data.source] ?? "";
  const shown = await call("viewed", asked);
  if (!shown) return;
  $("#viewer-title").textContent = shown.title;
  $("#viewer-place").textContent = shown.place;
  $("#viewer-notice").textContent = shown.notice;
  $("#viewer-notice").hidden = !shown.notice;
  $("#viewer-notice").className = shown.found ? "quiet" : "wrong";
  $("#viewer-text").innerHTML = shown.html;
  showPicture(shown.picture, shown.place);
  if (!$("#viewer").open) $("#viewer").showModal();
  seeWay(Boolean(shown.picture));
}

function showPicture(picture, place) {
  $("#viewer-ways").hidden = !picture;
  $("#viewer-page").replaceChildren();
  if (!picture) return;
  const sheet = document.createElement("div");
  const image = Object.assign(document.createElement("img"), { src: picture.image, alt: `${place} 그림` });
  sheet.append(image, ...picture.boxes.map(([left, top, width, height]) => {
    const box = document.createElement("span");
    const [x, y, w, h] = [left, top, width, height].map((share) => `${100 * share}%`);
    Object.assign(box.style, { left: x, top: y, width: w, height: h });
    return box;
  }));
  image.addEventListener("load", () => $("span", sheet)?.scrollIntoView({ block: "center", inline: "center" }));
  $("#viewer-page").append(sheet);
}

function seeWay(page) {
  $("#viewer-page").hidden = !page;
  $("#viewer-text").hidden = page;
  $("#see-page").setAttribute("aria-pressed", page);
  $("#see-text").setAttribute("aria-pressed", !page);
  const place = page ? $("#viewer-page span") : $("#viewer-text mark");
  place?.scrollIntoView({ block: "center", inline: "center" });
  if (page) $("#viewer-page").focus();
  else (place ?? $("#viewer-text")).focus();
}

function highlight(number) {
  for (const card of $$("#cards .mundap-card")) {
    const meant = card.dataset.numbers.split(" ").includes(number);
    card.classList.toggle("lit", meant);
    if (meant) card.scrollIntoView({ block: "nearest" });
  }
  for (const mark of $$("#cards mark")) mark.classList.toggle("lit", mark.dataset.number === number);
}

// Events, on what is there from the start.

const exchangeOf = (node) => {
  const id = node.closest(".turn")?.dataset.turn;
  return exchanges.find((one) => one.id === id);
};

const ACTS = {
  copy: async (exchange, pressedButton) => {
    await copyText(exchange.plain ?? exchange.markdown);
    pressedButton.textContent = "복사했습니다";
    setTimeout(() => { pressedButton.textContent = "근거와 함께 복사"; }, TOAST_MS / 2);
  },
  show: (exchange) => { showSources(exchange); openSources(true); },
  retry: (exchange) => again(exchange),
  edit: (exchange) => edit(exchange),
  up: (exchange) => rate(exchange, "up"),
  down: (exchange) => rate(exchange, "down"),
  cancel: (exchange) => rate(exchange, "down"),
};

$("#turns").addEventListener("click", (event) => {
  const exchange = exchangeOf(event.target);
  const mark = event.target.closest("a[data-number]");
  if (mark) {
    event.preventDefault();
    if (active !== exchange) showSources(exchange);
    highlight(mark.dataset.number);
    openViewer(mark.dataset, exchange);
    return;
  }
  const pressedButton = event.target.closest("button");
  if (!pressedButton) return;
  if (pressedButton.classList.contains("open")) {
    openViewer(pressedButton.dataset, exchange);
    return;
  }
  if (pressedButton.dataset.question) {
    const anyway = "anyway" in pressedButton.dataset;
    if (anyway) again(exchange, { anyway });
    else ask(pressedButton.dataset.question);
    $("#box").focus();
    return;
  }
  for (const [name, act] of Object.entries(ACTS)) {
    if (pressedButton.classList.contains(name)) act(exchange, pressedButton);
  }
});

$("#turns").addEventListener("submit", (event) => {
  if (!event.target.classList.contains("reason")) return;
  event.preventDefault();
  sendReason(exchangeOf(event.target), $("input", event.target).value.trim());
});

for (const kind of ["mouseover", "focusin"]) {
  $("#turns").addEventListener(kind, (event) => {
    const mark = event.target.closest("a[data-number]");
    if (!mark) return;
    const exchange = exchangeOf(mark);
    if (active !== exchange) showSources(exchange);
    highlight(mark.dataset.number);
  });
}

$("#cards").addEventListener("click", (event) => {
  const opener = event.target.closest("button.open");
  if (opener) openViewer(opener.dataset, active);
});

function growBox() {
  const box = $("#box");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

function submitBox() {
  const box = $("#box");
  if (asking || !box.value.trim()) return;
  const question = box.value;
  box.value = "";
  growBox();
  ask(question);
}

// While a syllable is composed, Enter belongs to the input method.
$("#box").addEventListener("keydown", (event) => {
  if (!pressed(event) || event.shiftKey) return;
  event.preventDefault();
  submitBox();
});
$("#box").addEventListener("input", growBox);
$("#question").addEventListener("submit", (event) => {
  event.preventDefault();
  submitBox();
});
$("#see-page").addEventListener("click", () => seeWay(true));
$("#see-text").addEventListener("click", () => seeWay(false));
$("#stop").addEventListener("click", () => { stopAsking(); $("#box").focus(); });
$("#earlier").addEventListener("click", showEarlier);
$("#hide-sources").addEventListener("click", () => openSources(false));
$("#sources").addEventListener("keydown", (event) => { if (event.key === "Escape") openSources(false); });
for (const kind of ["wheel", "touchmove", "keydown"]) {
  $("#chat").addEventListener(kind, () => { scrolled = true; }, { passive: true });
}
addEventListener("mundap-reply", (event) => receive(event.detail));
addEventListener("mundap-lost", () => stopAsking(lostConnection()));
watchers.push((now) => {
  showExamples(now.examples);
  showOwn(now);
});
