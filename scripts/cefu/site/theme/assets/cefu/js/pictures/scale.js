// @ts-check
// Time to scale: days counted from 1970-01-01, calendar units, and where an axis is labelled.

/** @typedef {"century" | "decade" | "year" | "month" | "week" | "day"} Unit */

const DAY = 86_400_000;
/** Mean length in days. */
export const LENGTHS = { century: 36_524, decade: 3652, year: 365.25, month: 30.44, week: 7, day: 1 };
/** From fine to coarse. */
export const UNITS = /** @type {Unit[]} */ (["day", "week", "month", "year", "decade", "century"]);
/** What an axis may be labelled by: a unit, and how many of it. */
const STEPS = /** @type {[Unit, number][]} */ ([
  ["day", 1], ["day", 5], ["month", 1], ["month", 3], ["year", 1], ["year", 5],
  ["decade", 1], ["decade", 2], ["decade", 5], ["century", 1], ["century", 5], ["century", 10],
]);

/**
 * The day a calendar date is.
 * @param {number} year
 * @param {number} month 0 to 11
 * @param {number} date
 */
export function dayOf(year, month, date) {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  return Math.round(at.getTime() / DAY);
}

/**
 * @param {number} day
 * @returns {Date}
 */
export const dateOf = (day) => new Date(Math.floor(day) * DAY);

/**
 * The first day of the unit that holds a day.
 * @param {Unit} unit
 * @param {number} day
 */
export function floor(unit, day) {
  const at = dateOf(day), year = at.getUTCFullYear();
  if (unit === "day") return Math.floor(day);
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  if (unit === "week") return Math.floor((day + 3) / 7) * 7 - 3;
  if (unit === "month") return dayOf(year, at.getUTCMonth(), 1);
  const years = unit === "year" ? 1 : unit === "decade" ? 10 : 100;
  return dayOf(Math.floor(year / years) * years, 0, 1);
}

/**
 * The first day of the unit `count` further on; `day` is the first of its own.
 * @param {Unit} unit
 * @param {number} day
 * @param {number} [count]
 */
export function next(unit, day, count = 1) {
  if (unit === "day") return day + count;
  if (unit === "week") return day + 7 * count;
  const at = dateOf(day), year = at.getUTCFullYear(), month = at.getUTCMonth();
  if (unit === "month") return dayOf(year, month + count, 1);
  const years = unit === "year" ? 1 : unit === "decade" ? 10 : 100;
  return dayOf(year + years * count, 0, 1);
}

/**
 * Where an axis is labelled, as closely as labels of `room` pixels allow.
 * @param {number} from
 * @param {number} to
 * @param {number} width in pixels
 * @param {number} room
 * @returns {{unit: Unit, at: number[]}}
 */
export function ticks(from, to, width, room) {
  const scale = width / (to - from);
  const [unit, count] = STEPS.find(([name, many]) => LENGTHS[name] * many * scale >= room) ?? STEPS[STEPS.length - 1];
  const at = [];
  for (let day = begin(unit, count, from); day < to; day = after(unit, count, day)) if (day >= from) at.push(day);
  return { unit, at };
}

/**
 * @param {Unit} unit
 * @param {number} count
 * @param {number} from
 */
function begin(unit, count, from) {
  const day = floor(unit, from), at = dateOf(day);
  if (count === 1) return day;
  if (unit === "day") return floor("month", day);
  if (unit === "month") return dayOf(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / count) * count, 1);
  const years = count * (unit === "year" ? 1 : unit === "decade" ? 10 : 100);
  return dayOf(Math.floor(at.getUTCFullYear() / years) * years, 0, 1);
}

/**
 * @param {Unit} unit
 * @param {number} count
 * @param {number} day
 */
function after(unit, count, day) {
  if (unit !== "day" || count === 1) return next(unit, day, count);
  // By fives within a month: the 1st, 6th … 26th.
  const later = day + count, month = next("month", floor("month", day));
  return later + 3 > month ? month : later;
}

/**
 * What a day, month, year … is called.
 * @param {string} lang
 */
export function namer(lang) {
  // As the site says dates in English: 12 June 2018.
  const locale = lang === "en" ? "en-GB" : lang;
  const format = (/** @type {Intl.DateTimeFormatOptions} */ options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const year = format({ year: "numeric" }), before = format({ year: "numeric", era: "short" });
  const month = format({ month: "short" }), day = format({ day: "numeric" });
  const whole = format({ year: "numeric", month: "long", day: "numeric" }), some = format({ year: "numeric", month: "long" });
  const years = (/** @type {number} */ at) => (dateOf(at).getUTCFullYear() > 0 ? year : before).format(dateOf(at));
  return {
    /** @param {Unit} unit @param {number} at */
    tick: (unit, at) => (unit === "day" ? day.format(dateOf(at)) : unit === "month" ? month.format(dateOf(at)) : years(at)),
    /** @param {Unit} unit @param {number} at */
    whole(unit, at) {
      if (unit === "day") return whole.format(dateOf(at));
      if (unit === "week") return `${whole.format(dateOf(at))} – ${whole.format(dateOf(at + 6))}`;
      if (unit === "month") return some.format(dateOf(at));
      return unit === "year" ? years(at) : `${years(at)}–${years(next(unit, at) - 1)}`;
    },
  };
}
