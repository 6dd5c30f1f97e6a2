// Forms with data-queue and notes (waymark:keep) wait here for a connection, each by itself.
const on = document.addEventListener.bind(document);
const box = document.getElementById("waiting");
const { who, url, one, many, back } = box.dataset;
const tell = (type, detail) => document.dispatchEvent(new CustomEvent(`waymark:${type}`, { detail, cancelable: true }));
const mine = () => Object.keys(localStorage).sort().filter((id) => id.startsWith(`waiting-${who}`));
const read = () => mine().map((id) => ({ id, ...JSON.parse(localStorage[id]) }));
const next = () => read().find((item) => !item.said);
let busy;

function drop(id) {
  delete localStorage[id];
  show();
}

// Refused: to be sent by hand.
function row({ id, name: title, url: action, form: data }) {
  const form = box.querySelector("template").content.firstElementChild.cloneNode(true);
  form.action = action;
  form.firstChild.textContent = title;
  form.lastChild.onclick = () => drop(id);
  for (const [name, value] of new URLSearchParams(data)) form.append(Object.assign(form[0].cloneNode(), { name, value }));
  return form;
}

function show() {
  const list = read();
  box.hidden = !list[0];
  box.firstElementChild.textContent = (list[1] ? many : one).replace("#", list.length);
  box.lastElementChild.replaceChildren(...list.filter((item) => item.said).map(row));
}

function keep(form, name, url, data) {
  const id = `waiting-${who}-${Date.now()}-${Math.random()}`;
  data.delete("csrfmiddlewaretoken");
  try {
    localStorage[id] = JSON.stringify({ name, url, form: `${new URLSearchParams(data)}` });
  } catch {
    return tell("say", "full");
  }
  drop(form.dataset.entry);
  form.dataset.entry = id;
}

async function send({ id, ...item }, token) {
  const body = new URLSearchParams(item.form);
  const answer = await fetch(item.url, { method: "POST", body, headers: { "X-CSRFToken": token, "HX-Request": "true" } });
  const { ok, status, headers } = answer;
  if (status > 499 || [403, 429].includes(status) || /login/.test(headers.get("HX-Redirect"))) throw status;
  const isShown = !tell("answer", { status, body, text: await answer.text(), version: headers.get("Note-Version") });
  if (!ok && !isShown && localStorage[id]) localStorage[id] = JSON.stringify({ ...item, said: 1 });
  else delete localStorage[id];
  show();
  return ok && !body.has("known");
}

async function flush() {
  if (busy || !next()) return;
  busy = true;
  let sent;
  try {
    const me = await (await fetch(url)).json();
    if (me.who !== who) throw me;
    while (next()) sent = (await send(next(), me.token)) || sent;
  } catch {
    tell("lost");
  }
  busy = false;
  if (!sent) return;
  tell("say", "sent");
  if (back) document.querySelector("[data-entry]") && (location = back);
  else if (document.getElementById("page")) htmx.ajax("GET", location.href, { target: "#page", select: "#page", swap: "outerHTML" });
}

function hold(event) {
  const { elt, requestConfig } = event.detail;
  const form = elt.closest("[data-queue]");
  if (!form || [...requestConfig.formData.values()].some(({ size }) => size)) return;
  event.preventDefault();
  keep(form, form.dataset.queue, requestConfig.path, requestConfig.formData);
}

on("htmx:sendError", hold, true);
on("htmx:afterRequest", (event) => {
  const { elt, successful, xhr } = event.detail;
  if (/login/.test(xhr.getResponseHeader("HX-Redirect"))) hold(event);
  if (!successful) return;
  drop(elt.closest("[data-queue]")?.dataset.entry);
  flush();
});
on("waymark:keep", ({ detail: form }) => {
  keep(form, form.dataset.note, form.action, new FormData(form));
  flush();
});
// Signing out asks what becomes of what waits.
on("submit", (event) => {
  if (!/logout/.test(event.target.action)) return;
  sessionStorage.clear();
  if (!mine()[0] || event.submitter.value) return;
  event.preventDefault();
  if (navigator.onLine) location = event.target.action;
  else tell("say", "offline");
});
addEventListener("storage", show);
addEventListener("online", flush);
addEventListener("load", () => {
  read().map((item) => item.said || tell("waits", item));
  flush();
});
setInterval(flush, 20000);
show();
