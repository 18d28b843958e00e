// @ts-check
// The drawn timeline as SVG: an axis, and lanes of marks, columns and lines.
import { gathered, packed, ROWS, unitFor } from "./lanes.js";
import { floor, LENGTHS, namer, ticks } from "./scale.js";
import { draw, fitting, widthOf } from "./svg.js";

/**
 * @typedef {import("./drawn.js").Statement} Statement
 * @typedef {import("./lanes.js").View} View
 * @typedef {import("./lanes.js").Mark} Mark
 * @typedef {import("./scale.js").Unit} Unit
 * @typedef {{name: string, told: Statement[]}} Lane
 * @typedef {object} Words
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {(unit: Unit, day: number) => string} whole
 * @property {string} label of the picture
 * @property {(each: Statement) => string} tellsOf
 */

/** Heights: of the axis, a lane's head, a row, the tallest column, a line; the size of letters. */
const AXIS = 36, HEAD = 20, ROW = 15, TALL = 44, LINE = 14, LETTERS = 11;
/** In a lane of more statements than these none is drawn by itself. */
const SINGLE = 400;
const KINDS = ["past", "planned", "reference"];

/**
 * The picture.
 * @param {Lane[]} lanes
 * @param {View} view
 * @param {Words} words
 * @returns {SVGElement}
 */
