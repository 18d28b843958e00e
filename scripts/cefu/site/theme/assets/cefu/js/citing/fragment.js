// @ts-check
// Text fragments: the part of an address that points at words on a page
// (https://wicg.github.io/scroll-to-text-fragment/).  No page needed.
//
// A browser takes the first place where the words stand, and only where they begin
// and end at the bounds of words.  Chinese readers select across such bounds, so
// the words before and after are given wherever the selection ends within a word,
// or stands earlier too.

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
 * @param {string} before all text of the page before the first place's block
 * @param {string} within all text between the places
 * @returns {string} '' where no words of these blocks tell the place from one before
 */
export function textDirective(from, to, before, within) {
  const together = from.text === to.text && from.start === to.start;
  const parts = together && to.at - from.at <= LONG ? exact(from, to, before) : ends(from, to, together, before, within);
  if (!parts.found) return "";
  const prefix = parts.prefix ? `${encode(parts.prefix)}-,` : "";
  const suffix = parts.suffix ? `,-${encode(parts.suffix)}` : "";
  return `text=${prefix}${parts.words.map(encode).join(",")}${suffix}`;
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {string} before
 */
function exact(from, to, before) {
  const bounds = wordBounds(from);
  const { text, start, end } = from;
  let first = floor(bounds, from.at, start), last = ceil(bounds, to.at, end);
  const found = firstIn(before, text);
  for (let turn = 0; !found(first, last) && (first > start || last < end); turn++) {
    if ((turn % 2 === 0 && first > start) || last === end) first = floor(bounds, first - 1, start);
    else last = ceil(bounds, last + 1, end);
  }
  return {
    found: found(first, last),
    prefix: text.slice(first, from.at).trim(),
    words: [text.slice(from.at, to.at).trim()],
    suffix: text.slice(to.at, last).trim(),
  };
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {boolean} together whether both stand in one stretch
 * @param {string} before
 * @param {string} within
 */
function ends(from, to, together, before, within) {
  const middle = Math.floor((from.at + to.at) / 2);
  const opening = wordBounds(from), closing = wordBounds(to);
  const stop = together ? middle : from.end, begin = together ? middle : to.start;
  let first = floor(opening, from.at, from.start);
  let head = ceil(opening, Math.min(from.at + PART, stop), stop);
  const found = firstIn(before, from.text);
  while (head < stop && !found(first, head)) head = ceil(opening, head + 1, stop);
  while (first > from.start && !found(first, head)) first = floor(opening, first - 1, from.start);
  let last = ceil(closing, to.at, to.end);
  let tail = floor(closing, Math.max(to.at - PART, begin), begin);
  // After its beginning, the first place where the end stands must be the end.
  const rest = plain(within.slice(head - from.at)).trimEnd();
  const ended = () => {
    const words = plain(to.text.slice(tail, to.at)).trimEnd(), after = plain(to.text.slice(to.at, last)).trimEnd();
    return `${rest}${after}`.indexOf(words + after) === rest.length - words.length;
  };
  while (last < to.end && !ended()) last = ceil(closing, last + 1, to.end);
  while (tail > begin && !ended()) tail = floor(closing, tail - 1, begin);
  return {
    found: found(first, head) && ended(),
    prefix: from.text.slice(first, from.at).trim(),
    words: [from.text.slice(from.at, head).trim(), to.text.slice(tail, to.at).trim()],
    suffix: to.text.slice(to.at, last).trim(),
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
 * Tells whether a part of a text stands nowhere before, in the text or ahead of it;
 * browsers look without regard to case.
 * @param {string} before
 * @param {string} text
 * @returns {(start: number, end: number) => boolean}
 */
function firstIn(before, text) {
  const ahead = plain(before), own = plain(text);
  return (start, end) => {
    const words = plain(text.slice(start, end)).trim();
    return !ahead.includes(words) && own.indexOf(words) >= plain(text.slice(0, start)).trimEnd().length;
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
