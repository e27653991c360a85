// Folds of a page. Without this script they open one by one, and on paper by the style
// sheet; with it they open for links that lead into them, and all at once.
"use strict";

(() => {
  const folds = [...document.querySelectorAll("details.fold")];

  // Opens what a link leads into. The fragment may be written with escapes, or be wrong.
  function openTarget() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const place = name && document.getElementById(name);
    if (!place) return;
    const inside = place.tagName === "SECTION" ? place.querySelector(":scope > details.fold") : null;
    if (inside) inside.open = true;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    // Passages are read below the rating that they are for.
    const rating = name.startsWith("evidence-") ? place.closest("section") : null;
    (rating ?? place).scrollIntoView();
  }

  // A second click on the same link changes no address.
  function followAgain(event) {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) setTimeout(openTarget);
  }

  function openAll() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "open-all";
    const areOpen = () => folds.every((fold) => fold.open);
    const label = () => { button.textContent = areOpen() ? _("Close all") : _("Open all"); };
    button.addEventListener("click", () => {
      const open = !areOpen();
      for (const fold of folds) fold.open = open;
    });
    for (const fold of folds) fold.addEventListener("toggle", label);
    label();
    // Above the first fold, and above the section that it is the whole of.
    const first = folds[0].parentElement.tagName === "SECTION" ? folds[0].parentElement : folds[0];
    first.before(button);
  }

  // For browsers whose style sheets cannot open a fold on paper.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });

  addEventListener("hashchange", openTarget);
  addEventListener("click", followAgain);
  openAll();
  openTarget();
  addEventListener("load", openTarget); // after the browser has gone to the place itself
})();
