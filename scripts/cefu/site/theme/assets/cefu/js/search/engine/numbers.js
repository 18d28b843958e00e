/**
 * Numbers as Chinese writers write them: 十六次 is 16次, 二〇一八年 is 2018年 and 二千零一十八年,
 * 百分之二十五 is 25%, 28500 is 28,500, 两亿 is 2亿.  A query's numbers are looked for in the
 * other writings too; what the texts say and how they are indexed does not change.
 * Keys are folded: Han characters are in their canonical form, 万 and not 萬.
 */

const DIGITS = "〇一二三四五六七八九";
/** @type {Map<string, number>} */
const VALUE = new Map([...DIGITS].map((char, value) => [char, value]));
VALUE.set("零", 0).set("两", 2);
/** @type {Map<string, number>} */
const UNIT = new Map([["十", 10], ["百", 100], ["千", 1000]]);
/** @type {Map<string, number>} */
const MYRIAD = new Map([["万", 1e4], ["亿", 1e8]]);
/** Twenty and thirty in one character. */
const SCORE = new Map([["廿", "二十"], ["卅", "三十"]]);
/** What a number in characters is made of. */
const SPELT = "〇零一二两三四五六七八九十百千万亿廿卅";
const HAN = `[${SPELT}]+(?:点[〇零一二三四五六七八九]+)?`;
const ARABIC = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
const ONE = `(?:(?:${ARABIC}[百千万亿]+)+(?:${ARABIC})?|${ARABIC}|${HAN})`;
/** A percentage, a fraction, or a number; what is parted by points or strokes is a date. */
const NUMBER = new RegExp(`\\d+([./-])\\d+\\1\\d+|百分之(?<hundredths>${ONE})|(?<below>${ONE})分之(?<above>${ONE})|(?<percent>${ONE})%|` +
  `(?<![\\d/])(?<upper>\\d{1,2})/(?<lower>\\d{1,2})(?![\\d/])|(?<number>${ONE})`, "gu");

/**
 * A quantity as it is read, without loss: decimals stay text.
 * @typedef {object} Quantity
 * @property {"number" | "percent" | "fraction"} kind
 * @property {string} value decimal digits, with a point where there is one
 * @property {string} [below] of a fraction
 */

/**
 * The value of a number in characters without units: 二〇一八, or with them: 两千五百.
 * @param {string} chars
 * @returns {number | null} null where it is none
 */
function valueOf(chars) {
  if (![...chars].some((char) => UNIT.has(char) || MYRIAD.has(char)))
    return Number([...chars].map((char) => VALUE.get(char)).join(""));
  let all = 0, part = 0;
  /** @type {number | null} */
  let digit = null;
  for (const char of chars) {
    const value = VALUE.get(char), unit = UNIT.get(char), myriad = MYRIAD.get(char);
    if (value !== undefined) digit = value || null;
    else if (unit) [part, digit] = [part + (digit ?? (part ? 0 : 1)) * unit, null];
    else if (myriad === 1e8) [all, part, digit] = [(all + part + (digit ?? 0)) * myriad, 0, null];
    else if (myriad) [all, part, digit] = [all + (part + (digit ?? 0)) * myriad, 0, null];
  }
  return all + part + (digit ?? 0) || null;
}

/**
 * The decimal digits of a number in any writing, or null.
 * @param {string} text
 */
function decimal(text) {
  if (/^[\d,.]+$/u.test(text)) return text.replaceAll(",", "");
  if (/^\d/u.test(text)) return mixed(text);
  const [whole, part] = text.split("点");
  const value = valueOf(whole.replace(/[廿卅]/gu, (char) => SCORE.get(char) ?? char));
  if (!text || value === null || Number.isNaN(value) || value > Number.MAX_SAFE_INTEGER) return null;
  return part ? `${value}.${[...part].map((char) => VALUE.get(char)).join("")}` : String(value);
}

/** How many zeros a unit has. */
const ZEROS = new Map([["百", 2], ["千", 3], ["万", 4], ["亿", 8]]);

/**
 * The decimal digits of a number in figures with units: 1.5亿, 2万3000.
 * @param {string} text
 */
