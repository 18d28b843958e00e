/**
 * On a page that a search led to, or that is searched itself: the hits are marked, and a bar
 * walks through them, all or those of one term.  It begins with the term that is rarest on the
 * page.  The address says what to mark: `?q=特朗普 弃核#p12` as the search was asked, or
 * `?hit=無核化&word=Trump#p12` (`word` for what is to be marked at the edges of words
 * only).
 */

import { idOf } from "../common/anchors.js";
import { make } from "../common/elements.js";
import { say } from "../search/page/view.js";

/**
 * @typedef {HTMLElement[]} Marks the marks of one hit: as many as the elements it goes over
 * @typedef {{marks: Marks, term: number}} Found a hit, and the number of the term it answers
 * @typedef {{text: string, patterns: import("../search/engine/types.js").Pattern[]}} Term
 */

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
 * The hit to begin with: in the block that was come to the one of the rarest term, else the
 * first after it; on a page come to as a whole the first of the rarest term.
 * @param {Found[]} hits in the order of the text
 */
function beginning(hits) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { term } of hits) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rarest = (/** @type {Found[]} */ some) =>
    some.reduce((best, one) => ((counts.get(one.term) ?? 0) < (counts.get(best.term) ?? 0) ? one : best));
  const id = idOf(location.hash), target = document.getElementById(id);
  if (!target) return hits.indexOf(rarest(hits));
  // What the archive says of a paragraph stands before it and is part of what was come to.
  const summary = document.querySelector(`[data-summary="${CSS.escape(id)}"]`);
  const inside = hits.filter(({ marks: [mark] }) => target.contains(mark) || summary?.contains(mark));
  if (inside.length) return hits.indexOf(rarest(inside));
  const after = hits.findIndex(({ marks: [mark] }) => target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  return Math.max(after, 0);
}

/** Takes away the bar and the marks that are there. */
let clear = () => {};

/**
 * The bar that walks through `hits`.  The hit come to has the focus: a screen reader
 * reads on from there, and there Enter goes to the next.
 * @param {Found[]} all
 * @param {string[]} terms as they were typed
 */
