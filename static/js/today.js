// Minutes chosen while something is being saved come after its answer, which would find
// its place gone.
const on = document.addEventListener.bind(document);
const saving = () => document.querySelector("form.htmx-request");
const minutes = ".seg a[hx-get]";
let chosen;

function later(event, link) {
  if (!link.matches(minutes) || !saving()) return;
  event.preventDefault();
  chosen = link.getAttribute("href");
  link.classList.add("htmx-request");
}

on("htmx:confirm", (event) => later(event, event.detail.elt));
on("htmx:beforeSwap", (event) => later(event, event.detail.requestConfig.elt));
on("htmx:afterRequest", () => {
  if (!chosen || saving()) return;
  const link = [...document.querySelectorAll(minutes)].find((one) => one.getAttribute("href") === chosen);
  chosen = "";
  link?.click();
});
