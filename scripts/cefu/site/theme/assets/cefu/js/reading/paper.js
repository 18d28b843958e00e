// @ts-check
// Paper: each printed sheet says what it is and where it came from, and has the notes of its
// paragraphs with them.

export function startPrint() {
  if (!document.querySelector(".cefu-sheet")) return;
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  addEventListener("beforeprint", bringNotes);
  addEventListener("afterprint", () => {
    for (const each of document.querySelectorAll(".cefu-paper-notes")) each.remove();
    document.body.classList.remove("cefu-on-paper");
  });
  if (document.adoptedStyleSheets) headSheets();
}

/**
 * Copies every note below the paragraph that refers to it, so that they come on one page as
 * far as they have room: browsers know no footnotes.  On paper the list at the end then has
 * only what no paragraph refers to.
 */
function bringNotes() {
  /** @type {Map<Element, HTMLElement>} */
  const lists = new Map();
  for (const mark of document.querySelectorAll(".cefu-sheet .cefu-ref a")) {
    const note = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (mark).hash.slice(1)));
    const block = mark.closest("table, ul, ol, p, h1, h2, h3, h4, h5, h6, figure");
    if (!note?.matches(".cefu-notes > li") || !block || block.closest(".cefu-notes")) continue;
    const list = lists.get(block) ?? document.createElement("ol");
    if (!lists.has(block)) {
      list.className = "cefu-paper-notes";
      lists.set(block, list);
      block.after(list);
    }
    const copy = /** @type {HTMLElement} */ (note.cloneNode(true));
    for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
    for (const way of copy.querySelectorAll(".cefu-back, .cefu-moved")) way.remove();
    list.append(copy);
    note.classList.add("cefu-brought");
  }
  document.body.classList.add("cefu-on-paper");
}

function headSheets() {
  const canonical = document.querySelector("link[rel='canonical']")?.getAttribute("href");
  const address = canonical ?? location.origin + location.pathname;
  const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? document.title;
  const head = new CSSStyleSheet();
  const boxes = [
    `@top-left { content: ${quoted(short(title))}; font: 8.5pt serif; color: #444; }`,
    `@bottom-left { content: ${quoted(address)}; font: 7.5pt sans-serif; color: #444; }`,
    "@bottom-center { content: none; }",
    '@bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #444; }',
  ];
  head.replaceSync(`@page { ${boxes.join(" ")} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, head];
  const where = document.querySelector(".cefu-where");
  if (where && !canonical) where.append(` · ${address}`);
}

/**
 * A CSS string.
 * @param {string} text
 */
function quoted(text) {
  return `"${text.replace(/[\\"\n<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}

/** @param {string} text */
function short(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
