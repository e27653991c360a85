"use strict";
// Draws the rows of a long table that a reader asks for, a few at a time. The page holds
// the first rows and, as data, all: of each column its different cells, the words by which
// each is found, and which of them each row has. The address keeps what was chosen.
{
const MOST_PRINTED = 5000; // rows; nobody lays out more on paper

const table = document.querySelector(".filtered > table");
const packed = document.querySelector(".filtered > script.packed");
const { drawn, says, filters, byNumber, columns } = JSON.parse(packed.textContent);
packed.remove();
document.querySelector(".without-script")?.remove();

const every = columns[0].rows.length;
const numeral = new Intl.NumberFormat(document.documentElement.lang || undefined);
const sentence = (name, values) =>
  says[name].replace(/\{(\w+)\}/g, (_, key) => numeral.format(values[key]));

let found; // rows that fit, in their order
let first = 0; // of them, which is drawn first
let order = 0; // the column that sorts, from 1; negative where it does so downwards

// Cells without their tags, once for each column that words are looked for in or sorted by.
const entities = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
const texts = [];
const textsOf = (column) =>
  (texts[column] ??= columns[column].cells.map((cell) =>
    cell.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => entities[name]).trim()));
const searched = [];
const searchedOf = (column) =>
  (searched[column] ??= searchable(textsOf(column).map((text) => text.replace(/\s+/g, " ")).join("\n")).split("\n"));

// Of each filter and word that a reader asked for: a test that a row passes or not.
function testsOf(chosen) {
  const tests = filters.filter(({ key }) => chosen.get(key)).map(({ key, column }) => {
    const { words, rows } = columns[column];
    const fits = words[key].map((of) => of.split(" ").includes(chosen.get(key)));
    return (row) => fits[rows[row]];
  });
  for (const word of wordsOf(chosen.get("search") ?? "")) {
    const fits = columns.map((_, column) => searchedOf(column).map((text) => begins(text, word)));
    tests.push((row) => columns.some(({ rows }, column) => fits[column][rows[row]]));
  }
  return tests;
}

function sorted(rows) {
  if (!order) return rows;
  const column = Math.abs(order) - 1;
  const cells = textsOf(column);
  const places = [...cells.keys()].sort((a, b) => inOrder(cells[a], cells[b], Math.sign(order), byNumber.includes(column)));
  const rank = new Int32Array(cells.length);
  let last = -1;
  places.forEach((cell, at) => (rank[cell] = last = at && cells[cell] === cells[places[at - 1]] ? last : at));
  const which = columns[column].rows;
  return rows.sort((a, b) => rank[which[a]] - rank[which[b]] || a - b);
}

function lineOf(row) {
  const line = document.createElement("tr");
  for (const { key, column } of filters) {
    const words = columns[column].words[key][columns[column].rows[row]];
    line.classList.add(...words.split(" ").filter(Boolean).map((word) => `${key}:${word}`));
  }
  columns.forEach(({ cells, rows }, column) => {
    const name = document.createElement("span");
    name.className = "on-phone";
    name.textContent = `${heads[column]}: `;
    const cell = line.insertCell();
    cell.innerHTML = cells[rows[row]];
    cell.prepend(name);
  });
  return line;
}

function draw(most = drawn) {
  const shown = found.slice(first, first + most);
  table.tBodies[0].replaceChildren(...shown.map(lineOf));
  tell();
}

function tell() {
  const name = !found.length ? "none" : found.length < every ? "some" : "all";
  status.textContent = sentence(name, { first: first + 1, last: Math.min(first + drawn, found.length), found: found.length, every });
  // What has no use now keeps its place, and the keyboard where it is.
  before.setAttribute("aria-disabled", first === 0);
  after.setAttribute("aria-disabled", first + drawn >= found.length);
}

function choose() {
  const chosen = asked();
  const tests = testsOf(chosen);
  found = [];
  for (let row = 0; row < every; row++) if (tests.every((passes) => passes(row))) found.push(row);
  sorted(found);
  first = 0;
  draw();
  const text = chosen.toString();
  history.replaceState(null, "", `${location.pathname}${text ? `#${text}` : ""}`);
}

function turn(by) {
  if (first + by < 0 || first + by >= found.length) return;
  first += by;
  draw();
  table.scrollIntoView({ block: "nearest" });
}

const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
const show = makeHeadings(table, (column, direction) => {
  order = direction * (column + 1);
  show(column, direction);
  choose();
});

function button(type, text, press) {
  const made = document.createElement("button");
  made.type = type;
  made.textContent = text;
  if (press) made.addEventListener("click", press);
  return made;
}

function labelled(text, field, name) {
  const label = document.createElement("label");
  field.name = name;
  label.append(text, field);
  return label;
}

function listOf({ key, label, choices }) {
  const list = document.createElement("select");
  list.add(new Option(says.any, ""));
  for (const [word, name] of choices) list.add(new Option(name, word));
  return labelled(label, list, key);
}

const form = document.createElement("form");
form.id = "filters";
const words = document.createElement("input");
words.type = "search";
words.autocomplete = "off";
form.append(labelled(says.words, words, "search"));
form.append(...filters.filter(({ choices }) => choices.length > 1).map(listOf), button("reset", says.clear));
const fields = [...form.querySelectorAll("select, input")];

const status = document.createElement("p");
status.setAttribute("role", "status");
const before = button("button", sentence("before", { rows: drawn }), () => turn(-drawn));
const after = button("button", sentence("after", { rows: drawn }), () => turn(drawn));
const pages = document.createElement("p");
pages.className = "turn";
pages.append(before, " ", after);
table.before(form, status);
table.after(pages);

// What only an address can ask for stays until the reader clears all.
let fixed = [];

function asked() {
  const chosen = fields.map(({ name, value }) => [name, value.trim()]);
  if (order) chosen.push(["sort", order]);
  return new URLSearchParams([...chosen, ...fixed].filter(([, value]) => value));
}

function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1) || location.search);
  for (const field of fields) field.value = said.get(field.name) ?? "";
  const listed = new Set(fields.map(({ name }) => name));
  fixed = filters.map(({ key }) => key).filter((key) => said.has(key) && !listed.has(key)).map((key) => [key, said.get(key)]);
  order = Number(said.get("sort"));
  if (!columns[Math.abs(order) - 1]) order = 0;
  show(Math.abs(order) - 1, order);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", choose);
form.addEventListener("reset", () => {
  fixed = [];
  order = 0;
  show(-1, 0);
  setTimeout(choose); // once the fields are empty
});
addEventListener("hashchange", () => { readAddress(); choose(); });

readAddress();
if (asked().size) choose();
else {
  found = [...Array(every).keys()]; // the page has drawn the first
  tell();
}

// On paper there is no next page.
const unprinted = document.createElement("p");
addEventListener("beforeprint", () => {
  first = 0;
  draw(MOST_PRINTED);
  if (found.length <= MOST_PRINTED) return;
  unprinted.textContent = sentence("unprinted", { rows: MOST_PRINTED });
  table.after(unprinted);
});
addEventListener("afterprint", () => { unprinted.remove(); draw(); });
}
