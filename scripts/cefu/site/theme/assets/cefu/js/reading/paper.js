// @ts-check
// Paper: each printed sheet says what it is and where it came from.

export function startPrint() {
  if (!document.querySelector(".cefu-sheet") || !document.adoptedStyleSheets) return;
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
