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
 * them; Latin names then count as whole words only.
 */

import { openIndex, SearchError } from "./search-index.js";
import { loose, stems } from "./search-english.js";
import { SITE } from "./search-place.js";
import { parse, unbracketed } from "./search-query.js";
import { otherNumbers } from "./search-numbers.js";
import { containing, makePlan, named, segment, union } from "./search-plan.js";
import { arrange, collect, having, nameIn, nearly, perReport, reportOf, simplified } from "./search-rank.js";
import { apart, closest, hitsIn, occurrences, snippet, wholeWord } from "./search-text.js";

// What the modules beside the engine need of it.
export {
  containing, having, loose, named, nameIn, occurrences, otherNumbers, reportOf, SearchError, segment, stems, unbracketed, union,
};

const INDEX = new URL("assets/cefu/index/start.bin", SITE);
/** Passages wanted where nothing is said. */
const LIMIT = 10;
/** In an archive of so few passages, which lie in a few files, so many are read at once. */
const SMALL = 128, SPARE = 40;

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
 * @property {{text: string, word: boolean}[]} terms what was looked for, for marking on the
 *   page: as typed first, then what occurs most
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

/** The root of a language. */
const homeOf = (lang) => (lang === "zh-Hant" ? SITE : new URL(`${lang}/`, SITE));

/**
 * The answer to a query; where no passage has all its terms, that to the next best:
 * its words one by one, if it was written without blanks, else those with most of them.
 */
async function run(index, query, options) {
  const { variants = true, words = false, filters = {}, signal } = options;
  const plan = await makePlan(index, parse(query), { variants, words });
  const narrowed = Object.values(filters).some((values) => values?.length);
  const masks = narrowed ? await (await import("./search-facets.js")).filterMasks(index, filters) : {};
  signal?.throwIfAborted();
  const all = plan.groups.length;
  const { found, exact } = all ? collect(index, plan, Object.values(masks)) : { found: [], exact: true };
  const asked = { ...options, every: options.exact };
  const seen = await look(index, plan, found, { ...asked, wanted: all, exact });
  const told = tell(index, plan, masks, options, all);
  if (seen.hits.length || !all || !variants) {
    const { hits, order } = seen, verified = seen.seen >= order.length;
    const total = verified ? hits.length : found.length - (seen.seen - hits.length);
    const reports = hits.length ? seen.counts.reduce((sum, count) => sum + (count > 0), 0) : 0;
    const cut = variants ? () => cutting(index, plan, query) : async () => null;
    // Brackets are text; who types them for quotation marks may want what is in them.
    const plain = hits.length ? unbracketed(query) : null;
    const suggestions = plain ? [plain] : [];
    return { ...told, ...passagesOf(index, seen, options), suggestions, total, exact: exact || verified, reports, relaxed: null, cut };
  }
  const cut = options.parted ? null : await cutting(index, plan, query);
  const parted = cut && (await run(index, cut, { ...options, parted: true }));
  if (parted?.passages.length) {
    const { total, reports, exact: sure } = parted, of = parse(cut).groups.length;
    const relaxed = parted.relaxed ?? { have: of, of, missing: [], total, reports, exact: sure };
    return { ...parted, total: 0, exact: true, reports: 0, relaxed: { ...relaxed, cut } };
  }
  const suggestions = options.parted ? [] : await suggesting(index, plan, query, options);
  const none = { ...told, passages: [], total: 0, exact: true, reports: 0, relaxed: null, suggestions, cut: async () => null };
  const most = nearly(plan);
  // What the index promises its texts may not keep: then those with one term less.
  for (let wanted = Math.min(most.have, all - 1); wanted > 0; wanted--) {
    const some = having(plan.matched, wanted);
    const nearest = await look(index, plan, some, { ...asked, wanted, exact: false });
    if (nearest.hits.length)
      return {
        ...none, ...tell(index, plan, masks, options, wanted), ...passagesOf(index, nearest, options), suggestions,
        relaxed: { have: wanted, of: all, missing: most.missing },
      };
  }
  return none;
}

/** The query with its words apart, or null where it has no more than were typed. */
const cutting = async (index, plan, query) => (await import("./search-cut.js")).cut(index, plan, query);

/** Queries near to this one that do find something. */
async function suggesting(index, plan, query, options) {
  const near = await (await import("./search-suggest.js")).suggest(index, plan, query);
  const results = await Promise.all(near.map((one) => run(index, one, { ...options, parted: true, limit: 1 })));
  return near.filter((_, nth) => results[nth].total);
}

/** What a plan tells beside the passages that have `wanted` of its terms. */
function tell(index, plan, masks, { lang = "zh-Hant", root }, wanted) {
  const home = root ?? homeOf(lang);
  const addressed = ({ names, ...one }) => ({
    ...one, name: nameIn(index, names, lang), url: one.url && new URL(one.url, home).href,
  });
  const written = (forms) => (lang === "zh-Hans" ? [...new Set(forms.map((form) => simplified(index, form)))] : forms);
  return {
    variants: plan.shown.map((one) => ({ ...addressed(one), forms: written(one.forms) })),
    records: plan.records.map(addressed),
    suggestions: [],
    described: async () => (await (await import("./search-described.js")).described(index, plan)).map(addressed),
    facets: async (names = ["report", "year", "publisher", "actor"]) =>
      (await import("./search-facets.js")).facets(index, plan, masks, lang, wanted, names),
  };
}

