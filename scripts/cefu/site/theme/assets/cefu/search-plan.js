/**
 * From a query to what is looked for: its terms, the other names of what they
 * name, and for each the passages that the index says may have it.
 */

import { loose, stemsOf } from "./search-english.js";
import { otherNumbers } from "./search-numbers.js";
import { occurrences } from "./search-text.js";

/** Forms by which a name inside a longer term is replaced, and phrases made so, at most. */
const FORMS = 3, PHRASES = 6;

/**
 * Each group is a list of patterns of which one must occur, with the level of
 * every passage as far as the index tells; `sure` says whether that is certain.
 */
export async function makePlan(index, parsed, { variants, words }) {
  // What is told of a text in other words can answer a query, but speaks against nothing.
  const context = { index, variants, words, told: variants };
  const merged = variants ? meaningful(index, await joinNames(index, parsed.groups)) : parsed.groups;
  const build = (terms, sought = context) => Promise.all(terms.map((term) => resolve(sought, term)))
    .then((parts) => parts.filter(Boolean))
    .then((parts) => parts.length ? {
      text: terms[0].text,
      terms,
      patterns: parts.flatMap((part) => part.patterns),
      levels: union(index, parts.map((part) => part.levels)),
      sure: parts.every((part) => part.sure),
      named: parts.flatMap((part) => part.named),
    } : null);
  const [groups, not] = await Promise.all([
    Promise.all(merged.map((terms) => build(terms))),
    Promise.all(parsed.not.map((term) => build([term], { ...context, told: false }))),
  ]);
  const all = { groups: groups.filter(Boolean), not: not.filter(Boolean) };
  return { variants, ...all, ...naming(all.groups.flatMap((group) => group.named)) };
}

/**
 * What the reader is told of the records that were named: `shown`, those with other
 * names that were sought too, and `records`, those that have a page of their own.
 */
function naming(named) {
  const shown = new Map(), records = new Map();
  for (const { text, key, record } of named) {
    const { id, names, url } = record;
    if (url && !records.has(id)) records.set(id, { id, names, url, term: text });
    const forms = record.forms.filter((form) => form.size && form.key !== key).sort((a, b) => b.size - a.size);
    if (forms.length && !shown.has(id)) shown.set(id, { term: text, id, names, url, forms: forms.map((form) => form.shown) });
  }
  return { shown: [...shown.values()], records: [...records.values()] };
}

/** Words of English grammar, which a text in Chinese has no equal of. */
const GRAMMAR = new Set(("a about after against an and are as at be been before between but by can could did do does during for from " +
  "had has have how if in into is it its of on or should that the their these they this those to toward towards under was were " +
  "what when where which who whose why will with would over within than despite still plus via per").split(" "));

/** The groups without words of grammar, unless there is nothing else. */
function meaningful(index, groups) {
  const some = groups.filter((terms) => terms.length > 1 || terms[0].quoted || !GRAMMAR.has(index.key(terms[0].text)));
  return some.length ? some : groups;
}

/**
 * Neighbouring tokens that are one name together (`Kim Jong-un`) are looked for as
 * that name.  Where each of them means something by itself too (`金正恩 訪華`),
 * the name is one more way to answer each: (a or ab) and (b or ab).
 */
async function joinNames(index, groups) {
  const out = [];
  for (let at = 0; at < groups.length; ) {
    let taken = 1, made = [groups[at]];
    for (let end = Math.min(groups.length, at + 6); end > at + 1; end--) {
      const run = groups.slice(at, end);
      if (run.some((terms) => terms.length > 1 || terms[0].quoted)) continue;
      const whole = { text: run.map((terms) => terms[0].text).join(" "), quoted: false };
      if (!(await present(index, index.key(whole.text)))) continue;
      const inner = [...(await joinNames(index, run.slice(0, -1))), run.at(-1)];
      const tail = [run[0], ...(await joinNames(index, run.slice(1)))];
      const parts = tail.length < inner.length ? tail : inner;
      const apart = await Promise.all(parts.map(async ([{ text }]) => /[^\0-\u2e7f]/.test(text) || (await named(index, index.key(text))).length));
      made = apart.every(Boolean) ? parts.map((terms) => [...terms, whole]) : [[whole]];
      taken = end - at;
      break;
    }
    out.push(...made);
    at += taken;
  }
  return out;
}

