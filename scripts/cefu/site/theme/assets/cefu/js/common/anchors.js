// @ts-check
// What an address says of a place on its page.

/**
 * The id that a hash names; "" for one that is no text, such as `#100%`.
 * @param {string} hash
 */
export function idOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
