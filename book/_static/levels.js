// How tables are sorted by ratings and counts: by the number that a cell begins with.
// What has none, such as "no evidence", is no level and stays last either way.

const numberOf = (html) => parseFloat(html.replace(/<[^>]*>/g, "").replace("−", "-"));

function byNumber(direction) {
  return (a, b) => {
    const [x, y] = [numberOf(a), numberOf(b)];
    return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : direction * (x - y);
  };
}

function knowLevels(DataTable) {
  DataTable.type("level", { order: { asc: byNumber(1), desc: byNumber(-1) } });
}
