/**
 * Wordings related to what is asked, each with where it comes from: the authority files, the
 * likeness of words, or that it stands where the archive says the concept in English, or
 * where the query itself stands, far more often than elsewhere.  What is gathered at build
 * time: `cefu/outputs/data/concepts.py`.  Loaded when first needed.
 */
import { open, stemsOf } from "../engine/engine.js";

export { open };

/**
 * @typedef {object} Concepts as `search/concepts.json` has it
 * @property {number} blocks
 * @property {Record<string, number[]>} stems
 * @property {[term: string, elsewhere: string, blocks: number[]][]} terms
 * @property {[forms: string[], english: string[], related: string[]][]} records
 *
 * @typedef {"authority" | "wording" | "company"} Source
 * @typedef {{term: string, source: Source, blocks: number, weight: number}} Related
 */

/** So many are offered, of them so many that keep company; the least log-likelihood ratio
 * (p < .001); the least share of a wording's places that are the concept's; how alike
 * wordings must be. */
const MOST = 8, COMPANY = 5, LEAST = 10.83, SHARE = 0.34, ALIKE = 0.6;
/** Characters of a wording that keeps company: a longer one is a sentence that recurs. */
const LONGEST = 6;
/** Records taken from one step at most; the share of blocks up to which a word tells concepts apart. */
const RECORDS = 4, RARE = 0.08;
/** Words of English that say nothing of a concept. */
const PLAIN = new Set("of the and in on for to a an with by at from or as is".split(" "));
const LATIN = /^[\0-\u2e7f]+$/u;

/**
 * Dunning's log-likelihood ratio of a wording with a concept.
 * @param {number} both blocks that have both
 * @param {number} term blocks that have the wording
 * @param {number} concept blocks of the concept
 * @param {number} all
 */
export function likelihood(both, term, concept, all) {
  const part = (/** @type {number} */ seen, /** @type {number} */ row, /** @type {number} */ column) =>
    (seen ? seen * Math.log((seen * all) / (row * column)) : 0);
  return 2 * (part(both, term, concept) + part(term - both, term, all - concept)
    + part(concept - both, all - term, concept) + part(all - term - concept + both, all - term, all - concept));
}

/**
 * @param {Concepts} data
 * @param {string} query
 * @param {(text: string) => string} key folds
 * @returns {Related[]} the strongest first
 */
