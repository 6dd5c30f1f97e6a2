// Shows Markdown below its field; without script the button opens a page of its own.
async function show(button) {
  const parts = button.parentElement;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", button.form.elements.csrfmiddlewaretoken.value);
  body.set("_preview", "text");
  body.set("_fragment", "1");
  body.set("text", parts.querySelector("textarea").value);
  const answer = await fetch(button.formAction, { method: "POST", body });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  const place = parts.querySelector(".preview");
  // The server has cleaned it, and the page runs no script but the site's own files.
  place.innerHTML = await answer.text();
  place.hidden = false;
}

async function preview(button) {
  button.setAttribute("aria-busy", "true");
  try {
    await show(button);
  } catch {
    button.removeAttribute("data-preview");
    button.click();
  }
  button.removeAttribute("aria-busy");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-preview]");
  if (!button || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  preview(button);
});
