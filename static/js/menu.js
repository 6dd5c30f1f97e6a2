// Menus close with Escape, by a click elsewhere, and when their action is sent. data-open on
// a link: the dialog it shows.
const open = () => document.querySelectorAll(".menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  const link = event.target.closest("[data-open]");
  if (!link) return;
  event.preventDefault();
  document.getElementById(link.dataset.open).showModal();
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("submit", ({ target }) => {
  const menu = target.closest(".menu");
  if (menu) menu.open = false;
});
