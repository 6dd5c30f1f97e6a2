// Questions of a list: 1 to 9 choose an answer of the one at hand and go on to the next. j and k
// walk, see keys.js.
const form = document.querySelector("[data-questions]");
const groups = form ? [...form.querySelectorAll("[data-question]")] : [];
document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off" || event.repeat || !/^[1-9]$/.test(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio]), textarea, select")) return;
  const place = groups.findIndex((one) => one.contains(document.activeElement));
  const radio = groups[place]?.querySelectorAll("[type=radio]")[event.key - 1];
  if (!radio) return;
  radio.checked = true;
  (groups[place + 1] ?? radio).focus();
  event.preventDefault();
});
