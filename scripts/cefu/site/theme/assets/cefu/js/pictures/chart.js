// @ts-check
// A chart of rates over time: points by shape and colour, joined by thin lines, named at the right.
import { axisFor, rate } from "./rates.js";
import { namer, ticks } from "./scale.js";
import { draw, fitting, widthOf } from "./svg.js";

/** @typedef {import("./rates.js").Point} Point */

/** Room around the field; its height; that of a row of names below. */
const LEFT = 44, TOP = 22, HEIGHT = 260, ROW = 14;
/** Fewer occurrences than these are drawn hollow. */
const FEW = 5;

/**
 * @param {Point[]} points with a day, in order of time
 * @param {string[]} terms
 * @param {{width: number, label: string, axis: string, yearly: boolean, lang: string,
 *   told: (point: Point, nth: number) => string}} how
 */
export function chart(points, terms, { width, label, axis, yearly, lang, told }) {
  const names = Math.min(width * 0.3, 12 + Math.max(...terms.map((term) => widthOf(term, 12)))), right = width - names - 12;
  const days = points.map(({ day }) => day ?? 0), room = Math.max(20, (days[days.length - 1] - days[0]) * 0.04);
  const from = days[0] - room, to = days[days.length - 1] + room;
  const { top, step } = axisFor(Math.max(...points.flatMap((point) => point.counts.map((count) => rate(count, point.characters)))));
  const foot = TOP + HEIGHT, x = (/** @type {number} */ day) => LEFT + ((day - from) / (to - from)) * (right - LEFT), y = (/** @type {number} */ value) => foot - (value / top) * HEIGHT;
  const parts = [draw("text", { class: "cefu-tick-name", x: 0, y: 11 }, axis)];
  for (let value = 0; value <= top + step / 2; value += step) {
    parts.push(draw("path", { class: "cefu-tick", d: `M${LEFT} ${Math.round(y(value)) + 0.5}H${right}` }));
    parts.push(draw("text", { class: "cefu-tick-name", x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, String(Math.round(value * 1000) / 1000)));
  }
  const { whole, tick } = namer(lang), marks = ticks(from, to, right - LEFT, 62);
  for (const day of marks.at) {
    const text = marks.unit === "month" ? whole("month", day) : tick(marks.unit, day);
    parts.push(draw("path", { class: "cefu-lane-edge", d: `M${Math.round(x(day)) + 0.5} ${foot}v5` }));
    if (x(day) + widthOf(text, 11) / 2 < width) parts.push(draw("text", { class: "cefu-tick-name", x: x(day), y: foot + 17, "text-anchor": "middle" }, text));
  }
  parts.push(draw("path", { class: "cefu-lane-edge", d: `M${LEFT} ${foot + 0.5}H${right}` }));
  const rows = below(points, x, foot + 34, width, yearly);
  parts.push(...rows.parts);
  terms.forEach((_, nth) => {
    const at = points.map((point) => [x(point.day ?? 0), y(rate(point.counts[nth], point.characters))]);
    parts.push(draw("path", { class: `cefu-series-line cefu-series-${nth}`, d: `M${at.map(([across, down]) => `${Math.round(across)} ${Math.round(down * 10) / 10}`).join("L")}` }));
  });
  terms.forEach((_, nth) => parts.push(...points.map((point) => {
    const shape = shapeOf(nth, x(point.day ?? 0), y(rate(point.counts[nth], point.characters)));
    const kind = `cefu-series-point cefu-series-${nth}${point.counts[nth] < FEW ? " cefu-series-few" : ""}${point.doubt ? " cefu-mark-doubt" : ""}`;
    return draw("path", { class: kind, d: shape }, draw("title", {}, told(point, nth)));
  })));
  const last = points[points.length - 1];
  const ends = apart(terms.map((_, nth) => y(rate(last.counts[nth], last.characters))));
  terms.forEach((term, nth) => {
    parts.push(draw("path", { class: `cefu-series-point cefu-series-${nth}`, d: shapeOf(nth, right + 8, ends[nth]) }));
    parts.push(draw("text", { class: `cefu-series-name cefu-series-${nth}`, x: right + 17, y: ends[nth] + 4 }, fitting(term, names - 6, 12)));
  });
  return draw("svg", { class: "cefu-words-picture", viewBox: `0 0 ${width} ${rows.foot}`, width, height: rows.foot, role: "img", "aria-label": label }, ...parts);
}

/**
 * What the points stand for, below the axis: names of reports in rows where they keep apart, or
 * how many reports a year has.
 * @param {Point[]} points
 * @param {(day: number) => number} x
 * @param {number} top
 * @param {number} width
 * @param {boolean} yearly
 */
function below(points, x, top, width, yearly) {
  /** @type {number[]} */
  const ends = [];
  const parts = points.flatMap((point) => {
    const text = yearly ? `n = ${point.ids.length}` : point.name, wide = widthOf(text, 10), at = x(point.day ?? 0);
    const left = Math.max(0, Math.min(width - wide, at - wide / 2));
    let row = ends.findIndex((end) => end + 6 <= left);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = left + wide;
    return [draw("path", { class: "cefu-tick", d: `M${Math.round(at) + 0.5} ${top - 12}V${top - 8 + row * ROW}` }), draw("text", { class: "cefu-point-name", x: left, y: top + 2 + row * ROW }, text)];
  });
  return { parts, foot: top + 8 + ends.length * ROW };
}

/**
 * Heights of labels, moved so far that none covers another.
 * @param {number[]} wanted
 */
export function apart(wanted) {
  const order = wanted.map((y, nth) => ({ y, nth })).sort((a, b) => a.y - b.y || a.nth - b.nth);
  for (let nth = 1; nth < order.length; nth++) order[nth].y = Math.max(order[nth].y, order[nth - 1].y + 15);
  const over = Math.max(0, (order.at(-1)?.y ?? 0) - (TOP + HEIGHT));
  const out = [...wanted];
  let limit = Infinity;
  for (const one of order.reverse()) {
    const y = over ? Math.min(one.y, limit, TOP + HEIGHT) : one.y;
    out[one.nth] = y;
    limit = y - 15;
  }
  return out;
}

/**
 * A dot, square, triangle, diamond, cross or star, by the number of its series.
 * @param {number} nth
 * @param {number} x
 * @param {number} y
 */
function shapeOf(nth, x, y) {
  const at = `M${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  return at + [
    "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", "m-4.5 -4.5h9v9h-9z", "m0 -5.5l5.5 9.5h-11z",
    "m0 -6l6 6l-6 6l-6 -6z", "m-2 -5h4v3h3v4h-3v3h-4v-3h-3v-4h3z", "m0 5.5l5.5 -9.5h-11z",
  ][nth % 6];
}
