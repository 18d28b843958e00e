/**
 * The query language: a blank means AND, OR between terms means either, quotation
 * marks keep what is in them together and as typed, a minus before a term
 * excludes it.  OR binds its two neighbours, so `a b OR c` is a AND (b OR c).
 * All marks by which writers quote do so: 「」『』“”‘’《》〈〉"" and their kin.
 */

/** Marks that open a quotation, each with what closes it. */
const PAIRS = ["「」", "『』", "“”", "‘’", "《》", "〈〉", "﹁﹂", "﹃﹄", "«»", "｢｣", "„“", "〝〞", '""', "＂＂"];
const QUOTATION = PAIRS.map(([open, close]) => `${open}[^${close}]+${close}`).join("|");
/** Quotations with nothing but blanks around them, or anything else: marks in a text that is
 * pasted are part of it. */
const TOKEN = new RegExp(`([-－−]?)((?:${QUOTATION})+)(?=\\s|$)|\\S+`, "gu");

/**
 * What stands in the brackets that Chinese prints around remarks, or null.
 * @param {string} text
 */
export const unbracketed = (text) => /^（+([^（）]+)）+$/u.exec(text.trim())?.[1] ?? null;

/**
 * @typedef {object} Term
 * @property {string} text as typed
 * @property {boolean} quoted
 */

/**
 * @typedef {object} Query
 * @property {Term[][]} groups all must match, by any of their terms
 * @property {Term[]} not none of which may
 */

/**
 * @param {string} query
 * @returns {Query} a query of nothing but exclusions is read as text
 */
export function parse(query) {
  const parsed = read(query, true);
  return parsed.groups.length || !parsed.not.length ? parsed : read(query, false);
}

/**
 * @param {string} query
 * @param {boolean} minus whether it excludes
 * @returns {Query}
 */
function read(query, minus) {
  /** @type {Query} */
  const { groups, not } = { groups: [], not: [] };
  let or = false;
  const tokens = [...query.trim().matchAll(TOKEN)];
  tokens.forEach(([whole, sign, quoted], nth) => {
    const between = nth > 0 && nth < tokens.length - 1;
    if (between && /^(OR|ＯＲ|\||｜)$/u.test(whole)) {
      or = groups.length > 0;
      return;
    }
    if (between && /^(AND|ＡＮＤ)$/u.test(whole)) return;
    const excluded = minus && (quoted ? Boolean(sign) : /^[-－−]./u.test(whole));
    if (excluded) {
      not.push(...(quoted ? quotations(quoted) : [{ text: whole.slice(1), quoted: false }]));
      return;
    }
    const terms = quoted && !sign ? quotations(quoted) : [{ text: whole, quoted: false }];
    if (or) groups[groups.length - 1].push(terms[0]);
    else groups.push([terms[0]]);
    groups.push(...terms.slice(1).map((term) => [term]));
    or = false;
  });
  return { groups, not };
}

/**
 * Quotations in a row, each a term.
 * @param {string} row
 * @returns {Term[]}
 */
const quotations = (row) => [...row.matchAll(new RegExp(QUOTATION, "gu"))].map(([text]) => ({ text: text.slice(1, -1), quoted: true }));
