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
import { parse } from "./search-query.js";
import { closest, hitsIn, occurrences, snippet, wholeWord } from "./search-text.js";

export { SearchError };

const ROOT = new URL("../../", import.meta.url);
const INDEX = new URL("index/manifest.json", import.meta.url);

/** What a posting's level counts for: nothing, there, often, in a heading. */
const WORTH = [0, 1, 1.6, 4];
/** Forms by which a name inside a longer term is replaced, and phrases made so, at most. */
const FORMS = 4, PHRASES = 8;

let opened;

/** The index, opened once; `fresh` opens it anew, as after a new build. */
export function open(fresh = false) {
  if (!opened || fresh) {
    const attempt = openIndex(INDEX);
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
 * @property {{have: number, of: number, missing: string[]} | null} relaxed set when no
 *   passage has all terms: `passages` then have `have` of `of` of them, `total` is 0
 * @property {string[]} suggestions queries that do find something
 * @property {() => Promise<Facets>} facets counts over all passages found
 *
 * @typedef {object} Hit
 * @property {string} url absolute address of the block of the best hit
 * @property {string} report id, with `title`, `date`, `publisher`, `home` (its address)
 * @property {string} section id, with `path` (headings from the top) and `sectionUrl`
 * @property {string} block
 * @property {string} snippet text, with `marks` ([start, end][]) and `lang`
 * @property {number} score
 * @property {number} hits occurrences in the passage
 * @property {number} inReport passages found in the same report
 * @property {string[]} terms what was found, for marking on the page
 *
 * @typedef {{term: string, on: boolean, id: string, name: string, url: string, forms: string[]}} Expansion
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

async function run(index, query, options) {
  const { limit = 10, variants = true, words = false, sort = "relevance", filters = {}, lang = "zh-Hant", signal } = options;
  const stop = () => signal?.throwIfAborted();
  const plan = await makePlan(index, parse(query), { variants, words });
  stop();
  const none = () => ({ total: 0, exact: true, passages: [], reports: 0, variants: plan.shown, relaxed: null, suggestions: [], facets: async () => ({ report: [], year: [], publisher: [], actor: [] }) });
  if (!plan.groups.length) return none();

  const masks = await filterMasks(index, filters);
  let { found, exact } = collect(index, plan, Object.values(masks));
  let relaxed = null, wanted = plan.groups.length;
  let suggestions = [];
  if (!found.length && variants) {
    const most = nearly(index, plan, Object.values(masks));
    suggestions = await suggest(index, plan, query);
    if (most.have > 0 && wanted > 1) {
      found = most.found;
      wanted = most.have;
      exact = false;
      relaxed = { have: most.have, of: plan.groups.length, missing: most.missing };
    }
  }
  stop();
  const counts = perReport(index, found);
  const order = await arrange(index, plan, found, counts, sort);
  stop();

  const size = index.manifest.passages;
  const pool = Math.max(limit, Math.min(40, Math.floor(16000 / size)));
  const every = options.exact || (!exact && order.length <= pool);
  const hits = [];
  let seen = 0;
  while (seen < order.length && (every || hits.length < (sort === "relevance" ? pool : limit))) {
    const batch = order.slice(seen, seen + (every ? 200 : Math.max(1, Math.min(pool, limit) - hits.length)));
    seen += batch.length;
    const rows = await Promise.all(batch.map(index.passage));
    stop();
    rows.forEach((row, nth) => {
      const hit = check(index, plan, row, wanted, lang);
      if (hit) hits.push({ ...hit, rank: seen - batch.length + nth, number: batch[nth] });
    });
  }
  const verified = seen >= order.length;
  if (relaxed && verified && !hits.length) relaxed = null;
  if (sort === "relevance") {
    // Passages that were looked at are ordered by what they say; the rest keep their order.
    const scale = order.length ? plan.score[order[0]] : 1;
    for (const hit of hits) hit.score += 4 * (plan.score[hit.number] / (scale || 1));
    hits.sort((a, b) => b.score - a.score || a.rank - b.rank);
  }
  const passages = hits.slice(0, limit).map(({ rank, number, ...hit }) => ({
    ...hit, inReport: counts[reportOf(index, number)],
  }));
  return {
    total: relaxed || !found.length ? 0 : verified ? hits.length : found.length - (seen - hits.length),
    exact: exact || verified,
    passages,
    reports: relaxed ? 0 : counts.filter((count) => count > 0).length,
    variants: plan.shown,
    relaxed,
    suggestions,
    facets: () => facets(index, plan, masks, lang, wanted),
  };
}

// --- From the query to what is looked for ---------------------------------------

/**
 * Each group is a list of patterns of which one must occur, with the level of
 * every passage as far as the index tells; `sure` says whether that is certain.
 */
async function makePlan(index, parsed, { variants, words }) {
  const shown = new Map();
  const context = { index, variants, words, shown };
  const merged = variants ? await joinNames(index, parsed.groups) : parsed.groups;
  const build = (terms) => Promise.all(terms.map((term) => resolve(context, term)))
    .then((parts) => parts.filter(Boolean))
    .then((parts) => parts.length ? {
      text: terms.map((term) => term.text).join(" OR "),
      terms,
      patterns: parts.flatMap((part) => part.patterns),
      levels: union(index, parts.map((part) => part.levels)),
      sure: parts.every((part) => part.sure),
    } : null);
  const [groups, not] = await Promise.all([
    Promise.all(merged.map(build)),
    Promise.all(parsed.not.map((term) => build([term]))),
  ]);
  return { groups: groups.filter(Boolean), not: not.filter(Boolean), shown: [...shown.values()] };
}

/** Neighbouring tokens that are one name together (`Kim Jong-un`) become one term. */
async function joinNames(index, groups) {
  const out = [];
  for (let at = 0; at < groups.length; ) {
    let taken = 1;
    for (let end = Math.min(groups.length, at + 6); end > at + 1; end--) {
      const run = groups.slice(at, end);
      if (run.some((terms) => terms.length > 1 || terms[0].quoted)) continue;
      const text = run.map((terms) => terms[0].text).join(" ");
      if ((await named(index, index.key(text))).length) {
        out.push([{ text, quoted: false }]);
        taken = end - at;
        break;
      }
    }
    if (taken === 1) out.push(groups[at]);
    at += taken;
  }
  return out;
}

/** The records a folded form names, plural or not: `[record, occurs elsewhere too][]`. */
async function named(index, key) {
  if (!key) return [];
  const names = await index.namesFrom(String.fromCodePoint(key.codePointAt(0)));
  const singular = /[a-z]s$/.test(key) ? key.slice(0, -1) : `${key}s`;
  return own(names, key) ?? (/[a-z]$/.test(key) ? own(names, singular) : null) ?? [];
}

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

async function resolve({ index, variants, words, shown }, term) {
  const key = index.key(term.text);
  if (!key) return null;
  const latin = [...key].every((char) => char.codePointAt(0) < 0x2e80);
  const typed = { key, word: words, notIn: [], shown: term.text };
  const links = variants && !term.quoted ? await named(index, key) : [];
  if (links.length) {
    const records = await Promise.all(links.map(([nth]) => index.record(nth)));
    const patterns = latin ? [] : [typed];
    for (const record of records) {
      const forms = record.forms.filter((form) => form.size);
      for (const form of forms) patterns.push({ key: form.key, word: true, notIn: form.notIn, shown: form.shown });
      expand(shown, term, record, key);
    }
    const parts = records.map((record) => ({ levels: index.postings(record.entry).levels, sure: true }));
    if (!latin && links.some(([, elsewhere]) => elsewhere)) parts.push(await containing(index, typed));
    return { patterns, levels: union(index, parts.map((part) => part.levels)), sure: parts.every((part) => part.sure) };
  }
  const patterns = [typed];
  if (variants && !term.quoted && !latin) patterns.push(...(await phrases(index, term, key, shown)));
  const parts = await Promise.all(patterns.map((pattern) => containing(index, pattern)));
  return { patterns, levels: union(index, parts.map((part) => part.levels)), sure: parts.every((part) => part.sure) };
}

function expand(shown, term, record, key) {
  const forms = record.forms.filter((form) => form.size && form.key !== key).sort((a, b) => b.size - a.size);
  if (!forms.length || shown.has(record.id)) return;
  shown.set(record.id, { term: term.text, id: record.id, names: record.names, url: record.url, forms: forms.map((form) => form.shown) });
}

/** A longer term with the names in it replaced by their other names: 特朗普政府, 川普政府. */
async function phrases(index, term, key, shown) {
  const chars = [...key];
  const dictionaries = await Promise.all(chars.map((char) => index.namesFrom(char)));
  const segments = [];
  for (let at = 0, plain = ""; at <= chars.length; ) {
    let name = null;
    for (let end = Math.min(chars.length, at + 12); !name && end > at + 1; end--) {
      const form = chars.slice(at, end).join("");
      if (form !== key && own(dictionaries[at], form)) name = { form, links: own(dictionaries[at], form), length: end - at };
    }
    if (name || at === chars.length) {
      if (plain) segments.push({ options: [plain] });
      plain = "";
      if (!name) break;
      segments.push(name);
      at += name.length;
    } else plain += chars[at++];
  }
  if (!segments.some((segment) => segment.links)) return [];
  for (const segment of segments.filter((one) => one.links)) {
    const records = await Promise.all(segment.links.map(([nth]) => index.record(nth)));
    const forms = records.flatMap((record) => record.forms)
      .filter((form) => form.size && form.key !== segment.form && [...form.key].every((char) => !index.spaced(char)))
      .sort((a, b) => b.size - a.size);
    segment.options = [...new Set([segment.form, ...forms.slice(0, FORMS).map((form) => form.key)])];
    for (const record of records) expand(shown, { text: segment.form }, record, segment.form);
  }
  let made = [""];
  for (const { options } of segments) made = made.flatMap((start) => options.map((option) => start + option));
  return made.filter((phrase) => phrase !== key).slice(0, PHRASES)
    .map((phrase) => ({ key: phrase, word: false, notIn: [], shown: phrase }));
}

// --- From what is looked for to passages ----------------------------------------

/** The level of every passage for a pattern, from the grams of its key. */
async function containing(index, { key, word }) {
  const chars = [...key];
  if (chars.length < 3) return { levels: index.postings(await index.gram(chars)).levels, sure: !word };
  const triples = chars.length - 2;
  const step = Math.max(1, Math.ceil(triples / 8));
  const at = new Set([triples - 1]);
  for (let nth = 0; nth < triples; nth += triples > 5 ? Math.max(2, step) : 1) at.add(nth);
  const lists = await Promise.all([...at].map((nth) => triple(index, chars.slice(nth, nth + 3))));
  const levels = lists[0].levels;
  for (const list of lists.slice(1))
    for (let nth = 0; nth < levels.length; nth++) if (list.levels[nth] < levels[nth]) levels[nth] = list.levels[nth];
  return { levels, sure: !word && chars.length === 3 && lists[0].sure };
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

function union(index, lists) {
  if (lists.length === 1) return lists[0];
  const levels = new Uint8Array(index.manifest.passages);
  for (const list of lists) for (let nth = 0; nth < levels.length; nth++) if (list[nth] > levels[nth]) levels[nth] = list[nth];
  return levels;
}

/** The passages that may answer the plan; sets `plan.score`. */
function collect(index, plan, masks) {
  const size = index.manifest.passages;
  const score = (plan.score = new Float32Array(size));
  plan.matched = new Uint8Array(size);
  for (const group of plan.groups) {
    let there = 0;
    for (let nth = 0; nth < size; nth++) if (group.levels[nth]) there++;
    group.size = there;
    const rare = Math.log(1 + size / (1 + there));
    for (let nth = 0; nth < size; nth++) {
      const level = group.levels[nth];
      if (level) plan.matched[nth]++, (score[nth] += WORTH[level] * rare);
    }
  }
  let exact = plan.groups.every((group) => group.sure);
  for (const group of plan.not) {
    if (!group.sure && group.levels.some(Boolean)) exact = false;
    else for (let nth = 0; nth < size; nth++) if (group.levels[nth]) plan.matched[nth] = 0;
  }
  plan.open = Uint8Array.from(plan.matched);
  for (const mask of masks) for (let nth = 0; nth < size; nth++) if (!mask[nth]) plan.matched[nth] = 0;
  return { found: having(plan.matched, plan.groups.length), exact };
}

function having(matched, wanted) {
  const found = [];
  for (let nth = 0; nth < matched.length; nth++) if (matched[nth] >= wanted) found.push(nth);
  return found;
}

/** The passages that have most of the terms. */
function nearly(index, plan) {
  let have = 0;
  for (const count of plan.matched) if (count > have) have = count;
  return {
    have,
    found: have ? having(plan.matched, have) : [],
    missing: plan.groups.filter((group) => !group.size).map((group) => group.text),
  };
}

function perReport(index, found) {
  const counts = new Uint32Array(index.manifest.reports);
  for (const nth of found) counts[reportOf(index, nth)]++;
  return counts;
}

function reportOf({ core: { first } }, passage) {
  let low = 0, high = first.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (first[middle] <= passage) low = middle;
    else high = middle;
  }
  return low;
}

/** Passage numbers in the order in which they are to be looked at and shown. */
async function arrange(index, plan, found, counts, sort) {
  const keys = new Float64Array(found.length);
  const size = index.manifest.passages;
  const columns = sort === "relevance" ? null : await index.reports();
  found.forEach((passage, nth) => {
    const report = reportOf(index, passage);
    const day = columns && columns.years[report] * 512 + columns.days[report];
    const value = !columns
      ? Math.round((plan.score[passage] + 0.05 * Math.min(counts[report], 8)) * 1000)
      : sort === "newest" ? day : day ? 2 ** 21 - day : 0;
    keys[nth] = -(value * size + (size - 1 - passage));
  });
  keys.sort();
  return Array.from(keys, (key) => size - 1 - (-key % size));
}

// --- From passages to what is shown -----------------------------------------------

/** The hit that a passage is, or null where its text does not answer after all. */
function check(index, plan, row, wanted, lang) {
  const groups = plan.groups.map((group) => group.patterns);
  const met = new Set(), terms = new Map();
  let best = null, count = 0, heading = 0, near = Infinity, length = 0;
  for (const piece of row.pieces) {
    piece.folded ??= index.fold(piece.text);
    const { text } = piece.folded;
    for (const group of plan.not)
      if (group.patterns.some((pattern) => occurrences(text, pattern).length)) return null;
    length += text.length;
    const hits = hitsIn(text, groups);
    if (!hits.length) continue;
    const here = new Set(hits.map((hit) => hit.group));
    for (const hit of hits) {
      met.add(hit.group);
      terms.set(hit.pattern.key, hit.pattern);
    }
    count += hits.length;
    const head = piece.type === "title" || piece.type === "heading";
    if (head) heading = Math.max(heading, here.size / groups.length);
    near = Math.min(near, closest(hits, groups.length));
    const whole = hits.some((hit) => hit.pattern.word || wholeWord(text, hit.start, hit.end)) ? 1 : 0;
    // A heading is no passage to read: its text is shown above the snippet anyway.
    const worth = here.size * 10 + Math.min(hits.length, 6) + whole * 2 - (head ? 7 : 0) + (piece.lang === lang ? 1 : 0);
    if (!best || worth > best.worth) best = { worth, piece, hits, whole };
  }
  if (met.size < wanted) return null;
  const { piece, hits } = best;
  const { starts, ends } = piece.folded;
  const marks = hits.map((hit) => [starts[hit.start], ends[hit.end - 1]]);
  const cut = snippet(piece.text, marks);
  const local = (text, of) => (lang === "zh-Hans" && of !== "en" ? simplified(index, text) : text);
  const name = (names) => names[lang] ?? local(names["zh-Hant"] ?? Object.values(names)[0] ?? "");
  const at = new URL(lang === "zh-Hant" ? "." : `${lang}/`, ROOT);
  const url = new URL(row.report.url, at);
  const score = 3 * heading + Math.log1p((count * 200) / Math.max(length, 200)) + best.whole * 0.5 +
    (Number.isFinite(near) && groups.length > 1 ? 3 / (1 + near / 40) : 0) + met.size;
  return {
    url: `${url.href}#${piece.block}`,
    report: row.report.id,
    title: name(row.report.title),
    date: row.report.date,
    publisher: name(row.report.publisher),
    home: url.href,
    section: row.section,
    sectionUrl: new URL(row.url, at).href,
    path: row.path.map(name),
    block: piece.block,
    snippet: local(cut.text, piece.lang),
    marks: cut.marks,
    lang: piece.lang === "zh-Hant" && lang === "zh-Hans" ? lang : piece.lang,
    hits: count,
    score,
    terms: [...terms.values()].map((pattern) => pattern.shown),
  };
}

/** `text` in Simplified characters, one for one. */
export const simplified = ({ core }, text) => {
  let out = "";
  for (const char of text) out += core.script.get(char) ?? core.han.get(char) ?? char;
  return out;
};

// --- Facets ---------------------------------------------------------------------------

const publisherKey = (names) => names["zh-Hant"] ?? Object.values(names)[0] ?? "";

/** A mask of passages for every dimension that is filtered. */
async function filterMasks(index, filters) {
  const masks = {};
  const reports = async (dimension, keep) => {
    const columns = await index.reports(), mask = new Uint8Array(index.manifest.passages);
    const { first } = index.core;
    for (let nth = 0; nth < index.manifest.reports; nth++)
      if (keep(columns, nth)) mask.fill(1, first[nth], first[nth + 1]);
    masks[dimension] = mask;
  };
  const { report = [], year = [], publisher = [], actor = [] } = filters;
  if (report.length) {
    const wanted = new Set(report.map(index.hash));
    await reports("report", ({ ids }, nth) => wanted.has(ids[nth]));
  }
  if (year.length) await reports("year", ({ years }, nth) => year.includes(String(years[nth] || "")));
  if (publisher.length)
    await reports("publisher", (columns, nth) => publisher.includes(publisherKey(columns.publishers[columns.publisher[nth]])));
  if (actor.length) {
    const all = await index.actors();
    const chosen = all.filter((one) => actor.includes(one.id));
    masks.actor = union(index, [new Uint8Array(index.manifest.passages), ...chosen.map((one) => index.postings(one.entry).levels)]);
  }
  return masks;
}

/** Counts over what was found; a dimension's own filter does not narrow it. */
async function facets(index, plan, masks, lang, wanted) {
  const columns = await index.reports();
  const name = (names) => names[lang] ?? (lang === "zh-Hans" ? simplified(index, names["zh-Hant"] ?? "") : names["zh-Hant"] ?? Object.values(names)[0] ?? "");
  const without = (dimension) => {
    const others = Object.entries(masks).filter(([key]) => key !== dimension).map(([, mask]) => mask);
    return having(plan.open, wanted).filter((passage) => others.every((mask) => mask[passage]));
  };
  const tally = (dimension, of) => {
    const counts = new Map();
    for (const passage of without(dimension)) {
      const value = of(reportOf(index, passage));
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] > b[0] ? 1 : -1));
  };
  const chosen = await Promise.all(
    tally("report", (report) => report).slice(0, 12).map(async ([report, count]) => {
      const [id, , title] = await index.title(report);
      return { value: id, label: name(title), count };
    }),
  );
  const year = tally("year", (report) => columns.years[report]).filter(([value]) => value)
    .map(([value, count]) => ({ value: String(value), label: String(value), count })).sort((a, b) => b.value - a.value);
  const publisher = tally("publisher", (report) => columns.publisher[report])
    .map(([nth, count]) => ({ value: publisherKey(columns.publishers[nth]), label: name(columns.publishers[nth]), count }))
    .filter((facet) => facet.value);
  const base = without("actor");
  const actor = (await index.actors()).map((one) => {
    const { levels } = index.postings(one.entry);
    return { value: one.id, label: name(one.names), url: one.url, count: base.filter((passage) => levels[passage]).length };
  }).filter((facet) => facet.count).sort((a, b) => b.count - a.count).slice(0, 30);
  return { report: chosen, year, publisher, actor };
}

