// Results taken away: every passage found, with its permanent address and its reference,
// as CSV or Markdown.  Loaded when first needed.
import { citesOf, referenceTo } from "../../citing/references.js";
import { csv, literal } from "../../common/files.js";

/**
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {{hit: Hit, url: string, reference: string}} Taken
 */

/**
 * The passages with what a reader needs to cite them.
 * @param {Hit[]} hits
 * @param {Date} day of access
 * @returns {Promise<Taken[]>}
 */
export async function taken(hits, day) {
  const cites = await citesOf(hits.map((hit) => hit.home));
  return hits.map((hit) => {
    const own = cites.get(hit.home);
    return { hit, url: hit.url, reference: own ? referenceTo(own, hit.block, hit.url, day) : "" };
  });
}

const HEADS = ["number", "report", "date", "publisher", "section", "passage", "text", "language", "hits", "url", "reference"];

/**
 * As a table (RFC 4180), with a mark by which spreadsheets know UTF-8.
 * @param {Taken[]} rows
 */
export function asCsv(rows) {
  const lines = rows.map(({ hit, url, reference: told }, nth) =>
    [nth + 1, hit.title, hit.date, hit.publisher, hit.path.join(" › "), hit.block, hit.snippet, hit.lang, hit.hits, url, told]);
  return csv([HEADS, ...lines]);
}

/**
 * As Markdown: a heading, and each passage as a quotation with its reference.
 * @param {Taken[]} rows
 * @param {string} title
 * @param {string} address of the search
 */
export function asMarkdown(rows, title, address) {
  const passages = rows.map(({ hit, url, reference: told }, nth) => [
    `${nth + 1}. **${literal(hit.title)}** ${literal(hit.path.join(" › "))}`, "",
    `    > ${literal(hit.snippet)}`, "", `    ${literal(told || hit.title)} <${url}>`, "",
  ].join("\n"));
  return [`# ${literal(title)}`, "", `<${address}>`, "", ...passages].join("\n");
}
