// The page of signing out: while things of this person wait, it asks what becomes of them.
const box = document.getElementById("waiting");
const part = (name) => document.querySelector(`[data-leaving=${name}]`);
const send = part("send");
const mine = () => Object.keys(localStorage).filter((id) => id.startsWith(`waiting-${box.dataset.who}`));
const say = (detail) => document.dispatchEvent(new CustomEvent("waymark:say", { detail }));
let isAsked = false;

function look() {
  const refused = box.lastElementChild.children.length;
  const hadFocus = part("ask").contains(document.activeElement);
  part("ask").hidden = box.hidden;
  part("plain").hidden = !box.hidden;
  send.hidden = mine().length === refused;
  if (hadFocus && (box.hidden || send.hidden)) document.getElementById("main").focus();
}

send.addEventListener("click", () => {
  isAsked = true;
  dispatchEvent(new Event("online"));
});
document.addEventListener("waymark:lost", () => {
  if (isAsked) say("offline");
  isAsked = false;
});
part("remove").addEventListener("click", () => mine().forEach((id) => delete localStorage[id]));
new MutationObserver(look).observe(box, { attributes: true, childList: true, subtree: true });
look();