function mixed(text) {
  const parts = [...text.matchAll(/([\d,.]+)([百千万亿]*)/gu)].map(([, digits, units]) =>
    [...units].reduce((made, unit) => times(made, ZEROS.get(unit) ?? 0), digits.replaceAll(",", "")));
  if (parts.length === 1) return parts[0];
  const values = parts.map(Number);
  const falls = values.every((value, nth) => Number.isInteger(value) && (!nth || value < values[nth - 1]));
  return falls ? String(values.reduce((sum, value) => sum + value, 0)) : null;
}

/**
 * Decimal digits with the point moved to the right.
 * @param {string} digits
 * @param {number} places
 */
function times(digits, places) {
  const [whole, part = ""] = digits.split(".");
  const moved = `${whole}${part.padEnd(places, "0").slice(0, places)}`, rest = part.slice(places);
  return (moved.replace(/^0+(?=\d)/u, "") || "0") + (rest && `.${rest}`);
}

/**
 * A number below ten thousand in characters: 十六, 一百零五, 三千.
 * @param {number} number
 * @param {string} two how two is written before hundreds and thousands
 */
function small(number, two) {
  if (number < 10) return DIGITS[number];
  let out = "", zero = false;
  for (const [char, unit] of /** @type {[string, number][]} */ ([["千", 1000], ["百", 100], ["十", 10], ["", 1]])) {
    const digit = Math.floor(number / unit) % 10;
    if (!digit) zero = out !== "";
    else [out, zero] = [out + (zero ? "零" : "") + (digit === 2 && unit > 10 ? two : DIGITS[digit]) + char, false];
  }
  return out;
}

/**
 * A whole number in characters.
 * @param {number} number
 * @param {string} two how two is written before a unit, of ten excepted
 */
function spelt(number, two) {
  let out = "", zero = false;
  for (const [char, unit] of /** @type {[string, number][]} */ ([["亿", 1e8], ["万", 1e4], ["", 1]])) {
    const part = char === "亿" ? Math.floor(number / unit) : Math.floor(number / unit) % 1e4;
    if (part >= 1e4) return "";
    if (!part) zero = out !== "";
    else [out, zero] = [out + (out && (zero || part < 1000) ? "零" : "") + (part === 2 && char ? two : small(part, two)) + char, false];
  }
  return (out || "〇").replace(/^一十/u, "十");
}

/** Ways of writing; one is kept to throughout a key. */
const STYLES = /** @type {const} */ (["figures", "grouped", "unit", "spelt", "paired", "unitSpelt", "unitPaired", "score", "byDigit", "byDigitZero"]);

/** @typedef {Partial<Record<typeof STYLES[number], string>> & {figures: string}} Writings by style */

/** The style that takes the place of one in which a number has no writing. */
const INSTEAD = { grouped: "figures", unit: "figures", paired: "spelt", unitSpelt: "spelt", unitPaired: "paired", score: "spelt", byDigit: "spelt", byDigitZero: "spelt", spelt: "figures", figures: "figures" };

/**
 * The writings of a number of these decimal digits.
 * @param {string} digits
 * @param {boolean} year whether it counts years: those are written digit by digit too
 * @returns {Writings}
 */
function writings(digits, year) {
  const [whole, part] = digits.split("."), value = Number(whole);
  /** @type {Writings} */
  const out = { figures: digits, spelt: writtenOut(digits, "二"), paired: writtenOut(digits, "两") };
  if (value >= 1000 && !year) out.grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ",") + (part ? `.${part}` : "");
  const [unit, places] = value >= 1e8 ? ["亿", 8] : ["万", 4];
  const few = part || value < 10 ** places ? null : over(whole, places);
  if (few) Object.assign(out, { unit: few + unit, unitSpelt: writtenOut(few, "二") + unit, unitPaired: writtenOut(few, "两") + unit });
  if (/^[23]\d$/u.test(digits)) out.score = `${digits[0] === "2" ? "廿" : "卅"}${digits[1] === "0" ? "" : DIGITS[Number(digits[1])]}`;
  const byDigit = (/** @type {string} */ zero) => [...digits].map((digit) => (digit === "0" ? zero : DIGITS[Number(digit)])).join("");
  if (year && !part) Object.assign(out, { byDigit: byDigit("〇"), byDigitZero: byDigit("零") });
  return out;
}

/**
 * A number as so many of a unit of `places` zeros, where that has two decimals at most.
 * @param {string} whole
 * @param {number} places
 */
