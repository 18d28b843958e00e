/**
 * Records that a query in English describes: `leader of North Korea`.  Loaded when
 * first needed.
 */

import { stems, stemsOf } from "../engine/engine.js";

/**
 * @typedef {import("../engine/types.js").Index} Index
 * @typedef {import("../engine/types.js").Plan} Plan
 */

/** So many at most are told, out of so many looked at. */
const TOLD = 4, SEEN = 12;

/**
 * The records in whose English name or description all of the query stands, first those
 * in which it stands together and near the beginning.
 * @param {Index} index
 * @param {Plan} plan
 */
export async function described(index, plan) {
  const { groups } = plan;
  const latin = (/** @type {string} */ text) => /^[\0-\u2e7f]+$/.test(text);
  if (!groups.length || !groups.every(({ text }) => latin(text))) return [];
  // A name by itself asks for what has it.
  if (groups.length === 1 && groups[0].named.length) return [];
  const sets = await Promise.all(groups.map(async ({ terms, named }) => {
    const forms = named.flatMap(({ record }) => record.forms.map((form) => form.key).filter(latin));
    const ways = new Set([...terms.map(({ text }) => index.key(text)), ...forms]);
    const found = await Promise.all([...ways].map((way) => having(index, way)));
    return new Set(found.flat());
  }));
  const known = new Set(plan.records.map(({ id }) => id));
  const both = [...sets[0]].filter((nth) => sets.every((set) => set.has(nth))).sort((a, b) => a - b);
  const records = await Promise.all(both.slice(0, SEEN).map(index.record));
  const asked = new Set(groups.flatMap(({ terms }) => terms.flatMap(({ text }) => [...stemsOf(index.key(text))])));
  const far = (/** @type {{described: string}} */ { described }) => {
    const at = stems(index.key(described)).filter(([stem]) => asked.has(stem)).map(([, start]) => start);
    return at.at(-1) ?? 0;
  };
  return records.filter(({ id, url }) => url && !known.has(id))
    .sort((a, b) => far(a) - far(b)).slice(0, TOLD)
    .map(({ id, names, url }) => ({ id, names, url }));
}

/**
 * The numbers of the records that have all words of `key`, in whatever form.
 * @param {Index} index
 * @param {string} key
 */
async function having(index, key) {
  const [first = [], ...others] = await Promise.all([...stemsOf(key)].map(async (word) => (await index.word(word)).records));
  return first.filter((nth) => others.every((records) => records.includes(nth)));
}