// --- When nothing is found ----------------------------------------------------------

/** Queries near to this one that find something: a name one slip away, a term in parts. */
async function suggest(index, plan, query) {
  const out = [];
  for (const group of plan.groups) {
    if (group.size) continue;
    for (const { text, quoted } of group.terms) {
      if (quoted) continue;
      const better = (await slips(index, index.key(text))) ?? (await parts(index, text));
      if (better && !out.includes(better)) out.push(query.replace(text, better));
    }
  }
  return out;
}

/** A form that occurs and is one slip away from `key`. */
async function slips(index, key) {
  const chars = [...key];
  if (chars.length < 3) return null;
  const names = await index.namesFrom(chars[0]);
  for (const form of Object.keys(names)) {
    if (form === key || !oneSlip(chars, [...form])) continue;
    const record = await index.record(names[form][0][0]);
    const known = record.forms.find((one) => one.key === form && one.size);
    if (known) return known.shown;
  }
  return null;
}

function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}

/** A term cut where it does not go on in any text; null where it has no such parts. */
async function parts(index, text) {
  const { text: key, starts, ends } = index.fold(text);
  const chars = [...key];
  if (chars.length < 4 || chars.length > 24 || chars.some((char) => char.length > 1)) return null;
  const pairs = await Promise.all(chars.slice(1).map((_, nth) => index.gram(chars.slice(nth, nth + 2)).then(index.postings)));
  const cuts = [];
  let from = 0, common = null;
  pairs.forEach(({ levels }, nth) => {
    const both = common ? levels.map((level, at) => Math.min(level, common[at])) : levels;
    if (both.some(Boolean)) common = both;
    else {
      if (nth + 1 - from > 1) cuts.push([from, nth + 1]);
      [from, common] = [nth + 1, null];
    }
  });
  if (chars.length - from > 1) cuts.push([from, chars.length]);
  if (!cuts.length || (cuts.length === 1 && cuts[0][1] - cuts[0][0] === chars.length)) return null;
  return cuts.map(([low, high]) => text.slice(starts[low], ends[high - 1])).join(" ");
}
