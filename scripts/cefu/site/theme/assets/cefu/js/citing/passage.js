// @ts-check
// Passages on the page of a report: what can be cited, and the words a reader has chosen.

/** @typedef {import("./text.js").Passage} Passage */
/** @typedef {import("./fragment.js").Place} Place */
/** @typedef {Record<string, string>} Words */

/** Sections, paragraphs and notes by their permanent anchors; `title` is the report itself. */
const ANCHOR = /^(?:title|[spn]\d)[\d-]*$/;
const BLOCKS = ":is(h1, h2, h3, h4, h5, h6, p, li)[id]";
/** What stands in a block and is not the author's words. */
const FOREIGN =
  "sup, button, .cefu-anchor, .headerlink, .cefu-page, .cefu-moved, .cefu-inline-note, " +
  ".cefu-note-label, .cefu-back, .cefu-summary-label, [aria-hidden='true']";

/**
 * All passages of the page, in reading order.
 * @returns {HTMLElement[]}
 */
export function blocks() {
  const found = document.querySelectorAll(`.md-content ${BLOCKS}`);
  return /** @type {HTMLElement[]} */ ([...found].filter((block) => ANCHOR.test(block.id)));
}

/**
 * The block that holds a node, if it is one that can be cited.
 * @param {Node | null} node
 * @returns {HTMLElement | null}
 */
export function blockOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  const block = element?.closest(BLOCKS);
  return block instanceof HTMLElement && ANCHOR.test(block.id) && block.closest(".md-content") ? block : null;
}

/**
 * The passage in view: the last to begin in the upper third of the window, or the report.
 * @param {Passage} report
 * @param {(block: HTMLElement) => Passage} passage
 */
export function inView(report, passage) {
  const line = window.innerHeight / 3;
  const above = blocks().filter((block) => block.getClientRects().length && block.getBoundingClientRect().top < line);
  const last = above.at(-1);
  return last && last.id !== "title" ? passage(last) : report;
}

/**
 * What a block is called, and where it stands in print.
 * @param {HTMLElement} block
 * @param {Words} words
 * @param {Record<string, string>} pages labels by block
 * @returns {Passage}
 */
export function describe(block, words, pages) {
  const { id } = block;
  const kind = id === "title" ? "report" : id.startsWith("s") ? "section" : id.startsWith("n") ? "note" : "paragraph";
  const number = id.replace(/^[a-z]+-?/, "");
  const label = kind === "report" ? words.whole : kind === "section" ? ownText(block) : words[kind].replace("{number}", number);
  return { anchor: kind === "report" ? "" : id, kind, label, page: kind === "report" ? "" : pageAt(block, null, pages), quote: "", lang: "" };
}

/**
 * The label of the page on which a place in a block stands; '' where none is known.
 * @param {HTMLElement} block
 * @param {Range | null} place null for the block's beginning
 * @param {Record<string, string>} pages
 * @returns {string}
 */
function pageAt(block, place, pages) {
  const reference = block.id.startsWith("n") ? document.getElementById(`r-${block.id}`) : null;
  if (block.id.startsWith("n")) {
    const referring = blockOf(reference?.parentElement ?? null);
    if (!reference || !referring) return "";
    const range = document.createRange();
    range.selectNode(reference);
    return pageAt(referring, range, pages);
  }
  let label = pages[block.id] ?? "";
  for (const mark of block.querySelectorAll(".cefu-page")) {
    if (mark instanceof HTMLElement && place && place.comparePoint(mark, 0) < 0) label = mark.dataset.label ?? label;
  }
  return label;
}

/**
 * The author's words in a block.
 * @param {HTMLElement} block
 */
export function ownText(block) {
  return stretches(block).map((stretch) => stretch.pieces.map((piece) => piece.node.data).join("")).join("").trim();
}

/**
 * The words of a block, cut where something else stands between them.
 * @param {HTMLElement} block
 * @returns {{start: number, end: number, pieces: {node: Text, at: number}[], text: string}[]} offsets
 *   count in the block's whole text, in which the numbers of notes count too
 */
