// Names in a query: what they name, where they stand in a longer term, and the passages
// that the index says may have a string.
import { loose } from "./english.js";
import { soundKey } from "./sounds.js";
import { occurrences } from "./text.js";

/**
 * @typedef {import("./types.js").AuthorityRecord} AuthorityRecord
 * @typedef {import("./types.js").Index} Index
 * @typedef {import("./types.js").Levels} Levels
 * @typedef {import("./types.js").Links} Links
 * @typedef {import("./types.js").Pattern} Pattern
 * @typedef {import("./types.js").Term} Term
 */

/** The longest name that is looked for inside a term, in characters. */
const LONGEST = 12;
/** So many neighbouring words are read as one name. */
const TOGETHER = 6;

/**
 * Neighbouring tokens that are one name together (`Kim Jong-un`) are looked for as
 * that name.  Where each of them means something by itself too (`金正恩 訪華`),
 * the name is one more way to answer each: (a or ab) and (b or ab).
 * @param {Index} index
 * @param {Term[][]} groups
 * @returns {Promise<Term[][]>}
 */
export async function joinNames(index, groups) {
  const out = [];
  for (let at = 0; at < groups.length; ) {
    let taken = 1, made = [groups[at]];
    for (let end = Math.min(groups.length, at + TOGETHER); end > at + 1; end--) {
      const run = groups.slice(at, end);
      if (run.some((terms) => terms.length > 1 || terms[0].quoted)) continue;
      const whole = { text: run.map((terms) => terms[0].text).join(" "), quoted: false };
      if (!(await present(index, index.key(whole.text)))) continue;
      const inner = [...(await joinNames(index, run.slice(0, -1))), run[run.length - 1]];
      const tail = [run[0], ...(await joinNames(index, run.slice(1)))];
      const parts = tail.length < inner.length ? tail : inner;
      const apart = await Promise.all(parts.map(async ([{ text }]) => HAN.test(text) || (await named(index, index.key(text))).length));
      made = apart.every(Boolean) ? parts.map((terms) => [...terms, whole]) : [[whole]];
      taken = end - at;
      break;
    }
    out.push(...made);
    at += taken;
  }
  return out;
}

/** A character of a script that is written without blanks. */
const HAN = /[\u2e80-\u{10ffff}]/u;

/**
 * The records a folded form names: as typed, loosely, or as it sounds.
 * @param {Index} index
 * @param {string} key
 * @returns {Promise<Links>}
 */
export async function named(index, key) {
  const form = loose(key);
  if (!key) return [];
  if (index.begins(key) || index.begins(form)) {
    const [char] = key;
    const names = await index.namesFrom(char);
    const found = own(names, key) ?? (form === key ? [] : (own(names, form) ?? []).map(([record]) => [record, 1]));
    if (found.length) return /** @type {Links} */ (found);
  }
  const sound = soundKey(key);
  return sound && index.begins(sound) ? own(await index.namesFrom(sound[0]), sound) ?? [] : [];
}

/**
 * Whether it names anything that is in the texts.
 * @param {Index} index
 * @param {string} key
 */
async function present(index, key) {
  for (const [nth] of await named(index, key)) if ((await index.record(nth)).forms.some((form) => form.size)) return true;
  return false;
}

/**
 * @param {Record<string, Links>} names
 * @param {string} key
 */
const own = (names, key) => (Object.hasOwn(names, key) ? names[key] : undefined);

/**
 * @typedef {object} Segment a part of a term; `records` where it is a name
 * @property {string} text
 * @property {AuthorityRecord[]} [records]
 */

/**
 * `key` cut at the names in it, leftmost and longest first.
 * @param {Index} index
 * @param {string} key
 * @returns {Promise<Segment[]>}
 */
