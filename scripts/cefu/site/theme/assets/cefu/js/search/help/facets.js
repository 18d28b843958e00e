// Narrowing a search by report, section, year, period, publisher, author and actor, and counting by them.
// Loaded when first needed.
import { having, nameIn, reportOf, union } from "../engine/engine.js";

/**
 * @typedef {import("../engine/types.js").Filters} Filters
 * @typedef {import("../engine/types.js").Index} Index
 * @typedef {import("../engine/types.js").Names} Names
 * @typedef {{value: string, label: string, count: number, url?: string}} Facet
 * @typedef {Record<keyof Filters, Facet[]>} Facets
 */

/** So many values of a facet are told at most. */
const REPORTS = 12, ACTORS = 30, AUTHORS = 30;

/** What a filter by these names says. @param {Names} names */
const nameKey = (names) => names["zh-Hant"] ?? Object.values(names)[0] ?? "";

/**
 * The first heading over a passage, within its report.
 * @param {import("../engine/types.js").Row} row
 */
const sectionKey = ({ report, path }) => `${report.id}:${nameKey(path[0] ?? {})}`;

/**
 * The passages that tell of dates in a year, by year; of dates told to the month at least.
 * @param {Index} index
 * @param {(year: string) => boolean} wanted
 */
async function periods(index, wanted) {
  /** @type {Map<string, Set<number>>} */
  const found = new Map();
  const months = (index.manifest.dates ?? []).filter((month) => wanted(String(Math.floor(month / 100))));
  const all = await Promise.all(months.map(async (month) => ({ year: String(Math.floor(month / 100)), rows: await index.dated(month) })));
  for (const { year, rows } of all) {
    const passages = found.get(year) ?? new Set();
    found.set(year, passages);
    for (const [, , , , told] of rows) for (const [passage] of told) passages.add(passage);
  }
  return found;
}

/**
 * A mask of passages for every dimension that is filtered.
 * @param {Index} index
 * @param {Partial<Filters>} filters
 */
export async function filterMasks(index, filters) {
  /** @type {Record<string, Uint8Array>} */
  const masks = {};
  /** @param {(columns: import("../engine/types.js").Columns, nth: number) => boolean} keep */
  const reports = async (keep) => {
    const columns = await index.reports(), mask = new Uint8Array(index.manifest.passages);
    const { first } = index.core;
    for (let nth = 0; nth < index.manifest.reports; nth++) if (keep(columns, nth)) mask.fill(1, first[nth], first[nth + 1]);
    return mask;
  };
  const { report = [], section = [], year = [], period = [], publisher = [], author = [], actor = [] } = filters;
  if (section.length) {
    const wanted = new Set(section.map((value) => index.hash(value.slice(0, value.indexOf(":")))));
    const ids = await index.ids(), mask = (masks.section = new Uint8Array(index.manifest.passages)), { first } = index.core;
    await Promise.all(ids.map(async (id, nth) => {
      if (!wanted.has(id)) return;
      for (let passage = first[nth]; passage < first[nth + 1]; passage++)
        if (section.includes(sectionKey(await index.passage(passage)))) mask[passage] = 1;
    }));
  }
  if (period.length) {
    const mask = (masks.period = new Uint8Array(index.manifest.passages));
    for (const passages of (await periods(index, (one) => period.includes(one))).values()) for (const passage of passages) mask[passage] = 1;
  }
  if (report.length) {
    const wanted = new Set(report.map(index.hash));
    const ids = await index.ids();
    masks.report = await reports((_, nth) => wanted.has(ids[nth]));
  }
  if (year.length) masks.year = await reports(({ years }, nth) => year.includes(String(years[nth] || "")));
  if (publisher.length)
    masks.publisher = await reports((columns, nth) => publisher.includes(nameKey(columns.publishers[columns.publisher[nth]])));
  if (author.length)
    masks.author = await reports((columns, nth) => columns.author[nth].some((one) => author.includes(nameKey(columns.authors[one]))));
  if (actor.length) {
    const all = await index.actors();
    const chosen = all.filter((one) => actor.includes(one.id));
    masks.actor = union(index, [new Uint8Array(index.manifest.passages), ...chosen.map((one) => index.postings(one.entry).levels)]);
  }
  return masks;
}

