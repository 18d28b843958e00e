/**
 * On a page that a search led to: the hits are marked, and a bar walks through
 * them.  The address says what to mark: `?q=特朗普 弃核#p12` as the search was asked, or
 * `?hit=無核化&word=Trump#p12` (`word` for what is to be marked at the edges of words
 * only).
 */

import { make } from "../common/elements.js";
import { say } from "../search/page/view.js";

/** @typedef {HTMLElement[]} Marks the marks of one hit: as many as the elements it goes over */

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dd, dt, figcaption, blockquote";
/** Not the text: note marks, what the theme adds, what opens and closes. */
const APPARATUS = "script, style, sup, button, nav, aside, details, .headerlink, .cefu-ui, [aria-hidden=true]";

/**
 * The text nodes of a block, without those of blocks inside it.
 * @param {Element} block
 */
function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) => !(node instanceof Element) ? NodeFilter.FILTER_ACCEPT
      : node.matches(`${BLOCKS}, ${APPARATUS}`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP,
  });
  /** @type {Text[]} */
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

/**
 * Marks `start:end` of the joined text of `nodes`; gives the marks made.
 * @param {Text[]} nodes
 * @param {number} start
 * @param {number} end
 * @param {string} number
 * @returns {Marks}
 */
function wrap(nodes, start, end, number) {
  const made = [];
  let at = 0;
  for (const node of nodes) {
    const from = Math.max(start - at, 0), to = Math.min(end - at, node.length);
    at += node.length;
    if (from >= to) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = make("mark", { class: "cefu-hit", "data-hit": number });
    range.surroundContents(mark);
    made.push(mark);
  }
  return made;
}

/**
 * The bar that walks through `hits`.  The hit come to has the focus: a screen reader
 * reads on from there, and there Enter goes to the next.
 * @param {Marks[]} hits
 */