/** The records a folded form names, as typed or loosely: `[record, occurs elsewhere too][]`. */
export async function named(index, key) {
  const form = loose(key);
  if (!key || !(index.begins(key) || index.begins(form))) return [];
  const names = await index.namesFrom(String.fromCodePoint(key.codePointAt(0)));
  return own(names, key) ?? (form === key ? [] : (own(names, form) ?? []).map(([record]) => [record, 1]));
}

/** Whether it names anything that is in the texts. */
async function present(index, key) {
  for (const [nth] of await named(index, key)) if ((await index.record(nth)).forms.some((form) => form.size)) return true;
  return false;
}

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

async function resolve({ index, variants, words, told }, term) {
  const key = index.key(term.text);
  if (!key) return null;
  const latin = [...key].every((char) => char.codePointAt(0) < 0x2e80);
  const links = variants && !term.quoted ? await named(index, key) : [];
  const typed = { key, word: words || (latin && links.length > 0), notIn: [], shown: term.text, typed: true };
  // What is seldom written otherwise: looked for, but not at any cost.
  const numbers = variants && !term.quoted
    ? otherNumbers(key).map((other) => ({ ...other, word: true, shown: other.key, seldom: true })) : [];
  const looked = (patterns) => Promise.all(patterns.map((pattern) => containing(index, pattern)));
  if (links.length) {
    const elsewhere = links.some(([, elsewhere]) => elsewhere);
    const [records, others] = await Promise.all([
      Promise.all(links.map(([nth]) => index.record(nth))), looked(elsewhere ? [typed, ...numbers] : numbers),
    ]);
    const patterns = [typed, ...numbers];
    for (const record of records) {
      const forms = record.forms.filter((form) => form.size);
      for (const form of forms) patterns.push({ key: form.key, word: true, notIn: form.notIn, shown: form.shown });
    }
    const parts = [...records.map((record) => ({ levels: index.postings(record.entry).levels, sure: true })), ...others];
    return answer(index, patterns, parts, records.map((record) => ({ text: term.text, key, record })));
  }
  const [inside, direct, said] = await Promise.all([
    variants && !term.quoted && !latin ? segment(index, key) : [], looked([typed, ...numbers]),
    told && !term.quoted && latin ? sayings(index, key) : null,
  ]);
  const found = namesIn(index, term.text, inside), more = found.length ? phrases(index, inside, key) : [];
  const patterns = [typed, ...numbers, ...more], parts = [...direct, ...(await looked(more))];
  if (said) {
    patterns.push({ key, stems: said.stems, word: true, notIn: [], shown: term.text });
    parts.push({ levels: said.levels, sure: true });
  }
  return answer(index, patterns, parts, found);
}

/** What one term asks for: any of `patterns`, in the passages of any of `parts`. */
const answer = (index, patterns, parts, named) => ({
  patterns, named, levels: union(index, parts.map((part) => part.levels)), sure: parts.every((part) => part.sure),
});

/** The names among `segments` of a text, each as it is typed there. */
function namesIn(index, typed, segments) {
  const { starts, ends } = index.fold(typed);
  let at = 0;
  return segments.flatMap(({ text: key, records = [] }) => {
    const text = typed.slice(starts[at], ends[at + key.length - 1]);
    at += key.length;
    return records.map((record) => ({ text, key, record }));
  });
}

/** The passages in whose English all words of `key` stand, in whatever form. */
async function sayings(index, key) {
  const words = stemsOf(key);
  const [first, ...others] = await Promise.all([...words].map(index.word));
  const levels = first?.levels ?? new Uint8Array(index.manifest.passages);
  narrow(levels, others);
  return { stems: words, levels };
}

