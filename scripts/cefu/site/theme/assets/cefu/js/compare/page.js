/**
 * Two or more reports side by side on what is asked for: a term, a person, an event, a date.  The
 * fragment is the state: `#q=板門店宣言&r=001&r=003`.
 */
import { citesOf } from "../citing/references.js";
import { make } from "../common/elements.js";
import { homeOf, SITE } from "../common/site.js";
import { keepButton } from "../notebook/keep.js";
import { pathOf, written } from "../notebook/item.js";
import { open, search } from "../search/search.js";
import { aligned, passages } from "./aligned.js";

/**
 * @typedef {import("./aligned.js").Dates} Dates
 * @typedef {import("./aligned.js").Passage} Passage
 * @typedef {import("../search/help/facets.js").Facet} Facet
 */

/** So many reports are set side by side at most; so many are chosen where none is. */
const MOST = 4, FIRST = 3;

/** @param {HTMLElement} place */
function mount(place) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(place.dataset.words ?? "{}");
  const say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  const lang = document.documentElement.lang || "zh-Hant", root = homeOf(lang);
  const foreign = (/** @type {string} */ own) => (own && own !== lang ? own : undefined);
  /** @type {AbortController | null} */
  let running = null;

  const input = make("input", { type: "search", id: "cefu-compare-q", name: "q", autocomplete: "off" });
  const status = make("p", { class: "cefu-compare-status", role: "status" });
  const choice = make("fieldset", { class: "cefu-compare-reports", hidden: true });
  const table = make("div", { class: "cefu-compare-rows" });
  const form = make("form", { role: "search", "aria-label": say("label"), onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    ask(input.value.trim(), []);
  } }, make("label", { for: input.id }, say("label")), input, make("button", { type: "submit", class: "cefu-plain" }, say("go")));
  place.append(form, make("p", { class: "cefu-compare-hint" }, say("hint")), status, choice, table);

  /** What the address asks for, also as the search page would write it. */
  const asked = () => new URLSearchParams(location.hash.slice(1) || location.search);

  /**
   * @param {string} query
   * @param {string[]} reports
   */
  function ask(query, reports) {
    const state = new URLSearchParams();
    if (query) state.set("q", query);
    for (const report of reports) state.append("r", report);
    if (`#${state}` === location.hash) run();
    else location.hash = `${state}`;
  }

  async function run() {
    running?.abort();
    const { signal } = (running = new AbortController()), state = asked(), query = state.get("q") ?? "";
    input.value = query;
    document.title = query ? `${query} – ${say("title")}` : say("title");
    if (!query) {
      for (const each of [status, table]) each.replaceChildren();
      choice.hidden = true;
      return;
    }
    status.textContent = say("searching");
    try {
      const found = await search(query, { lang, limit: 1, signal });
      const { report: having = [] } = await found.facets(["report"]);
      const known = having.map(({ value }) => value);
      const wanted = state.getAll("r").slice(0, MOST), reports = wanted.length ? wanted : known.slice(0, FIRST);
      if (signal.aborted) return;
      offer(having, reports, query);
      if (found.relaxed || !known.length) {
        table.replaceChildren();
        status.textContent = say("none", { query });
        return;
      }
      await show(query, reports, signal);
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      table.replaceChildren();
      status.replaceChildren(say("failed"), " ", make("button", { type: "button", class: "cefu-plain", onclick: run }, say("again")));
    }
  }

  /**
   * The reports to choose from.
   * @param {Facet[]} having
   * @param {string[]} reports
   * @param {string} query
   */
  function offer(having, reports, query) {
    choice.hidden = !having.length;
    const held = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest(".cefu-compare-reports input"))?.value;
    choice.replaceChildren(make("legend", {}, say("reports", { most: MOST })), ...having.map(({ value, label, count }) => {
      const on = reports.includes(value);
      const box = make("input", { type: "checkbox", value, disabled: !on && reports.length >= MOST, onchange: () =>
        ask(query, box.checked ? [...reports, value] : reports.filter((one) => one !== value)) });
      box.checked = on;
      return make("label", {}, box, " ", label, " ", make("small", {}, say("passages", { count })));
    }));
    if (held) [...choice.querySelectorAll("input")].find(({ value }) => value === held)?.focus();
  }

  /**
   * @param {string} query
   * @param {string[]} reports
   * @param {AbortSignal} signal
   */
  async function show(query, reports, signal) {
    const lines = await Promise.all(reports.map(async (report) => (await search(query, { lang, limit: 1, signal, filters: { report: [report] } })).lines()));
    const homes = reports.map((report) => new URL(`reports/${report}/`, root).href);
    const [cites, dates] = await Promise.all([citesOf(homes), Promise.all(homes.map(datesOf))]);
    if (signal.aborted) return;
    const names = homes.map((home, nth) => cites.get(home)?.name ?? reports[nth]);
    const columns = lines.map((own, nth) => passages(own, dates[nth])), rows = aligned(columns, dates);
    table.style.setProperty("--cefu-columns", String(reports.length));
    table.replaceChildren(...rows.map(({ date, event, columns: cells }) => make("section", { class: "cefu-compare-row" },
      make("h2", {}, date || say("undated"), event && make("a", { href: new URL(event.page, root).href }, event.name),
        Boolean(event?.dates.length) && make("strong", { class: "cefu-badge" }, say("differ"))),
      Boolean(event?.dates.length) && make("p", { class: "cefu-compare-differ" }, say("differ_dates", { dates: (event?.dates ?? []).join(" ／ ") })),
      make("div", { class: "cefu-compare-columns" }, ...cells.map((cell, nth) => make("div", { class: "cefu-compare-cell" },
        make("h3", {}, names[nth]),
        ...(cell.length ? cell.map((one) => passage(one, names[nth], query)) : [make("p", { class: "cefu-compare-nothing" }, say("nothing"))])))))));
    status.textContent = say("told", { count: columns.flat().length, reports: reports.length });
  }

  /**
   * @param {Passage} one
   * @param {string} name of its report
   * @param {string} query
   */
  function passage({ line, text, marks }, name, query) {
    const url = new URL(line.url), number = /^[pn](\d+)$/.exec(line.block)?.[1];
    url.searchParams.set("q", query);
    const where = number ? say(line.block.startsWith("p") ? "paragraph" : "note", { number }) : say("heading");
    /** @type {(Node | string)[]} */
    const shown = [];
    let at = 0;
    for (const [start, end] of marks) {
      shown.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    const keep = { kind: /** @type {"passage"} */ ("passage"), path: pathOf(line.url, SITE), words: text, lang: line.lang, title: name, note: "", day: written(new Date()) };
    return make("div", { class: "cefu-compare-passage" }, make("blockquote", { lang: foreign(line.lang) }, ...shown, text.slice(at)),
      make("p", {}, make("a", { href: url.href }, where), keepButton(keep, text.slice(0, 60))));
  }

  addEventListener("hashchange", run);
  open().catch(() => {});
  run();
}

/**
 * @param {string} home
 * @returns {Promise<Dates>}
 */
async function datesOf(home) {
  const answer = await fetch(new URL("dates.json", home));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}

const place = document.getElementById("cefu-compare");
if (place) mount(place);
