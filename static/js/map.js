// The map: a press selects a step, a second one or Enter opens it, arrows follow the lines. A
// .node is n-KEY; its data-up, -down and -side hold ids, data-step the address of a step.
const SIZES = { "+": "in", "=": "in", "-": "out", 0: "fit" };
const title = () => document.getElementById("panel-title");
let view; // size and place, kept when an answer replaces the map

function middle(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

const between = (from, to) => middle(to).map((at, axis) => at - middle(from)[axis]);

function make(box) {
  const port = box.querySelector(".scroll");
  const svg = port.querySelector("svg");
  const full = svg.viewBox.baseVal;
  let scale = 1;
  box.made = true;

  // Around the middle of what is seen.
  function size(to) {
    to = Math.min(2.5, Math.max(0.3, to));
    const keep = (at, half) => ((at + half) * to) / scale - half;
    const left = keep(port.scrollLeft, port.clientWidth / 2);
    const top = keep(port.scrollTop, port.clientHeight / 2);
    svg.setAttribute("width", full.width * to);
    svg.setAttribute("height", full.height * to);
    port.scrollTo(left, top);
    scale = to;
  }

  const center = (node) => port.scrollBy(...between(port, node));

  function zoom(how) {
    const fit = Math.min(port.clientWidth / full.width, port.clientHeight / full.height);
    size({ in: scale * 1.2, out: scale / 1.2, fit, here: 1 }[how]);
    if (how === "here") center(svg.querySelector(".here") ?? svg.querySelector("[aria-current]"));
  }

  // The nearest end of a line; sideways else the next in the row.
  function next(node, way) {
    const far = (one) => Math.hypot(...between(node, one));
    const nearest = (nodes) => nodes.sort((a, b) => far(a) - far(b))[0];
    const ends = (lines) => node.dataset[lines]?.split(" ").map((id) => document.getElementById(id)) ?? [];
    if (way === "up" || way === "down") return nearest(ends(way));
    const ahead = (one) => between(node, one)[0] * (way === "left" ? -1 : 1) > 1;
    const row = [...svg.querySelectorAll(".node")].filter((one) => Math.abs(between(node, one)[1]) < 40);
    return nearest(ends("side").filter(ahead)) ?? nearest(row.filter(ahead));
  }

  async function select(node) {
    const url = node.href.baseVal;
    svg.querySelector("[aria-current]").ariaCurrent = null;
    node.ariaCurrent = "true";
    history.replaceState(null, "", url.split("#")[0]);
    await htmx.ajax("GET", url, { target: "#panel", select: "#panel", swap: "outerHTML" });
    title().scrollIntoView({ block: "nearest" });
  }

  function act(event) {
    const { key, target } = event;
    const node = target.closest(".node");
    const tool = key ? SIZES[key] : target.closest("[data-zoom]")?.dataset.zoom;
    if (event.ctrlKey || event.metaKey || event.altKey || (!key && event.shiftKey)) return;
    if (tool) zoom(tool);
    else if (!node) return;
    else if (key?.startsWith("Arrow")) next(node, key.slice(5).toLowerCase())?.focus();
    else if (key ? key === "Enter" : node.ariaCurrent) location = svg.dataset.step.replace("KEY", node.id.slice(2));
    else if (!key) select(node);
    else return;
    event.preventDefault();
  }

  box.addEventListener("click", act);
  box.addEventListener("keydown", act);
  // A finger scrolls by itself; a mouse takes hold of the paper.
  port.addEventListener("pointermove", (move) => {
    if (move.pointerType === "mouse" && move.buttons === 1) port.scrollBy(-move.movementX, -move.movementY);
  });
  port.addEventListener("scroll", () => {
    view = [scale, port.scrollLeft, port.scrollTop];
    svg.lastElementChild.setAttribute("transform", `translate(0 ${view[2] / scale})`);
  });
  box.querySelector(".map-tools").hidden = false;
  if (!view) return center(svg.querySelector("[aria-current]"));
  const [to, left, top] = view;
  size(to);
  port.scrollTo(left, top);
}

function begin() {
  const box = document.querySelector("[data-map]");
  if (box && !box.made) make(box);
}

begin();
// What was said in the panel leaves the focus there.
document.addEventListener("htmx:afterSettle", () => {
  begin();
  if (document.activeElement === document.body) title()?.focus();
});
