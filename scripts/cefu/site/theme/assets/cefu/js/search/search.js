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
import { homeOf } from "../common/site.js";
import { collect, having, LIMIT, look, makePlan, nameIn, nearly, open, parse, perReport, reportOf, SearchError, simplified, unbracketed } from "./engine/engine.js";

export { open, SearchError };

/**
 * @typedef {import("./engine/types.js").Index} Index
 * @typedef {import("./engine/types.js").Names} Names
 * @typedef {import("./engine/types.js").Options} Options
 * @typedef {import("./engine/types.js").Plan} Plan
 * @typedef {import("./engine/types.js").Collected} Collected
 * @typedef {import("./engine/verify.js").Checked} Checked
 * @typedef {import("./engine/verify.js").Ranked} Ranked
 * @typedef {import("./help/facets.js").Facets} Facets
 */

/**
 * @typedef {object} Result
 * @property {number} total passages found
 * @property {boolean} exact false while `total` is an upper bound
 * @property {Hit[]} passages best first
 * @property {number} reports how many reports they are in
 * @property {Expansion[]} variants names that were searched besides what was typed
 * @property {RecordFound[]} records those of the records named in the query that have a
 *   page of their own
 * @property {{text: string, url: string}[]} days the dates in the query, each with its place
 *   on the timeline
 * @property {() => Promise<Omit<RecordFound, "term">[]>} described records that
 *   the query, in English, does not name but describes
 * @property {Relaxed | null} relaxed set when no passage has all terms; `total` is 0 then
 * @property {() => Promise<string | null>} cut the query with its words apart, where it was
 *   written without blanks
 * @property {string[]} suggestions queries that do find something
 * @property {() => Promise<import("./help/kwic.js").Line[]>} lines every place found with what
 *   stands around it
 * @property {(names?: (keyof Facets)[]) => Promise<Partial<Facets>>} facets counts over all
 *   passages found; those of actors are dear in a large archive
 *
 * @typedef {object} Relaxed
 * @property {number} have how many of the terms `passages` have, `of` how many
 * @property {number} of
 * @property {string[]} missing terms that no text has
 * @property {string} [cut] the query with its words apart, which was answered instead;
 *   where all of them were found, with `total`, `reports` and `exact` as in a result
 * @property {number} [total]
 * @property {number} [reports]
 * @property {boolean} [exact]
 *
 * @typedef {Checked & HitExtras} Hit
 *
 * @typedef {object} HitExtras
 * @property {number} inReport passages found in the same report
 * @property {Record<string, string>} asked what it answers, as the query of an address:
 *   `q`, and `variants` and `words` where they are not as usual; `marking` reads it
 *
 * @typedef {{id: string, name: string, url: string, term: string}} RecordFound
 * @typedef {RecordFound & {forms: string[]}} Expansion
 */

/**
 * A query with all that is needed to answer it.
 * @typedef {object} Question
 * @property {string} query
 * @property {boolean} variants
 * @property {Plan} plan
 * @property {Record<string, Uint8Array>} masks of the filters
 * @property {Collected} collected
 * @property {Record<string, string>} address of its hits
 * @property {Options} options
 */

/**
 * @param {string} query
 * @param {Options} [options] `limit`: passages wanted (10); `variants`: find the other names
 *   of what is named (true); `words`: Latin terms match whole words only (false); `sort`;
 *   `filters`; `lang`: of titles, headings and addresses ("zh-Hant"); `root`: the folder that
 *   `reports/` lies in, in the language being read; `exact`: check every passage, so that
 *   `total` is exact (false); `signal`
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
 * What a query looks for, without looking where that is: of each term the patterns for
 * `occurrences`.
 * @param {URLSearchParams} asked `q`, `variants` and `words`, as in the address of a hit
 * @returns {Promise<{text: string, patterns: import("./engine/types.js").Pattern[]}[]>}
 * @throws {SearchError} when the index cannot be had or read
 */
