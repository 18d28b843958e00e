// @ts-check
// Permanent links, copied.
import { say, tell } from "../common/words.js";

export function startCopy() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return; // citing has seen to it
    const target = /** @type {Element} */ (event.target);
    const link = target.closest(".cefu-anchor, .headerlink");
    // The address bar follows the link as ever.
    if (link instanceof HTMLAnchorElement && plain(event)) copy(link.href, say("link_copied"));
  });
}

/**
 * Whether a click asks for nothing but the link itself.
 * @param {MouseEvent} event
 */
export function plain(event) {
  return !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/**
 * @param {string} text
 * @param {string} done what to tell the reader
 */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    tell([done]);
  } catch {
    // not allowed here: the link was followed all the same
  }
}
