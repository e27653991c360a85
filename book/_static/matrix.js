// Makes the matrix of ratings a thing to explore: a card for each cell, filters, sorting,
// arrow keys. The address keeps what was chosen, behind "#matrix?". What is said comes
// from the page's own data; without this script the matrix is a table of links.
"use strict";

const PLACE = "#matrix?";
const LEAST = [2, 3, 5];

function make(tag, attributes = {}, ...content) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...content);
  return made;
}

// The table as rows of cells, each with its sign (a link, or what is no rating).
function readTable(matrix, data) {
  const table = matrix.querySelector("table");
  const body = table.tBodies[0];
  const [names] = [...table.tHead.rows].slice(-1);
  const heads = [...names.cells];
  let next = 0;
  const rows = [...body.rows].map((row, place) => ({
    row,
    place,
    name: row.cells[0].textContent,
    ended: row.className === "concluded",
    signs: [...row.cells].slice(1).map((cell) => {
      const sign = cell.querySelector(".rating");
      const [sources, ...texts] = data.cells[next++];
      const level = sign ? parseFloat(sign.textContent.replace("−", "-")) : NaN;
      return { cell, sign, sources, texts, level, rated: sign?.tagName === "A" };
    }),
  }));
  const areas = heads.slice(1).map((head) => [...head.classList].find((name) => name.startsWith("area-")));
  const groups = [...table.tHead.querySelectorAll("[scope=colgroup]")];
  return { table, body, heads, areas, groups, rows };
}

// ---- The card -----------------------------------------------------------------------

function cardOf(matrix, of, data) {
  const card = make("div", { className: "card-of-cell", id: "matrix-card", hidden: true });
  matrix.append(card);
  const all = new Map(of.rows.flatMap((row) => row.signs).filter((s) => s.sign).map((s) => [s.sign, s]));
  let shown = null;
  let waiting = 0;

  function place(sign) {
    const [frame, at] = [matrix.getBoundingClientRect(), sign.getBoundingClientRect()];
    const left = at.left - frame.left + at.width / 2 - card.offsetWidth / 2;
    card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
    const above = at.bottom + card.offsetHeight > innerHeight && at.top > card.offsetHeight;
    card.style.top = `${above ? at.top - frame.top - card.offsetHeight : at.bottom - frame.top}px`;
  }

  function show(sign) {
    clearTimeout(waiting);
    const cell = all.get(sign);
    if (sign === shown || !cell.texts.length) return;
    hide();
    const texts = cell.texts.map((text) => make("p", {}, data.texts[text]));
    const head = make("p", { className: "name" }, sign.getAttribute("aria-label"));
    const parts = make("div", { id: "matrix-card-text" }, ...texts);
    card.replaceChildren(head, parts);
    if (cell.rated) card.append(make("a", { href: sign.href }, data.words.read));
    card.hidden = false;
    sign.setAttribute("aria-describedby", parts.id);
    shown = sign;
    place(sign);
  }

  function hide() {
    clearTimeout(waiting);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  const later = (todo, time) => { clearTimeout(waiting); waiting = setTimeout(todo, time); };
  const signOf = (target) => (target.closest ? target.closest("td .rating") : null);
  const touches = (event) => event.pointerType === "touch";
  of.table.addEventListener("pointerover", (event) => {
    const sign = signOf(event.target);
    if (sign && !touches(event)) later(() => show(sign), shown ? 80 : 250);
  });
  of.table.addEventListener("pointerout", (event) => {
    if (!touches(event)) later(hide, 300);
  });
  card.addEventListener("pointerenter", () => clearTimeout(waiting));
  card.addEventListener("pointerleave", (event) => { if (!touches(event)) later(hide, 300); });
  of.table.addEventListener("focusin", (event) => {
    const sign = signOf(event.target);
    if (!sign) hide();
    else if (sign.matches(":focus-visible")) show(sign);
  });
  matrix.addEventListener("focusout", (event) => {
    if (!of.table.contains(event.relatedTarget) && !card.contains(event.relatedTarget)) hide();
  });
  // The first tap opens the card, the second follows the link.
  of.table.addEventListener("click", (event) => {
    const sign = signOf(event.target);
    if (!sign || !touches(event) || sign === shown || !all.get(sign).texts.length) return;
    event.preventDefault();
    show(sign);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target) && !signOf(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("beforeprint", hide);
  return { hide };
}

// ---- One stop for the Tab key, arrow keys within it -----------------------------------

const isSeen = (stop) => stop?.checkVisibility({ visibilityProperty: true });

// Every stop by line and column; the name of an area is in each of its columns.
function gridOf(of) {
  const areas = of.areas.map((area) => of.groups.find((group) => group.classList.contains(area))?.querySelector("a"));
  return [
    [null, ...areas],
    of.heads.map((head) => head.querySelector("button")),
    ...[...of.body.rows].map((row) => [...row.cells].map((cell) => cell.querySelector("th a, .rating"))),
  ];
}

function nextStop(grid, from, { key, ctrlKey }) {
  let down = grid.findIndex((line) => line.includes(from));
  let across = grid[down]?.indexOf(from);
  const ends = { Home: () => (ctrlKey ? grid.flat() : grid[down]).find(isSeen), End: () => (ctrlKey ? grid.flat() : grid[down]).findLast(isSeen) };
  if (ends[key]) return ends[key]();
  const [x, y] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  do {
    across += x;
    down += y;
    if (grid[down]?.[across] === undefined) return from;
  } while (!isSeen(grid[down][across]) || grid[down][across] === from);
  return grid[down][across];
}

function roveIn(of) {
  for (const stop of of.table.querySelectorAll("a, button, td .rating")) stop.tabIndex = -1;
  let current = of.heads[0].querySelector("button");
  const stopAt = (stop) => {
    current.tabIndex = -1;
    current = stop;
    current.tabIndex = 0;
  };
  stopAt(current);
  of.table.addEventListener("focusin", (event) => stopAt(event.target));
  of.table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || !/^(Arrow|Home$|End$)/.test(event.key)) return;
    event.preventDefault();
    nextStop(gridOf(of), event.target, event).focus();
  });
  return { mend: () => isSeen(current) || stopAt(of.heads[0].querySelector("button")) };
}

