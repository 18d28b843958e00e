// @ts-check
// Text fragments: the part of an address that points at words on a page
// (https://wicg.github.io/scroll-to-text-fragment/).  No page needed.
//
// A browser takes the first place where the words stand, and only where they begin
// and end at the bounds of words.  Chinese readers select across such bounds, so
// the words before and after are given wherever the selection ends within a word,
// or stands more than once.

/** Longer selections are given by their beginning and end. */
const LONG = 60;
/** How much of a beginning or end is given at first. */
const PART = 8;

/**
 * A text as the browser's finder reads it: `text` of one block whole, `start` and `end` the
 * bounds of the stretch around a place in which nothing (a note's number, a page's mark)
 * interrupts the words, `at` the place itself.
 * @typedef {{text: string, start: number, end: number, at: number, lang: string}} Place
 */

/**
 * The directive after `#…:~:` for the words between two places.
 * @param {Place} from
 * @param {Place} to
 * @param {string} corpus all text of the page, in which the words are to be told apart
 */
export function textDirective(from, to, corpus) {
  const seen = finder(corpus);
  const together = from.text === to.text && from.start === to.start;
  const parts = together && to.at - from.at <= LONG ? exact(from, to, seen) : ends(from, to, together, seen);
  return `text=${parts.prefix ? `${encode(parts.prefix)}-,` : ""}${parts.words.map(encode).join(",")}${
    parts.suffix ? `,-${encode(parts.suffix)}` : ""}`;
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {(words: string) => boolean} unique
 */
function exact(from, to, unique) {
  const bounds = wordBounds(from);
  const { text, start, end } = from;
  let before = floor(bounds, from.at, start), after = ceil(bounds, to.at, end);
  for (let turn = 0; !unique(text.slice(before, after)) && (before > start || after < end); turn++) {
    if ((turn % 2 === 0 && before > start) || after === end) before = floor(bounds, before - 1, start);
    else after = ceil(bounds, after + 1, end);
  }
  return {
    prefix: text.slice(before, from.at).trim(),
    words: [text.slice(from.at, to.at).trim()],
    suffix: text.slice(to.at, after).trim(),
  };
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {boolean} together whether both stand in one stretch
 * @param {(words: string) => boolean} unique
 */
function ends(from, to, together, unique) {
  const middle = Math.floor((from.at + to.at) / 2);
  const first = wordBounds(from), last = wordBounds(to);
  const before = floor(first, from.at, from.start), after = ceil(last, to.at, to.end);
  const stop = together ? middle : from.end, begin = together ? middle : to.start;
  let head = ceil(first, Math.min(from.at + PART, stop), stop);
  while (head < stop && !unique(from.text.slice(before, head))) head = ceil(first, head + 1, stop);
  let tail = floor(last, Math.max(to.at - PART, begin), begin);
  while (tail > begin && !unique(to.text.slice(tail, after))) tail = floor(last, tail - 1, begin);
  return {
    prefix: from.text.slice(before, from.at).trim(),
    words: [from.text.slice(from.at, head).trim(), to.text.slice(tail, to.at).trim()],
    suffix: to.text.slice(to.at, after).trim(),
  };
}

/**
 * The offsets in the text at which words begin or end.
 * @param {Place} place
 */
function wordBounds({ text, lang }) {
  const bounds = new Set([0, text.length]);
  if ("Segmenter" in Intl) {
    for (const { index } of new Intl.Segmenter(lang, { granularity: "word" }).segment(text)) bounds.add(index);
  } else {
    for (const mark of text.matchAll(/[\p{P}\p{Z}]/gu)) bounds.add(mark.index).add(mark.index + mark[0].length);
  }
  return bounds;
}

/**
 * The nearest bound at or before `at`, not before `least`.
 * @param {Set<number>} bounds
 * @param {number} at
 * @param {number} least
 */
function floor(bounds, at, least) {
  let found = at;
  while (found > least && !bounds.has(found)) found--;
  return Math.max(found, least);
}

/**
 * The nearest bound at or after `at`, not after `most`.
 * @param {Set<number>} bounds
 * @param {number} at
 * @param {number} most
 */
function ceil(bounds, at, most) {
  let found = at;
  while (found < most && !bounds.has(found)) found++;
  return Math.min(found, most);
}

/**
 * Whether words stand once only in the corpus; browsers look without regard to case.
 * @param {string} corpus
 * @returns {(words: string) => boolean}
 */
function finder(corpus) {
  const folded = plain(corpus);
  return (words) => {
    const wanted = plain(words);
    const first = folded.indexOf(wanted);
    return first >= 0 && folded.indexOf(wanted, first + 1) < 0;
  };
}

/** @param {string} text */
function plain(text) {
  return text.replace(/\s+/g, " ").toLowerCase();
}

/**
 * A hyphen has a meaning of its own in a directive; marks that end an address in mails do not.
 * @param {string} words
 */
function encode(words) {
  return encodeURIComponent(words.replace(/\s+/g, " ")).replace(/[-!'()*]/g, (mark) =>
    `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
