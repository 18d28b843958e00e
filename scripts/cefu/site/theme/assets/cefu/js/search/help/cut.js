/**
 * A query written without blanks, cut into its words: 崔善姬記者會 becomes 崔善姬 記者會.
 * Loaded when nothing, or little, has the words as they were typed.
 */

import { containing, named, otherNumbers, segment } from "../engine/engine.js";

/**
 * @typedef {import("../engine/types.js").Index} Index
 * @typedef {import("../engine/types.js").Plan} Plan
 */

/** Words that ask or join and say nothing of what is sought, folded. */
const GRAMMAR = /^(?:[的之与和及或在对被遭于为是了将把向从由跟而也又后前中时等让使个吗呢]|如何|怎么|怎样|为何|为什么|什么|多少|多少钱|哪些|哪里|是否|关于|有关|以及|何时|谁)$/u;
/** Those that begin hardly any word. */
const JOINT = /^[的之与和及或了是吗呢]$/u;
/** The longest string that is tried as a word. */
const WORD = 4;
/** A text longer than this is no query of words run together, and would cost many files. */
const LONGEST = 60;

/**
 * `query` with its longer terms cut into words that occur, or null where none can be cut.
 * @param {Index} index
 * @param {Plan} plan
 * @param {string} query
 */
export async function cut(index, plan, query) {
  let out = query;
  for (const { terms } of plan.groups) {
    const [{ text, quoted }] = terms;
    if (terms.length > 1 || quoted || text.length > LONGEST) continue;
    const words = await wordsOf(index, text);
    // One word is the query's sense only where nothing but grammar is left of the rest.
    const whole = words.length > 1 || [...index.key(text.replace(words[0], ""))].every((char) => GRAMMAR.test(char) || !/\p{L}/u.test(char));
    if (words.length && words[0] !== text && whole) out = out.replace(text, ` ${words.join(" ")} `);
  }
  out = out.trim().replace(/\s+/gu, " ");
  return out === query.trim() ? null : out;
}

/** A run of Latin letters, with figures, or of anything else between marks. */
const RUN = /[\d.,-]*[a-z][\0-\u2e7f]*|[^a-z。，、；：！？「」『』（）《》〈〉…—]+/giu;

/**
 * The words of `text`, as they are written there.
 * @param {Index} index
 * @param {string} text
 */
async function wordsOf(index, text) {
  const out = [];
  for (const [run] of text.matchAll(RUN)) {
    const { text: key, starts, ends } = index.fold(run);
    if (!key) continue;
    if (/^[\0-\u2e7f]*$/u.test(key) || (await named(index, key)).length) {
      out.push(run.trim());
      continue;
    }
    let at = 0;
    for (const { text: part, records } of await segment(index, key)) {
      const spans = records ? [[0, part.length]] : await pieces(index, part);
      for (const [from, to] of spans)
        if (!GRAMMAR.test(part.slice(from, to))) out.push(run.slice(starts[at + from], ends[at + to - 1]));
      at += part.length;
    }
  }
  return out;
}

const NUMBER = /^(?:\d[\d.,]*|[〇零一二两三四五六七八九十百千万]{2,})/u;

/**
 * What is no name, cut where it does not go on in any text: `[start, end][]`, single
 * characters left out.
 * @param {Index} index
 * @param {string} text
 */
async function pieces(index, text) {
  /** @type {[start: number, end: number][]} */
  const out = [];
  for (let at = 0; at < text.length; ) {
    const chars = [...text.slice(at)], number = NUMBER.exec(text.slice(at))?.[0];
    let take = chars[0].length;
    if (number) {
      // With what it counts, if that stands so in a text: 七十周年; a long number says enough.
      const long = /^\d[\d,]{2,}$/u.test(number) && text[at + number.length] !== "年";
      take = number.length + (long ? 0 : await longest(index, chars, [...number].length, 2));
      out.push([at, at + take]);
    } else if (!JOINT.test(chars[0])) {
      const more = await longest(index, chars, 0, WORD, 2);
      if (more) out.push([at, at + more]);
      take = more || take;
    }
    at += take;
  }
  return out;
}

/**
 * How much of `chars` after the first `skip`, in UTF-16 units, belongs to one string
 * with them that occurs: `most` characters at most, or none if not `least`.
 * @param {Index} index
 * @param {string[]} chars
 * @param {number} skip
 * @param {number} most
 */
async function longest(index, chars, skip, most, least = 1) {
  for (let more = Math.min(most, chars.length - skip); more >= least; more--) {
    const key = chars.slice(0, skip + more).join("");
    if (GRAMMAR.test(key) || (await occurs(index, key))) return chars.slice(skip, skip + more).join("").length;
  }
  return 0;
}

/**
 * Whether any text has `key`, with its numbers written in one way or another.
 * @param {Index} index
 * @param {string} key
 */
async function occurs(index, key) {
  for (const { key: one } of [{ key }, ...otherNumbers(key)])
    if ((await containing(index, { key: one, word: false })).levels.some(Boolean)) return true;
  return false;
}
