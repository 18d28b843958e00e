/**
 * What writers of English do differently with the same words, taken away: the
 * same as `cefu/search/english.py`; `tests/data/loose_english.json` holds both to it.
 */

const RULES = [
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

/** A folded key of Latin letters with its English loosened; any other as it is. */
export function loose(key) {
  if (!/^[\0-\x7f]*$/.test(key) || !/[a-z]/i.test(key)) return key;
  for (const [pattern, to] of RULES) key = key.replace(pattern, to);
  return key.trim();
}