export async function segment(index, key) {
  const chars = [...key];
  /** @type {Segment[]} */
  const out = [];
  const dictionaries = await Promise.all(chars.map((char, nth) => {
    const begins = nth + 1 < chars.length && index.begins(char + chars[nth + 1]);
    return begins ? index.namesFrom(char) : {};
  }));
  /** @param {number} at */
  const nameAt = async (at, offset = 0) => {
    for (let end = Math.min(chars.length, at + LONGEST); end > at + 1; end--) {
      const text = chars.slice(at, end).join("");
      const links = text === key ? undefined : own(dictionaries[at], text);
      if (!links) continue;
      const all = await Promise.all(links.map(([nth]) => index.record(nth)));
      const records = all.filter((record) => {
        const form = record.forms.find((one) => one.key === text);
        return form && occurrences(key, { ...form, word: true }).some(([start]) => start === offset);
      });
      if (records.length) return { text, records, length: end - at };
    }
    return null;
  };
  let plain = "", offset = 0;
  for (let at = 0; at < chars.length; ) {
    const name = await nameAt(at, offset);
    if (name) {
      if (plain) out.push({ text: plain });
      out.push({ text: name.text, records: name.records });
      plain = "";
    } else plain += chars[at];
    offset += name ? name.text.length : chars[at].length;
    at += name ? name.length : 1;
  }
  if (plain) out.push({ text: plain });
  return out;
}

/**
 * The level of every passage for a pattern, from the grams of its key.
 * @param {Index} index
 * @param {Pick<Pattern, "key" | "word" | "seldom">} pattern
 * @returns {Promise<Levels>}
 */
export async function containing(index, { key, word, seldom }) {
  const chars = [...key];
  if (chars.length < 3) {
    const { levels, size } = index.postings(await index.gram(chars));
    return { levels, sure: !word || !size };
  }
  const at = triples(chars.length), ends = at.splice(0, 2);
  const get = (/** @type {number[]} */ places) => Promise.all(places.map((nth) => triple(index, chars.slice(nth, nth + 3))));
  const lists = await get(seldom ? ends.splice(0, 1) : ends), { levels } = lists[0];
  if (seldom && count(levels)) lists.push(...(await get(ends)));
  const apart = lists.map((list) => count(list.levels));
  narrow(levels, lists.slice(1));
  // Passages that have both ends of a term mostly have all of it, unless these are so
  // common that many would meet by chance.
  if ((apart[0] * apart[1]) / levels.length > count(levels) / 10) narrow(levels, await get(at));
  return { levels, sure: !levels.some(Boolean) || (!word && chars.length === 3 && lists[0].sure) };
}

/**
 * Where in a term of `length` characters triples are looked up, both ends first.  Every
 * two neighbours are in one of them; in a longer term, which needs it less, every
 * character, and there are eight of them at most.
 * @param {number} length
 */
function triples(length) {
  const last = length - 3;
  const step = last > 3 ? Math.max(3, Math.ceil(last / 7)) : last > 1 ? 2 : 1;
  const at = last ? [0, last] : [0];
  for (let nth = step; nth < last; nth += step) at.push(nth);
  return at;
}

/** @param {Uint8Array} levels */
function count(levels) {
  let size = 0;
  for (let nth = 0; nth < levels.length; nth++) if (levels[nth]) size++;
  return size;
}

/**
 * `levels` brought down to the least of it and `lists`.
 * @param {Uint8Array} levels
 * @param {{levels: Uint8Array}[]} lists
 */
export function narrow(levels, lists) {
  for (const list of lists)
    for (let nth = 0; nth < levels.length; nth++) if (list.levels[nth] < levels[nth]) levels[nth] = list.levels[nth];
}

/**
 * The level of every passage for three characters.
 * @param {Index} index
 * @param {string[]} chars
 * @returns {Promise<Levels>}
 */
async function triple(index, chars) {
  const entry = await index.gram(chars);
  const pair = async (/** @type {number} */ from) => index.postings(await index.gram(chars.slice(from, from + 2)));
  if (entry && entry[0] === 0) return { levels: (await pair(entry[1] - 1)).levels, sure: true };
  if (entry) return { levels: index.postings(entry).levels, sure: true };
  const [first, second] = await Promise.all([pair(0), pair(1)]);
  // A triple of two common pairs has a list if it occurs at all.
  if (Math.min(first.size, second.size) > index.manifest.few) first.levels.fill(0);
  else for (let nth = 0; nth < first.levels.length; nth++) if (!second.levels[nth]) first.levels[nth] = 0;
  return { levels: first.levels, sure: !first.levels.some(Boolean) };
}

/**
 * The highest level of every passage in any of `lists`.
 * @param {Index} index
 * @param {Uint8Array[]} lists
 */
export function union(index, lists) {
  if (lists.length === 1) return lists[0];
  const levels = new Uint8Array(index.manifest.passages);
  for (const list of lists) for (let nth = 0; nth < levels.length; nth++) if (list[nth] > levels[nth]) levels[nth] = list[nth];
  return levels;
}