/** The passages wanted of those that were looked at. */
const passagesOf = (index, { hits, counts }, { limit = LIMIT }) => ({
  passages: hits.slice(0, limit).map(({ rank, number, ...hit }) => ({ ...hit, inReport: counts[reportOf(index, number)] })),
});

/** Candidates in order, and those of them that were read and do answer. */
async function look(index, plan, found, asked) {
  const counts = perReport(index, found);
  const order = await arrange(index, plan, found, counts, asked.sort ?? "relevance");
  return { counts, order, ...(await verify(index, plan, order, asked)) };
}

/**
 * Reads the texts of as many passages as are wanted, in order, and keeps those
 * that do answer.  In a small archive more are read than wanted, so that what
 * the texts say can change the order.
 */
async function verify(index, plan, order, asked) {
  const { limit = LIMIT, lang = "zh-Hant", sort = "relevance", wanted, signal, every, exact } = asked;
  const home = asked.root ?? homeOf(lang);
  const pool = sort === "relevance" && index.manifest.passages <= SMALL ? Math.max(limit, SPARE) : limit;
  const all = every || (!exact && order.length <= pool);
  const hits = [];
  let seen = 0;
  while (seen < order.length && (all || hits.length < pool)) {
    const batch = order.slice(seen, seen + Math.min(200, all ? 200 : pool - hits.length));
    const rows = await Promise.all(batch.map(index.passage));
    signal?.throwIfAborted();
    rows.forEach((row, nth) => {
      const hit = check(index, plan, row, wanted, lang, home);
      if (hit) hits.push({ ...hit, rank: seen + nth, number: batch[nth] });
    });
    seen += batch.length;
  }
  if (sort === "relevance") {
    const scale = plan.score?.[order[0]] || 1;
    for (const hit of hits) hit.score += (4 * plan.score[hit.number]) / scale;
    hits.sort((a, b) => b.score - a.score || a.rank - b.rank);
  }
  return { hits, seen };
}

/** Where a text that is shown has hits. */
function marksIn(index, shown, groups, english) {
  const { text, starts, ends } = index.fold(shown);
  return apart(hitsIn(text, groups, english).map(({ start, end }) => [starts[start], ends[end - 1]]));
}

/** The hit that a passage is, or null where its text does not answer after all. */
function check(index, plan, row, wanted, lang, home) {
  const groups = plan.groups.map((group) => group.patterns);
  const met = new Set(), asTyped = new Set();
  let best = null, count = 0, heading = 0, near = Infinity, length = 0;
  for (const piece of row.pieces) {
    // A gist is no text: it is found by its words, where those are sought.
    const gist = piece.type === "gist";
    if (gist && !plan.variants) continue;
    piece.folded ??= index.fold(piece.text);
    const { text } = piece.folded;
    for (const group of gist ? [] : plan.not)
      if (group.patterns.some((pattern) => occurrences(text, pattern).length)) return null;
    if (!gist) length += text.length;
    const hits = hitsIn(text, groups, piece.lang === "en");
    if (!hits.length) continue;
    const here = new Set(hits.map((hit) => hit.group));
    for (const hit of hits) {
      met.add(hit.group);
      if (hit.pattern.typed) asTyped.add(hit.group);
    }
    // Counted is what the reader will see: the text, not what stands for it in English.
    if (piece.lang !== "en") count += apart(hits.map(({ start, end }) => [start, end])).length;
    const head = piece.type === "title" || piece.type === "heading";
    if (head) heading = Math.max(heading, here.size / groups.length);
    near = Math.min(near, closest(hits, groups.length));
    const whole = hits.some((hit) => hit.pattern.word || wholeWord(text, hit.start, hit.end)) ? 1 : 0;
    // A heading is no passage to read: it is shown above the snippet anyway.
    const worth = here.size * 10 + Math.min(hits.length, 6) + whole * 2 - (head ? 1000 : 0) + (piece.lang === lang ? 1 : 0);
    if (!best || worth > best.worth) best = { worth, piece, hits, whole };
  }
  if (met.size < wanted) return null;
  const { piece, hits } = best;
  const { starts, ends } = piece.folded;
  const marks = hits.map((hit) => [starts[hit.start], ends[hit.end - 1]]);
  const cut = snippet(piece.text, marks);
  const hans = lang === "zh-Hans" && piece.lang !== "en";
  const name = (names) => nameIn(index, names, lang);
  const path = row.path.map(name);
  const url = new URL(row.report.url, home);
  const score = 3 * heading + Math.log1p((count * 200) / Math.max(length, 200)) + best.whole * 0.5 +
    (Number.isFinite(near) && groups.length > 1 ? 3 / (1 + near / 40) : 0) + met.size + asTyped.size / groups.length;
  return {
    url: `${url.href}#${piece.block}`,
    report: row.report.id,
    title: name(row.report.title),
    date: row.report.date,
    publisher: name(row.report.publisher),
    home: url.href,
    section: row.section,
    sectionUrl: new URL(row.url, home).href,
    path,
    pathMarks: path.map((text) => marksIn(index, text, groups, lang === "en")),
    block: piece.block,
    type: piece.type,
    snippet: hans ? simplified(index, cut.text) : cut.text,
    marks: cut.marks,
    lang: hans ? lang : piece.lang,
    hits: count || apart(marks).length,
    score,
    terms: plan.terms,
  };
}

