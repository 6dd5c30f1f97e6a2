// data-optimistic="done" data-word="Done" on a form shows that standing in its row until the
// answer comes; if none does, the row gets its old look back.
const on = document.addEventListener.bind(document);
const undo = new WeakMap(); // element of the request -> how to end its look

function paint(row, { optimistic, word }) {
  const sign = row.querySelector(".g, .st .i, .badge .i");
  const label = row.querySelector(".st span, .badge span");
  const look = sign?.cloneNode(true);
  const text = label?.textContent;
  row.ariaBusy = "true";
  if (sign) {
    const use = sign.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${optimistic}`));
    const plain = sign.getAttribute("class").replace(/ (is-\S+|here)/g, "");
    sign.setAttribute("class", `${plain} is-${optimistic}`);
  }
  if (label && word) label.textContent = word;
  return (failed) => {
    row.ariaBusy = null;
    if (!failed) return;
    sign?.replaceWith(look);
    if (label) label.textContent = text;
  };
}

on("htmx:beforeRequest", ({ detail: { elt } }) => {
  const meant = elt.closest("[data-optimistic]")?.dataset;
  const row = meant && elt.closest("[data-row], .row, .next, li");
  if (row) undo.set(elt, paint(row, meant));
});
on("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  undo.get(elt)?.(!successful);
  undo.delete(elt);
});
