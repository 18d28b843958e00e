// From a query to what is looked for: its terms, the other names of what they name, and
// for each the passages that the index says may have it.
import { joinDates, readDate, resolvedTo } from "./dates.js";
import { stemsOf } from "./english.js";
import { containing, joinNames, named, narrow, segment, union } from "./names.js";
import { otherNumbers } from "./numbers.js";

/**
 * @typedef {import("./types.js").AuthorityRecord} AuthorityRecord
 * @typedef {import("./types.js").Group} Group
 * @typedef {import("./types.js").Index} Index
 * @typedef {import("./types.js").Levels} Levels
 * @typedef {import("./types.js").Named} Named
 * @typedef {import("./types.js").Pattern} Pattern
 * @typedef {import("./types.js").Plan} Plan
 * @typedef {import("./types.js").Term} Term
 * @typedef {import("./names.js").Segment} Segment
 */

/**
 * How terms are understood.
 * @typedef {object} Context
 * @property {Index} index
 * @property {boolean} variants by other names too
 * @property {boolean} words Latin terms as whole words
 * @property {boolean} told by what the archive says of a text
 */

/** @typedef {{patterns: Pattern[], named: Named[], days?: import("./types.js").Day[], levels: Uint8Array, sure: boolean}} Answer */

/** Forms by which a name inside a longer term is replaced, and phrases made so, at most. */
const FORMS = 3, PHRASES = 6;

/**
 * Each group is a list of patterns of which one must occur, with the level of
 * every passage as far as the index tells; `sure` says whether that is certain.
 * @param {Index} index
 * @param {import("./query.js").Query} parsed
 * @param {{variants: boolean, words: boolean}} how
 * @returns {Promise<Plan>}
 */
export async function makePlan(index, parsed, { variants, words }) {
  // What is told of a text in other words can answer a query, but speaks against nothing.
  const context = { index, variants, words, told: variants };
  const merged = variants ? meaningful(index, await joinNames(index, joinDates(parsed.groups))) : parsed.groups;
  const [groups, not] = await Promise.all([
    Promise.all(merged.map((terms) => grouped(context, terms))),
    Promise.all(parsed.not.map((term) => grouped({ ...context, told: false }, [term]))),
  ]);
  const wanted = groups.filter((group) => group !== null);
  return {
    variants, groups: wanted, not: not.filter((group) => group !== null),
    ...naming(wanted.flatMap((group) => group.named)), days: wanted.flatMap((group) => group.days),
  };
}

/**
 * Terms of which any will do; null where nothing is left of them.
 * @param {Context} context
 * @param {Term[]} terms
 * @returns {Promise<Group | null>}
 */
async function grouped(context, terms) {
  const parts = (await Promise.all(terms.map((term) => resolve(context, term)))).filter((part) => part !== null);
  if (!parts.length) return null;
  return {
    text: terms[0].text,
    terms,
    patterns: parts.flatMap((part) => part.patterns),
    levels: union(context.index, parts.map((part) => part.levels)),
    sure: parts.every((part) => part.sure),
    named: parts.flatMap((part) => part.named),
    days: parts.flatMap((part) => part.days ?? []),
  };
}

/**
 * What the reader is told of the records that were named: `shown`, those with other
 * names that were sought too, and `records`, those that have a page of their own.
 * @param {Named[]} all
 * @returns {Pick<Plan, "shown" | "records">}
 */