function stretches(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(".cefu-inline-note, [aria-hidden='true']")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = [];
  let text = "", open = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node instanceof Element ? node : node.parentElement;
    if (element !== block && element?.closest(FOREIGN) && !element.closest(FOREIGN)?.contains(block)) {
      open = null;
      if (node instanceof Text) text += node.data;
    } else if (node instanceof Text) {
      if (!open) found.push((open = { start: text.length, end: 0, pieces: /** @type {{node: Text, at: number}[]} */ ([]) }));
      open.pieces.push({ node, at: text.length });
      text += node.data;
      open.end = text.length;
    }
  }
  return found.map((stretch) => ({ ...stretch, text }));
}

/**
 * The part of a text node that a range selects, blanks at its beginning left out.
 * @param {Range} range
 * @param {Text} node
 * @returns {[begin: number, stop: number] | null}
 */
function within(range, node) {
  if (!range.intersectsNode(node)) return null;
  let begin = node === range.startContainer ? range.startOffset : 0;
  const stop = node === range.endContainer ? range.endOffset : node.length;
  while (begin < stop && /\s/.test(node.data[begin])) begin++;
  return begin < stop ? [begin, stop] : null;
}

/**
 * Where words of a range can be cited: in all passages, or in what the archive says of a
 * paragraph, where the range has words of that alone.
 * @param {Range} range
 * @returns {HTMLElement[]}
 */
function citable(range) {
  const start = range.startContainer;
  const summary = (start instanceof Element ? start : start.parentElement)?.closest("[data-summary]");
  if (!(summary instanceof HTMLElement)) return blocks();
  const rest = range.cloneRange();
  rest.setStartAfter(summary);
  return rest.toString().trim() ? blocks() : [summary];
}

/**
 * The passage at which words are cited: what is told of a paragraph, at the paragraph.
 * @param {HTMLElement} block
 * @param {Range} range
 * @param {Words} words
 * @param {Record<string, string>} pages
 * @returns {Passage}
 */
function passageOf(block, range, words, pages) {
  const told = document.getElementById(block.dataset.summary ?? "");
  const passage = describe(told ?? block, words, pages);
  if (passage.anchor) passage.page = pageAt(told ?? block, told ? null : range, pages);
  return { ...passage, told: Boolean(told) };
}

/**
 * What a range of the page selects of the author's words, or of the archive's on a
 * paragraph: the passage with the words, where they begin and end, the block of the first,
 * and the range without what is not theirs.
 * @param {Range} range
 * @param {Words} words
 * @param {Record<string, string>} pages
 * @returns {{passage: Passage, from: Place, to: Place, block: HTMLElement, range: Range} | null} null
 *   where it selects none
 */
export function selected(range, words, pages) {
  const own = document.createRange();
  const parts = [];
  /** @type {Place | null} */
  let from = null;
  /** @type {Place | null} */
  let to = null;
  /** @type {HTMLElement | null} */
  let first = null;
  for (const block of citable(range)) {
    if (!range.intersectsNode(block)) continue;
    let part = "";
    for (const { start, end, pieces, text } of stretches(block)) {
      for (const { node, at } of pieces) {
        const taken = within(range, node);
        if (!taken) continue;
        const [begin, stop] = taken;
        const lang = node.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "";
        if (!first || !from) {
          first = block;
          from = { text, start, end, at: at + begin, lang };
          own.setStart(node, begin);
        }
        to = { text, start, end, at: at + stop, lang };
        own.setEnd(node, stop);
        part += node.data.slice(begin, stop);
      }
    }
    if (part.trim()) parts.push(part.trim());
  }
  if (!first || !from || !to) return null;
  const passage = passageOf(first, own, words, pages);
  return { passage: { ...passage, quote: parts.join("\n"), lang: from.lang }, from, to, block: first, range: own };
}
