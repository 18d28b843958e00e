// @ts-check
// What the reader chose, kept in this browser only, apart for each archive on a host.

const scope = new URL("../..", import.meta.url).pathname;

/**
 * @param {string} key
 * @returns {string | null}
 */
export function kept(key) {
  try {
    return localStorage.getItem(`${scope}cefu.${key}`);
  } catch {
    return null; // storage is off: every visit is the first
  }
}

/**
 * @param {string} key
 * @param {string | null} value null forgets
 */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(`${scope}cefu.${key}`);
    else localStorage.setItem(`${scope}cefu.${key}`, value);
  } catch {
    // storage is off or full; the choice holds for this page
  }
}
