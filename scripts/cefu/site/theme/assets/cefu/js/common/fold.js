/**
 * Folding in the browser: the same function as `cefu/text/fold.py`, whose module
 * docstring states the rules; `tests/data/fold_vectors.json` holds both to it.
 * The table of Han variants comes with the search index and has only what the
 * texts of the archive can match.
 */

const PUNCTUATION = new Map();
for (const [to, from] of [
  ["-", "‐‑‒–—―−⁃﹘"], ["'", "‘’‛ʼ"], ['"', "“”‟"],
  ["·", "‧・•∙⋅"], ["~", "〜∼"], ["〇", "○◯"],
]) for (const char of from) PUNCTUATION.set(char, to);

// The characters themselves are what these are about.
/* eslint-disable no-control-regex, no-misleading-character-class */
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const DROPPED = /[\xad\u0300-\u036f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;
/* eslint-enable no-control-regex, no-misleading-character-class */
const JOINS = /[\p{M}\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7ff\uff9e-\uffdc]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/**
 * Is this character part of a word that is written with spaces around it?
 * @param {string} char
 */
export const spaced = (char) => LETTER.test(char) && !UNSPACED.test(char);

/**
 * @typedef {object} Folded
 * @property {string} text the folded text
 * @property {number[]} starts for every UTF-16 unit of `text`, where its original begins
 * @property {number[]} ends and where it ends, in UTF-16 units of the original
 */

/**
 * @param {Map<string, string>} han every Han variant and its canonical form
 * @returns {{fold: (text: string) => Folded, key: (text: string) => string}}
 */
export function folder(han) {
  /** @type {Map<string, string>} */
  const memo = new Map();

  /** @param {string} text one character with what joins it */
  function cluster(text) {
    let folded = memo.get(text);
    if (folded !== undefined) return folded;
    folded = text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ");
    folded = folded.normalize("NFKD").replace(DROPPED, "").normalize("NFKC");
    let out = "";
    for (let char of folded) {
      char = PUNCTUATION.get(char) ?? char;
      out += BLANK.test(char) ? " " : han.get(char) ?? char;
    }
    memo.set(text, out);
    return out;
  }

  /**
   * @param {string} text
   * @returns {Folded}
   */
  function fold(text) {
    let out = "", last = "", blank = -1, from = 0, piece = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    /**
     * @param {string} char
     * @param {number} start
     * @param {number} end
     */
    const put = (char, start, end) => {
      out += char;
      for (let unit = 0; unit < char.length; unit++) {
        starts.push(start);
        ends.push(end);
      }
    };
    const close = (/** @type {number} */ end) => {
      for (const char of cluster(piece)) {
        if (char === " ") {
          if (blank < 0) blank = from;
          continue;
        }
        if (blank >= 0) {
          if (last && spaced(last) && spaced(char)) put(" ", blank, from);
          blank = -1;
        }
        put(char, from, end);
        last = char;
      }
    };
    let at = 0;
    for (const char of text) {
      if (at && JOINS.test(char)) piece += char;
      else {
        if (at) close(at);
        from = at;
        piece = char;
      }
      at += char.length;
    }
    if (at) close(at);
    return { text: out, starts, ends };
  }

  return { fold, key: (text) => fold(text).text };
}