export async function marking(asked) {
  const index = await open(), levels = new Uint8Array(index.manifest.passages);
  const blind = { ...index, gram: async () => undefined, word: async () => ({ levels, records: [] }), dated: async () => [] };
  const options = { variants: asked.get("variants") !== "0", words: asked.get("words") === "1" };
  const { groups } = await makePlan(blind, parse(asked.get("q") ?? ""), options);
  return groups.map(({ text, patterns }) => ({ text, patterns: patterns.filter((pattern) => !pattern.stems && !pattern.dated) }));
}

/**
 * The answer to a query, or where no passage has all its terms, to the next best.
 * @param {Index} index
 * @param {string} query
 * @param {Options} options
 * @returns {Promise<Result>}
 */
async function run(index, query, options) {
  const question = await asking(index, query, options);
  const answer = await exactly(index, question);
  const none = !answer.passages.length && question.plan.groups.length && question.variants;
  return none ? nextBest(index, question, answer) : answer;
}

/**
 * A query with its plan, the masks of its filters and the address of its hits.
 * @param {Index} index
 * @param {string} query
 * @param {Options} options
 * @returns {Promise<Question>}
 */
async function asking(index, query, options) {
  const { variants = true, words = false, filters = {}, signal } = options;
  const plan = await makePlan(index, parse(query), { variants, words });
  const narrowed = Object.values(filters).some((values) => values?.length);
  const masks = narrowed ? await (await import("./help/facets.js")).filterMasks(index, filters) : {};
  signal?.throwIfAborted();
  const collected = collect(index, plan, Object.values(masks));
  const address = { q: query, ...(!variants && { variants: "0" }), ...(words && { words: "1" }) };
  return { query, variants, plan, masks, collected, address, options };
}

/**
 * The passages that have all terms.
 * @param {Index} index
 * @param {Question} question
 * @returns {Promise<Result>}
 */
async function exactly(index, question) {
  const { query, variants, plan, collected, options } = question, wanted = plan.groups.length;
  const found = wanted ? collected.found : [], sure = wanted ? collected.exact : true;
  const { hits, order, counts, seen } = await look(index, plan, collected, found, { ...options, every: options.exact, wanted, sure });
  // Brackets are text; who types them for quotation marks may want what is in them.
  const plain = hits.length ? unbracketed(query) : null;
  const complete = seen >= order.length;
  // What the index promised and the texts did not keep is not counted, once all are read.
  const kept = complete ? perReport(index, hits.map(({ number }) => number)) : counts;
  return {
    ...beside(index, question, wanted),
    passages: shown(index, question, hits, kept),
    suggestions: plain ? [plain] : [],
    total: complete ? hits.length : found.length - (seen - hits.length),
    exact: sure || complete,
    reports: hits.length ? kept.reduce((sum, count) => sum + Number(count > 0), 0) : 0,
    cut: async () => (variants ? cutting(index, question) : null),
  };
}

/**
 * Where nothing has all terms: the words of what was written without blanks one by one,
 * else the passages with most of the terms.
 * @param {Index} index
 * @param {Question} question
 * @param {Result} nothing the exact answer
 * @returns {Promise<Result>}
 */
async function nextBest(index, question, nothing) {
  const { query, plan, collected, options } = question, of = plan.groups.length;
  const cut = options.parted ? null : await cutting(index, question);
  const parted = cut === null ? null : await run(index, cut, { ...options, parted: true });
  if (cut !== null && parted?.passages.length) {
    const { total, reports, exact } = parted, terms = parse(cut).groups.length;
    const relaxed = parted.relaxed ?? { have: terms, of: terms, missing: [], total, reports, exact };
    return { ...parted, total: 0, exact: true, reports: 0, relaxed: { ...relaxed, cut } };
  }
  const suggestions = options.parted ? [] : await suggesting(index, plan, query, options);
  const { have, missing } = nearly(plan, collected.matched);
  // What the index promises its texts may not keep: then those with one term less.
  for (let wanted = Math.min(have, of - 1); wanted > 0; wanted--) {
    const some = having(collected.matched, wanted);
    const { hits, counts } = await look(index, plan, collected, some, { ...options, every: options.exact, wanted, sure: false });
    if (hits.length) {
      const passages = shown(index, question, hits, counts);
      return { ...nothing, ...beside(index, question, wanted), passages, suggestions, relaxed: { have: wanted, of, missing } };
    }
  }
  return { ...nothing, suggestions };
}

