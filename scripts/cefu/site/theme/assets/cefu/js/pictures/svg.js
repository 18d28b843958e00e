// @ts-check
// Elements of a drawing, and a drawing taken away as a file that looks as it does here.

const NS = "http://www.w3.org/2000/svg";

/**
 * An SVG element; attributes that are null or "" are left out.
 * @param {string} tag
 * @param {Record<string, string | number | null>} [attributes]
 * @param {...(Node | string)} children
 */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== "") element.setAttribute(name, String(typeof value === "number" ? Math.round(value * 10) / 10 : value));
  }
  element.append(...children);
  return element;
}

/** About how wide a text is. @param {string} text @param {number} size of its letters */
export function widthOf(text, size) {
  let width = 0;
  for (const char of text) width += char > "\u2e7f" ? size : size * 0.56;
  return width;
}

/**
 * As much of a text as there is room for, '' if that is next to nothing.
 * @param {string} text
 * @param {number} room in pixels
 * @param {number} size
 */
export function fitting(text, room, size) {
  if (widthOf(text, size) <= room) return text;
  let cut = "", width = size;
  for (const char of text) {
    width += widthOf(char, size);
    if (width > room) break;
    cut += char;
  }
  return [...cut].length < 3 ? "" : `${cut.trimEnd()}…`;
}

/** What makes a drawing look as it does. */
const LOOK = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "visibility"];
/** What is only there to be pointed at. */
const UNSEEN = "[data-unseen], title";

/**
 * A drawing as a file of its own: colours and letters written into it, with its title and
 * where it comes from.
 * @param {SVGSVGElement} picture
 * @param {{title: string, source: string}} said
 */
export function standalone(picture, { title, source }) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const originals = picture.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, nth) => {
    const look = getComputedStyle(originals[nth]);
    for (const name of LOOK) {
      const value = look.getPropertyValue(name);
      if (value && !(value === "none" && name === "stroke-dasharray")) element.setAttribute(name, value);
    }
    if (look.display === "none") element.setAttribute("display", "none");
    for (const name of ["class", "tabindex", "aria-label", "aria-current", "role"]) element.removeAttribute(name);
    const href = element.getAttribute("href");
    if (href) element.setAttribute("href", new URL(href, location.href).href);
  });
  copy.querySelectorAll(UNSEEN).forEach((element) => element.remove());
  const box = picture.viewBox.baseVal, ground = getComputedStyle(document.body), ink = ground.color;
  const tall = box.height + 52;
  for (const name of ["class", "style", "role", "aria-label", "tabindex"]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", NS);
  copy.setAttribute("viewBox", `${box.x} ${box.y - 28} ${box.width} ${tall}`);
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(tall));
  const words = { "font-family": "sans-serif", fill: ink, x: box.x + 8 };
  copy.prepend(
    draw("title", {}, title), draw("desc", {}, source),
    draw("rect", { x: box.x, y: box.y - 28, width: box.width, height: tall, fill: ground.backgroundColor }),
    draw("text", { ...words, y: box.y - 9, "font-size": 15, "font-weight": "bold" }, fitting(title, box.width - 16, 15)));
  copy.append(draw("text", { ...words, y: box.y + box.height + 16, "font-size": 10 }, fitting(source, box.width - 16, 10)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/**
 * Words with values put in for `{name}`.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const put = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
