// Questions of a list by keyboard: j and k to the next and the one before, 1 to 9 to answer.
const form = document.querySelector("[data-questions]");
const groups = form ? [...form.querySelectorAll("[data-question]")] : [];
const here = () => groups.findIndex((one) => one.contains(document.activeElement));
const go = (place) => {
  const group = groups[Math.min(Math.max(place, 0), groups.length - 1)];
  if (!group) return;
  group.focus();
  group.scrollIntoView({ block: "center" });
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=radio]),textarea,select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
  const place = here();
  if (event.key === "j") go(place + 1);
  else if (event.key === "k") go(place < 0 ? 0 : place - 1);
  else if (place >= 0 && /^[1-9]$/.test(event.key)) {
    const radio = groups[place].querySelectorAll("[type=radio]")[event.key - 1];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    go(place + 1);
  } else return;
  event.preventDefault();
});
