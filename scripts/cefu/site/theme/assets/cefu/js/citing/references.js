// References to passages from outside their report's page: by the citations beside each report.
import { kept } from "../common/kept.js";
import { cited } from "./text.js";

/**
 * @typedef {import("./text.js").Style} Style
 * @typedef {object} Cites `cite.json`
 * @property {string} report
 * @property {string} name by which readers say it
 * @property {string} title
 * @property {Record<string, Style>} styles
 * @property {Record<string, string>} pages
 * @property {string} lang
 */

/** Where a reader begins who has used no style. */
const FIRST = new Map([["zh-Hant", "taiwan"], ["zh-Hans", "gbt7714"]]);

/**
 * The citations of reports, by their addresses; a report whose cannot be had is left out.
 * @param {Iterable<string>} homes
 * @returns {Promise<Map<string, Cites>>}
 */
export async function citesOf(homes) {
  const found = await Promise.all([...new Set(homes)].map(async (home) => {
    const answer = await fetch(new URL("cite.json", home)).catch(() => null);
    return /** @type {[string, Cites | null]} */ ([home, answer?.ok ? await answer.json() : null]);
  }));
  return new Map(found.filter(/** @returns {one is [string, Cites]} */ (one) => one[1] !== null));
}

/**
 * The style used last, else where readers of the language begin.
 * @param {Cites} cites
 */
export function styleOf({ styles, lang }) {
  const last = kept("cite-style") ?? "";
  return last in styles ? last : FIRST.get(lang) ?? "chicago";
}

/**
 * The reference of a passage; without `anchor` of the whole report.
 * @param {Cites} cites
 * @param {string} anchor
 * @param {string} url permanent
 * @param {Date} day of access
 * @param {string} [style]
 */
export function referenceTo(cites, anchor, url, day, style = styleOf(cites)) {
  const kind = anchor.startsWith("p") ? "paragraph" : anchor.startsWith("n") ? "note" : "section";
  const passage = { anchor, kind: /** @type {"section"} */ (kind), label: "", page: cites.pages[anchor] ?? "", quote: "", lang: "" };
  return cited(cites.styles[style], passage, url, day);
}
