/**
 * The query language: a blank means AND, OR between terms means either, quotation
 * marks keep what is in them together and as typed, a minus before a term
 * excludes it.  OR binds its two neighbours, so `a b OR c` is a AND (b OR c).
 */

const TOKEN = /([-－−]?)(?:"([^"]+)"|“([^”]+)”|＂([^＂]+)＂)(?=\s|$)|(\S+)/gu;

/** What stands in the brackets that Chinese prints as quotation marks, or null. */
export const unbracketed = (text) => /^[「『《〈（]+([^「『《〈（」』》〉）]+)[」』》〉）]+$/u.exec(text.trim())?.[1] ?? null;

/**
 * @typedef {object} Term
 * @property {string} text as typed
 * @property {boolean} quoted
 */

/**
 * @param {string} query
 * @returns {{groups: Term[][], not: Term[]}} all groups must match, by any of their
 *   terms, and none of `not`.  A query of nothing but exclusions is read as text.
 */
export function parse(query) {
  const read = (minus) => {
    const groups = [], not = [];
    let or = false;
    const tokens = [...query.trim().matchAll(TOKEN)];
    tokens.forEach(([whole, sign, straight, curly, wide, bare], nth) => {
      const quoted = straight ?? curly ?? wide;
      if (quoted === undefined) {
        const between = nth > 0 && nth < tokens.length - 1;
        if (between && /^(OR|ＯＲ|\||｜)$/u.test(bare)) {
          or = groups.length > 0;
          return;
        }
        if (between && /^(AND|ＡＮＤ)$/u.test(bare)) return;
        if (minus && /^[-－−]./u.test(bare)) {
          not.push({ text: bare.slice(1), quoted: false });
          return;
        }
      } else if (sign) {
        if (minus) not.push({ text: quoted, quoted: true });
        else groups.push([{ text: whole, quoted: false }]);
        return;
      }
      const term = { text: quoted ?? bare, quoted: quoted !== undefined };
      if (or) groups.at(-1).push(term);
      else groups.push([term]);
      or = false;
    });
    return { groups, not };
  };
  const parsed = read(true);
  return parsed.groups.length || !parsed.not.length ? parsed : read(false);
}
