// A form with data-note is kept as it is typed (waymark:keep), and sent by waiting.js.
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
// Before waiting.js. A named button sends all by itself.
on("submit", (event) => {
  if (event.target === form()) event.submitter.name ? timer = clearTimeout(timer) : event.preventDefault();
  if (timer || event.defaultPrevented) keep();
}, true);
addEventListener("pagehide", () => timer && keep());
on("waymark:lost", () => form() && say(form().dataset.kept));
on("waymark:answer", (event) => {
  const { status, body, text, version } = event.detail;
  const fields = form()?.elements;
  if (fields?.key.value !== body.get("key")) return;
  const typed = new FormData(form());
  typed.delete("csrfmiddlewaretoken");
  const isOld = `${new URLSearchParams(typed)}` !== `${body}`;
  if (version) fields.known.value = version;
  if (status === 409) event.preventDefault();
  // What was typed meanwhile goes after it, and builds on it.
  if (isOld) keep();
  else if (status === 409) htmx.swap(form().dataset.conflict, text, { swapStyle: "innerHTML" });
  else say(text.length < 300 ? text : form().dataset.kept);
});

// What waits, where it was typed.
on("waymark:waits", ({ detail: { id, url, form: data } }) => {
  if (!form()?.action.endsWith(url)) return;
  for (const [name, value] of new URLSearchParams(data)) if (name !== "key") Object(form()[name]).value = value;
  form().dataset.entry = id;
  say(form().dataset.kept);
  keep();
});
