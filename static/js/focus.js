// After a swap the focus stays on the control that was used, found by id, data-control,
// name or text; if it is gone, on the heading it stood under, or the new one.
let used; // finds the control whose request is under way
let asked; // that request
let part; // words of the heading it stands under

const named = (root, what, text) => text && [...root.querySelectorAll(what)].find((one) => one.textContent === text);

function finder(control) {
  for (const name of ["id", "data-control", "aria-label"]) {
    const value = control.getAttribute(name);
    if (value) return () => document.querySelector(`[${name}="${CSS.escape(value)}"]`);
  }
  const { localName, textContent } = control;
  return () => named(document, `#page ${localName}`, textContent);
}

function settle(root) {
  if (!used || document.activeElement !== document.body || root.closest("#toasts")) return;
  const same = used();
  if (same?.checkVisibility()) return same.focus({ preventScroll: true });
  const heading = named(root, "h2, h3", part) ?? root.querySelector("[data-heading]") ?? document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus();
}

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, xhr } }) => {
  if (elt.matches("a[hx-trigger]")) return;
  asked = xhr;
  const active = document.activeElement;
  used = elt.contains(active) && finder(active);
  part = active.closest("section, article")?.querySelector("h2, h3")?.textContent;
});

// Whoever moves on by themselves is not called back.
document.addEventListener("focusin", () => { used = null; });
// A message that was answered goes first, with the focus it may have.
document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
  if (detail.xhr === asked) queueMicrotask(() => settle(target));
});
