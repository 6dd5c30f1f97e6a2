// A note is kept as it is typed (waymark:keep), and sent by waiting.js.
const form = () => document.querySelector("[data-note]");
const say = (text) => { form().querySelector("[data-state]").textContent = text; };
const on = document.addEventListener.bind(document);
let timer;

function keep() {
  clearTimeout(timer);
  timer = 0;
  document.dispatchEvent(new CustomEvent("waymark:keep", { detail: form() }));
}

on("input", ({ target }) => {
  if (!form()?.contains(target)) return;
  say(form().dataset.typed);
  clearTimeout(timer);
  timer = setTimeout(keep, 1200);
});
// Before waiting.js, which counts what waits when somebody signs out.
on("submit", (event) => {
  if (event.target === form()) event.preventDefault();
  if (timer || event.defaultPrevented) keep();
}, true);
addEventListener("pagehide", () => timer && keep());
on("waymark:lost", () => form() && say(form().dataset.kept));
on("waymark:answer", (event) => {
  const { status, body, text, version } = event.detail;
  const fields = form()?.elements;
  if (fields?.key.value !== body.get("key")) return;
  if (version) fields.known.value = version;
  if (status === 409) event.preventDefault();
  // What was typed meanwhile goes after it, and builds on it.
  if (body.get("body") !== fields.body.value) keep();
  else if (status === 409) htmx.swap("#note", text, { swapStyle: "innerHTML" });
  else say(text.length < 300 ? text : form().dataset.kept);
});

// A text that waits is shown again where it was typed, and kept by this page from now on.
on("waymark:waits", ({ detail: { id, url, form: data } }) => {
  if (!form()?.action.endsWith(url)) return;
  const typed = new URLSearchParams(data);
  for (const name of ["body", "known"]) form().elements[name].value = typed.get(name);
  form().dataset.entry = id;
  say(form().dataset.kept);
  keep();
});
