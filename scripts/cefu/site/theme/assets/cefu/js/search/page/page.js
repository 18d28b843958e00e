/**
 * The search page.  The address is the state: `q`, `sort`, `variants=0`, `words=1`,
 * `view=lines` with `order`, and the facets; back and forward walk through what was asked.  How many hits were
 * loaded and how far the reader had come is kept with the entry in the history.
 */

import { open, search } from "../search.js";
import { make } from "../../common/elements.js";
import { amounts, complaint, lang, onSlash, onTyping, part, recordLinks, say, summary, tell, walk, written } from "./view.js";
import { takingAway } from "./away.js";
import { markDiffering } from "./differ.js";
import { lineList } from "./lines.js";
import { hitList } from "./list.js";
import { chosen, FACETS, narrowing, none } from "./narrow.js";
import { remarks, suggesting } from "./remarks.js";
import { addressOf, PAGE, stateFrom } from "./state.js";
import { wordings } from "./wordings.js";

/**
 * @typedef {import("../search.js").Result} Result
 * @typedef {import("../engine/types.js").Options} Options
 * @typedef {import("./narrow.js").Counts} Counts
 * @typedef {import("./state.js").State} State
 * @typedef {import("./view.js").Shown} Shown
 */

/** In an archive of so many passages actors are counted unasked; so many candidates are checked unseen. */
const SMALL = 2_000, CHECKED = 400;
/** Where so few are found, the words of the query apart may find more. */
const FEW = 5;
/** A sentence that is pasted was found; its words apart are no better question. */
const SENTENCE = /[。，；：！？]|[^\s]{17,}/u;
/** After so many milliseconds without an answer the page says that it is searching. */
const PATIENCE = 300;

/** Where there is little room, and where a keyboard may take half of it. */
const narrow = matchMedia("(max-width: 59.9375em)"), touch = matchMedia("(pointer: coarse)");
const small = () => narrow.matches || touch.matches;

/**
 * What `promise` gives, or null: what is only beside the hits must not cost them.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T | null>}
 */
const quietly = (promise) => promise.catch((error) => {
  console.warn(error);
  return null;
});