function lightUp(of) {
  let lit = [];
  const light = (event) => {
    for (const cell of lit) cell.classList.remove("lit");
    lit = [];
    const cell = event.target.closest?.("td, th");
    if (!cell || !["pointerover", "focusin"].includes(event.type)) return;
    const row = cell.parentElement;
    const column = row.parentElement === of.table.tHead && row !== of.heads[0].parentElement ? -1 : cell.cellIndex;
    if (row.parentElement === of.body) lit.push(...row.cells);
    if (column > 0) lit.push(of.heads[column], ...of.rows.map(({ row: other }) => other.cells[column]));
    for (const one of lit) one.classList.add("lit");
  };
  for (const type of ["pointerover", "pointerleave", "focusin", "focusout"]) of.table.addEventListener(type, light);
}

// ---- Filters and order ------------------------------------------------------------------

function listOf(name, label, choices) {
  const list = make("select", { name }, ...choices.map(([value, text]) => new Option(text, value)));
  return make("label", {}, label, list);
}

function controlsOf(of, words) {
  const areas = of.groups.map((group) => [group.id.replace("matrix-", ""), group.textContent]);
  const form = make("form", { className: "choices" });
  if (areas.length) form.append(listOf("area", words.area, [["", words.every], ...areas]));
  if (of.rows.some((row) => row.ended))
    form.append(listOf("lifecycle", words.lifecycle, ["", "active", "concluded"].map((v) => [v, words[v || "both"]])));
  form.append(listOf("sources", words.sources, [["", words.any], ...LEAST.map((n) => [n, words.least.replace("#", n)])]));
  form.append(make("button", { type: "reset" }, words.clear));
  return form;
}

// Each heading sorts: downwards, upwards, and back to the order of names.
function addButtons(of, choose) {
  of.heads.forEach((head, column) => {
    const name = head.querySelector("span") ?? head;
    const button = make("button", { type: "button" }, ...name.childNodes);
    name.append(button);
    button.addEventListener("click", () => choose(column));
  });
}