function bar(hits) {
  let at = hits.findIndex(([first]) => {
    const id = decodeURIComponent(location.hash.slice(1));
    // What the archive says of a paragraph stands before it and is part of what was come to.
    const target = document.querySelector(`[data-summary="${CSS.escape(id)}"]`) ?? document.getElementById(id);
    return target && (target.contains(first) || target.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  if (at < 0) at = 0;
  const status = make("span", { role: "status", "aria-live": "polite" });
  const header = document.querySelector("header");
  const covered = () => {
    const { top, bottom } = hits[at][0].getBoundingClientRect();
    // Where the head is fixed it covers the text below it.
    const head = header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
    return top < head || bottom > element.getBoundingClientRect().top;
  };
  const go = (/** @type {number} */ to, scroll = true, focus = true) => {
    for (const mark of hits[at]) mark.classList.remove("cefu-hit--here");
    hits[at][0].removeAttribute("aria-describedby");
    at = (to + hits.length) % hits.length;
    for (const mark of hits[at]) mark.classList.add("cefu-hit--here");
    const [mark] = hits[at];
    status.textContent = say("hit_of", { nth: at + 1, total: hits.length });
    mark.tabIndex = -1;
    mark.setAttribute("aria-describedby", keys.id);
    if (focus) mark.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (scroll) mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  /** Takes the marks away; the focus stays at the text that was come to. */
  const close = () => {
    const block = /** @type {HTMLElement | null} */ (hits[at][0].closest(BLOCKS));
    for (const mark of hits.flat()) mark.replaceWith(...mark.childNodes);
    element.remove();
    document.removeEventListener("keydown", onKey);
    history.replaceState(history.state, "", location.pathname + location.hash);
    if (!block) return;
    const given = block.hasAttribute("tabindex");
    if (!given) block.tabIndex = -1;
    block.focus({ preventScroll: true });
    if (!given) block.addEventListener("blur", () => block.removeAttribute("tabindex"), { once: true });
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const held = document.activeElement, here = held?.matches("mark.cefu-hit");
    if (event.defaultPrevented || event.isComposing || !(here || element.contains(held))) return;
    if (event.key === "Escape") close();
    else if (here && event.key === "Enter") go(event.shiftKey ? at - 1 : at + 1);
    else return;
    event.preventDefault();
  };
  /**
   * @param {string} key
   * @param {string} sign
   * @param {() => void} act
   */
  const button = (key, sign, act) =>
    make("button", { type: "button", "aria-label": say(key), title: say(key), onclick: act }, sign);
  const keys = make("span", { id: "cefu-hits-keys", hidden: true }, say("hits_keys"));
  const element = make("div", { class: "cefu-hits", role: "group", "aria-label": say("hits_here") },
    ...back(), button("previous_hit", "↑", () => go(at - 1)), status,
    button("next_hit", "↓", () => go(at + 1)), button("close_hits", "×", close), keys);
  document.addEventListener("keydown", onKey);
  // Not after all of the text; and before the head, so that what hangs from that lies over it.
  if (header) header.before(element);
  else document.body.prepend(element);
  // Who is already doing something is left to it.
  go(at, covered(), !document.activeElement || document.activeElement === document.body);
}

/** The way back to what was found: the page it was found on, if the reader came from there. */
function back() {
  const asked = new URLSearchParams(location.search);
  if (!asked.get("q")) return [];
  const url = new URL(document.querySelector("form[data-cefu-search]")?.getAttribute("action") ?? "../../search/", document.baseURI);
  for (const name of ["q", "variants", "words"]) for (const value of asked.getAll(name)) url.searchParams.append(name, value);
  const came = document.referrer.startsWith(url.origin + url.pathname);
  return [make("a", {
    href: came ? document.referrer : url.href, onclick: (/** @type {MouseEvent} */ event) => {
      // Back in the history, the page stands as it was left.
      if (!came || history.length < 2 || event.ctrlKey || event.metaKey || event.shiftKey || location.hash !== landed) return;
      event.preventDefault();
      history.back();
    },
  }, say("back_to_results"))];
}

/** Where the reader came to; a step on this page would be what goes back. */
const landed = location.hash;

async function run() {
  const params = new URLSearchParams(location.search);
  const wanted = ["hit", "word"].flatMap((name) => params.getAll(name).slice(0, 16).map((text) => ({ text, word: name === "word" })));
  const article = document.querySelector("article") ?? document.querySelector("main");
  if (!(wanted.length || params.get("q")) || !article) return;
  const [{ marking, open }, { occurrences }] = await Promise.all([import("../search/search.js"), import("../search/engine/engine.js")]);
  const { fold, key } = await open();
  const given = wanted.map(({ text, word }) => ({ key: key(text), word, notIn: [] })).filter((one) => one.key);
  const patterns = [...given, ...(params.get("q") ? await marking(params) : [])];
  /** @type {Marks[]} */
  const hits = [];
  for (const block of [article, ...article.querySelectorAll(BLOCKS)]) {
    if (block.closest(APPARATUS)) continue;
    const nodes = textNodes(block);
    const { text, starts, ends } = fold(nodes.map((node) => node.data).join(""));
    const spans = patterns.flatMap((pattern) => occurrences(text, pattern))
      .map(([start, end]) => /** @type {[number, number]} */ ([starts[start], ends[end - 1]]))
      .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    /** @type {[number, number][]} */
    const apart = [];
    for (const span of spans) if (span[0] >= (apart.at(-1)?.[1] ?? 0)) apart.push(span);
    // From the end, so that the places before stay where they are.
    /** @type {Marks[]} */
    const made = [];
    for (const [start, end] of apart.reverse()) made.unshift(wrap(textNodes(block), start, end, String(hits.length)));
    hits.push(...made.filter((marks) => marks.length));
  }
  hits.sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (hits.length) bar(hits);
}

// Without the index the page is still there to be read.
run().catch((error) => console.warn(error));