/**
 * The query with its words apart, or null where it has no more than were typed.
 * @param {Index} index
 * @param {Question} question
 * @returns {Promise<string | null>}
 */
const cutting = (index, { plan, query }) => atBest(null, async () => (await import("./help/cut.js")).cut(index, plan, query));

/**
 * What `help` gives; where that cannot be had, an answer without it is better than none.
 * @template T
 * @param {T} instead
 * @param {() => Promise<T>} help
 */
const atBest = (instead, help) => help().catch((error) => {
  if (error.name === "AbortError") throw error;
  console.warn(error);
  return instead;
});

/**
 * Queries near to this one that do find something.
 * @param {Index} index
 * @param {Plan} plan
 * @param {string} query
 * @param {Options} options
 */
const suggesting = (index, plan, query, options) => atBest(/** @type {string[]} */ ([]), async () => {
  const near = await (await import("./help/suggest.js")).suggest(index, plan, query);
  const results = await Promise.all(near.map((one) => run(index, one, { ...options, parted: true, limit: 1 })));
  return near.filter((_, nth) => results[nth].total);
});

/**
 * What is told beside the passages that have `wanted` of the terms.
 * @param {Index} index
 * @param {Question} question
 * @param {number} wanted
 * @returns {Pick<Result, "variants" | "records" | "days" | "relaxed" | "described" | "facets" | "lines">}
 */
function beside(index, { plan, masks, collected, options }, wanted) {
  const { lang = "zh-Hant", root } = options;
  const home = root ?? homeOf(lang);
  /**
   * @template {{names: Names, url: string}} T
   * @param {T} one
   */
  const addressed = ({ names, ...one }) => ({
    ...one, name: nameIn(index, names, lang), url: one.url && new URL(one.url, home).href,
  });
  const written = (/** @type {string[]} */ forms) =>
    (lang === "zh-Hans" ? [...new Set(forms.map((form) => simplified(index, form)))] : forms);
  return {
    variants: plan.shown.map((one) => ({ ...addressed(one), forms: written(one.forms) })),
    records: plan.records.map(addressed),
    days: plan.days.map(({ text, anchor }) => ({ text, url: new URL(`timeline/#${anchor}`, home).href })),
    relaxed: null,
    described: async () => (await (await import("./help/described.js")).described(index, plan)).map(addressed),
    lines: async () => {
      const asked = { ...options, every: true, wanted, sure: false };
      const { hits } = await look(index, plan, collected, having(collected.matched, wanted), asked);
      return (await import("./help/kwic.js")).lines(index, plan, hits.map(({ number }) => number), options);
    },
    facets: async (names = ["report", "section", "year", "period", "publisher", "author", "actor"]) =>
      (await import("./help/facets.js")).facets(index, collected.open, masks, lang, wanted, names),
  };
}

/**
 * The passages wanted of `hits`.
 * @param {Index} index
 * @param {Question} question
 * @param {Ranked[]} hits
 * @param {Uint32Array} counts
 * @returns {Hit[]}
 */
const shown = (index, { address, options: { limit = LIMIT } }, hits, counts) =>
  hits.slice(0, limit).map(({ rank: _, number, ...hit }) => ({
    ...hit, asked: address, inReport: counts[reportOf(index, number)],
  }));
