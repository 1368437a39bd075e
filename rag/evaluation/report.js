// Which failures are shown, by what went wrong, kind and words; and which plot by kind.
const misses = [...document.querySelectorAll(".miss")];
const [what, kind, words] = ["what", "kind", "words"].map((id) => document.getElementById(id));
const count = document.getElementById("count");

function filter() {
  const sought = words.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const miss of misses) {
    const text = miss.textContent.toLowerCase();
    const fits =
      (!what.value || ` ${miss.dataset.what} `.includes(` ${what.value} `)) &&
      (!kind.value || miss.dataset.kind === kind.value) &&
      sought.every((word) => text.includes(word));
    miss.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown}개`;
}

if (what) {
  for (const input of [what, kind, words]) input.addEventListener("input", filter);
  filter();
}

const measure = document.getElementById("measure");
function choose() {
  for (const plot of document.querySelectorAll("[data-measure]"))
    plot.hidden = plot.dataset.measure !== measure.value;
}
if (measure) {
  measure.addEventListener("input", choose);
  choose();
}
