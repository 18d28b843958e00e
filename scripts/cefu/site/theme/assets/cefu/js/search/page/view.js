/**
 * What the search page and the header box have in common: the page's language and
 * words, and how a hit looks.  All text goes in as text, never as markup.
 * `strings.js` is written by the build in each language.
 */

import { make } from "../../common/elements.js";
import { kept } from "../../common/kept.js";
import { search as strings } from "../../common/strings.js";

/**
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {import("../search.js").Result} Result
 * @typedef {Node | string} Shown what can be put into an element
 * @typedef {Record<string, string | number | undefined>} Values
 */

/** So many records at most are pointed to. */
const RECORDS = 4;

/** The language of the page. */
export const lang = document.documentElement.lang || "zh-Hant";

/**
 * The string `key` with `{values}` put in.
 * @param {string} key
 * @param {Values} [values]
 */
export const say = (key, values = {}) =>
  (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** Text in Han characters, on a page that is in another language, and what it is then. */
const HAN = /\p{Script=Han}/u, ORIGINAL = "zh-Hant";

/**
 * The language to tell of `text`, if it is not that of the page.
 * @param {string} text
 */
export const tongue = (text) => (!lang.startsWith("zh") && HAN.test(text) ? ORIGINAL : undefined);

/**
 * `text` as what can be put into an element, with its language where that differs.
 * @param {string | number} text
 * @returns {Shown}
 */
export function written(text) {
  const own = tongue(String(text));
  return own ? make("span", { lang: own }, String(text)) : String(text);
}

/**
 * What the string `key` says, as nodes; a value is text, or nodes in a list.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 * @returns {Shown[]}
 */
export const tell = (key, values = {}) =>
  (strings[key] ?? key).split(/\{(\w+)\}/).flatMap((part, nth) => {
    if (!(nth % 2)) return part ? [part] : [];
    const value = values[part] ?? `{${part}}`;
    return Array.isArray(value) ? value : [written(String(value))];
  });

const plurals = new Intl.PluralRules(lang);

/**
 * So many of what `key` names, in the form that the number asks for.
 * @param {string} key
 * @param {number} count
 */
const amount = (key, count) => say(`${key}_${plurals.select(count) === "one" ? "one" : "other"}`, { count });

/**
 * The numbers of a result, with what they count.
 * @param {{total?: number, reports?: number}} result
 */
export const amounts = ({ total = 0, reports = 0 }) =>
  ({ passages: amount("passages", total), reports: amount("reports", reports) });

/**
 * Texts in a row, with what the language puts between them.
 * @param {string[]} texts
 * @returns {Shown[]}
 */
export const listed = (texts) =>
  texts.flatMap((text, nth) => [...(nth ? [say("list_separator")] : []), written(text)]);

/**
 * An EDTF date in words; what is none of a year, month or day is given back as it is.
 * @param {string} edtf
 */
export function dateWords(edtf) {
  const match = /^(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?([?~%]?)$/.exec(edtf);
  if (!match) return edtf;
  const [, year, month, day, mark] = match;
  const values = { year, month: Number(month), day: Number(day), month_name: month ? say(`month_${Number(month)}`) : "" };
  let date = say(day ? "date_day" : month ? "date_month" : "date_year", values);
  if (mark === "~" || mark === "%") date = say("date_circa", { date });
  return mark === "?" || mark === "%" ? say("date_inferred", { date }) : date;
}

/**
 * A part of a page that is there by what the page is.
 * @template {HTMLElement} T
 * @param {Element} place
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(place, selector, kind) {
  const found = place.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * `text` with its hits marked.
 * @param {string} text
 * @param {[number, number][]} marks
 * @returns {Shown[]}
 */
export function marked(text, marks) {
  /** @type {Shown[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/**
 * The address of a hit, with what to mark there.
 * @param {Hit} hit
 */
export function hitAddress(hit) {
  const url = new URL(hit.url);
  for (const [name, value] of Object.entries(hit.asked)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * One passage found: heading path, count, snippet; `alone` also the report it is in.
 * @param {Hit} hit
 */
export function hitItem(hit, alone = false) {
  const foreign = hit.lang !== lang ? hit.lang : undefined;
  return make("li", { class: "cs-item" },
    make("a", { class: "cs-hit", href: hitAddress(hit) },
      alone && make("span", { class: "cs-of", lang: tongue(hit.title) }, hit.title),
      make("span", { class: "cs-path" }, ...path(hit)),
      " ",
      make("span", { class: "cs-hits" }, say("hits", { count: hit.hits })),
      make("span", { class: "cs-snippet", lang: foreign },
        hit.type === "gist" && make("span", { class: "cs-told", lang }, say("told")),
        ...marked(hit.snippet, hit.marks)),
    ),
  );
}

/**
 * The headings that a hit stands under, with what of them was sought marked.
 * @param {Hit} hit
 * @returns {Shown[]}
 */
function path({ path: names, pathMarks, title, type }) {
  const parts = names.map((name, nth) => ({ name, marks: pathMarks[nth] })).filter(({ name }) => name);
  if (!parts.length) return [type === "abstract" ? say("abstract") : written(title)];
  return parts.flatMap(({ name, marks }, nth) => {
    const own = tongue(name), shown = marked(name, marks);
    return [...(nth ? [" › "] : []), ...(own ? [make("span", { lang: own }, ...shown)] : shown)];
  });
}

/**
 * The ways to the pages of `records`, in a row.
 * @param {{name: string, url: string}[]} records
 */
export function recordLinks(records) {
  return make("p", { class: "cs-records" }, ...records.slice(0, RECORDS).map(({ name, url }) =>
    make("a", { class: "cs-record", href: url }, ...tell("record", { name }))));
}

/** @type {Record<string, string>} */
const COMPLAINTS = { damaged: "error_damaged", stale: "error_stale" };

/**
 * What a result is, in a sentence, as nodes.
 * @param {Pick<Result, "total" | "reports" | "exact" | "relaxed">} result
 * @param {string} query
 */
export function summary({ total, reports, exact, relaxed }, query) {
  if (relaxed) {
    const key = relaxed.cut ? (relaxed.have < relaxed.of ? "cut_some" : "cut") : "relaxed";
    return tell(key, { query, ...relaxed, ...amounts(relaxed) });
  }
  if (!total) return tell("none", { query });
  return tell(exact ? "count" : "at_most", amounts({ total, reports }));
}

/**
 * What went wrong, and a way to try again: of old scripts, with new ones.
 * @param {unknown} error
 * @param {() => void} retry
 */
export function complaint(error, retry) {
  const kind = error instanceof Error && "kind" in error ? String(error.kind) : "";
  const onclick = kind === "stale" ? () => location.reload() : retry;
  return make("div", { class: "cs-error", role: "alert" }, make("p", {}, say(COMPLAINTS[kind] ?? "error_network")),
    make("button", { type: "button", class: "md-button", onclick }, say("retry")));
}

/**
 * Up and down walk the links of `list()`, from and back to `input`.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} input
 * @param {() => HTMLElement[]} list
 */
export function walk(event, input, list) {
  const links = list();
  if (!links.length || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = links.findIndex((link) => link === document.activeElement);
  /** @type {HTMLElement | undefined} */
  let to;
  if (event.key === "ArrowDown") to = links[Math.min(at + 1, links.length - 1)];
  else if (event.key === "ArrowUp" && at >= 0) to = at ? links[at - 1] : input;
  else if (event.key === "Home" && at > 0) to = links[0];
  else if (event.key === "End" && at >= 0) to = links.at(-1);
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: "nearest" });
}

/**
 * Calls `changed(value)` when the reader has typed something: not while an input
 * method is composing, and not for every key of a quick hand.  Gives what takes back
 * a call that has not been made yet.
 * @param {HTMLInputElement} input
 * @param {(value: string) => void} changed
 */
export function onTyping(input, changed, delay = 120) {
  /** @type {number | undefined} */
  let timer;
  let composing = false;
  const stop = () => clearTimeout(timer);
  const soon = (/** @type {Event | undefined} */ event) => {
    stop();
    if (composing || (event instanceof InputEvent && event.isComposing)) return;
    timer = window.setTimeout(() => changed(input.value), delay);
  };
  input.addEventListener("compositionstart", () => { composing = true; stop(); });
  input.addEventListener("compositionend", () => { composing = false; soon(undefined); });
  input.addEventListener("input", soon);
  return stop;
}

/**
 * "/" anywhere outside a field puts the cursor into `input`, unless the reader has
 * turned the key off in the settings, as WCAG 2.1.4 asks of keys that are characters.
 * @param {HTMLInputElement} input
 */
export function onSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (kept("slash") === "off") return;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    // Material has a key of its own for its search.
    event.stopPropagation();
    input.focus();
    input.select();
  }, true);
}
