/** The left side of the reading desk: pages with a box for each line, or the lines themselves. */

/** @typedef {import("./reading.js").Line} Line */
/** @typedef {import("./reading.js").Model} Model */

const SVG = "http://www.w3.org/2000/svg";
/** A box is drawn so much larger than its line, in points. */
const AROUND = 1.5;

/**
 * Fill `pane` with the document.
 *
 * @param {HTMLElement} pane
 * @param {Model} model
 * @param {string} pictures the address of the pages' pictures
 * @param {boolean} asPages
 */
export function showSource(pane, model, pictures, asPages) {
  pane.replaceChildren(...(asPages && model.pages.length ? leaves(model, pictures) : [listed(model)]));
}

/** @param {Model} model @param {string} pictures @returns {HTMLElement[]} */
function leaves(model, pictures) {
  return model.pages.map(([width, height, label], index) => {
    const leaf = document.createElement("figure");
    leaf.className = "leaf";
    const image = document.createElement("img");
    image.loading = "lazy";
    image.width = Math.round(width);
    image.height = Math.round(height);
    image.src = `${pictures}${index}`;
    image.alt = label || String(index + 1);
    const boxes = document.createElementNS(SVG, "svg");
    boxes.setAttribute("viewBox", `0 0 ${width} ${height}`);
    boxes.setAttribute("aria-hidden", "true");
    boxes.append(...model.lines.filter((line) => line.page === index && line.box).map(rectangle));
    leaf.append(image, boxes);
    return leaf;
  });
}

/** @param {Line} line @returns {SVGRectElement} */
function rectangle(line) {
  const [x0, y0, x1, y1] = /** @type {[number, number, number, number]} */ (line.box);
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("x", String(x0 - AROUND));
  rect.setAttribute("y", String(y0 - AROUND));
  rect.setAttribute("width", String(Math.max(1, x1 - x0 + 2 * AROUND)));
  rect.setAttribute("height", String(Math.max(1, y1 - y0 + 2 * AROUND)));
  mark(rect, line);
  return rect;
}

/** @param {Model} model @returns {HTMLElement} */
function listed(model) {
  const list = document.createElement("ol");
  list.className = "source-lines";
  let page = model.lines[0]?.page ?? 0;
  for (const line of model.lines) {
    const item = document.createElement("li");
    const number = document.createElement("span");
    number.className = "number";
    number.textContent = String(line.n);
    const text = document.createElement("span");
    text.className = "text";
    text.lang = "zh-Hant";
    text.textContent = "\u3000".repeat(Math.floor(line.lead / 2)) + line.text;
    item.append(number, text);
    mark(item, line);
    item.classList.toggle("new-page", line.page !== page);
    page = line.page;
    list.append(item);
  }
  return list;
}

/** @param {Element} element @param {Line} line */
function mark(element, line) {
  element.setAttribute("data-n", String(line.n));
  element.setAttribute("class", ["line", line.kind, line.unsure ? "unsure" : "", line.hint ? "said" : ""].filter(Boolean).join(" "));
}
