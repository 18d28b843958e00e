// @ts-check
// Citations as text: templates filled, days written, quotations marked.  No page needed.

/**
 * One style of `cite.json`: its texts have `{url}`, `{page}`, `{paragraph}` and `{accessed}`; other braces
 * are doubled.
 * @typedef {{name: string, lang: string, date: string, report: string, passage: string, page: string, paragraph: string,
 *   italics: string[]}} Style
 */

/**
 * A report or a part of it: `anchor` is empty for the whole, `page` where no label is known.
 * @typedef {{anchor: string, kind: "report" | "section" | "paragraph" | "note", label: string,
 *   page: string, quote: string, lang: string, told?: boolean}} Passage `told` where the quotation
 *   is of what the archive says of the passage
 */

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
// As the MLA Handbook shortens them.
const SHORT_MONTHS = [
  "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
];

/**
 * A day in the reader's own time, by a pattern of Unicode TS 35 with English months.
 * @param {Date} day
 * @param {string} pattern
 */
export function dated(day, pattern) {
  const month = day.getMonth();
  /** @type {Record<string, string>} */
  const fields = {
    yyyy: String(day.getFullYear()).padStart(4, "0"),
    y: String(day.getFullYear()),
    MMMM: MONTHS[month],
    MMM: SHORT_MONTHS[month],
    MM: String(month + 1).padStart(2, "0"),
    M: String(month + 1),
    dd: String(day.getDate()).padStart(2, "0"),
    d: String(day.getDate()),
  };
  return pattern.replace(/y+|M+|d+/g, (field) => fields[field] ?? field);
}

/**
 * The citation of a passage.
 * @param {Style} style
 * @param {Passage} passage
 * @param {string} url the passage's permanent address
 * @param {Date} day
 */
export function cited(style, passage, url, day) {
  const numbered = passage.kind === "paragraph" ? style.paragraph : style.passage;
  const template = !passage.anchor ? style.report : passage.page ? style.page : numbered;
  /** @type {Record<string, string>} */
  const values = { url, page: passage.page, paragraph: passage.anchor.slice(1), accessed: dated(day, style.date) };
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) =>
    name ? (values[name] ?? found) : found[0]);
}

/**
 * A citation as HTML, for programs that take more than plain text.
 * @param {string} text
 * @param {string[]} italics words that its style sets in italics, in their order
 * @param {number} [from] where it begins, after the words that it is of, which stay as they are
 */
export function rich(text, italics, from = 0) {
  let out = escaped(text.slice(0, from)), at = from;
  for (const words of italics) {
    const found = text.indexOf(words, at);
    if (found < 0) continue;
    out += escaped(text.slice(at, found)) + `<i>${escaped(words)}</i>`;
    at = found + words.length;
  }
  return (out + escaped(text.slice(at))).replaceAll("\n", "<br>");
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/**
 * Words in quotation marks, those within them changed to the inner kind.
 * @param {string} words
 * @param {string} lang of the words
 */
export function quoted(words, lang) {
  const [open, close, innerOpen, innerClose] = lang.startsWith("zh-Hant") ? "「」『』" : "“”‘’";
  /** @type {Record<string, string>} */
  const turned = { [open]: innerOpen, [close]: innerClose, [innerOpen]: open, [innerClose]: close };
  return open + words.replace(/[「」『』“”]/g, (mark) => turned[mark] ?? mark) + close;
}
