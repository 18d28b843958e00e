// Dates in queries: read in every form that readers type, and answered from what the
// statements of the texts were resolved to.  `scripts/cefu/dates/queries.py` reads the same.

/**
 * @typedef {import("./types.js").Index} Index
 * @typedef {import("./types.js").Levels} Levels
 * @typedef {import("./types.js").Pattern} Pattern
 * @typedef {import("./types.js").Term} Term
 */

/**
 * A part of a date as typed; 0 for what is not said.
 * @typedef {{year: number, month: number, day: number, season: number}} Point
 */

/**
 * A date as days, `first` to `last` as 20180612; `year` 0: of every year.
 * @typedef {{edtf: string, first: number, last: number, every: boolean}} Asked
 */

const DIGITS = "〇一二三四五六七八九";
const NAMES = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SEASONS = new Map([["春", 21], ["夏", 22], ["秋", 23], ["冬", 24], ["spring", 21], ["summer", 22], ["autumn", 23], ["fall", 23], ["winter", 24]]);
const N = "\\d{1,4}|[〇零一二三四五六七八九十百廿卅元]{1,5}";
const TO = "\\s*(?:至|到|[-~–—]|\\bto\\b|\\bthrough\\b)\\s*";
const HAN = new RegExp(`^(?:(?:(?:中[華华])?(?<roc>民[國国])|[公西]元)?(?<year>${N})年)?(?:(?<season>[春夏秋冬])(?:天|季)?|(?<month>${N})月份?(?:(?<day>${N})[日號号]?)?)?$`, "u");
const FIGURES = /^(?<year>\d{3,4})(?<sign>[./-])(?<month>\d{1,2})(?:\k<sign>(?<day>\d{1,2}))?$/u;
const ENGLISH = [
  `^(?<name>${NAMES})\\.?(?: (?<day>\\d{1,2})(?:st|nd|rd|th)?)?(?:,? (?:of )?(?<year>\\d{4}))?$`,
  `^(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<name>${NAMES})\\.?(?:,? (?<year>\\d{4}))?$`,
  "^(?<season>spring|summer|autumn|fall|winter)(?: of)? (?<year>\\d{4})$",
].map((form) => new RegExp(form, "u"));
/** June 12-15, 2018 and 12-15 June 2018: days that share their month. */
const DAYS = [
  `^(?<name>${NAMES})\\.? (?<from>\\d{1,2})${TO}(?<to>\\d{1,2})(?<rest>(?:,? \\d{4})?)$`,
  `^(?<from>\\d{1,2})${TO}(?<to>\\d{1,2}) (?<name>${NAMES})\\.?(?<rest>(?:,? \\d{4})?)$`,
].map((form) => new RegExp(form, "u"));
const HAN_DAYS = new RegExp(`^(?<head>.*月)(?<from>${N})[日號号]?${TO}(?<to>${N})[日號号]$`, "u");
const HAN_MONTHS = new RegExp(`^(?<head>(?:.*年)?)(?<from>${N})月?${TO}(?<to>${N})月$`, "u");

/**
 * A number in figures or characters; NaN where it is none.
 * @param {string | undefined} text
 */
function number(text) {
  if (!text) return 0;
  if (/^\d+$/u.test(text)) return Number(text);
  if (text === "元") return 1;
  const chars = text.replace(/零/gu, "〇").replace(/廿/gu, "二十").replace(/卅/gu, "三十");
  if (/^[〇一二三四五六七八九]+$/u.test(chars)) return Number([...chars].map((char) => DIGITS.indexOf(char)).join(""));
  const match = /^(?:([一二三四五六七八九])?百)?〇?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/u.exec(chars);
  if (!match) return NaN;
  const digit = (/** @type {string | undefined} */ char) => (char ? DIGITS.indexOf(char) : 0);
  const hundreds = chars.includes("百") ? digit(match[1]) || 1 : 0;
  return hundreds * 100 + (match[3] ? digit(match[2]) || 1 : 0) * 10 + digit(match[4]);
}

/**
 * One date, or null.
 * @param {string} text folded to lower case and half width
 * @returns {Point | null}
 */
function point(text) {
  const match = HAN.exec(text) ?? FIGURES.exec(text) ?? ENGLISH.map((form) => form.exec(text)).find(Boolean);
  if (!match?.groups || !text) return null;
  const { name, season, month: digits, day: date } = match.groups;
  const year = yearOf(match.groups), month = name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : number(digits), day = number(date);
  // May and March are words before they are months.
  const word = name && !year && !day, empty = (digits && !month) || (date && !day);
  if (word || empty || Number.isNaN(year + month + day) || month > 12 || day > lengthOf(year, month)) return null;
  return { year, month, day, season: SEASONS.get(season ?? "") ?? 0 };
}

/**
 * The year that is said, of the Republic where it is marked or has three digits; 0 for
 * none, NaN for one that no query means.
 * @param {Record<string, string | undefined>} groups
 */
function yearOf({ roc, year: digits }) {
  const said = number(digits), year = roc || (said > 99 && said < 200) ? said + 1911 : said;
  return year && (year < 1000 || year > 2999) ? NaN : year;
}

/**
 * The number of days of a month; of February without a year, 29.
 * @param {number} year
 * @param {number} month
 */
const lengthOf = (year, month) => (month === 2 && !year ? 29 : new Date(Date.UTC(year || 2000, month, 0)).getUTCDate());

