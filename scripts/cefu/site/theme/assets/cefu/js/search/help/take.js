// Results taken away: every passage found, with its permanent address and its reference,
// as CSV or Markdown.  Loaded when first needed.
import { citesOf, referenceTo } from "../../citing/references.js";
import { csv, literal } from "../../common/files.js";

/**
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {import("./kwic.js").Line} Line
 * @typedef {object} Taken a row
 * @property {(string | number)[]} cells by `HEADS`
 * @property {string} title
 * @property {string} path
 * @property {string} quote
 * @property {string} url
 * @property {string} reference
 */

const HEADS = ["number", "report", "date", "publisher", "section", "passage", "before", "text", "after", "language", "hits", "url", "reference"];

/**
 * The passages with what a reader needs to cite them.
 * @param {Hit[]} hits
 * @param {Date} day of access
 * @returns {Promise<Taken[]>}
 */
export async function taken(hits, day) {
  const cites = await citesOf(hits.map((hit) => hit.home));
  return hits.map((hit) => {
    const { home, title, date, publisher, block, snippet, lang, hits: count, url } = hit, own = cites.get(home), path = hit.path.join(" › ");
    const reference = own ? referenceTo(own, block, url, day) : "";
    return { cells: [title, date, publisher, path, block, "", snippet, "", lang, count, url, reference], title, path, quote: literal(snippet), url, reference };
  });
}

/**
 * Lines of a concordance with what a reader needs to cite them.
 * @param {Line[]} lines
 * @param {Date} day of access
 * @returns {Promise<Taken[]>}
 */
export async function linesTaken(lines, day) {
  const cites = await citesOf(lines.map((line) => line.home));
  return lines.map((line) => {
    const { home, title, date, block, left, words, right, lang, url } = line, own = cites.get(home), path = line.path.join(" › ");
    const reference = own ? referenceTo(own, block, url, day) : "";
    const quote = `${literal(left)}**${literal(words)}**${literal(right)}`;
    return { cells: [title, date, "", path, block, left, words, right, lang, 1, url, reference], title, path, quote, url, reference };
  });
}


/**
 * As a table (RFC 4180), with a mark by which spreadsheets know UTF-8.
 * @param {Taken[]} rows
 */
export const asCsv = (rows) => csv([HEADS, ...rows.map(({ cells }, nth) => [nth + 1, ...cells])]);

/**
 * As Markdown: a heading, and each passage as a quotation with its reference.
 * @param {Taken[]} rows
 * @param {string} title
 * @param {string} address of the search
 */
export function asMarkdown(rows, title, address) {
  const passages = rows.map(({ title: report, path, quote, url, reference }, nth) => [
    `${nth + 1}. **${literal(report)}** ${literal(path)}`, "",
    `    > ${quote}`, "", `    ${literal(reference || report)} <${url}>`, "",
  ].join("\n"));
  return [`# ${literal(title)}`, "", `<${address}>`, "", ...passages].join("\n");
}
