// @ts-check
// Folding by a table that a page brings along: pairs of a character and its canonical form.
import { folder } from "./fold.js";

/**
 * @param {string} pairs
 * @returns {(text: string) => string} the folded key of a text
 */
export function keyBy(pairs) {
  const han = new Map(), chars = [...pairs];
  for (let nth = 0; nth + 1 < chars.length; nth += 2) han.set(chars[nth], chars[nth + 1]);
  return folder(han).key;
}

/**
 * What to do when typing has paused.
 * @param {() => void} act
 * @param {number} [wait] milliseconds
 */
export function afterTyping(act, wait = 120) {
  /** @type {number | undefined} */
  let timer;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(act, wait);
  };
}

/**
 * The address with `values` as its query, without a new entry in the history.
 * @param {URLSearchParams} values
 */
export function remember(values) {
  const query = values.toString();
  history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}