/**
 * Counts over what was found; a dimension's own filter does not narrow it.
 * Only the dimensions in `names` are counted: actors need every record's postings.
 * @param {Index} index
 * @param {Uint8Array} open how many groups each passage has
 * @param {Record<string, Uint8Array>} masks
 * @param {string} lang
 * @param {number} wanted groups that a passage must have
 * @param {(keyof Facets)[]} names
 * @returns {Promise<Partial<Facets>>}
 */
export async function facets(index, open, masks, lang, wanted, names) {
  const columns = await index.reports();
  const name = (/** @type {Names} */ of) => nameIn(index, of, lang);
  const without = (/** @type {string} */ dimension) => {
    const others = Object.entries(masks).filter(([key]) => key !== dimension).map(([, mask]) => mask);
    return having(open, wanted).filter((passage) => others.every((mask) => mask[passage]));
  };
  /**
   * @param {string} dimension
   * @param {(report: number) => number[]} of
   */
  const tally = (dimension, of) => {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const passage of without(dimension))
      for (const value of of(reportOf(index, passage))) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] > b[0] ? 1 : -1));
  };
  /** @type {Record<keyof Facets, () => Promise<Facet[]>>} */
  const counters = {
    report: () => Promise.all(tally("report", (report) => [report]).slice(0, REPORTS).map(async ([report, count]) => {
      const [id, , title] = await index.title(report);
      return { value: id, label: name(title), count };
    })),
    year: async () => tally("year", (report) => [columns.years[report]]).filter(([value]) => value)
      .map(([value, count]) => ({ value: String(value), label: String(value), count }))
      .sort((a, b) => Number(b.value) - Number(a.value)),
    publisher: async () => tally("publisher", (report) => [columns.publisher[report]])
      .map(([nth, count]) => ({ value: nameKey(columns.publishers[nth]), label: name(columns.publishers[nth]), count }))
      .filter((facet) => facet.value),
    author: async () => tally("author", (report) => columns.author[report])
      .map(([nth, count]) => ({ value: nameKey(columns.authors[nth]), label: name(columns.authors[nth]), count }))
      .filter((facet) => facet.value).slice(0, AUTHORS),
    section: async () => {
      const base = without("section");
      // Sections are told apart within a report; headings of different reports are no choice.
      if (!base.length || base.some((passage) => reportOf(index, passage) !== reportOf(index, base[0]))) return [];
      /** @type {Map<string, Facet>} */
      const found = new Map();
      for (const row of await Promise.all(base.map(index.passage))) {
        const value = sectionKey(row), known = found.get(value);
        if (known) known.count++;
        else found.set(value, { value, label: name(row.path[0] ?? {}), count: 1 });
      }
      return [...found.values()];
    },
    period: async () => {
      const base = new Set(without("period"));
      return [...await periods(index, () => true)].map(([value, passages]) =>
        ({ value, label: value, count: [...passages].filter((passage) => base.has(passage)).length }))
        .filter((facet) => facet.count).sort((a, b) => Number(b.value) - Number(a.value));
    },
    actor: async () => {
      const base = without("actor");
      return (await index.actors()).map((one) => {
        const { levels } = index.postings(one.entry);
        let count = 0;
        for (const passage of base) if (levels[passage]) count++;
        return { value: one.id, label: name(one.names), url: one.url, count };
      }).filter((facet) => facet.count).sort((a, b) => b.count - a.count).slice(0, ACTORS);
    },
  };
  return Object.fromEntries(await Promise.all(names.map(async (key) => [key, await counters[key]()])));
}
