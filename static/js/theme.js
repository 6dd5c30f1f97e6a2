// Appearance: the chosen radio works at once and is stored in the background.
const form = document.querySelector("form[data-appearance]");

async function store() {
  document.documentElement.dataset.theme = form.elements.appearance.value;
  try {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
    if (!answer.ok) throw answer;
  } catch {
    document.dispatchEvent(new CustomEvent("waymark:say", { detail: "failed" }));
  }
}

form.querySelector("button").hidden = true;
form.addEventListener("change", store);
if (form.elements.appearance.value !== document.documentElement.dataset.theme) store();
