"use strict";
// Puts two or three teams side by side. The page lists all of them under each criterion;
// here a reader chooses, and the address keeps the choice: #teams=ckd,dementia&differ=yes

const SAY = {
  places: [_("First"), _("Second"), _("Third")],
  nobody: _("none"),
  differ: _("Only where levels differ"),
  all: _("Show all"),
  another: _("Choose another to compare."),
  told: _("Each has a level on {rated} of {all} criteria. Levels differ on {differing}."),
};
const filled = (message, values) => message.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const FORM = "side-by-side-form";

const idOf = (item) => [...item.classList].find((word) => word.startsWith("team:")).slice("team:".length);
const chipOf = (item) => item.querySelector(".rating");
const nameOf = (item) => item.firstElementChild.textContent.replace(chipOf(item).textContent, "").trim();

// The level that a rating is at; where there is none, nothing can differ from it.
function levelOf(item) {
  const chip = chipOf(item);
  return chip.classList.contains("missing") || chip.classList.contains("uncertain") ? undefined : chip.textContent;
}

// The profile of a team as the page has it above, with the link to the team's page.
function profileOf(id) {
  const links = [...document.querySelectorAll(".profiles a")];
  const found = links.find((link) => link.getAttribute("href").endsWith(`/${id}.html`));
  return found ? [found.parentElement.cloneNode(true)] : [];
}

// What the address asks for; teams that the page does not have are left out.
function asked(known) {
  const found = new URLSearchParams(location.hash.slice(1));
  const teams = (found.get("teams") ?? "").split(",").filter((id) => known.has(id));
  return { teams: [...new Set(teams)].slice(0, SAY.places.length), differ: found.get("differ") === "yes" };
}

function address({ teams, differ }) {
  if (!teams.length) return location.pathname + location.search;
  return `#teams=${teams.map(encodeURIComponent).join(",")}${differ ? "&differ=yes" : ""}`;
}

function labelled(text, field, css = "") {
  const label = document.createElement("label");
  label.className = css;
  label.append(...(css ? [field, text] : [text, field]));
  return label;
}

function list(place, names) {
  const select = document.createElement("select");
  select.name = place;
  select.add(new Option(SAY.nobody, ""));
  for (const [id, name] of names) select.add(new Option(name, id));
  return select;
}

function formFor(compare, names) {
  const form = document.createElement("form");
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const differ = Object.assign(document.createElement("input"), { type: "checkbox", name: "differ" });
  const all = Object.assign(document.createElement("button"), { type: "reset", textContent: SAY.all });
  legend.textContent = compare.getAttribute("aria-label");
  group.append(legend, ...SAY.places.slice(0, names.size).map((place) => labelled(place, list(place, names))));
  form.id = FORM;
  form.append(group, labelled(SAY.differ, differ, "check"), all);
  return form;
}

function start(compare) {
  const criteria = [...compare.querySelectorAll(".criterion")].map((element) => {
    const items = [...element.querySelectorAll("li")];
    return { element, list: element.querySelector("ul"), items, of: new Map(items.map((item) => [idOf(item), item])) };
  });
  if (!criteria.length) return;
  const names = new Map(criteria[0].items.map((item) => [idOf(item), nameOf(item)]));
  const form = formFor(compare, names);
  const told = Object.assign(document.createElement("p"), { className: "told" });
  told.setAttribute("role", "status");
  const heads = Object.assign(document.createElement("ul"), { className: "heads" });
  compare.prepend(form, told, heads);
  const lists = [...form.querySelectorAll("select")];
  const areas = [...compare.querySelectorAll("details.area")];

  // Order is that of choosing; without a choice it is the alphabet again.
  function show({ teams, differ }) {
    let [differing, rated] = [0, 0];
    for (const { element, list, items, of } of criteria) {
      const chosen = teams.map((id) => of.get(id));
      const levels = chosen.map(levelOf);
      const differs = new Set(levels.filter((level) => level !== undefined)).size > 1;
      differing += differs;
      rated += !levels.includes(undefined);
      list.append(...(teams.length ? chosen : items));
      for (const item of items) item.hidden = teams.length > 0 && !chosen.includes(item);
      element.hidden = differ && teams.length > 1 && !differs;
    }
    const any = teams.length > 0;
    const turned = compare.classList.contains("chosen") !== any;
    for (const area of areas) {
      area.hidden = ![...area.querySelectorAll(".criterion")].some((element) => !element.hidden);
      if (turned) area.open = any;
    }
    compare.classList.toggle("chosen", any);
    heads.replaceChildren(...teams.flatMap(profileOf));
    told.textContent = teams.length > 1 ? filled(SAY.told, { differing, rated, all: criteria.length }) : teams.length ? SAY.another : "";
  }

  function fill(choice) {
    lists.forEach((list, place) => { list.value = choice.teams[place] ?? ""; });
    form.elements.differ.checked = choice.differ;
    show(choice);
  }

  function chosen() {
    const teams = [...new Set(lists.map((list) => list.value).filter(Boolean))];
    return { teams, differ: form.elements.differ.checked };
  }

  function remember(choice) {
    show(choice);
    history.replaceState(null, "", address(choice));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => remember(chosen()));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    fill({ teams: [], differ: false });
    remember(chosen());
  });
  addEventListener("hashchange", () => fill(asked(names)));
  const first = asked(names);
  fill(first);
  if (first.teams.length) (compare.closest("section") ?? form).scrollIntoView();
}

const compared = document.querySelector(".compare");
if (compared) start(compared);
