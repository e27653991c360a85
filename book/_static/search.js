"use strict";
// Looks through the texts of the report (`hiteval.report.book.search`). Passages and
// findings come first; within a kind, texts with more of the words, and with whole ones.
{
const KINDS = [_("Passage"), _("Finding"), _("Summary"), _("Page"), _("Heading"), _("Source"), _("Text")];
const RANKS = [0, 0, 1, 2, 2, 3, 4];
const AT_ONCE = 30;
const CONTEXT = 240; // characters of a long text
const SAYS = {
  begin: _("Type one word or several."),
  all: _("Texts with what you look for: {all}."),
  some: _("Texts with all of these words: {all}. With some of them: {some}."),
  none: _("No text of the report has what you look for."),
  shortened: _("No word begins with “{word}”: “{found}” is looked for."),
  pages: _("Pages:"),
  more: _("Show more"),
};

const numeral = new Intl.NumberFormat(document.documentElement.lang || undefined);
const say = (name, values) => SAYS[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const element = (id) => document.getElementById(id);
const made = (tag, text, name) => {
  const node = document.createElement(tag);
  node.append(text);
  if (name) node.className = name;
  return node;
};

const field = element("searched");
const results = element("search-results");
let pages, texts, prepared, titles;

async function unpack() {
  const bytes = Uint8Array.from(atob(searchIndex), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  ({ pages, texts } = await new Response(plain).json());
  prepared = searchable(texts.map(([, , , text]) => text).join("\n")).split("\n");
  titles = searchable(pages.map(([, title]) => title).join("\n")).split("\n");
}

// A word that nothing begins with is shortened until something does.
function known(word) {
  let found = word;
  while (found.length > 4 && !prepared.some((text) => begins(text, found))) found = found.slice(0, -1);
  return prepared.some((text) => begins(text, found)) ? found : word;
}

// Texts with all the words, then those with fewer of them. A word may also be in the title of
// the page, as a team's name is; but one must be in the text itself.
function find(words) {
  const found = [];
  prepared.forEach((text, number) => {
    const [kind, page] = texts[number];
    const within = words.filter((word) => begins(text, word)).length;
    if (!within) return;
    const all = words.filter((word) => begins(text, word) || begins(titles[page], word)).length;
    const whole = words.filter((word) => text.includes(` ${word} `)).length;
    const inARow = words.length > 1 && text.includes(words.join(" "));
    found.push({ number, all, rank: RANKS[kind], within, whole: whole + inARow });
  });
  const keys = ["all", "rank", "within", "whole", "number"];
  const signs = [-1, 1, -1, -1, 1];
  const differ = (a, b) => keys.map((key, n) => signs[n] * (a[key] - b[key])).find(Boolean);
  return found.sort(differ);
}

// A text with the words marked; of a long one, what is around the first.
function marked(text, words) {
  const places = [];
  let plain = "";
  let at = 0;
  for (const letter of text) {
    const simple = folded(letter);
    for (let n = 0; n < simple.length; n++) places.push(at);
    plain += simple;
    at += letter.length;
  }
  places.push(at);
  const ranges = [...rangesOf(plain, words)].map(([from, to]) => [places[from], places[to]]);
  const start = ranges[0]?.[0] ?? 0;
  const from = text.length <= CONTEXT || start < CONTEXT / 2 ? 0 : text.indexOf(" ", start - CONTEXT / 2) + 1;
  const to = text.length - from <= CONTEXT ? text.length : text.lastIndexOf(" ", from + CONTEXT);
  const line = made("p", from ? "… " : "");
  at = from;
  for (const [begin, end] of ranges.filter((range) => range[0] >= from && range[1] <= to)) {
    line.append(text.slice(at, begin), made("mark", text.slice(begin, end)));
    at = end;
  }
  line.append(text.slice(at, Math.max(at, to)), to > from && to < text.length ? " …" : "");
  return line;
}

function* rangesOf(plain, words) {
  for (const { 0: token, index } of plain.matchAll(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu)) {
    const whole = words.filter((word) => !NO_BLANKS.test(word));
    const forms = [token.replaceAll("-", ""), ...token.split("-")];
    if (whole.some((word) => forms.some((form) => form.startsWith(word)))) yield [index, index + token.length];
    else yield* partsOf(token, index, words.filter((word) => NO_BLANKS.test(word)));
  }
}

function* partsOf(token, index, words) {
  for (let at = 0; at < token.length; at++) {
    const word = words.filter((each) => token.startsWith(each, at)).sort((a, b) => b.length - a.length)[0];
    if (!word) continue;
    yield [index + at, index + at + word.length];
    at += word.length - 1;
  }
}

function resultOf({ number }, words) {
  const [kind, page, place, text] = texts[number];
  const [address, title] = pages[page];
  const link = made("a", kind === 1 ? KINDS[kind] : `${KINDS[kind]}, ${title}`);
  link.href = `${address}#${encodeURIComponent(place)}`;
  const item = document.createElement("li");
  item.append(link, marked(text, words));
  return item;
}

// Pages with all the words in their titles stand above: who seeks a team is there.
function showPages(words) {
  const named = pages.filter((_, page) => words.length && words.every((word) => begins(titles[page], word))).slice(0, 5);
  const links = named.map(([address, title]) => {
    const link = made("a", title);
    link.href = address;
    return link;
  });
  element("search-pages").replaceChildren(...(links.length ? [`${SAYS.pages} `, ...links.flatMap((link, n) => (n ? [", ", link] : [link]))] : []));
}

function show(found, words) {
  const add = () => {
    const from = results.children.length;
    results.append(...found.slice(from, from + AT_ONCE).map((each) => resultOf(each, words)));
    more.hidden = results.children.length >= found.length;
    return results.children[from];
  };
  results.replaceChildren();
  more.onclick = () => add().querySelector("a").focus();
  add();
}

function search() {
  const typed = wordsOf(field.value);
  const words = typed.map(known);
  const found = words.length ? find(words) : [];
  const all = found.filter((each) => each.all === words.length).length;
  const name = !words.length ? "begin" : !found.length ? "none" : all < found.length ? "some" : "all";
  const told = { all: numeral.format(all), some: numeral.format(found.length - all) };
  const shortened = typed.flatMap((word, n) => (word === words[n] ? [] : [say("shortened", { word, found: words[n] })]));
  element("search-status").textContent = [...shortened, say(name, told)].join(" ");
  showPages(words);
  show(found, words);
}

function remember() {
  const text = new URLSearchParams({ q: field.value.trim() });
  history.replaceState(null, "", `${location.pathname}${field.value.trim() ? `#${text}` : ""}`);
}

const more = made("button", SAYS.more, "more");
more.type = "button";
more.hidden = true;
results.after(more);

const asked = () => new URLSearchParams(location.hash.slice(1) || location.search).get("q") ?? "";
field.value = asked();
field.form.addEventListener("submit", (event) => event.preventDefault());
unpack().then(() => {
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { search(); remember(); }, 150);
  });
  addEventListener("hashchange", () => { field.value = asked(); search(); });
  search();
  if (!field.value) field.focus();
});
}
