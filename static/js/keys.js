// Shortcuts: aria-keyshortcuts is a control's key, data-go the second one of "g, key"; j and k
// walk through rows. data-keys="off" ends them.
const WAIT = 1200; // milliseconds between "g" and its second key
const TEXT = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
let goUntil = 0;

const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());

// True: the key was for it.
function walk(step) {
  const stops = shown("main .rows a.t, main [data-stop]");
  const row = document.activeElement.closest("li, [data-stop]");
  const at = row ? stops.findIndex((stop) => row.contains(stop)) : -1;
  const next = at < 0 && step < 0 ? -1 : Math.max(0, at + step);
  (stops.at(next) ?? stops.at(-1))?.focus();
  return stops.length > 0;
}

function press(selector) {
  const control = shown(selector).at(-1);
  control?.focus();
  if (control?.matches(TEXT)) control.select();
  else control?.click();
  return Boolean(control);
}

function act(key) {
  const goes = performance.now() < goUntil;
  goUntil = key === "g" && !goes ? performance.now() + WAIT : 0;
  if (goes) return press(`[data-go="${key}"]`);
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  if (key === "?") document.getElementById("keys").showModal();
  return key === "g" || key === "?" || press(`[aria-keyshortcuts~="${key}"]`);
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off" || event.defaultPrevented || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TEXT)) return;
  if (document.querySelector("dialog[open]") || !/^[a-z0-9/?]$/.test(event.key)) return;
  if (act(event.key)) event.preventDefault();
});
