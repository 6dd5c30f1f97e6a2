// The grid of a cohort by keyboard, and one box that checks all others.
const keys = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

// All links of the grid in rows, as they stand now: regions come in later.
const rowsOf = (grid) => [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("a")]);

function only(grid, link) {
  for (const other of grid.querySelectorAll("tbody a")) other.tabIndex = other === link ? 0 : -1;
}

function goal(rows, row, column, event) {
  const last = rows[row].length - 1;
  if (event.key === "Home") return event.ctrlKey ? rows[0][0] : rows[row][0];
  if (event.key === "End") return event.ctrlKey ? rows.at(-1).at(-1) : rows[row][last];
  const [down, right] = keys[event.key];
  const ahead = document.dir === "rtl" ? -right : right;
  const next = rows[Math.min(Math.max(row + down, 0), rows.length - 1)];
  return next[Math.min(Math.max(column + ahead, 0), next.length - 1)];
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  only(grid, grid.querySelector("tbody a"));
  grid.addEventListener("focusin", (event) => {
    const link = event.target.closest("tbody a");
    if (link) only(grid, link);
  });
  grid.addEventListener("keydown", (event) => {
    const link = event.target.closest("tbody a");
    if (!link || event.altKey || event.metaKey || !(event.key in keys || event.key === "Home" || event.key === "End")) return;
    const rows = rowsOf(grid);
    const row = rows.findIndex((links) => links.includes(link));
    event.preventDefault();
    goal(rows, row, rows[row].indexOf(link), event).focus();
  });
  grid.addEventListener("htmx:afterSettle", () => {
    only(grid, grid.querySelector("tbody a[tabindex='0']") ?? grid.querySelector("tbody a"));
  });
}

for (const all of document.querySelectorAll("[data-all]")) {
  const boxes = [...all.form.elements].filter((one) => one.name === all.dataset.all);
  const say = () => {
    const count = boxes.filter((one) => one.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && !all.checked;
  };
  all.addEventListener("change", () => boxes.forEach((one) => { one.checked = all.checked; }));
  boxes.forEach((one) => one.addEventListener("change", say));
}
