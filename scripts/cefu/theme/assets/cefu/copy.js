// @ts-check
// Permanent links and citations, copied.
import { say, tell } from "./words.js";

export function startCopy() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return; // citing has seen to it
    const target = /** @type {Element} */ (event.target);
    const link = target.closest(".cefu-anchor, .headerlink");
    if (link instanceof HTMLAnchorElement) {
      if (plain(event)) copy(link.href, say("link_copied"));
      return; // the address bar follows the link as ever
    }
    const button = target.closest(".cefu-copy");
    const cited = button?.closest(".cefu-cite-style")?.querySelector(".cefu-citation");
    if (cited) copy(cited.textContent?.trim() ?? "", say("cite_copied"));
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
    // not allowed here: the link was followed, the citation can be selected
  }
}