/** @param {HTMLElement} place */
function mount(place) {
  let state = stateFrom(new URLSearchParams(location.search));
  /** @type {AbortController | null} */
  let running = null;
  /** @type {string | null} */
  let shownFor = null;
  let typing = false, actors = false;

  const input = part(place, "#cs-q", HTMLInputElement), sort = part(place, "#cs-sort", HTMLSelectElement);
  const variants = part(place, "#cs-variants", HTMLInputElement), words = part(place, "#cs-words", HTMLInputElement);
  const form = part(place, "form", HTMLFormElement), status = part(place, ".cs-status", HTMLElement);
  const help = part(place, ".cs-help", HTMLDetailsElement);
  const view = part(place, "#cs-view", HTMLInputElement), order = part(place, "#cs-order", HTMLSelectElement);
  const notes = make("div", { class: "cs-notes" });
  const results = make("div", { class: "cs-results" });
  const more = make("button", { type: "button", class: "md-button cs-more", hidden: true });
  const after = make("div", { class: "cs-after" });
  const take = takingAway(() => state, (words) => status.replaceChildren(words));
  const concordance = lineList(results);
  const list = hitList(results, (report) => change({ filters: { ...state.filters, report: [report] } }, true, input));
  const related = wordings((also) => change({ also }, true));
  const facets = narrowing({
    choose(name, value, on) {
      const others = state.filters[name].filter((one) => one !== value);
      change({ filters: { ...state.filters, [name]: on ? [...others, value] : others } }, true);
    },
    clear: () => change({ filters: none() }, true, input),
    actors: () => { actors = true; count(); },
  });
  const body = make("div", { class: "cs-body" }, make("div", { class: "cs-found" }, results, more, after, related.results, take), facets.element);
  place.append(notes, related.element, body);

  /** @type {boolean | null} */
  let above = null;
  /** Beside the hits the filters come after them, above them before: as they are seen. */
  function arrange() {
    body.classList.toggle("cs-body--wide", Boolean(state.view));
    const wanted = narrow.matches || Boolean(state.view);
    if (wanted === above) return;
    above = wanted;
    body[above ? "prepend" : "append"](facets.element);
    facets.element.open = !above;
  }

  /** @returns {HTMLElement[]} */
  const ways = () => [.../** @type {NodeListOf<HTMLElement>} */ (notes.querySelectorAll("a.cs-record")), ...links()];
  const links = () => (state.view ? concordance.links() : list.links());
  const announce = (/** @type {Shown[]} */ nodes) => status.replaceChildren(...nodes);

  function fill() {
    if (input.value !== state.q) input.value = state.q;
    variants.checked = state.variants;
    words.checked = state.words;
    sort.value = state.sort;
    order.value = state.order;
    arrange();
    view.checked = Boolean(state.view);
    /** @type {HTMLElement} */ (sort.parentElement).hidden = Boolean(state.view);
    /** @type {HTMLElement} */ (order.parentElement).hidden = !state.view;
  }

  /** Keeps with the entry in the history what the reader has before them. */
  const keep = () => history.replaceState({ limit: state.limit, top: Math.round(scrollY) }, "");

  /**
   * Takes on a change.
   * @param {Partial<State>} part
   * @param {boolean} settled such changes get an entry in the history
   * @param {HTMLElement | null} [focus]
   */
  function change(part, settled, focus = null) {
    // What is related to one query is not to another.
    const also = part.q === undefined || part.q === state.q ? state.also : [];
    state = { ...state, also, limit: PAGE, ...part };
    // The first key of a new query leaves the old one to the back button.
    const step = settled || !typing ? "pushState" : "replaceState";
    typing = !settled;
    if (addressOf(state) !== location.href) history[step]({ limit: PAGE }, "", addressOf(state));
    focus?.focus();
    return run();
  }

  function clear() {
    shownFor = null;
    status.textContent = "";
    notes.replaceChildren();
    list.show([], false);
    after.replaceChildren();
    more.hidden = true;
    take.hidden = true;
    related.hide();
    facets.hide();
  }

  /**
   * Searches.
   * @param {number | null} [top] where the reader was, if they come back
   */
  async function run(top = null) {
    running?.abort();
    const own = (running = new AbortController()), { signal } = own;
    const asked = state, options = { ...asked, lang, signal };
    fill();
    document.title = asked.q ? `${asked.q} – ${say("label")}` : say("label");
    if (!asked.q.trim()) return clear();
    if (small() && shownFor === null) help.open = false;
    results.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => { status.textContent = say("searching"); }, PATIENCE);
    signal.addEventListener("abort", () => clearTimeout(waiting));
    try {
      // What was loaded piece by piece is loaded so again, and stands as it stood.
      const pages = [];
      for (let limit = PAGE; limit <= asked.limit; limit += PAGE) pages.push(await search(asked.q, { ...options, limit }));
      const found = pages[pages.length - 1];
      const free = chosen(asked.filters) && !found.total
        ? await quietly(search(asked.q, { ...options, filters: {}, limit: 1 })) : null;
      if (signal.aborted) return;
      const lines = asked.view ? await found.lines() : null;
      if (signal.aborted) return;
      clearTimeout(waiting);
      await show(asked, pages, free, lines);
      if (signal.aborted) return;
      if (top !== null) scrollTo({ top, behavior: "instant" });
      await beside(asked, found, free, options);
    } catch (error) {
      if (signal.aborted) return;
      clear();
      notes.replaceChildren(complaint(error, () => { input.focus(); run(); }));
      if (chosen(asked.filters)) facets.show(asked.filters, null);
    } finally {
      clearTimeout(waiting);
      if (running === own) results.removeAttribute("aria-busy");
    }
  }

  /**
   * The sentence on what was found.
   * @param {State} asked
   * @param {Result} found
   * @param {Result | null} free what there is without the filters
   */
  function told(asked, found, free) {
    const said = summary(found, asked.q);
    if (!free?.total) return said;
    return found.relaxed ? [say("within"), ...said] : tell("none_here", { query: asked.q, ...amounts(free) });
  }

  /**
   * @param {State} asked
   * @param {Result[]} pages what was loaded at a time; each has all of the one before
   * @param {Result | null} free
   * @param {import("../help/kwic.js").Line[] | null} lines where those are wanted
   */
  async function show(asked, pages, free, lines) {
    const found = pages[pages.length - 1], [first, ...others] = pages;
    announce(told(asked, found, free));
    notes.replaceChildren(...remarks(asked, found, again, small()));
    related.element.hidden = false;
    if (free?.total) {
      const open = again(say("without_filters"), { filters: none() });
      notes.append(make("p", {}, ...(found.relaxed ? [...tell("outside", { query: asked.q, ...amounts(free) }), " "] : []), open));
    }
    if (lines) {
      const { ordered } = await import("../help/kwic.js");
      await concordance.show(ordered(lines, asked.order, lang), found.passages[0]?.asked ?? {});
      status.append(say("line_count", { count: lines.length }));
    }
    const focused = list.links().findIndex((link) => link === document.activeElement);
    const open = !asked.filters.report.length;
    if (!lines) {
      list.show(first.passages, open);
      for (const page of others) list.append(page.passages, open);
    }
    after.replaceChildren();
    if (focused >= 0 && shownFor === asked.q) list.links()[Math.min(focused, list.size() - 1)]?.focus();
    shownFor = asked.q;
    offer(found, asked.limit);
    if (facets.element.hidden) facets.show(asked.filters, null);
    results.removeAttribute("aria-busy");
  }

  /**
   * The button for what is left.
   * @param {Result} found
   * @param {number} limit
   */
  function offer(found, limit) {
    if (state.view) {
      more.hidden = !concordance.left();
      take.hidden = !concordance.links().length;
      more.textContent = say("more", { count: Math.min(concordance.step, concordance.left()) });
      return;
    }
    const left = Math.max(0, (found.relaxed?.total ?? found.total) - list.size());
    more.hidden = !left || found.passages.length < limit;
    take.hidden = !list.size();
    more.textContent = say("more", { count: Math.min(PAGE, left) });
  }

  /** @type {{asked: State, found: Result, free: Result | null, signal: AbortSignal} | null} */
  let current = null;

  /**
   * What comes late, each for itself, in a place where it moves nothing.
   * @param {State} asked
   * @param {Result} found
   * @param {Result | null} free
   * @param {Options & {signal: AbortSignal}} options
   */
  async function beside(asked, found, free, options) {
    const { signal } = options;
    current = { asked, found, free, signal };
    const described = async () => {
      const row = notes.querySelector(".cs-records");
      const told = row && asked.variants ? await quietly(found.described()) : null;
      if (row && told?.length && !signal.aborted) row.replaceWith(recordLinks([...found.records, ...told]));
    };
    const cut = async () => {
      const few = found.total > 0 && found.total < FEW && asked.variants && !SENTENCE.test(asked.q);
      const query = few ? await quietly(found.cut()) : null;
      if (query && !signal.aborted) after.replaceChildren(suggesting([query], again));
    };
    const exactly = async () => {
      if (found.exact || found.total > CHECKED) return;
      const checked = await quietly(search(asked.q, { ...options, exact: true }));
      if (checked && !signal.aborted) announce(told(asked, checked, free));
    };
    await Promise.all([
      described(), cut(), count(), exactly(), quietly(markDiffering(list.items(), signal)),
      quietly(related.show(asked, found.passages, signal)),
    ]);
  }

  /** Counts what the filters would leave. */
  async function count() {
    if (!current) return;
    const { asked, found, free, signal } = current;
    const index = await quietly(open());
    const dear = (index?.manifest.passages ?? 0) > SMALL && !actors && !asked.filters.actor.length;
    const names = dear ? FACETS.filter((name) => name !== "actor" && name !== "period") : FACETS;
    /**
     * @param {Result} of
     * @returns {Promise<Counts>}
     */
    const counted = async (of) => Object.fromEntries(await Promise.all(names.map(async (name) =>
      [name, (await quietly(of.facets([name])))?.[name] ?? null])));
    if (free) facets.learn(await counted(free));
    const some = found.total || found.relaxed || chosen(asked.filters);
    const counts = some ? await counted(found) : {};
    if (signal.aborted) return;
    if (some) facets.show(asked.filters, counts);
    else facets.hide();
  }

  /**
   * A button that searches with a part of the state changed.
   * @param {string} text
   * @param {Partial<State>} part
   */
  function again(text, part) {
    return make("button", { type: "button", class: "cs-link", onclick: () => change(part, true, input) }, written(text));
  }

  /** Puts further hits below those that are there. */
  async function further() {
    if (!running) return;
    if (state.view) {
      concordance.more()?.focus();
      more.hidden = !concordance.left();
      more.textContent = say("more", { count: Math.min(concordance.step, concordance.left()) });
      return;
    }
    const { signal } = running, asked = state, limit = asked.limit + PAGE;
    more.setAttribute("aria-busy", "true");
    try {
      const found = await search(asked.q, { ...asked, limit, lang, signal });
      if (signal.aborted) return;
      state = { ...state, limit };
      const first = list.append(found.passages, !asked.filters.report.length);
      offer(found, limit);
      after.replaceChildren();
      first?.focus();
      keep();
      quietly(markDiffering(list.items(), signal));
    } catch {
      if (!signal.aborted) after.replaceChildren(make("p", { role: "alert" }, say("error_more")));
    } finally {
      more.removeAttribute("aria-busy");
    }
  }

  onTyping(input, (q) => q !== state.q && change({ q }, false));
  onSlash(input);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const done = change({ q: input.value }, true);
    if (!touch.matches) return;
    // The keyboard covers what was searched for.
    input.blur();
    await done;
    if (state.q.trim()) status.scrollIntoView({ block: "start" });
  });
  input.addEventListener("blur", () => { typing = false; });
  variants.addEventListener("change", () => change({ variants: variants.checked }, true));
  words.addEventListener("change", () => change({ words: words.checked }, true));
  view.addEventListener("change", () => change({ view: view.checked ? "lines" : "" }, true));
  order.addEventListener("change", () => change({ order: stateFrom(new URLSearchParams({ order: order.value })).order }, true));
  sort.addEventListener("change", () => change({ sort: stateFrom(new URLSearchParams({ sort: sort.value })).sort }, true));
  more.addEventListener("click", further);
  place.addEventListener("keydown", (event) => {
    // Safari ends the composition before it tells of the key that ended it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (document.activeElement !== input) input.focus();
      else if (input.value) change({ q: "" }, true);
      else input.blur();
      event.preventDefault();
    } else if (event.target instanceof Element && event.target.matches("#cs-q, a.cs-hit, a.cs-line, a.cs-record")) walk(event, input, ways);
  });
  addEventListener("popstate", (event) => {
    const next = stateFrom(new URLSearchParams(location.search));
    // A step to a place on this page asks nothing.
    if (!event.state && addressOf(next) === addressOf(state)) return;
    typing = false;
    state = next;
    run(event.state?.top ?? null);
  });
  // The browser would scroll before there is anything to scroll to.
  history.scrollRestoration = "manual";
  /** @type {number | undefined} */
  let still;
  addEventListener("scroll", () => {
    clearTimeout(still);
    still = window.setTimeout(keep, 150);
  }, { passive: true });
  place.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) keep();
  }, { capture: true });
  narrow.addEventListener("change", arrange);

  arrange();
  const early = input.value;
  help.open = !state.q || !small();
  run(history.state?.top ?? null);
  // What was typed before this script was there.
  if (early && !state.q) change({ q: early }, false);
  else if (!state.q && !touch.matches) input.focus({ preventScroll: true });
}

const place = document.getElementById("cefu-search");
if (place) mount(place);
