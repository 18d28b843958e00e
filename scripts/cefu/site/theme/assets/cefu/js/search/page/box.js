/**
 * The search box in the header: a plain form that leads to the search page, and
 * with this script one that shows the best hits while the reader types.
 * The search itself is loaded when the box is first used.
 */

import { make } from "../../common/elements.js";
import { complaint, hitItem, lang, onSlash, onTyping, recordLinks, say, summary, tell, walk } from "./view.js";

const SHOWN = 6;
/** After so many milliseconds without an answer the box says that it is searching. */
const PATIENCE = 300;
/** What the panel keeps clear of the edge of the window, and its least height, in pixels. */
const EDGE = 8, LEAST = 120;

/**
 * @param {HTMLFormElement} form
 * @param {number} nth
 */
function mount(form, nth) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const panel = make("div", { class: "cs-panel", id: `cs-panel-${nth}`, hidden: true });
  const status = make("p", { class: "cs-status", role: "status", "aria-live": "polite" });
  form.append(panel);
  // Two searches on a page need names that tell them apart.
  if (!form.hasAttribute("aria-label")) form.setAttribute("aria-label", say(form.closest("header") ? "box" : "label"));
  input.setAttribute("aria-controls", panel.id);
  /** @type {AbortController | null} */
  let running = null;
  /** @type {string | null} */
  let shownFor = null;

  const links = () => [...panel.querySelectorAll("a")];
  const all = (/** @type {string} */ query) => {
    const url = new URL(form.action);
    url.searchParams.set("q", query);
    return url.href;
  };

  /** The panel ends where the window does, or the keyboard begins: all of it can be scrolled to. */
  function fit() {
    if (panel.hidden) return;
    const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
    const room = height + offsetTop - panel.getBoundingClientRect().top - EDGE;
    panel.style.maxHeight = `${Math.max(LEAST, Math.round(room))}px`;
  }

  // The live region in the panel tells of the hits; a search field has no expanded state.
  function show() {
    // The reader may have gone on meanwhile.
    if (!form.contains(document.activeElement)) return;
    panel.hidden = false;
    fit();
  }

  function close() {
    stop();
    running?.abort();
    panel.hidden = true;
  }

  /** @param {string} query */
  async function run(query) {
    running?.abort();
    const own = (running = new AbortController()), { signal } = own;
    if (!query.trim()) return close();
    const waiting = setTimeout(() => {
      status.textContent = say("searching");
      if (!panel.contains(status)) panel.replaceChildren(status);
      show();
    }, PATIENCE);
    signal.addEventListener("abort", () => clearTimeout(waiting));
    try {
      const { search } = await import("../search.js");
      const found = await search(query, { limit: SHOWN, lang, signal });
      if (signal.aborted) return;
      status.replaceChildren(...summary(found, query));
      panel.replaceChildren(status, ...here(query), ...(found.records.length ? [recordLinks(found.records)] : []),
        make("ol", { class: "cs-list" }, ...found.passages.map((hit) => hitItem(hit, true))),
        ...(found.passages.length ? [make("a", { class: "cs-all", href: all(query) }, say("all"))] : []));
      shownFor = query;
      show();
    } catch (error) {
      if (signal.aborted) return;
      shownFor = null;
      panel.replaceChildren(complaint(error, () => { input.focus(); run(query); }));
      show();
    } finally {
      clearTimeout(waiting);
    }
  }

  /**
   * On a report's page: a way to what it has itself.
   * @param {string} query
   */
  const here = (query) => (document.querySelector("form.cefu-find") ? [make("button", {
    type: "button", class: "cs-here", onclick: async () => {
      close();
      await (await import("../../reading/hits.js")).find(query);
    },
  }, ...tell("find_here", { query }))] : []);

  const stop = onTyping(input, run, 180);
  onSlash(input);
  // The reader means to search: have the index ready by the first key.
  input.addEventListener("focus", () => {
    import("../search.js").then(({ open }) => open()).catch(() => {});
    if (input.value.trim() && shownFor === input.value) show();
  });
  form.addEventListener("keydown", (event) => {
    // Safari ends the composition before it tells of the key that ended it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (panel.hidden) input.blur();
      else input.focus();
      // Focus opens the panel, and Escape is to close it.
      close();
      event.preventDefault();
    } else walk(event, input, () => (panel.hidden ? [] : links()));
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  // What was typed before this script came is asked as well.
  if (form.contains(document.activeElement)) run(input.value);
  // A touch beside the box does not take the focus everywhere.
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(/** @type {Node} */ (event.target))) close();
  });
  window.visualViewport?.addEventListener("resize", fit);
}

// The search page and the home page have a larger box of their own.
const larger = document.querySelector(".cefu-home-search");
if (!document.getElementById("cefu-search"))
  [.../** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-cefu-search]"))]
    .filter((form) => !larger || form === larger).forEach(mount);
