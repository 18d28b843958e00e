// @ts-check
// Words over time: counts by the search engine, as a chart and as a table.
import { csv, save } from "../common/files.js";
import { make } from "../common/elements.js";
import { search } from "../search/search.js";
import { chart } from "./chart.js";
import { points, rate, termsOf } from "./rates.js";
import { put, standalone } from "./svg.js";

/** @typedef {import("./rates.js").Report} Report */

/** So many terms at most; with more reports a point stands for a year; with fewer there is no trend. */
const TERMS = 6, MANY = 40, FEW = 12;
/** More passages than any archive has. */
const ALL = 1e9;

const root = /** @type {HTMLElement} */ (document.getElementById("cefu-words"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
const form = /** @type {HTMLFormElement} */ (part("form"));
const field = part(".cefu-picture-field"), status = part("[role=status]"), note = part(".cefu-words-note"), place = part(".cefu-words-table");
const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const lang = document.documentElement.lang;
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words ?? "{}");
const say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => put(words[key], values);
const figure = new Intl.NumberFormat(lang === "en" ? "en-GB" : lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const whole = new Intl.NumberFormat(lang === "en" ? "en-GB" : lang);

/** @param {Report[]} reports */
function start(reports) {
  /** @type {AbortController | null} */
  let running = null;
  /** @type {{terms: string[], counts: Map<string, number>[]}} */
  let now = { terms: [], counts: [] };

  /**
   * How often each report has a term.
   * @param {string} term
   * @param {AbortSignal} signal
   */
  async function counted(term, signal) {
    const { passages } = await search(term, { limit: ALL, exact: true, variants: input("variants").checked, lang, signal });
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { report, count } of passages) counts.set(report, (counts.get(report) ?? 0) + count);
    return counts;
  }

  async function ask() {
    running?.abort();
    const { signal } = (running = new AbortController());
    const asked = termsOf(input("q").value), terms = asked.slice(0, TERMS), counts = [];
    if (!terms.length) return clear();
    try {
      for (const term of terms) {
        status.textContent = say("counting", { term });
        counts.push(await counted(term, signal));
      }
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      clear();
      status.textContent = say("failed");
      return;
    }
    if (signal.aborted) return;
    now = { terms, counts };
    show(asked.length > TERMS ? say("seventh") : "");
  }

  function clear() {
    now = { terms: [], counts: [] };
    status.textContent = note.textContent = "";
    field.replaceChildren();
    place.replaceChildren();
  }

  /** @param {string} beside */
  function show(beside) {
    const { terms, counts } = now, yearly = input("by").value === "year";
    const found = points(reports, counts, yearly), drawn = found.filter(({ day }) => day !== null);
    const dated = reports.filter(([, , , first]) => first !== null).length;
    const missing = terms.filter((_, nth) => !counts[nth].size).map((term) => say("none", { term }));
    status.textContent = [say("asked", { terms: terms.join(", "), count: reports.length, dated }), ...missing, beside].join(" ").trim();
    note.textContent = reports.length < FEW ? say("few", { count: reports.length }) : yearly ? say("many") : "";
    const label = say("chart", { terms: terms.join(", "), count: reports.length });
    const told = (/** @type {import("./rates.js").Point} */ point, /** @type {number} */ nth) => say("point", { term: terms[nth], name: point.name, count: point.counts[nth], rate: figure.format(rate(point.counts[nth], point.characters)) });
    field.replaceChildren(...(drawn.length ? [chart(drawn, terms, { width: Math.max(300, field.clientWidth), label, axis: say("axis"), told, yearly, lang })] : []));
    place.replaceChildren(table(found, terms, yearly));
  }

  /**
   * @param {import("./rates.js").Point[]} found
   * @param {string[]} terms
   * @param {boolean} yearly
   */
  function table(found, terms, yearly) {
    const dates = new Map(reports.map(([id, , date]) => [id, date]));
    const head = make("tr", {}, make("th", { scope: "col" }, say(yearly ? "head_year" : "head_report")), make("th", { scope: "col" }, yearly ? "n" : say("date")),
      make("th", { scope: "col", class: "cefu-number" }, say("characters")),
      ...terms.flatMap((term) => [make("th", { scope: "col", class: "cefu-number" }, say("times", { term })), make("th", { scope: "col", class: "cefu-number" }, say("rate"))]));
    const rows = found.map((point) => {
      const [id] = point.ids;
      const name = yearly ? point.name : make("a", { href: `../reports/${id}/` }, point.name);
      const when = yearly ? say("reports", { count: point.ids.length }) : `${dates.get(id)}${point.day === null ? ` (${say("undated")})` : ""}`;
      return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, when), make("td", { class: "cefu-number" }, whole.format(point.characters)),
        ...terms.flatMap((term, nth) => [
          make("td", { class: "cefu-number" }, point.counts[nth] ? make("a", { href: `../search/?${address(term, point.ids)}` }, whole.format(point.counts[nth])) : "0"),
          make("td", { class: "cefu-number" }, figure.format(rate(point.counts[nth], point.characters))),
        ]));
    });
    return make("table", { class: "cefu-table" }, make("thead", {}, head), make("tbody", {}, ...rows));
  }

  /**
   * The search that lists what was counted.
   * @param {string} term
   * @param {string[]} ids
   */
  function address(term, ids) {
    const values = new URLSearchParams({ q: term });
    if (!input("variants").checked) values.set("variants", "0");
    for (const id of ids) values.append("report", id);
    return values;
  }

  function figures() {
    const { terms, counts } = now, yearly = input("by").value === "year";
    const dates = new Map(reports.map(([id, , date]) => [id, date]));
    const head = [say(yearly ? "head_year" : "head_report"), say("date"), say("characters"), ...terms.flatMap((term) => [term, `${term} ${say("axis")}`])];
    const rows = points(reports, counts, yearly).map((point) => [point.name, yearly ? point.name : dates.get(point.ids[0]) ?? "", point.characters,
      ...point.counts.flatMap((count) => [count, Math.round(rate(count, point.characters) * 1000) / 1000])]);
    save("words.csv", "text/csv", csv([head, ...rows]));
  }

  function keep() {
    const values = new URLSearchParams({ q: input("q").value });
    if (!input("variants").checked) values.set("variants", "0");
    if ((input("by").value === "year") !== reports.length > MANY) values.set("by", input("by").value);
    if (location.search !== `?${values}`) history.pushState(null, "", `?${values}`);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    input("q").value = asked.get("q") ?? "";
    input("variants").checked = asked.get("variants") !== "0";
    input("by").value = asked.get("by") ?? (reports.length > MANY ? "year" : "report");
    ask();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
    ask();
  });
  form.addEventListener("change", (event) => {
    if (event.target === input("q") || !now.terms.length) return;
    keep();
    if (event.target === input("by")) show("");
    else ask();
  });
  form.addEventListener("click", (event) => {
    const act = event.target instanceof Element ? event.target.closest("[data-do]")?.getAttribute("data-do") : null;
    const picture = field.querySelector("svg");
    const source = say("source", { site: document.querySelector(".cefu-name-plate span")?.textContent ?? "", title: document.title, url: location.href });
    if (act === "take" && picture) save("words.svg", "image/svg+xml", standalone(picture, { title: picture.getAttribute("aria-label") ?? "", source }));
    if (act === "figures" && now.terms.length) figures();
  });
  addEventListener("popstate", read);
  new ResizeObserver(() => { if (now.terms.length && field.clientWidth !== field.querySelector("svg")?.viewBox.baseVal.width) requestAnimationFrame(() => show("")); }).observe(field);
  read();
}

fetch(root.dataset.source ?? "").then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))).then(start)
  .catch((error) => {
    console.warn(error);
    status.textContent = say("failed");
  });
