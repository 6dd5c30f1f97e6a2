// The link desk: one box for all, and how many are ticked.
const form = document.querySelector("[data-desk]");
if (form) {
  const all = form.querySelector("[data-all]");
  const said = form.querySelector("[data-count]");
  const plain = said.textContent;
  const boxes = () => [...form.querySelectorAll("[name=pick]")];
  const count = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    said.textContent = ticked ? said.dataset.count.replace("%s", ticked) : plain;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  form.addEventListener("change", count);
  count();
}
