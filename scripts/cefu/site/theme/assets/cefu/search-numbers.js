/**
 * Numbers as Chinese writers write them: 十六次 is 16次, 二〇一八年 is 2018年, 百分之二十五 is
 * 25%, 28500 is 28,500.  A query's numbers are looked for in the other writing too;
 * what the texts say and how they are indexed does not change.
 */

const DIGITS = "〇一二三四五六七八九";
const VALUE = new Map([...DIGITS].map((char, value) => [char, value]));
for (const [char, value] of [["零", 0], ["兩", 2], ["两", 2]]) VALUE.set(char, value);
const UNIT = new Map([["十", 10], ["百", 100], ["千", 1000]]);
const MYRIAD = new Map([["万", 1e4], ["萬", 1e4]]);
const SPELT = "〇零一二兩两三四五六七八九十百千万萬";
const HAN_NUMBER = new RegExp(`[${SPELT}]+`, "gu");
const NUMBER = /\d[\d,]*(?:\.\d+)*/gu;

/** The value of a number in Chinese characters, or null: 十六, 二〇一八, 三十八, 兩千五百. */
function value(chars) {
  if (![...chars].some((char) => UNIT.has(char) || MYRIAD.has(char)))
    return Number([...chars].map((char) => VALUE.get(char)).join(""));
  let all = 0, part = 0, digit = null;
  for (const char of chars) {
    if (VALUE.has(char)) digit = VALUE.get(char) === 0 ? null : VALUE.get(char);
    else if (UNIT.has(char)) [part, digit] = [part + (digit ?? (part ? 0 : 1)) * UNIT.get(char), null];
    else [all, part, digit] = [(all + part + (digit ?? 0)) * MYRIAD.get(char), 0, null];
  }
  return all + part + (digit ?? 0) || null;
}

/** A number below ten thousand in Chinese characters: 十六, 一百零五, 三千. */
function spelt(number) {
  if (number < 10) return DIGITS[number];
  let out = "", zero = false;
  for (const [char, unit] of [["千", 1000], ["百", 100], ["十", 10], ["", 1]]) {
    const digit = Math.floor(number / unit) % 10;
    if (!digit) zero = out !== "";
    else [out, zero] = [out + (zero ? "零" : "") + DIGITS[digit] + char, false];
  }
  return out.replace(/^一十/u, "十");
}

/**
 * Other writings of the numbers in a folded key; none where it has no number that
 * stands beside a character, as a number alone is only its digits.
 * @returns {{key: string, notIn: string[]}[]}
 */
export function otherNumbers(key) {
  const made = new Set();
  const percent = key.replace(/百分之([〇零一二三四五六七八九十]+)/gu, (_, chars) => `${value(chars)}%`);
  const arabic = percent.replace(HAN_NUMBER, (chars) => value(chars) ?? chars);
  made.add(arabic);
  made.add(percent.replace(/[〇零一二兩两三四五六七八九十百千]+(?=[万萬亿億])/gu, (chars) => value(chars) ?? chars));
  made.add(arabic.replace(/\d{4,}(?!\d*年)/gu, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/gu, ",")));
  made.add(key.replace(/\d,(?=\d{3})/gu, (digits) => digits[0]));
  for (const zero of ["〇", "零"])
    made.add(key.replace(NUMBER, (digits, at) => {
      if (!/^\d{1,4}$/u.test(digits)) return digits;
      const year = digits.length === 4 && key[at + 4] === "年";
      return year ? [...digits].map((digit) => (digit === "0" ? zero : DIGITS[digit])).join("") : spelt(Number(digits));
    }));
  const day = /^(\d{4})([年./-])(\d{1,2})([月./-])(\d{1,2})日?$/u.exec(arabic);
  if (day) {
    const [, year, , month, , date] = day.map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
    made.add(`${year}年${month}月${date}日`);
    made.add(`${year}.${month}.${date}`);
  }
  made.delete(key);
  return [...made].filter((other) => [...other].length > 1).map((other) => ({ key: other, notIn: longer(other) }));
}

/** Strings in which `key` would be the end or the beginning of a longer number in characters. */
function longer(key) {
  const out = [];
  if (SPELT.includes(key[0])) for (const char of SPELT) out.push(char + key);
  if (SPELT.includes(key.at(-1))) for (const char of SPELT) out.push(key + char);
  return out;
}