function naming(all) {
  /** @type {Map<string, Plan["shown"][0]>} */
  const shown = new Map();
  /** @type {Map<string, Plan["records"][0]>} */
  const records = new Map();
  for (const { text, key, record } of all) {
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

/**
 * The groups without words of grammar, unless there is nothing else.
 * @param {Index} index
 * @param {Term[][]} groups
 */
function meaningful(index, groups) {
  const some = groups.filter((terms) => terms.length > 1 || terms[0].quoted || !GRAMMAR.has(index.key(terms[0].text)));
  return some.length ? some : groups;
}

/**
 * What one term asks for, and where it may stand.
 * @param {Context} context
 * @param {Term} term
 * @returns {Promise<Answer | null>} null where folding leaves nothing of it
 */
async function resolve({ index, variants, words, told }, term) {
  const key = index.key(term.text);
  if (!key) return null;
  const latin = /^[\0-\u2e7f]*$/u.test(key), free = variants && !term.quoted;
  const links = free ? await named(index, key) : [];
  /** @type {Pattern} */
  const typed = { key, word: words || (latin && links.length > 0), notIn: [], shown: term.text, typed: true };
  // What is seldom written otherwise: looked for, but not at any cost.
  /** @type {Pattern[]} */
  const numbers = free ? otherNumbers(key).map((other) => ({ ...other, word: true, shown: other.key, seldom: true })) : [];
  const looked = (/** @type {Pattern[]} */ patterns) => Promise.all(patterns.map((pattern) => containing(index, pattern)));
  if (links.length) {
    const elsewhere = links.some(([, also]) => also);
    const [records, others] = await Promise.all([
      Promise.all(links.map(([nth]) => index.record(nth))), looked(elsewhere ? [typed, ...numbers] : numbers),
    ]);
    const parts = [...records.map((record) => ({ levels: index.postings(record.entry).levels, sure: true })), ...others];
    return answer(index, [typed, ...numbers, ...records.flatMap(namePatterns)], parts, records.map((record) => ({ text: term.text, key, record })));
  }
  const [inside, direct, said] = await Promise.all([
    free && !latin ? segment(index, key) : [], looked([typed, ...numbers]), told && !term.quoted && latin ? sayings(index, key) : null,
  ]);
  const found = namesIn(index, term.text, inside), more = found.length ? phrases(index, inside, key) : [];
  const patterns = [typed, ...numbers, ...more], parts = [...direct, ...(await looked(more))];
  if (said) {
    patterns.push({ key, stems: said.stems, word: true, notIn: [], shown: term.text });
    parts.push({ levels: said.levels, sure: true });
  }
  const date = free ? readDate(term.text) : null;
  if (!date) return answer(index, patterns, parts, found);
  const resolved = await resolvedTo(index, date);
  const days = resolved.anchor ? [{ text: term.text, anchor: resolved.anchor }] : [];
  return { ...answer(index, [...patterns, resolved.pattern], [...parts, resolved.levels], found), days };
}

/**
 * The forms of a record that stand in texts.
 * @param {AuthorityRecord} record
 * @returns {Pattern[]}
 */
const namePatterns = (record) => record.forms.filter((form) => form.size)
  .map(({ key, notIn, shown }) => ({ key, word: true, notIn, shown }));

/**
 * What one term asks for: any of `patterns`, in the passages of any of `parts`.
 * @param {Index} index
 * @param {Pattern[]} patterns
 * @param {Levels[]} parts
 * @param {Named[]} found
 * @returns {Answer}
 */
const answer = (index, patterns, parts, found) => ({
  patterns, named: found, levels: union(index, parts.map((part) => part.levels)), sure: parts.every((part) => part.sure),
});

/**
 * The names among `segments` of a text, each as it is typed there.
 * @param {Index} index
 * @param {string} typed
 * @param {Segment[]} segments
 * @returns {Named[]}
 */
function namesIn(index, typed, segments) {
  const { starts, ends } = index.fold(typed);
  let at = 0;
  return segments.flatMap(({ text: key, records = [] }) => {
    const text = typed.slice(starts[at], ends[at + key.length - 1]);
    at += key.length;
    return records.map((record) => ({ text, key, record }));
  });
}

/**
 * The passages in whose English all words of `key` stand, in whatever form.
 * @param {Index} index
 * @param {string} key
 */
async function sayings(index, key) {
  const words = stemsOf(key);
  const [first, ...others] = await Promise.all([...words].map(index.word));
  const levels = first?.levels ?? new Uint8Array(index.manifest.passages);
  narrow(levels, others);
  return { stems: words, levels };
}

/**
 * A longer term with the names in it replaced by their other names: 特朗普政府, 川普政府.
 * @param {Index} index
 * @param {Segment[]} segments
 * @param {string} key
 * @returns {Pattern[]}
 */
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
