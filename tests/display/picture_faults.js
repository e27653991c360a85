// Reads the drawing of a picture that is shown: what overlaps, runs out, cannot be read.
(kind) => {
  const svg = [...document.querySelectorAll(`#${kind} svg`)].find((s) => s.checkVisibility());
  const frame = svg.getBoundingClientRect();
  const paths = [...svg.querySelectorAll("path")];
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const linear = rgba(colour).slice(0, 3).map((part) => part / 255)
      .map((p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  // The letters of a map stand in one element, each at a place of its own.
  const parts = [];
  for (const text of svg.querySelectorAll("text")) {
    const places = text.x.baseVal.numberOfItems;
    const matrix = text.getScreenCTM();
    for (let n = 0; n < places; n++) {
      const box = places > 1 ? text.getExtentOfChar(n) : text.getBBox();
      const corners = [[box.x, box.y], [box.x + box.width, box.y + box.height]]
        .map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
      const [left, right] = corners.map((p) => p.x).sort((a, b) => a - b);
      const [top, bottom] = corners.map((p) => p.y).sort((a, b) => a - b);
      const said = places > 1 ? text.textContent[n] : text.textContent;
      parts.push({ text, said, left, right, top, bottom });
    }
  }

  const page = rgba(getComputedStyle(document.body).backgroundColor)[3]
    ? getComputedStyle(document.body).backgroundColor : "#fff";
  const behind = (part) => {
    const back = svg.getScreenCTM().inverse();
    const middle = new DOMPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2)
      .matrixTransform(back);
    const grounds = paths.filter((path) => {
      const fill = getComputedStyle(path).fill;
      return fill !== "none" && rgba(fill)[3] === 255 && path.isPointInFill(middle);
    });
    return grounds.length ? getComputedStyle(grounds.at(-1)).fill : page;
  };

  const faults = [];
  parts.forEach((one, n) => {
    if (one.left < frame.left - 1 || one.right > frame.right + 1 ||
        one.top < frame.top - 1 || one.bottom > frame.bottom + 1 ||
        one.right > document.documentElement.clientWidth) {
      faults.push(`${one.said} runs out`);
    }
    if (contrast(getComputedStyle(one.text).fill, behind(one)) < 4.5) {
      faults.push(`${one.said} fades`);
    }
    for (const other of parts.slice(n + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 0.5 && down > 0.5) faults.push(`${one.said} overlaps ${other.said}`);
    }
  });
  return { texts: parts.length, faults: faults.slice(0, 9) };
}
