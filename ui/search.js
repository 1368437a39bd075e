// Searching: passages, why they were found, and filters.
const FILTERS = ["source", "kind", "since", "until"];
// What was found for something else must not stand below what was asked now.
const FAILED = { notes: "찾지 못했습니다. 찾을 말을 고치거나 다시 찾아 주세요.", readings: [], html: "" };

async function refreshChoices() {
  const choices = await call("search_choices");
  if (!choices) return;
  $("#source-names").replaceChildren(...choices.sources.map((name) => new Option(name)));
  const kind = $("#kind");
  const chosen = kind.value;
  kind.replaceChildren(new Option("모든 형식", ""), ...choices.kinds.map((value) => new Option(value, value)));
  kind.value = choices.kinds.includes(chosen) ? chosen : "";
}

// What was found stands no longer where the box was emptied.
const EMPTIED = { notes: $("#search-notes").textContent, readings: [], html: "" };
let searches = 0; // the results of an earlier one may come later

async function search() {
  const question = $("#query").value.trim();
  const number = ++searches;
  if (!question) return showFound(EMPTIED);
  const asked = { question, settings: settings() };
  for (const name of FILTERS) asked[name] = $(`#${name}`).value;
  $("#results").setAttribute("aria-busy", "true");
  const found = await call("searched", asked) ?? FAILED;
  if (number === searches) showFound(found);
}

function showFound(found) {
  $("#results").removeAttribute("aria-busy");
  $("#search-notes").textContent = found.notes;
  $("#search-readings").replaceChildren(...found.readings.map((text) => button(text, () => {
    $("#query").value = text;
    search();
  }, "chip")));
  $("#search-readings-told").hidden = !found.readings.length;
  $("#results").innerHTML = found.html;
}

$("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
$("#query").addEventListener("input", () => { if (!$("#query").value.trim()) search(); });
for (const name of FILTERS) $(`#${name}`).addEventListener("input", search);
$("#results").addEventListener("click", (event) => {
  const opener = event.target.closest("button.open");
  if (opener) openViewer(opener.dataset);
});
addEventListener("mundap-tab", (event) => { if (event.detail === "search") refreshChoices(); });
