// Draws the evidence table, and keeps filters, table and address together.

function unpacked(packed) {
  const names = Object.keys(packed);
  return packed[names[0]].codes.map((_, i) =>
    Object.fromEntries(names.map((n) => [n, packed[n].values[packed[n].codes[i]]])));
}

function drawEvidence({ default: DataTable }) {
  const form = document.getElementById("evidence-filters");
  const rows = unpacked(JSON.parse(document.getElementById("evidence-data").textContent));
  const asked = new URLSearchParams(location.search);
  const shown = [...document.querySelectorAll("#segments-table th")].map((th) => th.textContent);
  const columns = shown.map((data) => ({ data, type: "html", name: data.toLowerCase() }));
  columns[0].render = (html, use, row) => (use === "sort" || use === "type" ? row.level ?? -9 : html);
  columns[0].type = "num";

  const table = new DataTable("#segments-table", {
    data: rows,
    columns,
    order: [],
    deferRender: true,
    autoWidth: false,
    pageLength: 25,
    search: { search: asked.get("search") ?? "" },
    layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
    language: { search: "Search the passages ", lengthMenu: "_MENU_ on a page", entries: { _: "passages", 1: "passage" }, emptyTable: "There are no segments.", zeroRecords: "No segment fits." },
  });

  // Filters that only an address can set, such as ?segment=..., have no list to show.
  const hidden = ["segment", "source"].filter((key) => asked.has(key)).map((key) => [key, asked.get(key)]);
  const lists = [...form.elements].filter((e) => e.name);
  const wanted = () => [...lists.map((list) => [list.name, list.value]), ...hidden].filter(([, v]) => v);

  for (const list of lists) list.value = asked.get(list.name) ?? "";
  table.search.fixed("filters", (_, row) => wanted().every(([key, value]) => row[key].split(" ").includes(value)));

  function remember() {
    const query = new URLSearchParams(wanted());
    if (table.search()) query.set("search", table.search());
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }
  form.addEventListener("change", () => { table.draw(); remember(); });
  form.addEventListener("reset", () => {
    hidden.length = 0;
    setTimeout(() => { table.search("").draw(); remember(); });
  });
  table.on("search.dt", remember);
  form.hidden = false;
  table.draw();
}

dataTables.then(drawEvidence);
