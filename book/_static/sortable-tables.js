// Lets readers sort the tables across teams by any heading. Without a script they stand
// as they are, in alphabetical order.

function makeSortable(DataTable) {
  knowLevels(DataTable);
  for (const table of document.querySelectorAll(".table.sortable > table"))
    new DataTable(table, {
      order: [],
      paging: false,
      searching: false,
      info: false,
      autoWidth: false,
      columnDefs: [{ targets: 0, type: "html" }, { targets: "_all", type: "level" }],
    });
}

dataTables.then(({ default: DataTable }) => {
  if (document.readyState === "loading")
    document.addEventListener("DOMContentLoaded", () => makeSortable(DataTable));
  else makeSortable(DataTable);
});
