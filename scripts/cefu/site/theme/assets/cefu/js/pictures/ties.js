// @ts-check
// Who shares how many passages, within a choice of reports, years and kinds.  Pure.

/**
 * @typedef {[id: string, name: string, group: string, x: number, y: number, r: number, named: number]} Node
 * @typedef {[report: number, anchor: string, nodes: number[], years: [number, number] | null]} Passage
 * @typedef {object} Data as `network/network.json` has it
 * @property {Node[]} nodes
 * @property {[id: string, name: string][]} reports
 * @property {[number, number][]} kin
 * @property {Passage[]} passages
 *
 * @typedef {object} Choice
 * @property {number} report -1 is all
 * @property {number | null} from
 * @property {number | null} to
 * @property {Set<string>} groups
 *
 * @typedef {{one: number, other: number, passages: Passage[]}} Tie
 */

/**
 * The ties within a choice, those with most passages first, how many passages were looked at,
 * and in how many each node is named.
 * @param {Data} data
 * @param {Choice} choice
 * @returns {{ties: Tie[], looked: number, named: number[]}}
 */
export function tied({ nodes, kin, passages }, { report, from, to, groups }) {
  const apart = new Set(kin.map(([one, other]) => one * nodes.length + other));
  /** @type {Map<number, Tie>} */
  const found = new Map(), named = nodes.map(() => 0);
  let looked = 0;
  for (const passage of passages) {
    const [own, , here, years] = passage;
    if (report >= 0 && own !== report) continue;
    if ((from !== null || to !== null) && (!years || years[0] > (to ?? Infinity) || years[1] < (from ?? -Infinity))) continue;
    looked++;
    const shown = here.filter((node) => groups.has(nodes[node][2]));
    for (const node of shown) named[node]++;
    shown.forEach((one, nth) => {
      for (const other of shown.slice(nth + 1)) {
        const key = one * nodes.length + other;
        if (apart.has(key)) continue;
        const tie = found.get(key) ?? { one, other, passages: [] };
        tie.passages.push(passage);
        found.set(key, tie);
      }
    });
  }
  const ties = [...found.values()].sort((a, b) => b.passages.length - a.passages.length || a.one - b.one || a.other - b.other);
  return { ties, looked, named };
}

/**
 * The nearest node on a side, or null: what is off the line counts double.
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number, nth: number}[]} others
 * @param {string} key of an arrow
 */
export function nearest(from, others, key) {
  const along = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (!along) return null;
  let best = null, least = Infinity;
  for (const other of others) {
    const x = other.x - from.x, y = other.y - from.y;
    const ahead = x * along[0] + y * along[1], aside = Math.abs(x * along[1]) + Math.abs(y * along[0]);
    if (ahead > 0 && ahead + 2 * aside < least) [best, least] = [other, ahead + 2 * aside];
  }
  return best;
}
