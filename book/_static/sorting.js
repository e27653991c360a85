"use strict";
// How tables are sorted: by the number that a cell begins with, or by its words. What has
// none, such as "no evidence", stays last either way.
{
const numberOf = (text) => parseFloat(text.trim().replace("−", "-"));
const byWords = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

function inOrder(a, b, direction, byNumber) {
  if (!byNumber) return direction * byWords.compare(a, b);
  const [x, y] = [numberOf(a), numberOf(b)];
  return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : direction * (x - y);
}

// Headings become buttons, each of which sorts by its column; a second press turns it.
function makeHeadings(table, sort) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column, head.ariaSort === "ascending" ? -1 : 1));
    head.append(button);
  });
  return (column, direction) =>
    heads.forEach((head, at) => {
      head.removeAttribute("aria-sort");
      if (at === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    });
}
Object.assign(globalThis, { inOrder, makeHeadings });
}