/** A longer term with the names in it replaced by their other names: 特朗普政府, 川普政府. */
function phrases(index, segments, key) {
  let made = [""];
  for (const { text, records } of segments) {
    const options = [text];
    if (records) {
      const forms = records.flatMap((record) => record.forms)
        .filter((form) => form.size && !form.key.includes(text) && ![...form.key].some(index.spaced))
        .sort((a, b) => b.size - a.size);
      options.push(...new Set(forms.slice(0, FORMS).map((form) => form.key)));
    }
    made = made.flatMap((start) => options.map((option) => start + option));
  }
  return made.filter((phrase) => phrase !== key).slice(0, PHRASES)
    .map((phrase) => ({ key: phrase, word: false, notIn: [], shown: phrase, seldom: true }));
}

/** `key` cut at the names in it, leftmost and longest first: `{text, records}`. */
export async function segment(index, key) {
  const chars = [...key], out = [];
  const dictionaries = await Promise.all(chars.map((char, nth) => {
    const begins = nth + 1 < chars.length && index.begins(char + chars[nth + 1]);
    return begins ? index.namesFrom(char) : {};
  }));
  let plain = "", offset = 0;
  for (let at = 0; at < chars.length; ) {
    let name = null;
    for (let end = Math.min(chars.length, at + 12); !name && end > at + 1; end--) {
      const text = chars.slice(at, end).join("");
      const links = text !== key && own(dictionaries[at], text);
      if (!links) continue;
      const records = (await Promise.all(links.map(([nth]) => index.record(nth)))).filter((record) => {
        const form = record.forms.find((one) => one.key === text);
        return form && occurrences(key, { ...form, word: true }).some(([start]) => start === offset);
      });
      if (records.length) name = { text, records, length: end - at };
    }
    if (name) {
      if (plain) out.push({ text: plain });
      out.push(name);
      plain = "";
    } else plain += chars[at];
    offset += name ? name.text.length : chars[at].length;
    at += name ? name.length : 1;
  }
  if (plain) out.push({ text: plain });
  return out;
}

/** The level of every passage for a pattern, from the grams of its key. */
export async function containing(index, { key, word, seldom }) {
  const chars = [...key];
  if (chars.length < 3) {
    const { levels, size } = index.postings(await index.gram(chars));
    return { levels, sure: !word || !size };
  }
  const at = triples(chars.length), ends = at.splice(0, 2);
  const get = (places) => Promise.all(places.map((nth) => triple(index, chars.slice(nth, nth + 3))));
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
 */
function triples(length) {
  const last = length - 3;
  const step = last > 3 ? Math.max(3, Math.ceil(last / 7)) : last > 1 ? 2 : 1;
  const at = last ? [0, last] : [0];
  for (let nth = step; nth < last; nth += step) at.push(nth);
  return at;
}

function count(levels) {
  let size = 0;
  for (let nth = 0; nth < levels.length; nth++) if (levels[nth]) size++;
  return size;
}

/** `levels` brought down to the least of it and `lists`. */
function narrow(levels, lists) {
  for (const list of lists)
    for (let nth = 0; nth < levels.length; nth++) if (list.levels[nth] < levels[nth]) levels[nth] = list.levels[nth];
}

async function triple(index, chars) {
  const entry = await index.gram(chars);
  const pair = async (from) => index.postings(await index.gram(chars.slice(from, from + 2)));
  if (entry && entry[0] === 0) return { levels: (await pair(entry[1] - 1)).levels, sure: true };
  if (entry) return { levels: index.postings(entry).levels, sure: true };
  const [first, second] = await Promise.all([pair(0), pair(1)]);
  // A triple of two common pairs has a list if it occurs at all.
  if (Math.min(first.size, second.size) > index.manifest.few) first.levels.fill(0);
  else for (let nth = 0; nth < first.levels.length; nth++) if (!second.levels[nth]) first.levels[nth] = 0;
  return { levels: first.levels, sure: !first.levels.some(Boolean) };
}

export function union(index, lists) {
  if (lists.length === 1) return lists[0];
  const levels = new Uint8Array(index.manifest.passages);
  for (const list of lists) for (let nth = 0; nth < levels.length; nth++) if (list[nth] > levels[nth]) levels[nth] = list[nth];
  return levels;
}
