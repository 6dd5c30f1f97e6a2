// Names for what the admin's own scripts and tables leave without one.
function nameChooser(box) {
  const select = box.previousElementSibling;
  const words = select?.getAttribute("aria-label") || select?.labels?.[0]?.textContent;
  if (!words) return;
  const parts = ".select2-selection,.select2-search__field,[role=textbox]";
  for (const part of box.querySelectorAll(parts)) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", words.trim().replace(/:$/, ""));
  }
  // A list that also holds a search field is none for a screen reader.
  box.querySelector("ul")?.setAttribute("role", "presentation");
}

const nameChoosers = () => document.querySelectorAll(".select2-container").forEach(nameChooser);

// The choosers are made later, by a script of the admin, and again with each new row.
new MutationObserver((changes) => {
  const added = changes.flatMap((change) => [...change.addedNodes]);
  if (added.some((node) => node.classList?.contains("select2-container"))) nameChoosers();
}).observe(document.body, { childList: true, subtree: true });
nameChoosers();

for (const cell of document.querySelectorAll("thead th:empty")) cell.setAttribute("role", "none");
const search = document.querySelector("#searchbar");
search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
