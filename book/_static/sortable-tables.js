"use strict";
// Lets readers sort the tables across teams by any heading. Without a script they stand
// as they are, in alphabetical order.

for (const table of document.querySelectorAll(".table.sortable > table")) {
  const text = (row, column) => row.cells[column].textContent;
  const show = makeHeadings(table, (column, direction) => {
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => inOrder(text(a, column), text(b, column), direction, column > 0));
    table.tBodies[0].append(...rows);
    show(column, direction);
  });
}
