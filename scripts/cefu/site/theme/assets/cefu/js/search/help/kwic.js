// Every place found as a line of a concordance (KWIC): what stands before it, the words
// themselves, what stands after.  Loaded when first needed.
import { homeOf } from "../../common/site.js";
import { apart, hitsIn, inSimplified, nameIn } from "../engine/engine.js";

/**
 * @typedef {import("../engine/types.js").Index} Index
 * @typedef {import("../engine/types.js").Options} Options
 * @typedef {import("../engine/types.js").Piece} Piece
 * @typedef {import("../engine/types.js").Plan} Plan
 * @typedef {import("../engine/types.js").Row} Row
 *
 * @typedef {object} Line
 * @property {string} left
 * @property {string} words
 * @property {string} right
 * @property {string} lang of all three
 * @property {string} report
 * @property {string} title
 * @property {string} date
 * @property {string} home address of the report
 * @property {string} url address of the block
 * @property {string} block
 * @property {string} type
 * @property {string[]} path headings
 * @property {string} text all of the block
 * @property {number} start of the words in the text, in UTF-16 units
 * @property {number} end
 *
 * @typedef {"text" | "left" | "right" | "newest" | "oldest"} Order
 */

/** Characters of context on each side. */
const WIDTH = 40;

/**
 * The lines of passages, in the order of the texts.
 * @param {Index} index
 * @param {Plan} plan
 * @param {number[]} passages that answer
 * @param {Options} options
 * @returns {Promise<Line[]>}
 */
export async function lines(index, plan, passages, { lang = "zh-Hant", root, signal }) {
  const home = root ?? homeOf(lang);
  const numbers = [...passages].sort((a, b) => a - b);
  const rows = await Promise.all(numbers.map(index.passage));
  signal?.throwIfAborted();
  return rows.flatMap((row, nth) => {
    const pieces = row.pieces.map((piece) => ({ piece, spans: spansIn(index, plan, piece, numbers[nth]) })).filter(({ spans }) => spans.length);
    // What stands for the text in English is told only where nothing else is.
    const own = pieces.filter(({ piece }) => piece.lang !== "en");
    return (own.length ? own : pieces).flatMap(({ piece, spans }) => linesOf(index, row, piece, spans, lang, home));
  });
}

/**
 * Where a piece has what was asked for, overlapping places as one.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Piece} piece
 * @param {number} passage
 */
function spansIn(index, plan, piece, passage) {
  if (piece.type === "gist" && !plan.variants) return [];
  const folded = (piece.folded ??= index.fold(piece.text));
  const groups = plan.groups.map((group) => group.patterns);
  const hits = hitsIn(folded.text, groups, piece.lang === "en", `${passage} ${piece.block}`);
  return apart(hits.map(({ start, end }) => [folded.starts[start], folded.ends[end - 1]]));
}

/**
 * @param {Index} index
 * @param {Row} row
 * @param {Piece} piece
 * @param {[number, number][]} spans
 * @param {string} lang
 * @param {URL} home
 * @returns {Line[]}
 */
function linesOf(index, row, piece, spans, lang, home) {
  const hans = lang === "zh-Hans" && piece.lang !== "en";
  const text = hans ? inSimplified(index, piece) : piece.text, report = new URL(row.report.url, home).href;
  const even = (/** @type {string} */ part) => part.replace(/\s+/gu, " ");
  return spans.map(([start, end]) => ({
    left: even([...text.slice(0, start)].slice(-WIDTH).join("")),
    words: even(text.slice(start, end)),
    right: even([...text.slice(end, end + 2 * WIDTH)].slice(0, WIDTH).join("")),
    lang: hans ? lang : piece.lang,
    report: row.report.id,
    title: nameIn(index, row.report.title, lang),
    date: row.report.date,
    home: report,
    url: `${report}#${piece.block}`,
    block: piece.block,
    type: piece.type,
    path: row.path.map((names) => nameIn(index, names, lang)),
    text,
    start,
    end,
  }));
}

/** Punctuation and blanks say nothing of what stands beside a word. */
const EMPTY = /[\p{P}\p{S}\p{Z}]+/gu;

/**
 * Lines in another order; those that are alike stay in that of the texts.
 * @param {Line[]} all
 * @param {Order} order
 * @param {string} lang
 */
export function ordered(all, order, lang) {
  const { compare } = new Intl.Collator(lang);
  /** @type {Record<Exclude<Order, "text">, (line: Line) => string>} */
  const keys = {
    left: ({ left }) => [...left.replace(EMPTY, "")].reverse().join(""),
    right: ({ right }) => right.replace(EMPTY, ""),
    newest: ({ date }) => date,
    oldest: ({ date }) => date,
  };
  if (order === "text") return all;
  const key = keys[order], dated = order === "newest" || order === "oldest";
  const keyed = all.map((line) => ({ line, key: key(line) }));
  keyed.sort((a, b) => {
    // What has no date, or nothing beside it, comes last.
    if (!a.key || !b.key) return Number(!a.key) - Number(!b.key);
    if (dated) return (order === "newest" ? -1 : 1) * (a.key < b.key ? -1 : Number(a.key > b.key));
    return compare(a.key, b.key);
  });
  return keyed.map(({ line }) => line);
}
