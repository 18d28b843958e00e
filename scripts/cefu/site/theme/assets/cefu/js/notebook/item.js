// What a reader keeps: a passage, words of it, a date or a name, with a remark.

/**
 * @typedef {"passage" | "date" | "name"} Kind
 *
 * @typedef {object} Item
 * @property {Kind} kind
 * @property {string} path below the root of a language: `reports/a/#p6`, `actors/b/`
 * @property {string} words what stands there; of a name, the name
 * @property {string} lang of the words
 * @property {string} title what is told where the report's own name cannot be had; of a
 *   date, the date
 * @property {string} note the reader's remark
 * @property {string} day on which it was kept, as 2026-01-31
 */

/** So many characters of a text are kept, so many items are taken from elsewhere. */
export const LONGEST = 20_000, MOST = 2_000;

const KINDS = ["passage", "date", "name"];
/** An address that stays below a folder of reports or names. */
const PATH = /^(?:reports|actors|timeline)\/(?:[\w.%~-]+\/)*(?:#[\w.%~/-]*)?$/;

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");

/**
 * `value`, which may come from anywhere, as an item; null where it is none.
 * @param {unknown} value
 * @returns {Item | null}
 */
export function itemOf(value) {
  if (typeof value !== "object" || value === null) return null;
  const { kind, path, words, lang, title, note, day } = /** @type {Record<string, unknown>} */ (value);
  if (typeof path !== "string" || !PATH.test(path) || /(^|\/)\.\.?(\/|$)/.test(path)) return null;
  const known = KINDS.find((one) => one === kind);
  if (!known) return null;
  return {
    kind: /** @type {Kind} */ (known), path, words: text(words), title: text(title), note: text(note),
    lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text(lang)) ? text(lang) : "",
    day: /^\d{4}-\d\d-\d\d$/.test(text(day)) ? text(day) : "",
  };
}

/**
 * Items out of a list that may hold anything.
 * @param {unknown} list
 * @returns {Item[]}
 */
export const itemsOf = (list) =>
  (Array.isArray(list) ? list.slice(0, MOST).map(itemOf).filter((item) => item !== null) : []);

/**
 * Whether two items are the same place with the same words, whatever was remarked.
 * @param {Item} one
 * @param {Item} other
 */
export const same = (one, other) =>
  one.kind === other.kind && one.path === other.path && one.words === other.words;

/**
 * A day as it is written in items.
 * @param {Date} day
 */
export const written = (day) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/**
 * The path below its language's root of an address of this site; '' of any other.
 * @param {string} address
 * @param {URL} site
 */
export function pathOf(address, site) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== site.origin || !url.pathname.startsWith(site.pathname)) return "";
  const below = url.pathname.slice(site.pathname.length).replace(/^[a-z]{2,3}(?:-[A-Za-z]+)?\//, "");
  return below.replace(/index\.html$/, "") + url.hash.replace(/:~:.*$/, "");
}
