/**
 * What writers of English do differently with the same words, taken away: the
 * same as `cefu/outputs/search/english.py`; `loose_english.json` and `english_words.json` in
 * `tests/data` hold both to it.
 */

/** @type {[RegExp, string][]} */
const SPELLING = [
  [/\.(?=\w\.)/g, ""],
  [/[.,;:?!()]/g, " "],
  [/'s\b|'/g, ""],
  [/[ -]+/g, " "],
  [/\b(\w\w+)ies\b/g, "$1y"],
  [/(\w\w(?:ss|x|ch|sh))es\b/g, "$1"],
  [/(\w\w[^sui\W])s\b/g, "$1"],
  [/(\w\w\w)is(e|ed|ing|ation)\b/g, "$1iz$2"],
  [/(\w\w\w)our\b/g, "$1or"],
  [/(\w\w)fence\b/g, "$1fense"],
  [/(program)me\b/g, "$1"],
  [/(cent|theat)re\b/g, "$1er"],
];

/**
 * `text` after each rule in turn.
 * @param {[RegExp, string][]} rules
 * @param {string} text
 */
const by = (rules, text) => rules.reduce((made, [pattern, to]) => made.replace(pattern, to), text);

/**
 * A folded key of Latin letters with its English loosened; any other as it is.
 * @param {string} key
 */
export function loose(key) {
  if (!/^[\0-\x7f]*$/.test(key) || !/[a-z]/i.test(key)) return key;
  return by(SPELLING, key).trim();
}

/** @type {[RegExp, string][]} */
const ENDINGS = [
  [/(\w{3,}iz)ations?$/, "$1"],
  [/(\w{4,}t)ion$/, "$1"],
  [/(\w{4,})ment$/, "$1"],
  [/(\w{3,})(?:ing|ed)$/, "$1"],
  [/(\w{4,})al$/, "$1"],
  [/(\w{2,})e$/, "$1"],
  [/(\w{2,}([bdglmnprt]))\2$/, "$1"],
];

/**
 * A folded word without the endings that grammar gives it.
 * @param {string} word
 */
export const stem = (word) => by(ENDINGS, loose(word));

/**
 * The words of a folded text and their stems.
 * @param {string} folded
 * @returns {[stem: string, start: number, end: number][]}
 */
export const stems = (folded) =>
  [...folded.matchAll(/[a-z0-9]+/g)].map(({ 0: word, index }) => [stem(word), index, index + word.length]);

/**
 * The different stems of a folded text.
 * @param {string} folded
 */
export const stemsOf = (folded) => new Set(stems(folded).map(([stem]) => stem));
