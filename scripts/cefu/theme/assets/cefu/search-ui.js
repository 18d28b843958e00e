/**
 * The search page.  The address is the state: `q`, `sort`, `variants=0`, `words=1`
 * and the facets; back and forward walk through what was asked.
 */

import { open, search } from "./search.js";
import { complaint, dateWords, hitItem, lang, make, onSlash, onTyping, recordLinks, said, say, walk } from "./search-view.js";

const PAGE = 20;
const FACETS = ["report", "year", "publisher", "actor"];
/** In an archive of so many passages actors are counted without being asked for. */
const SMALL = 2_000;
/** Up to so many candidates are checked in the background for an exact count. */
const CHECKED = 400;
/** Where so few are found, the words of the query apart may find more. */
const FEW = 5;

/** @param {URLSearchParams} params */
const stateFrom = (params) => ({
  q: params.get("q") ?? "",
  sort: ["newest", "oldest"].includes(params.get("sort")) ? params.get("sort") : "relevance",
  variants: params.get("variants") !== "0",
  words: params.get("words") === "1",
  filters: Object.fromEntries(FACETS.map((name) => [name, params.getAll(name)])),
  limit: PAGE,
});

function addressOf(state) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  const { searchParams } = url;
  if (state.q) searchParams.set("q", state.q);
  if (state.sort !== "relevance") searchParams.set("sort", state.sort);
  if (!state.variants) searchParams.set("variants", "0");
  if (state.words) searchParams.set("words", "1");
  for (const name of FACETS) for (const value of state.filters[name]) searchParams.append(name, value);
  return url.href;
}

