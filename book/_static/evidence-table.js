// Makes the evidence table searchable, sortable and filtered. The words to filter by stand
// in the class of each row; the address of the page keeps what was chosen.

const SIDES = { below: (neutral) => `below ${neutral}`, above: (neutral) => `above ${neutral}`, uncoded: () => "not coded" };
const HOW = { differ: "differ", ratings: "rate it differently", far: "rate it two levels apart", some: "do not all see the criterion" };
const LISTS = {
  team: { column: 1 },
  criterion: { column: 2 },
  strand: {},
  rating: { name: (word, row) => SIDES[word]?.(neutralOf(row)) ?? row.cells[0].textContent },
  coders: { name: (word) => HOW[word] ?? word },
};
const FROM_ADDRESS_ALONE = ["segment", "source"];

// The level of the scale on which evidence stands on neither side, where it is not 0.
function neutralOf(row) {
  const said = [...row.closest("table").classList].find((w) => w.startsWith("neutral:"));
  return said ? said.slice("neutral:".length) : "0";
}

function wordsOf(row, key) {
  return [...row.classList].filter((w) => w.startsWith(`${key}:`)).map((w) => w.slice(key.length + 1));
}

// Choices of one list: each word with the name that readers know it by.
function choices(rows, key, { column, name = (word) => word }) {
  const found = new Map();
  for (const row of rows)
    for (const word of wordsOf(row, key))
      if (!found.has(word)) found.set(word, column ? row.cells[column].textContent : name(word, row));
  const pairs = [...found];
  return column === 2 ? pairs : pairs.sort(([a, x], [b, y]) => (a - b) || x.localeCompare(y));
}

function listOf(rows, key, how) {
  const label = document.createElement("label");
  const list = document.createElement("select");
  list.name = key;
  list.add(new Option("any", ""));
  for (const [word, name] of choices(rows, key, how)) list.add(new Option(name, word));
  label.append(key[0].toUpperCase() + key.slice(1), list);
  return label;
}

function filtersOf(rows) {
  const form = document.createElement("form");
  form.id = "evidence-filters";
  for (const [key, how] of Object.entries(LISTS)) form.append(listOf(rows, key, how));
  const all = document.createElement("button");
  all.type = "reset";
  all.textContent = "Show all";
  form.append(all);
  return form;
}

function start({ default: DataTable }) {
  const element = document.getElementById("segments-table");
  const asked = new URLSearchParams(location.search);
  const form = filtersOf(element.tBodies[0].rows);
  element.before(form);

  knowLevels(DataTable);
  const table = new DataTable(element, {
    order: [],
    autoWidth: false,
    pageLength: 25,
    columnDefs: [{ targets: 0, type: "level" }, { targets: "_all", type: "html" }],
    search: { search: asked.get("search") ?? "" },
    layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
    language: { search: "Search the passages ", lengthMenu: "_MENU_ on a page", entries: { _: "passages", 1: "passage" }, zeroRecords: "No passage fits." },
  });

  const lists = [...form.querySelectorAll("select")];
  const fixed = FROM_ADDRESS_ALONE.filter((key) => asked.has(key)).map((key) => [key, asked.get(key)]);
  for (const list of lists) list.value = asked.get(list.name) ?? "";
  const wanted = () => [...lists.map((list) => [list.name, list.value]), ...fixed].filter(([, word]) => word);
  table.search.fixed("filters", (text, data, row) =>
    wanted().every(([key, word]) => table.row(row).node().classList.contains(`${key}:${word}`)));

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
}

dataTables.then((bundle) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(bundle));
  else start(bundle);
});
