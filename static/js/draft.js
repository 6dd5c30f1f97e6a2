// What is typed in a form with data-draft stays beside the same draft.
const form = () => document.querySelector("[data-draft]");
let typed;

document.addEventListener("input", ({ target }) => {
  if (form()?.contains(target)) typed = { of: form().dataset.draft, said: [...new FormData(form())] };
});
document.addEventListener("submit", ({ target }) => {
  if (target === form()) typed = 0;
});
document.addEventListener("htmx:afterSwap", () => {
  if (!typed || form()?.dataset.draft !== typed.of) return;
  for (const [name, value] of typed.said) {
    const field = form().elements[name];
    if (field && !/hidden|file/.test(field.type)) field.value = value;
  }
});