export function related(data, query, key) {
  const asked = key(query.replace(/["「」『』“”]/gu, "").trim());
  if (!asked || /\s-\S|\sOR\s/u.test(query)) return [];
  const found = LATIN.test(asked) ? fromEnglish(data, asked, key) : fromHan(data, asked, key);
  /** @type {Related[]} */
  const out = [];
  for (const one of found) {
    const folded = key(one.term);
    const known = out.some(({ term }) => { const other = key(term); return other.includes(folded) || folded.includes(other); });
    const company = out.filter(({ source }) => source === "company").length;
    if (folded.includes(asked) || known || (one.source === "company" && company === COMPANY)) continue;
    out.push(one);
    if (out.length === MOST) break;
  }
  return out;
}

/**
 * What an English concept is called: records that are named so; or else those that parts of
 * it name; or else records described so; or else wordings of the blocks of which the
 * archive says it.
 * @param {Concepts} data
 * @param {string} asked
 * @param {(text: string) => string} key
 */
function fromEnglish(data, asked, key) {
  const words = meant(asked);
  if (!words.length) return [];
  const names = data.records.map(([forms, english]) => ({
    forms, english, named: forms.filter((form) => LATIN.test(form)).map((form) => meant(key(form))).filter((own) => own.length),
  }));
  const has = (/** @type {string[]} */ many, /** @type {string[]} */ few) => few.every((stem) => many.includes(stem));
  const offer = (/** @type {{forms: string[]}[]} */ records) => records.flatMap(({ forms }) => there(data, forms, key, "authority"));
  const whole = offer(names.filter(({ named }) => named.some((own) => has(own, words))).slice(0, RECORDS));
  if (whole.length) return whole;
  // Of a part's name every word counts: of “one step” nothing is “step by step”.
  const every = [...stemsOf(asked)];
  const within = names.filter(({ forms }) => forms.some((form) => LATIN.test(form) && has(every, [...stemsOf(key(form))])));
  const rare = within.filter((record) => offer([record]).reduce((sum, { blocks }) => sum + blocks, 0) < data.blocks * RARE);
  const parts = offer(rare.slice(0, RECORDS));
  if (parts.length) return parts;
  const described = words.length > 1 ? offer(names.filter(({ english }) => has(english, words)).slice(0, RECORDS)) : [];
  return described.length ? described : inCompany(data, spoken(data, words));
}

/**
 * The stems of a phrase's words that mean something.
 * @param {string} phrase folded
 */
function meant(phrase) {
  return [...stemsOf(phrase)].filter((stem) => !PLAIN.has(stem) && stem !== "th");
}

/**
 * The blocks of which the archive says all of a concept, or else most of it.
 * @param {Concepts} data
 * @param {string[]} words stems
 */
function spoken({ stems, blocks }, words) {
  const known = words.filter((stem) => Object.hasOwn(stems, stem));
  // Without all its words, or two of three, it is another concept.
  if (!known.length || known.length < words.length * 0.66) return new Set();
  const rare = new Map(known.map((stem) => [stem, Math.log(1 + blocks / stems[stem].length)]));
  /** @type {Map<number, number>} */
  const weight = new Map();
  for (const [stem, worth] of rare) for (const block of stems[stem]) weight.set(block, (weight.get(block) ?? 0) + worth);
  const whole = [...rare.values()].reduce((sum, worth) => sum + worth, 0);
  const of = (/** @type {number} */ share) => new Set([...weight].filter(([, worth]) => worth >= share * whole - 1e-9).map(([block]) => block));
  const exact = of(1);
  return exact.size > 1 || words.length < 3 ? exact : of(0.6);
}

/**
 * What a concept in Chinese is called besides: what its record is beside, wordings alike to
 * it, and what stands where it stands.
 * @param {Concepts} data
 * @param {string} asked
 * @param {(text: string) => string} key
 */
function fromHan(data, asked, key) {
  const record = data.records.find(([forms]) => forms.some((form) => key(form) === asked));
  const beside = record ? there(data, record[2], key, "authority") : [];
  const own = new Set((record?.[0] ?? []).map(key));
  const alike = data.terms.map(([term, elsewhere, places]) => {
    const ways = [key(term), ...(elsewhere ? [key(elsewhere)] : [])];
    return { term, source: /** @type {Source} */ ("wording"), blocks: places.length, places, weight: Math.max(...ways.map((way) => likeness(asked, way))), own: own.has(ways[0]) };
  }).filter(({ weight }) => weight >= ALIKE).sort((a, b) => b.weight - a.weight || b.blocks - a.blocks);
  const concept = new Set(alike.filter(({ weight, own: mine }) => mine || weight >= 0.75).flatMap(({ places }) => places));
  for (const [term, , places] of data.terms) if (own.has(key(term))) for (const block of places) concept.add(block);
  const known = [...alike.filter((one) => !one.own), ...beside];
  // Company is a guess, for a concept of which nothing else is known.
  const alone = !known.length && own.size < 2;
  return [...known, ...(alone ? inCompany(data, concept) : [])].filter(({ term }) => !own.has(key(term)));
}

/**
 * How alike two wordings are, 0 to 1: all of one in the other, in order, or Dice's
 * coefficient of their pairs of characters.
 * @param {string} asked
 * @param {string} other
 */
export function likeness(asked, other) {
  const [short, long] = asked.length < other.length ? [asked, other] : [other, asked];
  if (short.length < 2) return 0;
  let at = 0;
  for (const char of long) if (char === short[at]) at++;
  const within = at === short.length && short.length > 2 ? short.length / long.length : 0;
  const pairs = (/** @type {string} */ text) => [...text].slice(1).map((char, nth) => text[nth] + char);
  const own = pairs(asked), theirs = pairs(other), both = own.filter((pair) => theirs.includes(pair)).length;
  return Math.max(within, (2 * both) / (own.length + theirs.length));
}

/**
 * Those of `forms` that the texts have.
 * @param {Concepts} data
 * @param {string[]} forms
 * @param {(text: string) => string} key
 * @param {Source} source
 * @returns {Related[]}
 */
function there({ terms }, forms, key, source) {
  const wanted = new Set(forms.map(key));
  return terms.filter(([term]) => wanted.has(key(term))).map(([term, , places]) => ({ term, source, blocks: places.length, weight: places.length }))
    .sort((a, b) => b.weight - a.weight);
}

/**
 * Wordings that keep company with a concept.
 * @param {Concepts} data
 * @param {Set<number>} concept its blocks
 * @returns {Related[]}
 */
function inCompany({ terms, blocks }, concept) {
  if (!concept.size || concept.size > blocks / 3) return [];
  return terms.flatMap(([term, , places]) => {
    if (term.length > LONGEST && !LATIN.test(term)) return [];
    const both = places.filter((block) => concept.has(block)).length;
    if (both < 2 || both / places.length < SHARE || both / places.length <= concept.size / blocks) return [];
    const weight = likelihood(both, places.length, concept.size, blocks);
    return weight < LEAST ? [] : [{ term, source: /** @type {Source} */ ("company"), blocks: places.length, weight }];
  }).sort((a, b) => b.weight - a.weight || b.term.length - a.term.length).slice(0, 3 * COMPANY);
}
