// @ts-check
// Which marks a lane of the drawn timeline shows: single ones in rows, or columns where
// there are too many of them.  Pure functions.
import { floor, LENGTHS, next, UNITS } from "./scale.js";

/**
 * @typedef {import("./scale.js").Unit} Unit
 *
 * @typedef {object} Told a dated statement
 * @property {number} nth
 * @property {number | null} first day; null is open
 * @property {number | null} last
 * @property {number} date its number
 * @property {string} mark qualifier
 * @property {number} kind 0 past, 1 planned, 2 in passing
 * @property {boolean} differs
 * @property {number} report
 * @property {number} event
 * @property {number[]} actors
 *
 * @typedef {object} Mark a statement in its row, in pixels
 * @property {Told} told
 * @property {number} x where it begins
 * @property {number} end
 * @property {number} row
 * @property {boolean} point
 *
 * @typedef {object} Column statements of one unit of time
 * @property {number} from first day
 * @property {number} to the day after the last
 * @property {number} x
 * @property {number} end
 * @property {number[]} counts by kind
 * @property {boolean} differs
 *
 * @typedef {object} Line statements of one date longer than the unit
 * @property {Told[]} told
 * @property {number} x
 * @property {number} end
 * @property {number} row
 * @property {boolean} mixed of several dates, for which there is no row left
 *
 * @typedef {object} View from the first day, to the day after the last, on so many pixels
 * @property {number} from
 * @property {number} to
 * @property {number} width
 */

/** A mark narrower than this is a dot of so much room. */
export const POINT = 9, ROOM = 15;
/** A lane of more rows is drawn by columns, none of them narrower than this. */
export const ROWS = 9, COLUMN = 9;
/** Rows of lines in a lane: what finds no place in them is one line below. */
const LINES = 5;

/**
 * Whether any part of the time that a date may mean is in view.
 * @param {Told} told
 * @param {View} view
 */
export const inView = ({ first, last }, { from, to }) => (first ?? last ?? 0) < to && (last ?? first ?? 0) >= from;

/**
 * Statements in rows, each in the first where it has room.
 * @param {Told[]} all in order of time
 * @param {View} view
 * @returns {Mark[]}
 */
export function packed(all, view) {
  const scale = view.width / (view.to - view.from);
  const place = shelves();
  // What is long lies at the bottom, where it disturbs least.
  const longest = [...all].sort((a, b) => length(b) - length(a) || (a.first ?? 0) - (b.first ?? 0) || a.nth - b.nth);
  return longest.map((told) => {
    const from = ((told.first ?? told.last ?? 0) - view.from) * scale;
    const to = ((told.last ?? told.first ?? 0) + 1 - view.from) * scale;
    const point = to - from < POINT, middle = (from + to) / 2;
    const x = point ? middle - ROOM / 2 : from, end = point ? middle + ROOM / 2 : to;
    return { told, x, end, row: place(x, end), point };
  });
}

/** @param {Told} told */
const length = ({ first, last }) => (last ?? first ?? 0) - (first ?? last ?? 0);

/**
 * Rows to be filled: a function that gives the first row free from `x` to `end`, and takes it.
 * @returns {(x: number, end: number) => number}
 */
function shelves() {
  /** @type {[number, number][][]} */
  const rows = [];
  return (x, end) => {
    let row = rows.findIndex((spans) => spans.every(([from, to]) => end <= from || x >= to));
    if (row < 0) row = rows.push([]) - 1;
    rows[row].push([x, end]);
    return row;
  };
}

/**
 * The unit by which columns stand: the finest of which they are wide enough.
 * @param {View} view
 * @returns {Unit}
 */
export function unitFor({ from, to, width }) {
  const scale = width / (to - from);
  return UNITS.find((unit) => LENGTHS[unit] * scale >= COLUMN) ?? "century";
}

/**
 * Statements by columns of `unit`, and those that do not fit in one by their date.
 * @param {Told[]} all
 * @param {View} view
 * @param {Unit} unit
 * @returns {{columns: Column[], lines: Line[]}}
 */
export function gathered(all, view, unit) {
  const scale = view.width / (view.to - view.from);
  const at = (/** @type {number} */ day) => (day - view.from) * scale;
  /** @type {Map<number, Column>} */
  const columns = new Map();
  /** @type {Map<number, Told[]>} */
  const long = new Map();
  for (const told of all) {
    const from = told.first === null ? NaN : floor(unit, told.first);
    if (told.last !== null && told.last < next(unit, from)) {
      const to = next(unit, from), column = columns.get(from) ?? { from, to, x: at(from), end: at(to), counts: [0, 0, 0], differs: false };
      column.counts[told.kind]++;
      column.differs ||= told.differs;
      columns.set(from, column);
    } else long.set(told.date, [...(long.get(told.date) ?? []), told]);
  }
  const place = shelves();
  const lines = [...long.values()].sort((a, b) => b.length - a.length || length(b[0]) - length(a[0])).map((own) => {
    const [{ first, last }] = own;
    const x = first === null ? 0 : Math.max(0, at(first)), end = last === null ? view.width : Math.min(view.width, at(last + 1));
    return { told: own, x, end, row: place(x, Math.max(end, x + 30)), mixed: false };
  });
  const kept = lines.filter(({ row }) => row < LINES), others = lines.filter(({ row }) => row >= LINES);
  if (others.length) {
    const told = others.flatMap((line) => line.told);
    kept.push({ told, x: Math.min(...others.map(({ x }) => x)), end: Math.max(...others.map(({ end }) => end)), row: LINES, mixed: true });
  }
  return { columns: [...columns.values()].sort((a, b) => a.from - b.from), lines: kept };
}

/**
 * The shortest time that holds `share` of all statements, with some room around it.
 * @param {Told[]} all
 * @param {number} share
 * @returns {[number, number]}
 */
export function densest(all, share) {
  const days = all.map(({ first, last }) => first ?? last ?? 0).sort((a, b) => a - b);
  const many = Math.max(1, Math.ceil(days.length * share));
  let best = 0;
  for (let nth = 0; nth + many <= days.length; nth++)
    if (days[nth + many - 1] - days[nth] < days[best + many - 1] - days[best]) best = nth;
  const from = days[best] ?? 0, to = (days[best + many - 1] ?? 0) + 1, room = Math.max(5, (to - from) * 0.04);
  return [from - room, to + room];
}
