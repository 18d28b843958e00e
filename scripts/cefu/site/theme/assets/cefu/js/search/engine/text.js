/**
 * Matching on texts: where terms occur in a passage, and what of it to show.
 */

import { stems } from "./english.js";
import { spaced } from "../../common/fold.js";

/** @typedef {import("./types.js").Pattern} Pattern */
/** @typedef {[start: number, end: number]} Span */

/**
 * The character before or after a place.
 * @param {string} text
 * @param {number} at
 */
const before = (text, at) => {
  const code = text.charCodeAt(at - 1);
  return at > 0 ? (code >= 0xdc00 && code < 0xe000 ? text.slice(at - 2, at) : text[at - 1]) : "";
};
/**
 * @param {string} text
 * @param {number} at
 */
const after = (text, at) => String.fromCodePoint(...[text.codePointAt(at) ?? []].flat());

/**
 * Is `start:end` the whole of its word or words?
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export const wholeWord = (text, start, end) =>
  !(spaced(after(text, start)) && spaced(before(text, start) || " ")) &&
  !(spaced(before(text, end)) && spaced(after(text, end) || " "));

/**
 * Every place where `pattern` occurs, overlaps included.
 * @param {string} text folded
 * @param {Pattern} pattern
 * @returns {Span[]}
 */
export function occurrences(text, { key, word, notIn }) {
  /** @type {Span[]} */
  const found = [];
  for (let at = key ? text.indexOf(key) : -1; at >= 0; at = text.indexOf(key, at + 1)) {
    const end = at + key.length;
    if (word && !wholeWord(text, at, end)) continue;
    if (notIn.some((context) => within(text, context, key, at))) continue;
    found.push([at, end]);
  }
  return found;
}

/**
 * Whether `key` at `at` is part of `context`.
 * @param {string} text
 * @param {string} context
 * @param {string} key
 * @param {number} at
 */
function within(text, context, key, at) {
  for (let shift = context.indexOf(key); shift >= 0; shift = context.indexOf(key, shift + 1))
    if (text.startsWith(context, at - shift) && at >= shift) return true;
  return false;
}

/**
 * @typedef {object} Hit
 * @property {number} start in the piece's folded text
 * @property {number} end
 * @property {number} group which of the query's groups it answers
 * @property {Pattern} pattern
 */

/**
 * The hits of all `groups` (lists of patterns) in a folded text, by place.
 * @param {string} text folded
 * @param {Pattern[][]} groups
 * @param {boolean} english whether words are found by their stems
 * @param {string} [place] the passage and the block, where words of dates are known
 */
export function hitsIn(text, groups, english, place = "") {
  /** @type {Hit[]} */
  const hits = [];
  const words = english && groups.some((patterns) => patterns.some((one) => one.stems)) ? stems(text) : [];
  groups.forEach((patterns, group) => {
    for (const pattern of patterns) {
      if (pattern.stems)
        for (const [stem, start, end] of words) {
          if (pattern.stems.has(stem)) hits.push({ start, end, group, pattern });
        }
      else if (pattern.dated)
        for (const key of pattern.dated.get(place) ?? [])
          for (const [start, end] of occurrences(text, { key, word: false, notIn: [] })) hits.push({ start, end, group, pattern });
      else for (const [start, end] of occurrences(text, pattern)) hits.push({ start, end, group, pattern });
    }
  });
  return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * The shortest stretch that answers `wanted` different groups, or Infinity.
 * @param {Hit[]} hits
 * @param {number} wanted
 */
export function closest(hits, wanted) {
  const count = new Map();
  let best = Infinity, low = 0;
  for (const hit of hits) {
    count.set(hit.group, (count.get(hit.group) ?? 0) + 1);
    while (count.size >= wanted) {
      const first = hits[low++];
      best = Math.min(best, Math.max(hit.end, first.end) - first.start);
      if (count.get(first.group) === 1) count.delete(first.group);
      else count.set(first.group, count.get(first.group) - 1);
    }
  }
  return best;
}

// A full stop ends a sentence where the next begins with a capital letter.
const END = /(?:[。！？；!?\n]+|\.(?=["”)]*\s+["“(]?\p{Lu}))[」』”"）)]*\s*/gu;
const CLAUSE = /[，,、：:\s]/u;
/** Characters that a snippet has about; letters tell less than Han. */
const long = (/** @type {string} */ text) => (/[\u2e80-\u{3ffff}]/u.test(text) ? 110 : 220);

/**
 * The sentences around the best hits, cut at sentence ends; a sentence too long
 * is cut at a clause, and marked with an ellipsis.
 * @param {string} text as written
 * @param {Span[]} marks hits, in UTF-16 units of `text`, by place
 * @returns {{text: string, marks: Span[]}}
 */
export function snippet(text, marks) {
  const room = long(text), spans = sentences(text);
  if (!spans.length) return { text, marks: [] };
  const inside = (/** @type {Span} */ [start, end]) => marks.filter((mark) => mark[0] < end && mark[1] > start).length;
  let best = 0;
  spans.forEach((span, nth) => {
    if (inside(span) > inside(spans[best])) best = nth;
  });
  let [start, end] = spans[best];
  for (let low = best, high = best + 1; ; ) {
    if (high < spans.length && spans[high][1] - start <= room) end = spans[high++][1];
    else if (low > 0 && end - spans[low - 1][0] <= room) start = spans[--low][0];
    else break;
  }
  let head = "", tail = "";
  if (end - start > room * 1.5) {
    const own = marks.filter((mark) => mark[1] > start && mark[0] < end);
    const near = (/** @type {Span} */ mark) => own.filter((one) => one[0] >= mark[0] && one[1] <= mark[0] + room * 0.7).length;
    const focus = own.reduce((best, mark) => (near(mark) > near(best) ? mark : best), own[0] ?? /** @type {Span} */ ([start, start]));
    let from = Math.max(start, focus[0] - 27), to = Math.min(end, Math.max(from + room, focus[1] + 20));
    for (let at = from; at < focus[0]; at++)
      if (CLAUSE.test(text[at])) {
        from = at + 1;
        break;
      }
    if (from > start) [start, head] = [onCharacter(text, from), "…"];
    for (let at = to; at > focus[1] && at > to - 30; at--)
      if (CLAUSE.test(text[at - 1])) {
        to = at;
        break;
      }
    if (to < end) [end, tail] = [onCharacter(text, to), "…"];
  }
  const shift = head.length - start;
  const within = marks.filter(([from, to]) => to > start && from < end)
    .map(([from, to]) => /** @type {Span} */ ([Math.max(from, start) + shift, Math.min(to, end) + shift]));
  return { text: head + text.slice(start, end) + tail, marks: apart(within) };
}

/**
 * `marks`, by place, with those that overlap or touch made one.
 * @param {Span[]} marks
 */
export function apart(marks) {
  /** @type {Span[]} */
  const shown = [];
  for (const mark of marks) {
    const last = shown.at(-1);
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else shown.push([mark[0], mark[1]]);
  }
  return shown;
}

/**
 * Where each sentence of `text` begins and ends.
 * @param {string} text
 */
function sentences(text) {
  /** @type {Span[]} */
  const spans = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(END)) {
    const to = index + end.length;
    spans.push([from, to]);
    from = to;
  }
  if (from < text.length) spans.push([from, text.length]);
  return spans;
}

/**
 * The nearest place at or before `at` that does not split a character.
 * @param {string} text
 * @param {number} at
 */
const onCharacter = (text, at) => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
};