function mount(place) {
  let state = stateFrom(new URLSearchParams(location.search));
  let running = null, typing = false, shownFor = null, actors = false;

  const input = make("input", {
    type: "search", id: "cs-q", name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", placeholder: say("placeholder"), "aria-describedby": "cs-help",
  });
  const variants = make("input", { type: "checkbox", id: "cs-variants" });
  const words = make("input", { type: "checkbox", id: "cs-words" });
  const sort = make("select", { id: "cs-sort" },
    ...["relevance", "newest", "oldest"].map((value) => make("option", { value }, say(`sort_${value}`))));
  const form = make("form", { class: "cs-form", role: "search" },
    make("label", { for: "cs-q", class: "cs-label" }, say("label")), input,
    make("div", { class: "cs-options" },
      make("label", {}, variants, " ", say("variants")),
      make("label", {}, words, " ", say("words")),
      make("label", {}, say("sort"), " ", sort)),
    make("p", { id: "cs-help", class: "cs-help" }, say("help")));
  const status = make("p", { class: "cs-status", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  const notes = make("div", { class: "cs-notes" });
  const facets = make("details", { class: "cs-facets", hidden: true });
  const results = make("div", { class: "cs-results" });
  const more = make("button", { type: "button", class: "md-button cs-more", hidden: true });
  place.replaceChildren(form, status, notes,
    make("div", { class: "cs-body" }, facets, make("div", {}, results, more)));
  facets.open = matchMedia("(min-width: 60em)").matches;

  const links = () => [...results.querySelectorAll("a.cs-hit")];
  const ways = () => [...notes.querySelectorAll("a.cs-record"), ...links()];

  function fill() {
    if (input.value !== state.q) input.value = state.q;
    variants.checked = state.variants;
    words.checked = state.words;
    sort.value = state.sort;
  }

  /** Takes on a change; `settled` ones get an entry in the history. */
  function change(part, settled) {
    state = { ...state, limit: PAGE, ...part };
    // The first key of a new query leaves the old one to the back button.
    const step = settled || !typing ? "pushState" : "replaceState";
    typing = !settled;
    if (addressOf(state) !== location.href) history[step](null, "", addressOf(state));
    run();
  }

  async function run() {
    running?.abort();
    const own = (running = new AbortController());
    const asked = state;
    fill();
    document.title = asked.q ? `${asked.q} – ${say("label")}` : say("label");
    if (!asked.q.trim()) {
      shownFor = null;
      status.textContent = "";
      notes.replaceChildren();
      results.replaceChildren();
      more.hidden = facets.hidden = true;
      return;
    }
    const options = { ...asked, lang, signal: own.signal };
    results.setAttribute("aria-busy", "true");
    try {
      const found = await search(asked.q, options);
      if (own.signal.aborted) return;
      show(asked, found);
      const records = [...found.records, ...(asked.variants ? await found.described() : [])];
      if (own.signal.aborted) return;
      if (records.length > found.records.length) {
        notes.querySelector(".cs-records")?.remove();
        notes.prepend(recordLinks(records));
      }
      const counts = found.total || found.relaxed ? await found.facets(await counted(asked)) : null;
      if (own.signal.aborted) return;
      showFacets(asked, counts);
      const cut = found.total > 0 && found.total < FEW && asked.variants ? await found.cut() : null;
      if (own.signal.aborted) return;
      if (cut) notes.append(make("p", {}, say("suggestions"), " ", again(cut, { q: cut })));
      if (!found.exact && found.total <= CHECKED) {
        const checked = await search(asked.q, { ...options, exact: true });
        if (!own.signal.aborted) status.textContent = summary(asked, checked);
      }
    } catch (error) {
      if (own.signal.aborted) return;
      status.textContent = "";
      notes.replaceChildren(complaint(error, run));
      results.replaceChildren();
      more.hidden = facets.hidden = true;
    } finally {
      if (running === own) results.removeAttribute("aria-busy");
    }
  }

  async function counted(asked) {
    const { manifest } = await open();
    const dear = manifest.passages > SMALL && !actors && !asked.filters.actor.length;
    return dear ? FACETS.filter((name) => name !== "actor") : FACETS;
  }

  const summary = (asked, found) => {
    const values = { total: found.total, reports: found.reports, query: asked.q, ...found.relaxed };
    if (found.relaxed) return said(found.relaxed, values);
    if (!found.total) return say("none", values);
    return say(found.exact ? "count" : "at_most", values);
  };

  function show(asked, found) {
    status.textContent = summary(asked, found);
    notes.replaceChildren(...remarks(asked, found));
    const focused = links().indexOf(document.activeElement);
    const groups = new Map();
    for (const hit of found.passages) {
      if (!groups.has(hit.report)) groups.set(hit.report, []);
      groups.get(hit.report).push(hit);
    }
    results.replaceChildren(...[...groups.values()].map(report));
    if (focused >= 0 && shownFor === asked.q) links()[Math.min(focused, links().length - 1)]?.focus();
    shownFor = asked.q;
    const left = Math.max(0, (found.relaxed?.total ?? found.total) - found.passages.length);
    more.hidden = !left || found.passages.length < asked.limit;
    more.textContent = say("more", { count: Math.min(PAGE, left) });
  }

  function report(hits) {
    const [{ title, home, date, publisher, inReport }] = hits;
    return make("section", { class: "cs-report" },
      make("h2", { class: "cs-title" }, make("a", { href: home }, title)),
      make("p", { class: "cs-meta" },
        [date && dateWords(date), publisher, say("in_report", { count: inReport })].filter(Boolean).join("　")),
      make("ol", { class: "cs-list" }, ...hits.map(hitItem)));
  }

  function remarks(asked, found) {
    const out = [recordLinks(found.records)].filter(Boolean);
    if (found.relaxed?.missing.length)
      out.push(make("p", {}, say("missing", { terms: found.relaxed.missing.join("、") })));
    if (found.suggestions.length)
      out.push(make("p", {}, say("suggestions"), ...found.suggestions.flatMap((query) => [" ", again(query, { q: query })])));
    if (found.variants.length) {
      out.push(make("div", { class: "cs-also" },
        ...found.variants.map((one) => make("p", {},
          say("also", { term: one.term, forms: one.forms.slice(0, 6).join("、") }))),
        again(say("literally"), { variants: false })));
    } else if (!asked.variants) out.push(make("p", { class: "cs-also" }, again(say("with_variants"), { variants: true })));
    return out;
  }

  function again(text, part) {
    return make("button", { type: "button", class: "cs-link", onclick: () => { change(part, true); input.focus(); } }, text);
  }

  function showFacets(asked, counts) {
    const chosen = FACETS.some((name) => asked.filters[name].length);
    facets.hidden = !counts || !(chosen || FACETS.some((name) => counts[name]?.length > 1));
    if (facets.hidden) return;
    const focused = document.activeElement?.dataset?.facet;
    facets.replaceChildren(make("summary", {}, say("filters")), ...FACETS.flatMap((name) => {
      if (!counts[name])
        return [make("button", { type: "button", class: "cs-link", onclick: () => { actors = true; run(); } }, say("facet_actor"))];
      const values = [...counts[name]];
      for (const value of asked.filters[name])
        if (!values.some((one) => one.value === value)) values.push({ value, label: value, count: 0 });
      if (values.length < 2 && !asked.filters[name].length) return [];
      return [make("fieldset", {}, make("legend", {}, say(`facet_${name}`)),
        ...values.map(({ value, label, count }) => make("label", { class: "cs-facet" },
          make("input", {
            type: "checkbox", "data-facet": `${name}:${value}`, checked: asked.filters[name].includes(value),
            onchange: (event) => {
              const others = state.filters[name].filter((one) => one !== value);
              const now = event.target.checked ? [...others, value] : others;
              change({ filters: { ...state.filters, [name]: now } }, true);
            },
          }), make("span", {}, label), make("span", { class: "cs-count" }, String(count)))))];
    }), ...(chosen ? [make("button", {
      type: "button", class: "cs-link",
      onclick: () => { change({ filters: Object.fromEntries(FACETS.map((name) => [name, []])) }, true); input.focus(); },
    }, say("clear"))] : []));
    if (focused) [...facets.querySelectorAll("input")].find((one) => one.dataset.facet === focused)?.focus();
  }

  onTyping(input, (q) => q !== state.q && change({ q }, false));
  onSlash(input);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change({ q: input.value }, true);
  });
  input.addEventListener("blur", () => { typing = false; });
  variants.addEventListener("change", () => change({ variants: variants.checked }, true));
  words.addEventListener("change", () => change({ words: words.checked }, true));
  sort.addEventListener("change", () => change({ sort: sort.value }, true));
  more.addEventListener("click", async () => {
    const at = links().length;
    state = { ...state, limit: state.limit + PAGE };
    await run();
    links()[at]?.focus();
  });
  place.addEventListener("keydown", (event) => {
    // Safari ends the composition before it tells of the key that ended it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (document.activeElement !== input) input.focus();
      else if (input.value) change({ q: "" }, true);
      else input.blur();
      event.preventDefault();
    } else if (event.target === input || event.target.matches("a.cs-hit, a.cs-record")) walk(event, input, ways);
  });
  addEventListener("popstate", () => {
    typing = false;
    state = stateFrom(new URLSearchParams(location.search));
    run();
  });
  fill();
  run();
  if (!state.q) input.focus({ preventScroll: true });
}

const place = document.getElementById("cefu-search");
if (place) mount(place);