function over(whole, places) {
  const head = whole.slice(0, -places), tail = whole.slice(-places).replace(/0+$/u, "");
  return tail.length > 2 ? null : head + (tail && `.${tail}`);
}

/**
 * Decimal digits in characters.
 * @param {string} digits
 * @param {string} two
 */
function writtenOut(digits, two) {
  const [whole, part] = digits.split(".");
  // Two by itself is written 二 as a number, 两 as so many of a unit.
  const head = whole === "2" ? two : spelt(Number(whole), two);
  return head && head + (part ? `点${[...part].map((digit) => DIGITS[Number(digit)]).join("")}` : "");
}

/**
 * What a match of `NUMBER` says; null where it is no number after all.
 * @param {Record<string, string | undefined>} groups
 * @returns {Quantity | null}
 */
function quantity({ hundredths, percent, below, above, upper, lower, number }) {
  const value = decimal(hundredths ?? percent ?? above ?? upper ?? number ?? "");
  if (value === null) return null;
  if (hundredths ?? percent) return { kind: "percent", value };
  const under = below ?? lower;
  if (under === undefined) return { kind: "number", value };
  const divided = decimal(under);
  return divided === null ? null : { kind: "fraction", value, below: divided };
}

/**
 * All writings of a quantity.
 * @param {Quantity} quantity
 * @param {boolean} year
 * @returns {Writings}
 */
function all({ kind, value, below = "" }, year) {
  if (kind === "percent") return { figures: `${value}%`, spelt: `百分之${writtenOut(value, "二")}`, unit: `百分之${value}` };
  if (kind === "fraction") {
    return { figures: `${value}/${below}`, spelt: `${writtenOut(below, "二")}分之${writtenOut(value, "二")}`, unit: `${below}分之${value}` };
  }
  return writings(value, year);
}

/**
 * Other writings of the numbers in a folded key; none where it has no number that
 * stands beside a character, as a number alone is only its digits.
 * @param {string} key
 * @returns {{key: string, notIn: string[]}[]}
 */
export function otherNumbers(key) {
  /** @type {(string | Writings)[]} */
  const parts = [];
  let at = 0;
  for (const match of key.matchAll(NUMBER)) {
    const { index, groups = {} } = match, end = index + match[0].length;
    const read = quantity(groups);
    if (!read) continue;
    parts.push(key.slice(at, index), all(read, key[end] === "年"));
    at = end;
  }
  parts.push(key.slice(at));
  const made = new Set(STYLES.map((style) => parts.map((part) => (typeof part === "string" ? part : inStyle(part, style))).join("")));
  for (const day of days(key)) made.add(day);
  made.delete(key);
  return [...made].filter((other) => [...other].length > 1).map((other) => ({ key: other, notIn: longer(other) }));
}

/**
 * A number in a style, or the nearest that it has.
 * @param {Writings} ways
 * @param {typeof STYLES[number]} style
 */
function inStyle(ways, style) {
  let now = style;
  while (!ways[now] && now !== "figures") now = /** @type {typeof style} */ (INSTEAD[now]);
  return ways[now] ?? ways.figures;
}

/**
 * A day that is all of a key, as texts print it.
 * @param {string} key
 */
function days(key) {
  const part = `(${ONE})`;
  const day = new RegExp(`^${part}([年./-])${part}([月./-])${part}[日号]?$`, "u").exec(key);
  if (!day) return [];
  const read = (/** @type {string} */ text) => Number(decimal(text));
  const year = read(day[1]), month = read(day[3]), date = read(day[5]);
  return year > 999 ? [`${year}年${month}月${date}日`, `${year}.${month}.${date}`] : [];
}

/**
 * Strings in which `key` would be the end or the beginning of a longer number.
 * @param {string} key
 */
function longer(key) {
  const out = [], first = key[0], last = key[key.length - 1];
  if (SPELT.includes(first)) for (const char of `${SPELT}点`) out.push(char + key);
  if (SPELT.includes(last)) for (const char of `${SPELT}点`) out.push(key + char);
  if (/\d/u.test(first)) for (const sign of ",.") for (let digit = 0; digit < 10; digit++) out.push(digit + sign + key);
  if (/\d/u.test(last)) for (const sign of ",.") for (let digit = 0; digit < 10; digit++) out.push(key + sign + digit);
  return out;
}
