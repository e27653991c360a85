// Makes a long table searchable, sortable and filtered. The words to filter by stand in
// the class of each row; the address of the page keeps what was chosen. Of very many rows
// the page holds data alone: each cell once, and which of them each row has.

const WORDS = { missing: "no evidence", uncertain: "raters disagree", uncoded: "not coded" };
const SIDES = { below: (neutral) => `below ${neutral}`, above: (neutral) => `above ${neutral}` };
const HOW = { differ: "differ", ratings: "rate it differently", far: "rate it two levels apart", some: "do not all see the criterion" };
const level = (word, text, neutral) => WORDS[word] ?? SIDES[word]?.(neutral) ?? text;

// Of each table: what its rows are called, the column of ratings, its lists of choices
// (`inOrder` keeps the order of the rows), and what the address alone can ask for.
const TABLES = {
  "segments-table": {
    entries: { _: "passages", 1: "passage" },
    levels: 0,
    lists: {
      team: { column: 1 },
      criterion: { column: 2, inOrder: true },
      strand: {},
      rating: { column: 0, name: level },
      coders: { name: (word) => HOW[word] ?? word },
    },
    fromAddressAlone: ["segment", "source"],
  },
  "cells-table": {
    entries: { _: "cells", 1: "cell" },
    levels: 3,
    lists: {
      team: { column: 0 },
      area: { column: 1, inOrder: true },
      criterion: { column: 2, inOrder: true },
      rating: { column: 3, name: level },
    },
    fromAddressAlone: [],
  },
};

// The level of the scale on which evidence stands on neither side, where it is not 0.
function neutralOf(table) {
  const said = [...table.classList].find((w) => w.startsWith("neutral:"));
  return said ? said.slice("neutral:".length) : "0";
}

// Rows that the page lists: how many, what they can be filtered by, and what they say.
function listedRows(table) {
  const rows = [...table.tBodies[0].rows];
  return {
    count: rows.length,
    words: (row, key) => [...rows[row].classList].filter((w) => w.startsWith(`${key}:`)).map((w) => w.slice(key.length + 1)),
    has: (row, key, word) => rows[row].classList.contains(`${key}:${word}`),
    text: (row, column) => rows[row].cells[column].textContent,
    options: {},
  };
}

// The same of rows that it holds as data: first the cells that are shown, then words.
function packedRows(packed, shown) {
  const columns = JSON.parse(packed.textContent);
  packed.parentElement.querySelector(".unpacked-by-script").remove();
  packed.remove();
  const names = Object.keys(columns);
  const cell = (name, row) => columns[name].cells[columns[name].rows[row]];
  const words = Object.fromEntries(names.map((name) => [name, columns[name].cells.map((text) => text.split(" ").filter(Boolean))]));
  const wordsOf = (row, key) => words[key][columns[key].rows[row]];
  const count = columns.team.rows.length;
  return {
    count,
    words: wordsOf,
    has: (row, key, word) => wordsOf(row, key).includes(word),
    text: (row, column) => new DOMParser().parseFromString(cell(names[column], row), "text/html").body.textContent,
    options: { data: Array.from({ length: count }, (_, row) => [row]), columns: names.slice(0, shown).map((name) => ({ data: ([row]) => cell(name, row) })) },
  };
}

// Choices of one list: each word with the name that readers know it by.
function choices(rows, key, { column, inOrder = false, name = (word, text) => text ?? word }, neutral) {
  const found = new Map();
  for (let row = 0; row < rows.count; row++)
    for (const word of rows.words(row, key))
      if (!found.has(word)) found.set(word, name(word, column === undefined ? undefined : rows.text(row, column), neutral));
  const pairs = [...found];
  return inOrder ? pairs : pairs.sort(([a, x], [b, y]) => (a - b) || x.localeCompare(y));
}

function listOf(rows, key, how, neutral) {
  const label = document.createElement("label");
  const list = document.createElement("select");
  list.name = key;
  list.add(new Option("any", ""));
  for (const [word, name] of choices(rows, key, how, neutral)) list.add(new Option(name, word));
  label.append(key[0].toUpperCase() + key.slice(1), list);
  return label;
}

function filtersOf(rows, lists, neutral) {
  const form = document.createElement("form");
  form.id = "filters";
  for (const [key, how] of Object.entries(lists)) form.append(listOf(rows, key, how, neutral));
  const all = document.createElement("button");
  all.type = "reset";
  all.textContent = "Show all";
  form.append(all);
  return form;
}

function start({ default: DataTable }) {
  const element = document.querySelector(".filtered > table");
  const of = TABLES[element.id];
  const asked = new URLSearchParams(location.search);
  const packed = document.querySelector("pre.packed");
  const rows = packed ? packedRows(packed, element.tHead.rows[0].cells.length) : listedRows(element);
  const form = filtersOf(rows, of.lists, neutralOf(element));
  element.before(form);

  knowLevels(DataTable);
  const table = new DataTable(element, {
    ...rows.options,
    order: [],
    autoWidth: false,
    pageLength: 25,
    columnDefs: [{ targets: of.levels, type: "level" }, { targets: "_all", type: "html" }],
    search: { search: asked.get("search") ?? "" },
    layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
    language: { search: `Search the ${of.entries._} `, lengthMenu: "_MENU_ on a page", entries: of.entries, zeroRecords: `No ${of.entries[1]} fits.` },
  });

  const lists = [...form.querySelectorAll("select")];
  const fixed = of.fromAddressAlone.filter((key) => asked.has(key)).map((key) => [key, asked.get(key)]);
  for (const list of lists) list.value = asked.get(list.name) ?? "";
  const wanted = () => [...lists.map((list) => [list.name, list.value]), ...fixed].filter(([, word]) => word);
  table.search.fixed("filters", (text, data, row) =>
    wanted().every(([key, word]) => rows.has(row, key, word)));

  function remember() {
    const query = new URLSearchParams(wanted());
    if (table.search()) query.set("search", table.search());
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }
  form.addEventListener("change", () => { table.draw(); remember(); });
  form.addEventListener("reset", () => {
    fixed.length = 0;
    setTimeout(() => { table.search("").draw(); remember(); }); // once the lists are empty
  });
  table.on("search.dt", remember);
  table.draw();

  // On paper there is no next page; but nobody lays out very many rows.
  if (packed) return;
  let length;
  addEventListener("beforeprint", () => { length = table.page.len(); table.page.len(-1).draw(); });
  addEventListener("afterprint", () => table.page.len(length).draw());
}

dataTables.then((bundle) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(bundle));
  else start(bundle);
});