export function drawing(lanes, view, words) {
  const unit = unitFor(view);
  const planned = lanes.map((lane) => {
    const single = lane.told.length <= SINGLE ? packed(lane.told, view) : [];
    const rows = 1 + Math.max(-1, ...single.map(({ row }) => row));
    const alone = lane.told.length <= SINGLE && rows <= ROWS;
    return { ...lane, single: alone ? single : null, rows, several: alone ? null : gathered(lane.told, view, unit) };
  });
  const most = Math.max(1, ...planned.flatMap(({ several }) => several?.columns.map(({ counts }) => sum(counts)) ?? []));
  /** @type {SVGElement[]} */
  const parts = [];
  let y = AXIS;
  planned.forEach((lane, nth) => {
    const heading = words.say("lane", { name: lane.name, count: lane.told.length });
    parts.push(draw("path", { class: "cefu-lane-edge", d: `M0 ${y + 0.5}H${view.width}` }));
    parts.push(draw("text", { class: "cefu-lane-name", x: 4, y: y + 14 }, fitting(heading, view.width - 8, 12)));
    y += HEAD;
    if (lane.single) {
      y += Math.max(1, lane.rows) * ROW + 4;
      parts.push(draw("g", {}, ...singles(lane.single, view, y - 4, String(nth), words)));
    } else if (lane.several) {
      const { columns, lines } = lane.several, base = y + (columns.length ? TALL + 12 : 2);
      parts.push(...columns.map((column) => columnOf(column, unit, base, most, String(nth), words)));
      parts.push(draw("path", { class: "cefu-lane-base", d: `M0 ${base + 0.5}H${view.width}` }));
      parts.push(...lines.map((line) => lineOf(line, base + 4 + line.row * LINE, String(nth), words)));
      y = base + 8 + LINE * (1 + Math.max(-1, ...lines.map(({ row }) => row)));
    }
  });
  const height = y + 4;
  return draw("svg", { class: "cefu-drawn-picture", viewBox: `0 0 ${view.width} ${height}`, width: view.width, height, role: "group", "aria-label": words.label },
    ...axis(view, height), ...parts);
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/**
 * Lines and labels of time: the unit, and above it what holds it.
 * @param {View} view
 * @param {number} height
 */
function axis(view, height) {
  const lang = document.documentElement.lang, { tick, whole } = namer(lang);
  const { unit, at } = ticks(view.from, view.to, view.width, lang === "en" ? 44 : 50);
  const scale = view.width / (view.to - view.from), x = (/** @type {number} */ day) => (day - view.from) * scale;
  const parts = at.flatMap((day) => [
    draw("path", { class: "cefu-tick", d: `M${Math.round(x(day)) + 0.5} 18V${height}` }),
    ...(x(day) + 24 < view.width ? [draw("text", { class: "cefu-tick-name", x: x(day) + 3, y: 30 }, tick(unit, day))] : []),
  ]);
  // An axis is not labelled by weeks.
  if (unit !== "day" && unit !== "month") return parts;
  const outer = unit === "day" ? "month" : "year";
  let last = -Infinity;
  for (let day = floor(outer, view.from); day < view.to; day = floor(outer, day + LENGTHS[outer] * 1.2)) {
    const text = whole(outer, day), left = Math.max(0, x(day)) + 3;
    // What began before the view gives way to what begins in it.
    const end = x(floor(outer, day + LENGTHS[outer] * 1.2));
    if (left < last || left + widthOf(text, LETTERS) > Math.min(view.width, end)) continue;
    parts.push(draw("text", { class: "cefu-tick-outer", x: left, y: 13 }, text));
    last = left + widthOf(text, LETTERS) + 8;
  }
  return parts;
}

/**
 * What every mark is: a place for the keyboard, a name, and words.
 * @param {string} lane
 * @param {string} key
 * @param {number} x
 * @param {string} name
 */
const asMark = (lane, key, x, name) => ({ "data-lane": lane, "data-key": `${lane} ${key}`, "data-x": x, tabindex: -1, "aria-label": name });

/**
 * Statements one by one, in order of time, each with as many of its words as there is room for.
 * @param {Mark[]} marks
 * @param {View} view
 * @param {number} foot the bottom of the lowest row
 * @param {string} lane
 * @param {Words} words
 */
function singles(marks, view, foot, lane, words) {
  const ordered = [...marks].sort((a, b) => a.x - b.x || a.told.nth - b.told.nth);
  return ordered.map((mark) => {
    const told = /** @type {Statement} */ (mark.told), y = foot - ROW / 2 - mark.row * ROW;
    const left = Math.max(0, mark.x), right = Math.min(view.width, mark.end);
    const after = marks.filter((each) => each.row === mark.row && each.x >= mark.end).map((each) => each.x);
    const inside = !mark.point && right - left > 70;
    const from = inside ? left + 5 : right + 1, room = inside ? right - left - 12 : Math.min(view.width, ...after) - right - 6;
    const text = room > 40 ? fitting(told.name || told.said, Math.min(room, 260), LETTERS) : "";
    return draw("a", { ...asMark(lane, `s${told.nth}`, mark.x, words.tellsOf(told)), "data-nth": told.nth, href: told.url, class: "cefu-mark" },
      draw("rect", { class: "cefu-mark-reach", "data-unseen": "", x: left, y: y - ROW / 2, width: Math.max(ROW, right - left), height: ROW }),
      ...(mark.point ? pointOf(told, (mark.x + mark.end) / 2, y) : barOf(told, left, right, y)),
      ...(text ? [draw("text", { class: inside ? "cefu-mark-inside" : "cefu-mark-name", x: from, y: y + 4 }, text)] : []));
  });
}

/**
 * A day: a dot filled, a ring for what was planned, a small square for what is in passing.
 * @param {Statement} told
 * @param {number} x
 * @param {number} y
 */
function pointOf({ kind, differs, mark }, x, y) {
  const doubt = mark ? " cefu-mark-doubt" : "";
  if (differs) return [draw("circle", { class: `cefu-mark-differs${doubt}`, cx: x, cy: y, r: 6 }), unlike(x, y)];
  if (kind === 2) return [draw("rect", { class: `cefu-mark-reference${doubt}`, x: x - 3, y: y - 3, width: 6, height: 6 })];
  return [draw("circle", { class: `cefu-mark-${KINDS[kind]}${doubt}`, cx: x, cy: y, r: 4.5 })];
}

/** The sign ≠. @param {number} x @param {number} y */
const unlike = (x, y) => draw("path", { class: "cefu-mark-unlike", d: `M${x - 3} ${y - 1.5}h6M${x - 3} ${y + 1.5}h6M${x + 2} ${y - 3.5}l-4 7` });

/**
 * A span: all the time that the date may mean; an arrow where its end is open.
 * @param {Statement} told
 * @param {number} left
 * @param {number} right
 * @param {number} y
 */
function barOf({ kind, differs, mark, first, last }, left, right, y) {
  const name = differs ? "differs" : KINDS[kind], doubt = mark ? " cefu-mark-doubt" : "";
  const parts = [draw("rect", { class: `cefu-mark-${name} cefu-mark-span${doubt}`, x: left + 0.5, y: y - 5.5, width: Math.max(3, right - left - 1), height: 11, rx: 2 })];
  if (differs) parts.push(unlike(Math.min(right - 8, left + 8), y));
  if (last === null) parts.push(draw("path", { class: "cefu-mark-arrow", d: `M${right - 9} ${y - 4}l6 4l-6 4` }));
  if (first === null) parts.push(draw("path", { class: "cefu-mark-arrow", d: `M${left + 9} ${y - 4}l-6 4l6 4` }));
  return parts;
}

/**
 * The statements of a unit, by kind from the foot up.
 * @param {import("./lanes.js").Column} column
 * @param {Unit} unit
 * @param {number} base
 * @param {number} most
 * @param {string} lane
 * @param {Words} words
 */
function columnOf({ from, to, x, end, counts, differs }, unit, base, most, lane, words) {
  const count = sum(counts), name = words.say("several", { date: words.whole(unit, from), count });
  let y = base;
  const parts = counts.flatMap((own, kind) => {
    const tall = (own / most) * TALL;
    y -= tall;
    return own ? [draw("rect", { class: `cefu-column-${KINDS[kind]}`, x: x + 1, y, width: Math.max(1, end - x - 2), height: tall })] : [];
  });
  const room = end - x >= widthOf(String(count), 9);
  return draw("a", { ...asMark(lane, `c${from}`, x, differs ? `${name}；${words.say("differs")}` : name), href: "#cefu-drawn", "data-from": from, "data-to": to, class: "cefu-mark" },
    draw("rect", { class: "cefu-mark-reach", "data-unseen": "", x, y: base - TALL - 10, width: end - x, height: TALL + 10 }),
    ...parts,
    ...(room ? [draw("text", { class: differs ? "cefu-column-differs" : "cefu-column-count", x: (x + end) / 2, y: y - 3, "text-anchor": "middle" }, differs && end - x > 20 ? `${count} ≠` : String(count))] : []));
}

/**
 * The statements of one date that spans several columns.
 * @param {import("./lanes.js").Line} line
 * @param {number} y
 * @param {string} lane
 * @param {Words} words
 */
function lineOf({ told, x, end, mixed }, y, lane, words) {
  const [one] = /** @type {Statement[]} */ (told), doubt = one.mark ? " cefu-mark-doubt" : "";
  const single = told.length === 1 && !mixed, inside = end - x > 26;
  const text = single ? fitting(one.name || one.said, inside ? end - x - 10 : 0, 9) : `×${told.length}`;
  const several = mixed ? words.say("longer", { count: told.length }) : words.say("spans", { date: one.words, count: told.length });
  const name = single ? words.tellsOf(one) : several;
  /** @type {Record<string, string | number>} */
  const to = single ? { "data-nth": one.nth, href: one.url } : { href: mixed ? "../" : `../#${one.anchor}` };
  return draw("a", { ...asMark(lane, mixed ? "more" : `l${one.date}`, x, name), ...to, class: "cefu-mark" },
    draw("rect", { class: "cefu-mark-reach", "data-unseen": "", x, y, width: Math.max(24, end - x), height: LINE }),
    draw("rect", { class: `cefu-line${doubt}`, x: x + 0.5, y: y + 1.5, width: Math.max(3, end - x - 1), height: 11 }),
    ...(text ? [draw("text", { class: "cefu-line-name", x: inside ? x + 4 : end + 3, y: y + 10 }, text)] : []));
}
