/**
 * Names as they sound, whichever way they are romanised: the same as
 * `cefu/outputs/search/sounds.py`; `tests/data/sounds.json` holds both to it.
 */

/** A shorter key is too many names. */
const LEAST = 5;

/** @type {[RegExp, string][]} within a syllable's token, before all else */
const TOKEN = [
  [/^park$|^pahk$/g, "pak"],
  [/^[rl](?=oh?$)/g, "n"],
  [/^[rln](?=i|y|ee)/g, ""],
  [/^w(?=u|oo)/g, ""],
  [/^y(?=i)/g, ""],
  [/tzu/g, "zi"],
  [/s[sz]u/g, "si"],
];
/** @type {[RegExp, string][]} on all letters; capitals are sounds that later rules leave alone */
const WHOLE = [
  [/ng/g, "N"],
  [/hs|sh|x/g, "s"],
  [/tz|ts|zh|ch|[qjzc]/g, "c"],
  [/g/g, "k"],
  [/d/g, "t"],
  [/b/g, "p"],
  [/r/g, "l"],
  [/ia(?=n)/g, "ie"],
  [/oe|oi|oy|wae|we(?![in])/g, "OE"],
  [/eui|ui|ee|ih/g, "i"],
  [/ae|ai|ay|ei|ey/g, "E"],
  [/eo|eu|oo|ou|ow|uo|u|o/g, "o"],
  [/y/g, "i"],
  [/h(?![aeioEO])/g, ""],
  [/(.)\1+/g, "$1"],
];
const SYMBOLS = [..."ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ"];
const SOUNDS = "b p m f d t n l g k h j q x zh ch sh r z c s i u u a o e e ai ei ao ou an en ang eng er".split(" ");
const ZHUYIN = new Map(SYMBOLS.map((symbol, nth) => [symbol, SOUNDS[nth]]));
/** @type {[RegExp, string][]} as pinyin writes what zhuyin writes by its parts */
const FINALS = [[/ieng/g, "ing"], [/ien/g, "in"], [/(?<!o)ueng/g, "ong"], [/(?<!o)uen/g, "un"], [/(?<!o)uei/g, "ui"], [/iou/g, "iu"]];

/**
 * @param {[RegExp, string][]} rules
 * @param {string} text
 */
const by = (rules, text) => rules.reduce((made, [pattern, to]) => made.replace(pattern, to), text);

/**
 * The key of a folded name in Latin letters or zhuyin, '' where it has none.
 * @param {string} name
 */
export function soundKey(name) {
  const parted = name.replace(/(?<![ㄅ-ㄙ])ㄨ(?=[ㄚ-ㄥ])/gu, "w").replace(/(?<![ㄅ-ㄙ])ㄩ/gu, "yu");
  let letters = [...parted].map((char) => ZHUYIN.get(char) ?? char).join("");
  if (letters !== name) letters = by(FINALS, letters.replace(/[ˊˇˋ˙·]/gu, ""));
  if (!/^[a-z' .-]+$/.test(letters)) return "";
  const tokens = letters.replaceAll("'", "").match(/[a-z]+/g) ?? [];
  const key = by(WHOLE, tokens.map((token) => by(TOKEN, token)).join("")).toUpperCase();
  return key.length >= LEAST ? key : "";
}
