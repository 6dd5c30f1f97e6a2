// Messages go after ten seconds and are said in #status; waymark:say shows its words of a name.
const on = document.addEventListener.bind(document);
const SECONDS = 10;
const region = document.getElementById("toasts");
const status = document.getElementById("status");
let words = ""; // what is to be said together

function announce(text) {
  status.textContent = "";
  words += `${text} `;
  // Empty first: the same words are said again.
  setTimeout(() => { if (words) [status.textContent, words] = [words, ""]; }, 80);
}

function remove(toast, instead) {
  const inside = toast.contains(document.activeElement);
  toast.remove();
  if (inside) (toast.before?.isConnected ? toast.before : instead)?.focus();
}

function start(toast) {
  announce(toast.querySelector("[data-text]").textContent);
  toast.addEventListener("focusin", ({ relatedTarget }) => {
    if (!toast.contains(relatedTarget)) toast.before = relatedTarget;
  });
  if ("stay" in toast.dataset) return;
  let left = SECONDS;
  const clock = setInterval(() => {
    left = toast.matches(":hover, :focus-within") ? SECONDS : left - 1;
    if (left > 0 && toast.isConnected) return;
    clearInterval(clock);
    remove(toast);
  }, 1000);
}

function say(name) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.stay = "";
  toast.innerHTML = "<span data-text></span><button type=button data-close>×</button>";
  toast.firstChild.textContent = status.dataset[name];
  toast.lastChild.ariaLabel = status.dataset.close;
  [...region.children].find((other) => other.textContent === toast.textContent)?.remove();
  region.append(toast);
}

for (const toast of region.children) start(toast);

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node.matches?.(".toast")) start(node);
  }
}).observe(region, { childList: true });

region.addEventListener("click", ({ target }) => {
  const toast = target.closest("[data-close]")?.closest(".toast");
  if (toast) remove(toast, document.getElementById("main"));
});

// A way back works once.
on("htmx:afterRequest", ({ detail }) => {
  const toast = detail.elt.closest(".toast");
  if (toast && detail.successful) remove(toast);
});

on("htmx:afterSettle", ({ target }) => {
  const said = target.matches("[data-say]") ? target : target.querySelector("[data-say]");
  if (said) announce(said.textContent.trim());
});
on("waymark:say", ({ detail }) => say(detail));
on("allauth.error", (event) => {
  event.preventDefault();
  say("passkey");
});

// A form that came back is sent again without htmx: that page says what is wrong.
function sendPlainly(form, { path, triggeringEvent }) {
  const { name, value } = triggeringEvent?.submitter ?? {};
  if (name) form.append(Object.assign(form[0].cloneNode(), { name, value }));
  form.action = path;
  form.submit();
}

on("htmx:responseError", ({ detail: { elt, xhr, requestConfig } }) => {
  const form = elt.closest("form[method=post]");
  if (form && [409, 422].includes(xhr.status)) sendPlainly(form, requestConfig);
  else say(xhr.status === 429 ? "busy" : "failed");
});
on("htmx:sendError", (event) => say(event.defaultPrevented ? "waits" : "offline"));
