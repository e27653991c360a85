// What scripts add to the frame of a page: colours, the switch for its code, a field that
// finds a page in a long list, and marks of where the reader is. All works without it.
"use strict";

// What a reader chose is kept, where a browser lets a page keep anything.
const kept = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* for this page alone */ } },
};

const wantsDark = matchMedia("(prefers-color-scheme: dark)");

function colour() {
  const dark = (kept.get("theme") ?? (wantsDark.matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.querySelector(".top .colours")?.setAttribute("aria-pressed", dark);
}

function offerColours() {
  const button = document.querySelector(".top .colours");
  button.hidden = false;
  button.addEventListener("click", () => {
    kept.set("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    colour();
  });
  wantsDark.addEventListener("change", colour);
}

function rememberCode() {
  const code = document.querySelector("#show-code");
  if (!code) return;
  code.checked = kept.get("code") === "shown";
  code.addEventListener("change", () => kept.set("code", code.checked ? "shown" : "hidden"));
}

function offerFilter(label) {
  const field = label.querySelector("input");
  const items = [...label.nextElementSibling.children];
  label.hidden = false;
  field.addEventListener("input", () => {
    const wanted = folded(field.value.trim());
    for (const item of items) item.hidden = !folded(item.textContent).includes(wanted);
  });
}

function showWhereWeAre() {
  const navigation = document.querySelector("#navigation");
  const current = navigation.querySelector("[aria-current]");
  const centre = () => { if (current) navigation.scrollTop += current.getBoundingClientRect().top - navigation.getBoundingClientRect().top - navigation.clientHeight / 3; };
  centre();
  navigation.addEventListener("toggle", centre);
}

// The last heading that has passed the upper third of the window is the one being read.
function followReading() {
  const links = [...document.querySelectorAll("#contents a")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    const passed = places.map((place) => place && place.getBoundingClientRect().top < innerHeight / 3);
    const at = passed.lastIndexOf(true);
    links.forEach((link, n) => (n === at ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  };
  if (!links.length) return;
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  document.querySelector("#contents").addEventListener("click", ({ target }) => target.closest("a") && document.querySelector("#contents:popover-open")?.hidePopover());
  mark();
}

colour();
offerColours();
rememberCode();
for (const label of document.querySelectorAll("#navigation .filter")) offerFilter(label);
showWhereWeAre();
followReading();