/**
 * Both ends of a range, the second with what it leaves out taken from the first, and the
 * year of the first from the second.
 * @param {string} text
 * @returns {[Point, Point] | null}
 */
function range(text) {
  for (const form of DAYS) {
    const match = form.exec(text)?.groups;
    if (match) return ends(`${match.name} ${match.from}${match.rest}`, `${match.name} ${match.to}${match.rest}`);
  }
  const days = HAN_DAYS.exec(text)?.groups;
  if (days && point(days.head)) return ends(`${days.head}${days.from}日`, `${days.head}${days.to}日`);
  const months = HAN_MONTHS.exec(text)?.groups;
  if (months && (!months.head || point(months.head))) return ends(`${months.head}${months.from}月`, `${months.head}${months.to}月`);
  for (const match of text.matchAll(new RegExp(TO, "gu"))) {
    const both = ends(text.slice(0, match.index), text.slice(match.index + match[0].length));
    if (both) return both;
  }
  return null;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {[Point, Point] | null}
 */
function ends(from, to) {
  const last = point(to);
  const first = point(from) ?? (last?.year ? point(`${from} ${last.year}`) : null);
  if (!first || !last) return null;
  const year = last.year || first.year;
  return [{ ...first, year: first.year || year }, { ...last, year }];
}

const pad = (/** @type {number} */ value) => String(value).padStart(2, "0");

/**
 * A point as EDTF; XXXX for a year that is not said.
 * @param {Point} point
 */
function written({ year, month, day, season }) {
  const parts = [year ? String(year) : "XXXX"];
  if (month || season) parts.push(pad(month || season));
  if (day) parts.push(pad(day));
  return parts.join("-");
}

/**
 * The first or last day of a point as 20180612; the year 0 where none is said.
 * @param {Point} point
 * @param {boolean} last
 */
function dayOf({ year, month, day, season }, last) {
  const from = season ? 3 * (season - 20) : month, to = season ? Math.min(12, from + 2) : month;
  const at = last ? to || 12 : from || 1;
  return year * 10000 + at * 100 + (day || (last ? lengthOf(year, at) : 1));
}

/**
 * The date that all of a query is, or null.  A year alone is none: it is in too many texts
 * to be asked for as days.
 * @param {string} query
 * @returns {Asked | null}
 */
export function readDate(query) {
  const text = query.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ").replace(/(?<=[\d\u2e80-\u9fff]) (?=[\u2e80-\u9fff])|(?<=[\u2e80-\u9fff]) (?=[\d\u2e80-\u9fff])/gu, "");
  if (text.length > 40) return null;
  const one = point(text), both = one ? [one, one] : range(text);
  if (!both) return null;
  const [first, last] = both;
  if (both.some(({ month, season }) => !month && !season)) return null;
  if (both.some(({ year }) => !year) && (one === null || one.season)) return null;
  const from = dayOf(first, false), to = dayOf(last, true);
  if (from > to) return null;
  return { edtf: one ? written(one) : `${written(first)}/${written(last)}`, first: from, last: to, every: !first.year };
}

/** Words that a date in English may be typed in. */
const WORDS = 7;
/** Months read for one query at most. */
const FILES = 36;

/**
 * The terms with neighbouring words that are a date together made one.
 * @param {Term[][]} groups
 * @returns {Term[][]}
 */
export function joinDates(groups) {
  const out = [];
  for (let at = 0; at < groups.length; at++) {
    let end = Math.min(groups.length, at + WORDS);
    const free = (/** @type {Term[][]} */ run) => run.every((terms) => terms.length === 1 && !terms[0].quoted);
    while (end > at + 1 && !(free(groups.slice(at, end)) && readDate(textOf(groups.slice(at, end))))) end--;
    if (end > at + 1) out.push([{ text: textOf(groups.slice(at, end)), quoted: false }]);
    else out.push(groups[at]);
    at = Math.max(at, end - 1);
  }
  return out;
}

/** @param {Term[][]} run */
const textOf = (run) => run.map(([term]) => term.text).join(" ");

/**
 * Where statements stand that were resolved to a date: their words by block, the passages,
 * and the moment of the timeline if it has one.
 * @param {Index} index
 * @param {Asked} asked
 * @returns {Promise<{pattern: Pattern, levels: Levels, anchor: string}>}
 */
export async function resolvedTo(index, asked) {
  const months = (index.manifest.dates ?? []).filter((month) => asked.every
    ? month % 100 === Math.floor(asked.first / 100) % 100
    : month >= Math.floor(asked.first / 100) && month <= Math.floor(asked.last / 100));
  const files = await Promise.all(months.slice(-FILES).map(index.dated));
  const levels = new Uint8Array(index.manifest.passages);
  /** @type {Map<string, Set<string>>} */
  const places = new Map();
  let anchor = "";
  for (const [first, last, moment, exact, told] of files.flat()) {
    const year = asked.every ? Math.floor(first / 10000) * 10000 : 0;
    const from = asked.first + year, to = asked.last + year;
    const within = first >= from && last <= to, meets = first <= to && last >= from;
    if (!(within || (exact && meets))) continue;
    if (moment === asked.edtf) anchor = moment;
    for (const [passage, block, words] of told) {
      levels[passage] = Math.max(levels[passage], 2);
      const key = `${passage} ${block}`;
      places.set(key, (places.get(key) ?? new Set()).add(index.key(words)));
    }
  }
  const pattern = { key: "", word: false, notIn: [], dated: places };
  return { pattern, levels: { levels, sure: true }, anchor };
}
