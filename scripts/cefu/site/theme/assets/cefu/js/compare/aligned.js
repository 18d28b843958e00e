// Passages of several reports side by side: which stand in one row, by what they tell the date of.

/**
 * @typedef {import("../search/help/kwic.js").Line} Line
 *
 * @typedef {object} Statement
 * @property {string} block
 * @property {number} start of the date's words in the block, in characters
 * @property {number} end
 * @property {string} date in words
 * @property {number} from first day as 20180427, 0 where there is none
 * @property {string} event '' of none
 *
 * @typedef {{name: string, page: string, dates: string[]}} Event `dates` where reports contradict
 *   each other
 * @typedef {{statements: Statement[], events: Record<string, Event>}} Dates `dates.json` of a report
 *
 * @typedef {object} Passage
 * @property {Line} line the first of its places
 * @property {string} text sentences that have what was asked for
 * @property {[number, number][]} marks places in `text`
 * @property {Statement | null} told the statement whose date it stands under
 *
 * @typedef {object} Row
 * @property {string} date in words; '' where none is told
 * @property {Event | null} event
 * @property {number} from
 * @property {Passage[][]} columns by report
 */

const SENTENCE = /[^。！？!?]*[。！？!?]?[」』”’）)]*/gu;

/**
 * The sentences of a text, as places in it.
 * @param {string} text
 * @returns {[number, number][]}
 */
export const sentences = (text) =>
  [...text.matchAll(SENTENCE)].filter(([one]) => one).map((match) => [match.index, match.index + match[0].length]);

/**
 * The passages of one report: of each block the sentences with what was asked for, under the
 * date told in them, else under the nearest of the block.
 * @param {Line[]} lines
 * @param {Dates} dates
 * @returns {Passage[]}
 */
export function passages(lines, dates) {
  /** @type {Map<string, Line[]>} */
  const blocks = new Map();
  for (const line of lines) blocks.set(line.block, [...(blocks.get(line.block) ?? []), line]);
  return [...blocks.values()].map((own) => {
    const [line] = own, around = sentences(line.text).filter(([from, to]) => own.some(({ start }) => start >= from && start < to));
    let text = "";
    /** @type {[number, number][]} */
    const marks = [];
    around.forEach(([from, to], nth) => {
      const gap = nth && around[nth - 1][1] < from ? "…" : "";
      for (const { start, end } of own) if (start >= from && start < to) marks.push([text.length + gap.length + start - from, text.length + gap.length + Math.min(end, to) - from]);
      text += gap + line.text.slice(from, to);
    });
    return { line, text, marks, told: statementOf(line, around, dates.statements.filter(({ block }) => block === line.block)) };
  });
}

/**
 * The statement of a block under which a passage stands.
 * @param {Line} line
 * @param {[number, number][]} around the sentences of the passage
 * @param {Statement[]} statements of the block
 */
function statementOf({ text, start }, around, statements) {
  const at = [...text.slice(0, start)].length;
  const chars = around.map(([from, to]) => [[...text.slice(0, from)].length, [...text.slice(0, to)].length]);
  const near = [...statements].sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at));
  const inside = near.filter((one) => chars.some(([from, to]) => one.start >= from && one.start < to));
  // What is told of an event says more than a bare date.
  return inside.find(({ event }) => event) ?? inside[0] ?? near[0] ?? null;
}

/**
 * Rows in order of time, those without a date last.
 * @param {Passage[][]} columns by report
 * @param {Dates[]} dates by report
 * @returns {Row[]}
 */
export function aligned(columns, dates) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  columns.forEach((own, nth) => {
    for (const passage of own) {
      const { told } = passage, event = told?.event ? dates[nth].events[told.event] ?? null : null;
      const key = !told ? "" : told.event ? `event ${told.event}` : `date ${told.date}`;
      let row = rows.get(key);
      if (!row) rows.set(key, row = { date: told?.date ?? "", event, from: told?.from ?? 0, columns: columns.map(() => []) });
      row.columns[nth].push(passage);
      if (told?.from && (!row.from || told.from < row.from)) row.from = told.from;
      // Of an event the dates that these reports tell, one after the other.
      if (told && !row.date.split(" ／ ").includes(told.date)) row.date += ` ／ ${told.date}`;
    }
  });
  return [...rows.values()].sort((a, b) => Number(!a.date) - Number(!b.date) || a.from - b.from);
}