function bar(all, terms) {
  let hits = all, at = all.length ? beginning(all) : 0;
  const status = make("span", { role: "status", "aria-live": "polite" });
  const header = document.querySelector("header");
  const covered = () => {
    const { top, bottom } = hits[at].marks[0].getBoundingClientRect();
    // Where the head is fixed it covers the text below it.
    const head = header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
    return top < head || bottom > element.getBoundingClientRect().top;
  };
  const leave = () => {
    for (const mark of hits[at]?.marks ?? []) mark.classList.remove("cefu-hit--here");
    hits[at]?.marks[0].removeAttribute("aria-describedby");
  };
  const go = (/** @type {number} */ to, scroll = true, focus = true) => {
    leave();
    at = (to + hits.length) % hits.length;
    for (const mark of hits[at].marks) mark.classList.add("cefu-hit--here");
    const [mark] = hits[at].marks;
    status.textContent = say("hit_of", { nth: at + 1, total: hits.length });
    mark.tabIndex = -1;
    mark.setAttribute("aria-describedby", keys.id);
    if (focus) mark.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (scroll) mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  clear = () => {
    for (const mark of all.flatMap(({ marks }) => marks)) mark.replaceWith(...mark.childNodes);
    element.remove();
    document.removeEventListener("keydown", onKey);
    clear = () => {};
  };
  /** Takes the marks away; the focus stays at the text that was come to. */
  const close = () => {
    const block = /** @type {HTMLElement | null} */ (hits[at]?.marks[0].closest(BLOCKS) ?? document.querySelector("h1"));
    clear();
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
  const steps = all.length ? [button("previous_hit", "↑", () => go(at - 1)), status, button("next_hit", "↓", () => go(at + 1))] : [status];
  const element = make("div", { class: "cefu-hits", role: "group", "aria-label": say("hits_here") },
    ...back(), ...steps, button("close_hits", "×", close), ...field(), ...choices(), keys);

  /** The terms, where there are several: those of one are walked through alone. */
  function choices() {
    const counts = terms.map((_, nth) => all.filter(({ term }) => term === nth).length);
    if (terms.length < 2) return [];
    const buttons = terms.map((text, nth) => make("button", {
      type: "button", class: "cefu-hits-term", "aria-pressed": "false", disabled: !counts[nth],
      onclick: () => {
        const alone = buttons[nth].getAttribute("aria-pressed") === "false";
        for (const one of buttons) one.setAttribute("aria-pressed", String(alone && one === buttons[nth]));
        leave();
        hits = alone ? all.filter(({ term }) => term === nth) : all;
        at = 0;
        go(beginning(hits), true, false);
      },
    }, text, " ", make("small", {}, String(counts[nth]))));
    return [make("span", { class: "cefu-hits-terms", role: "group", "aria-label": say("hits_terms") }, ...buttons)];
  }

  document.addEventListener("keydown", onKey);
  // Not after all of the text; and before the head, so that what hangs from that lies over it.
  if (header) header.before(element);
  else document.body.prepend(element);
  if (!all.length) {
    status.textContent = say("hits_none");
    return;
  }
  // Who is already doing something is left to it.
  go(at, covered(), !document.activeElement || document.activeElement === document.body);
}

/** The field in which the page is searched for something else. */
function field() {
  const form = document.querySelector("form.cefu-find");
  if (!form) return [];
  const input = make("input", { type: "search", name: "q", "aria-label": say("find"), autocomplete: "off", value: new URLSearchParams(location.search).get("q") ?? "" });
  return [make("form", {
    role: "search", class: "cefu-hits-find", "aria-label": say("find"), onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      find(input.value);
    },
  }, input)];
}

/**
 * Marks what `query` finds on this page, and walks there.
 * @param {string} query
 */
export async function find(query) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  if (query.trim()) url.searchParams.set("q", query.trim());
  history.replaceState(history.state, "", url.href);
  clear();
  if (!query.trim()) return;
  await run();
  const mark = document.querySelector("mark.cefu-hit--here") ?? document.querySelector(".cefu-hits-find input");
  /** @type {HTMLElement | null} */ (mark)?.focus({ preventScroll: true });
}

/** The way back to what was found: the page it was found on, if the reader came from there. */
function back() {
  const asked = new URLSearchParams(location.search);
  if (!asked.get("q") || (!landed && document.querySelector("form.cefu-find"))) return [];
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
  /** @type {Term[]} */
  const given = wanted.map(({ text, word }) => ({ text, patterns: [{ key: key(text), word, notIn: [] }].filter((one) => one.key) }));
  const terms = [...given, ...(params.get("q") ? await marking(params) : [])];
  /** @type {Found[]} */
  const hits = [];
  for (const block of [article, ...article.querySelectorAll(BLOCKS)]) {
    if (block.closest(APPARATUS)) continue;
    const nodes = textNodes(block);
    const { text, starts, ends } = fold(nodes.map((node) => node.data).join(""));
    const spans = terms.flatMap(({ patterns }, term) => patterns.flatMap((pattern) => occurrences(text, pattern))
      .map(([start, end]) => ({ start: starts[start], end: ends[end - 1], term })))
      .sort((a, b) => a.start - b.start || b.end - a.end);
    /** @type {typeof spans} */
    const apart = [];
    for (const span of spans) if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
    // From the end, so that the places before stay where they are.
    /** @type {Found[]} */
    const made = [];
    for (const { start, end, term } of apart.reverse()) made.unshift({ marks: wrap(textNodes(block), start, end, String(hits.length)), term });
    hits.push(...made.filter(({ marks }) => marks.length));
  }
  hits.sort(({ marks: [a] }, { marks: [b] }) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (hits.length || document.querySelector("form.cefu-find")) bar(hits, terms.map(({ text }) => text));
}

// Without the index the page is still there to be read.
run().catch((error) => console.warn(error));
