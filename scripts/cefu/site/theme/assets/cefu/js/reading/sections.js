// @ts-check
// Where one is in a long report, and the sections before and after.
import { whenPassed } from "../common/passed.js";
import { say } from "../common/words.js";

export function startSections() {
  const here = /** @type {HTMLElement | null} */ (document.querySelector(".cefu-here"));
  const headings = /** @type {HTMLElement[]} */ ([
    ...document.querySelectorAll(".cefu-sheet :is(h2, h3, h4, h5, h6)[id]"),
  ]);
  if (!here || headings.length < 2) return;
  const name = here.querySelector("span");
  const back = /** @type {HTMLAnchorElement} */ (here.querySelector(".cefu-here-back"));
  const on = /** @type {HTMLAnchorElement} */ (here.querySelector(".cefu-here-on"));
  whenPassed(headings, (at) => {
    here.hidden = at < 0;
    if (name) name.textContent = at < 0 ? "" : title(headings[at]);
    aim(back, headings[at - 1], "previous_section");
    aim(on, headings[at + 1], "next_section");
  });
}

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement | undefined} heading
 * @param {string} key
 */
function aim(link, heading, key) {
  if (!heading) {
    link.removeAttribute("href");
    return;
  }
  link.href = `#${heading.id}`;
  link.title = `${say(key)} ${title(heading)}`;
  link.setAttribute("aria-label", link.title);
}

/**
 * A heading's words, without marks.
 * @param {HTMLElement} heading
 */
export function title(heading) {
  const copy = /** @type {HTMLElement} */ (heading.cloneNode(true));
  for (const mark of copy.querySelectorAll(".headerlink, sup, .cefu-inline-note, .cefu-printed")) mark.remove();
  return copy.textContent?.trim() ?? "";
}