function start(matrix) {
  const data = JSON.parse(matrix.querySelector(".matrix-data").textContent);
  const { words } = data;
  const of = readTable(matrix, data);
  const ids = of.heads.map((head) => head.id.replace("matrix-", ""));
  const form = controlsOf(of, words);
  const said = make("p", { className: "said" });
  said.setAttribute("role", "status");
  matrix.prepend(form, said);
  of.table.setAttribute("role", "grid");
  let by = { column: 0, up: false };

  addButtons(of, (column) => {
    const again = column === by.column;
    by = again && by.up ? { column: 0, up: false } : { column, up: again };
    apply();
    remember();
  });
  const roving = roveIn(of);
  const card = cardOf(matrix, of, data);
  lightUp(of);

  const value = (name) => form.elements[name]?.value ?? "";

  function order() {
    const { column, up } = by;
    const sign = up ? 1 : -1;
    const compare = (a, b) => {
      if (!column) return up ? b.place - a.place : a.place - b.place;
      // What has no level, or is filtered out, stays last either way.
      const [x, y] = [a, b].map(({ signs }) => signs[column - 1]).map(({ cell, level }) => (cell.classList.contains("out") ? NaN : level));
      if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y) || a.place - b.place;
      return sign * (x - y) || a.place - b.place;
    };
    const sorted = [...of.rows].sort(compare).map(({ row }) => row);
    // Rows that are in order stay: of very many, to lay them out again takes seconds.
    if (sorted.some((row, n) => row !== of.body.rows[n])) of.body.append(...sorted);
    of.heads.forEach((head, n) => head.setAttribute("aria-sort", n !== column ? "none" : column ? (up ? "ascending" : "descending") : up ? "descending" : "ascending"));
  }

  function apply() {
    card.hide();
    const area = of.groups.find((group) => group.id === `matrix-${value("area")}`)?.classList[0];
    const [lifecycle, least] = [value("lifecycle"), Number(value("sources"))];
    for (const group of of.groups) group.hidden = Boolean(area) && !group.classList.contains(area);
    of.areas.forEach((own, n) => { of.heads[n + 1].hidden = Boolean(area) && own !== area; });
    const count = { rows: 0, ratings: 0, all: 0 };
    for (const { row, ended, signs } of of.rows) {
      let left = 0;
      signs.forEach(({ cell, sign, sources, rated }, n) => {
        cell.hidden = of.heads[n + 1].hidden;
        cell.classList.toggle("out", Boolean(least) && sources < least);
        count.all += rated;
        if (sign && !cell.hidden && (!least || sources >= least)) left += rated || !least;
      });
      row.hidden = (lifecycle === "active" && ended) || (lifecycle === "concluded" && !ended) || (least > 0 && !left);
      if (row.hidden) continue;
      count.rows += 1;
      count.ratings += signs.filter(({ cell, rated }) => rated && !cell.hidden && !cell.classList.contains("out")).length;
    }
    matrix.classList.toggle("of-one-area", Boolean(area));
    order();
    roving.mend();
    return [count.rows, of.rows.length, count.ratings, count.all];
  }

  function tell(numbers) {
    said.textContent = words.said.replace(/#(\d)/g, (_, n) => numbers[n - 1]);
  }

  function remember() {
    const kept = new URLSearchParams([...new FormData(form)].filter(([, chosen]) => chosen));
    if (by.column || by.up) kept.set("by", `${ids[by.column] || "name"}${by.up ? "-up" : ""}`);
    const bare = location.href.split("#")[0];
    history.replaceState(null, "", kept.size ? `${bare}${PLACE}${kept}` : bare);
  }

  function recall() {
    if (!location.hash.startsWith(PLACE)) return;
    const kept = new URLSearchParams(location.hash.slice(PLACE.length));
    for (const list of form.querySelectorAll("select")) {
      list.value = kept.get(list.name) ?? "";
      if (list.selectedIndex < 0) list.selectedIndex = 0;
    }
    const [, name, up] = /^(.*?)(-up)?$/.exec(kept.get("by") ?? "name");
    by = { column: Math.max(0, ids.indexOf(name)), up: Boolean(up) };
    tell(apply());
    matrix.scrollIntoView();
  }

  form.addEventListener("change", () => { tell(apply()); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { // once the lists are empty
    by = { column: 0, up: false };
    tell(apply());
    remember();
  }));
  addEventListener("hashchange", recall);
  order();
  recall();
}

for (const matrix of document.querySelectorAll(".matrix")) start(matrix);
