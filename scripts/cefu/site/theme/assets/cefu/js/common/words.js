// @ts-check
// What the scripts say, in the page's language, and where they say it.

/** The element that speaks to the reader; the templates put the words on it. */
const status = /** @type {HTMLElement | null} */ (document.querySelector(".cefu-status"));
/** @type {Record<string, string>} */
const words = JSON.parse(status?.dataset.words ?? "{}");

/**
 * The words for `key`, with values put in for `{name}`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Where readers write to about mistakes, as the keeper set it: an address for e-mail, or of
 * a form with `{subject}` and `{body}`; '' where there is none.
 */
const corrections = status?.dataset.corrections ?? "";

/**
 * The way to tell the keeper of a mistake at a place; null where none is set.
 * @param {string} place its permanent address
 * @param {string} words what stands there
 */
export function mistakeAddress(place, words) {
  const values = { subject: say("mistake_subject"), body: say("mistake_body", { place, words }) };
  if (/^[^@\s/]+@[^@\s/]+$/.test(corrections))
    return `mailto:${corrections}?subject=${encodeURIComponent(values.subject)}&body=${encodeURIComponent(values.body)}`;
  if (!/^https?:\/\/\S+$/.test(corrections)) return null;
  return corrections.replace("{subject}", encodeURIComponent(values.subject)).replace("{body}", encodeURIComponent(values.body));
}

/** @type {number | undefined} */
let silence;

/**
 * Tell the reader something, by eye and by ear; it goes away by itself.
 * @param {(string | Node)[]} parts
 * @param {number} [milliseconds] how long it stays; 0 for until `hush`
 */
export function tell(parts, milliseconds = 2600) {
  if (!status) return;
  window.clearTimeout(silence);
  status.replaceChildren(...parts);
  if (milliseconds) silence = window.setTimeout(hush, milliseconds);
}

/** Take back what was told. */
export function hush() {
  status?.replaceChildren();
}
