// @ts-check
// From counts in reports to points of a chart: by report or by year, per 10,000 characters.
// Pure.

/**
 * @typedef {[id: string, name: string, date: string, first: number | null, last: number | null,
 *   doubt: number, characters: number]} Report
 * @typedef {object} Point
 * @property {string} name of the report, or the year
 * @property {string[]} ids of the reports it sums up
 * @property {number | null} day in its middle; null is unknown
 * @property {boolean} doubt about its date
 * @property {number} characters
 * @property {number[]} counts by term
 */

/** So many characters the counts are told for. */
const PER = 10_000;

/**
 * A point for each report, in their order, or for each year that has any.
 * @param {Report[]} reports
 * @param {Map<string, number>[]} counts of each term by report
 * @param {boolean} yearly
 * @returns {Point[]}
 */
export function points(reports, counts, yearly) {
  const single = reports.map(([id, name, , first, last, doubt, characters]) => ({
    name, ids: [id], day: first === null || last === null ? null : (first + last) / 2, doubt: Boolean(doubt), characters,
    counts: counts.map((count) => count.get(id) ?? 0),
  }));
  if (!yearly) return single;
  /** @type {Map<string, Point>} */
  const years = new Map();
  for (const one of single) {
    const year = one.day === null ? null : new Date(one.day * 86_400_000).getUTCFullYear();
    const name = year === null ? "–" : String(year);
    const day = year === null ? null : new Date(0).setUTCFullYear(year, 6, 2) / 86_400_000;
    const own = years.get(name) ?? { name, ids: [], day, doubt: false, characters: 0, counts: counts.map(() => 0) };
    own.ids.push(...one.ids);
    own.characters += one.characters;
    own.doubt ||= one.doubt;
    one.counts.forEach((count, nth) => { own.counts[nth] += count; });
    years.set(name, own);
  }
  return [...years.values()].sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity));
}

/**
 * Per 10,000 characters.
 * @param {number} count
 * @param {number} characters
 */
export const rate = (count, characters) => (characters ? (count * PER) / characters : 0);

/**
 * The end of an axis and its steps: round numbers, four to five of them.
 * @param {number} most
 * @returns {{top: number, step: number}}
 */
export function axisFor(most) {
  const rough = Math.max(most, 0.001) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((nth) => nth * power >= rough) ?? 10) * power;
  return { top: step * Math.ceil(Math.max(most, 0.001) / step), step };
}

/**
 * The terms of a query, parted by commas outside of quotation marks.
 * @param {string} query
 */
export const termsOf = (query) => (query.match(/(?:"[^"]*"|「[^」]*」|“[^”]*”|[^,，;；\n])+/gu) ?? []).map((term) => term.trim()).filter(Boolean);
