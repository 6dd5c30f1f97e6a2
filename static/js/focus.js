// After a swap the focus stays on the control that was used, found by id, data-control,
// name or text; if it is gone, on the heading it stood under, or the new one.
let used; // xhr under way; find its control; part, the heading it stands under
const on = document.addEventListener.bind(document);

const named = (root, what, text) => text && [...root.querySelectorAll(what)].find((one) => one.textContent === text);

function finder(control) {
  for (const name of ["id", "data-control", "aria-label"]) {
    const value = control.getAttribute(name);
    if (value) return () => document.querySelector(`[${name}="${CSS.escape(value)}"]`);
  }
  const { localName, textContent } = control;
  return () => named(document, `#page ${localName}`, textContent);
}

function settle(root, xhr) {
  if (!used || used.xhr !== xhr || document.activeElement !== document.body || root.closest("#toasts")) return;
  const same = used.find();
  if (same?.checkVisibility()) return same.focus({ preventScroll: true });
  const heading = named(root, "h2, h3", used.part) ?? root.querySelector("[data-heading]") ?? document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus();
}

on("htmx:beforeRequest", ({ detail: { elt, xhr } }) => {
  if (elt.matches("a[hx-trigger]")) return;
  const active = document.activeElement;
  const part = active.closest("section, article")?.querySelector("h2, h3")?.textContent;
  used = elt.contains(active) && { xhr, part, find: finder(active) };
});

// Whoever moves on is not called back.
on("focusin", () => { used = null; });
// Later: an answered message goes first.
on("htmx:afterSettle", ({ target, detail: { xhr } }) => queueMicrotask(() => settle(target, xhr)));
