// Results taken away: every passage found, with its permanent address and its reference,
// as CSV or Markdown.  Loaded when first needed.
import { cited } from "../../citing/text.js";
import { kept } from "../../common/kept.js";

/**
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {import("../../citing/text.js").Style} Style
 * @typedef {{styles: Record<string, Style>, pages: Record<string, string>, lang: string}} Cites
 * @typedef {{hit: Hit, url: string, reference: string}} Taken
 */

/** Where a reader begins who has used no style. */
const FIRST = new Map([["zh-Hant", "taiwan"], ["zh-Hans", "gbt7714"]]);

/**
 * The passages with what a reader needs to cite them.
 * @param {Hit[]} hits
 * @param {Date} day of access
 * @returns {Promise<Taken[]>}
 */
export async function taken(hits, day) {
  const homes = [...new Set(hits.map((hit) => hit.home))];
  const found = await Promise.all(homes.map(async (home) => {
    const answer = await fetch(new URL("cite.json", home)).catch(() => null);
    return /** @type {[string, Cites | null]} */ ([home, answer?.ok ? await answer.json() : null]);
  }));
  const cites = new Map(found);
  return hits.map((hit) => ({ hit, url: hit.url, reference: reference(hit, cites.get(hit.home) ?? null, day) }));
}

/**
 * The reference of a passage in the style used last, '' where it cannot be had.
 * @param {Hit} hit
 * @param {Cites | null} cites
 * @param {Date} day
 */
function reference({ url, block }, cites, day) {
  if (!cites) return "";
  const last = kept("cite-style") ?? "";
  const style = cites.styles[last in cites.styles ? last : FIRST.get(cites.lang) ?? "chicago"];
  const kind = block.startsWith("p") ? "paragraph" : block.startsWith("n") ? "note" : "section";
  return cited(style, { anchor: block, kind, label: "", page: cites.pages[block] ?? "", quote: "", lang: "" }, url, day);
}

const HEADS = ["number", "report", "date", "publisher", "section", "passage", "text", "language", "hits", "url", "reference"];

/**
 * As a table (RFC 4180), with a mark by which spreadsheets know UTF-8.
 * @param {Taken[]} rows
 */
export function asCsv(rows) {
  const lines = rows.map(({ hit, url, reference: told }, nth) =>
    [nth + 1, hit.title, hit.date, hit.publisher, hit.path.join(" › "), hit.block, hit.snippet, hit.lang, hit.hits, url, told]);
  return `\ufeff${[HEADS, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/**
 * A cell: in quotation marks where it must be, and never a formula.
 * @param {string | number} value
 */
function cell(value) {
  const text = String(value).replace(/^(?=[=+\-@\t\r])/u, "'");
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

/**
 * Text as Markdown that says just that.
 * @param {string} text
 */
const literal = (text) => text.replace(/[\\\u0060*_{}[\]<>#|~]/gu, "\\$&").replace(/\s*\n\s*/gu, " ");

/**
 * Hands a text to the reader as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
