/**
 * Full-text search over static files: exact for every substring, in any script.
 *
 *     import { search } from "./search.js";
 *     const { total, passages } = await search("無核化 川普", { limit: 10 });
 *
 * A passage (a section) is a hit if and only if its folded text contains every
 * folded term: any substring, also inside words, in one and the same piece of
 * text.  With `variants` on, a term that is a name in the authority files also
 * finds the record's other names, and a name inside a longer term is replaced by
 * them; Latin names then count as whole words only.  Numbers match in either writing,
 * English that the archive says of a passage by its words, and a query that nothing has
 * as it was typed without blanks is read word by word.
 */

import { openIndex, SearchError } from "./search-index.js";
import { loose, stems, stemsOf } from "./search-english.js";
import { homeOf, SITE } from "./search-place.js";
import { parse, unbracketed } from "./search-query.js";
import { otherNumbers } from "./search-numbers.js";
import { containing, makePlan, named, segment, union } from "./search-plan.js";
import { collect, having, nameIn, nearly, reportOf, simplified } from "./search-rank.js";
import { occurrences } from "./search-text.js";
import { LIMIT, look } from "./search-verify.js";

// What the modules beside the engine need of it.
export {
  containing, having, loose, named, nameIn, occurrences, otherNumbers, reportOf, SearchError, segment, stems, stemsOf, unbracketed, union,
};

const INDEX = new URL("assets/cefu/index/start.bin", SITE);

let opened;

/** The index, opened once; `fresh` opens it anew, as after a new build. */
export function open(fresh = false) {
  if (!opened || fresh) {
    const attempt = openIndex(INDEX, fresh ? "reload" : "default");
    attempt.catch(() => opened === attempt && (opened = undefined));
    opened = attempt;
  }
  return opened;
}

/**
 * @typedef {object} Result
 * @property {number} total passages found
 * @property {boolean} exact false while `total` is an upper bound
 * @property {Hit[]} passages best first
 * @property {number} reports how many reports they are in
 * @property {Expansion[]} variants names that were searched besides what was typed
 * @property {{id: string, name: string, url: string, term: string}[]} records those of the
 *   records named in the query that have a page of their own
 * @property {() => Promise<{id: string, name: string, url: string}[]>} described records that
 *   the query, in English, does not name but describes
 * @property {Relaxed | null} relaxed set when no passage has all terms; `total` is 0 then
 * @property {() => Promise<string | null>} cut the query with its words apart, where it was
 *   written without blanks
 * @property {string[]} suggestions queries that do find something
 * @property {(names?: (keyof Facets)[]) => Promise<Facets>} facets counts over all passages
 *   found; those of actors are dear in a large archive
 *
 * @typedef {object} Relaxed
 * @property {number} have how many of the terms `passages` have, `of` how many
 * @property {string[]} missing terms that no text has
 * @property {string} [cut] the query with its words apart, which was answered instead;
 *   where all of them were found, with `total`, `reports` and `exact` as in a result
 *
 * @typedef {object} Hit
 * @property {string} url absolute address of the block of the best hit
 * @property {string} report id, with `title`, `date`, `publisher`, `home` (its address)
 * @property {string} section id, with `path` (headings from the top), `pathMarks`
 *   (hits in each of them) and `sectionUrl`
 * @property {string} block
 * @property {string} type of what the snippet is cut from: a block's type, or "title",
 *   "abstract" or "gist" (what the archive says of the block in English)
 * @property {string} snippet text, with `marks` ([start, end][]) and `lang`
 * @property {number} score
 * @property {number} hits occurrences in the passage
 * @property {number} inReport passages found in the same report
 * @property {Record<string, string>} asked what it answers, as the query of an address:
 *   `q`, and `variants` and `words` where they are not as usual; `marking` reads it
 *
 * @typedef {{term: string, id: string, name: string, url: string, forms: string[]}} Expansion
 * @typedef {{value: string, label: string, count: number}} Facet
 * @typedef {{report: Facet[], year: Facet[], publisher: Facet[], actor: Facet[]}} Facets
 *
 * @param {string} query
 * @param {object} [options]
 * @param {number} [options.limit] passages wanted (10)
 * @param {boolean} [options.variants] find the other names of what is named (true)
 * @param {boolean} [options.words] Latin terms match whole words only (false)
 * @param {"relevance" | "newest" | "oldest"} [options.sort]
 * @param {{report?: string[], year?: string[], publisher?: string[], actor?: string[]}} [options.filters]
 * @param {string} [options.lang] of titles, headings and addresses ("zh-Hant")
 * @param {URL} [options.root] the folder that `reports/` lies in, in the language being read
 * @param {boolean} [options.exact] check every passage, so that `total` is exact (false)
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<Result>}
 * @throws {SearchError} when the index cannot be had or read
 */
export async function search(query, options = {}) {
  try {
    return await run(await open(), query, options);
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    // The files of an older build are gone, or came through damaged: start afresh once.
    return run(await open(true), query, options);
  }
}

/**
 * What a query looks for, without looking where that is: patterns for `occurrences`.
 * @param {URLSearchParams} asked `q`, `variants` and `words`, as in the address of a hit
 * @returns {Promise<import("./search-text.js").Pattern[]>}
 * @throws {SearchError} when the index cannot be had or read
 */
