/**
 * What the search page and the header box have in common: the page's language and
 * words, and how a hit looks.  All text goes in as text, never as markup.
 * `strings.js` is written by the build in each language.
 */

import { kept } from "./kept.js";
import { search as strings } from "./strings.js";

/** So many records at most are pointed to. */
const RECORDS = 4;

/** The language of the page. */
export const lang = document.documentElement.lang || "zh-Hant";

/** The string `key` with `{values}` put in. */
export const say = (key, values = {}) =>
  (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** An EDTF date in words; what is none of a year, month or day is given back as it is. */
export function dateWords(edtf) {
  const match = /^(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?([?~%]?)$/.exec(edtf);
  if (!match) return edtf;
  const [, year, month, day, mark] = match;
  const values = { year, month: Number(month), day: Number(day), month_name: month && say(`month_${Number(month)}`) };
  let date = say(day ? "date_day" : month ? "date_month" : "date_year", values);
  if (mark === "~" || mark === "%") date = say("date_circa", { date });
  return mark === "?" || mark === "%" ? say("date_uncertain", { date }) : date;
}

/** An element with attributes, listeners (`on…`) and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** `text` with its hits marked. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** The address of a hit, with what to mark there. */
export function hitAddress(hit) {
  const url = new URL(hit.url);
  for (const { text, word } of hit.terms.slice(0, 8)) url.searchParams.append(word ? "word" : "hit", text);
  return url.href;
}

/** One passage found: heading path, count, snippet. */
export function hitItem(hit) {
  const foreign = hit.lang !== lang ? hit.lang : undefined;
  return make("li", { class: "cs-item" },
    make("a", { class: "cs-hit", href: hitAddress(hit) },
      make("span", { class: "cs-path" }, ...path(hit)),
      " ",
      make("span", { class: "cs-hits" }, say("hits", { count: hit.hits })),
      make("span", { class: "cs-snippet", lang: foreign },
        hit.type === "gist" && make("span", { class: "cs-told", lang }, say("told")),
        ...marked(hit.snippet, hit.marks)),
    ),
  );
}

/** The headings that a hit stands under, with what of them was sought marked. */
function path({ path: names, pathMarks, title }) {
  if (!names.length) return [title];
  return names.flatMap((name, nth) => [...(nth ? [" › "] : []), ...marked(name, pathMarks[nth])]);
}

/** The ways to the pages of `records`, or null where there are none. */
export function recordLinks(records) {
  if (!records.length) return null;
  return make("p", { class: "cs-records" }, ...records.slice(0, RECORDS).map(({ name, url }) =>
    make("a", { class: "cs-record", href: url }, say("record", { name }))));
}

const COMPLAINTS = { damaged: "error_damaged", stale: "error_stale" };

/** What is said of passages that have less than was asked for. */
export const said = (relaxed, values) =>
  say(relaxed.cut ? (relaxed.have < relaxed.of ? "cut_some" : "cut") : "relaxed", { ...values, ...relaxed });

/** What went wrong, and a way to try again: of old scripts, with new ones. */
export function complaint(error, retry) {
  const onclick = error?.kind === "stale" ? () => location.reload() : retry;
  return make("div", { class: "cs-error", role: "alert" }, make("p", {}, say(COMPLAINTS[error?.kind] ?? "error_network")),
    make("button", { type: "button", class: "md-button", onclick }, say("retry")));
}

/** Up and down walk the links of `list()`, from and back to `input`. */
export function walk(event, input, list) {
  const links = list();
  if (!links.length || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = links.indexOf(document.activeElement);
  let to = null;
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
 * method is composing, and not for every key of a quick hand.
 */
export function onTyping(input, changed, delay = 120) {
  let timer, composing = false;
  const soon = (event) => {
    clearTimeout(timer);
    if (composing || event?.isComposing) return;
    timer = setTimeout(() => changed(input.value), delay);
  };
  input.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
  input.addEventListener("compositionend", () => { composing = false; soon(); });
  input.addEventListener("input", soon);
}

/**
 * "/" anywhere outside a field puts the cursor into `input`, unless the reader has
 * turned the key off in the settings, as WCAG 2.1.4 asks of keys that are characters.
 */
export function onSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (kept("slash") === "off") return;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    // Material has a key of its own for its search.
    event.stopPropagation();
    input.focus();
    input.select();
  }, true);
}