export async function marking(asked) {
  const index = await open(), levels = new Uint8Array(index.manifest.passages);
  const blind = { ...index, gram: async () => undefined, word: async () => ({ levels, records: [] }) };
  const options = { variants: asked.get("variants") !== "0", words: asked.get("words") === "1" };
  const { groups } = await makePlan(blind, parse(asked.get("q") ?? ""), options);
  return groups.flatMap((group) => group.patterns).filter((pattern) => !pattern.stems);
}

/** The answer to a query, or where no passage has all its terms, to the next best. */
async function run(index, query, options) {
  const question = await put(index, query, options);
  const answer = await exactly(index, question);
  const none = !answer.passages.length && question.plan.groups.length && question.variants;
  return none ? nextBest(index, question, answer) : answer;
}

/** A query with its plan, the masks of its filters and the address of its hits. */
async function put(index, query, options) {
  const { variants = true, words = false, filters = {}, signal } = options;
  const plan = await makePlan(index, parse(query), { variants, words });
  const narrowed = Object.values(filters).some((values) => values?.length);
  const masks = narrowed ? await (await import("./search-facets.js")).filterMasks(index, filters) : {};
  signal?.throwIfAborted();
  const address = { q: query, ...(!variants && { variants: "0" }), ...(words && { words: "1" }) };
  return { query, variants, plan, masks, address, options: { ...options, every: options.exact } };
}

/** The passages that have all terms. */
async function exactly(index, question) {
  const { query, variants, plan, masks, options } = question, wanted = plan.groups.length;
  const { found, exact } = wanted ? collect(index, plan, Object.values(masks)) : { found: [], exact: true };
  const { hits, order, counts, seen } = await look(index, plan, found, { ...options, wanted, exact });
  // Brackets are text; who types them for quotation marks may want what is in them.
  const plain = hits.length ? unbracketed(query) : null;
  return {
    ...told(index, question, wanted),
    passages: shown(index, question, hits, counts),
    suggestions: plain ? [plain] : [],
    total: seen >= order.length ? hits.length : found.length - (seen - hits.length),
    exact: exact || seen >= order.length,
    reports: hits.length ? counts.reduce((sum, count) => sum + (count > 0), 0) : 0,
    cut: async () => (variants ? cutting(index, question) : null),
  };
}

/**
 * Where nothing has all terms: the words of what was written without blanks one by one,
 * else the passages with most of the terms.
 * @param {Result} nothing the exact answer
 */
async function nextBest(index, question, nothing) {
  const { query, plan, options } = question, of = plan.groups.length;
  const cut = options.parted ? null : await cutting(index, question);
  const parted = cut && (await run(index, cut, { ...options, parted: true }));
  if (parted?.passages.length) {
    const { total, reports, exact } = parted, terms = parse(cut).groups.length;
    const relaxed = parted.relaxed ?? { have: terms, of: terms, missing: [], total, reports, exact };
    return { ...parted, total: 0, exact: true, reports: 0, relaxed: { ...relaxed, cut } };
  }
  const suggestions = options.parted ? [] : await suggesting(index, plan, query, options);
  const { have, missing } = nearly(plan);
  // What the index promises its texts may not keep: then those with one term less.
  for (let wanted = Math.min(have, of - 1); wanted > 0; wanted--) {
    const some = having(plan.matched, wanted);
    const { hits, counts } = await look(index, plan, some, { ...options, wanted, exact: false });
    if (hits.length) {
      const passages = shown(index, question, hits, counts);
      return { ...nothing, ...told(index, question, wanted), passages, suggestions, relaxed: { have: wanted, of, missing } };
    }
  }
  return { ...nothing, suggestions };
}

/** The query with its words apart, or null where it has no more than were typed. */
const cutting = (index, { plan, query }) => atBest(null, async () => (await import("./search-cut.js")).cut(index, plan, query));

/** What `help` gives; where that cannot be had, an answer without it is better than none. */
const atBest = (instead, help) => help().catch((error) => {
  if (error.name === "AbortError") throw error;
  console.warn(error);
  return instead;
});

/** Queries near to this one that do find something. */
const suggesting = (index, plan, query, options) => atBest([], async () => {
  const near = await (await import("./search-suggest.js")).suggest(index, plan, query);
  const results = await Promise.all(near.map((one) => run(index, one, { ...options, parted: true, limit: 1 })));
  return near.filter((_, nth) => results[nth].total);
});

/** What is told beside the passages that have `wanted` of the terms. */
function told(index, { plan, masks, options: { lang = "zh-Hant", root } }, wanted) {
  const home = root ?? homeOf(lang);
  const addressed = ({ names, ...one }) => ({
    ...one, name: nameIn(index, names, lang), url: one.url && new URL(one.url, home).href,
  });
  const written = (forms) => (lang === "zh-Hans" ? [...new Set(forms.map((form) => simplified(index, form)))] : forms);
  return {
    variants: plan.shown.map((one) => ({ ...addressed(one), forms: written(one.forms) })),
    records: plan.records.map(addressed),
    relaxed: null,
    described: async () => (await (await import("./search-described.js")).described(index, plan)).map(addressed),
    facets: async (names = ["report", "year", "publisher", "actor"]) =>
      (await import("./search-facets.js")).facets(index, plan, masks, lang, wanted, names),
  };
}

/** The passages wanted of `hits`. */
const shown = (index, { address, options: { limit = LIMIT } }, hits, counts) =>
  hits.slice(0, limit).map(({ rank, number, ...hit }) => ({
    ...hit, asked: address, inReport: counts[reportOf(index, number)],
  }));
