// @ts-check
// The marks at sections and paragraphs open a menu: copy the link, cite, go there.
import { mistakeAddress, say } from "../common/words.js";
import { toggle, wording } from "../notebook/keep.js";
import { blockOf, describe, ownText } from "./passage.js";

/** @typedef {import("./cite.js").Desk} Desk */
/** @typedef {import("./text.js").Passage} Passage */

/** So much of a text goes into a report of a mistake. */
const QUOTED = 120;
const MARKS = ".cefu-anchor, .headerlink";

/** @param {Desk} desk */
export function startMenu(desk) {
  for (const mark of document.querySelectorAll(MARKS)) mark.setAttribute("aria-haspopup", "menu");
  /** @type {(() => void) | null} */
  let close = null;
  // Before the theme's own listener, which copies the link at once.
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const mark = event.target instanceof Element ? event.target.closest(MARKS) : null;
    if (!(mark instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    const again = mark.getAttribute("aria-expanded") === "true";
    close?.();
    close = again ? null : open(desk, mark);
  }, true);
}

/**
 * @param {Desk} desk
 * @param {HTMLAnchorElement} mark
 * @returns {() => void} closes it
 */
function open(desk, mark) {
  const { words } = desk;
  const block = blockOf(mark);
  const passage = block && describe(block, words, desk.pages);
  const anchor = decodeURIComponent(mark.hash.slice(1));
  const menu = document.createElement("div");
  menu.className = "cefu-cite-menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", passage?.label ?? words.menu);

  const close = (back = true) => {
    menu.remove();
    mark.removeAttribute("aria-expanded");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", gone);
    if (back) mark.focus({ preventScroll: true });
  };
  const gone = () => close(false);
  const outside = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && !menu.contains(event.target) && !mark.contains(event.target)) gone();
  };

  menu.append(
    item("button", words.copy_link, () => {
      close();
      desk.copy(passage ? desk.link(passage) : new URL(`#${anchor}`, location.href).href, words.copied_link);
    }),
    ...(passage ? [item("button", words[`cite_${passage.kind}`], () => {
      close();
      desk.cite(passage);
    })] : []),
    ...keeping(desk, passage, block, close),
    item("a", words.go_to, gone),
    ...mistake(block, passage ? desk.link(passage) : "", gone),
  );
  const way = /** @type {HTMLAnchorElement} */ (menu.querySelector("a"));
  way.href = mark.hash;
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  const article = mark.closest("article") ?? document.body;
  article.append(menu);
  mark.setAttribute("aria-expanded", "true");
  place(menu, mark.getBoundingClientRect());
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", gone);
  /** @type {HTMLElement} */ (menu.firstElementChild).focus({ preventScroll: true });
  return () => close(false);
}

/**
 * Keeping a passage in the notebook, or taking it out.
 * @param {Desk} desk
 * @param {Passage | null} passage
 * @param {HTMLElement | null} block
 * @param {() => void} close
 */
function keeping(desk, passage, block, close) {
  if (!passage || !block) return [];
  const kept = desk.keepable({ ...passage, quote: ownText(block), lang: block.closest("[lang]")?.getAttribute("lang") ?? "" });
  return [item("button", wording(kept), () => {
    close();
    toggle(kept);
  })];
}

/**
 * The way to report a mistake at a block, where the keeper takes such reports.
 * @param {HTMLElement | null} block
 * @param {string} place its address
 * @param {() => void} act
 */
function mistake(block, place, act) {
  const words = block ? ownText(block).slice(0, QUOTED) : "";
  const address = block ? mistakeAddress(place, words) : null;
  if (!address) return [];
  const link = item("a", say("report_mistake"), act);
  /** @type {HTMLAnchorElement} */ (link).href = address;
  return [link];
}

/**
 * @param {"button" | "a"} tag
 * @param {string} text
 * @param {() => void} act
 */
function item(tag, text, act) {
  const made = document.createElement(tag);
  if (made instanceof HTMLButtonElement) made.type = "button";
  made.setAttribute("role", "menuitem");
  made.tabIndex = -1;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 * @param {(back?: boolean) => void} close
 */
function walk(event, menu, close) {
  const items = /** @type {HTMLElement[]} */ ([...menu.children]);
  const now = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: now + 1, ArrowUp: now - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items[next % items.length].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Tab") {
    close();
  } else if (event.key === " " && document.activeElement instanceof HTMLAnchorElement) {
    event.preventDefault();
    document.activeElement.click();
  }
}

/**
 * Below a place of the page, or above where there is no room, within the window.
 * @param {HTMLElement} box positioned absolutely
 * @param {DOMRect} at
 * @param {boolean} [above] rather above
 */
export function place(box, at, above = false) {
  const origin = (box.offsetParent ?? document.documentElement).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(at.left, room - width - 8));
  const up = above ? at.top - height - 8 > 60 : at.bottom + height + 8 > window.innerHeight && at.top - height > 60;
  const top = up ? at.top - height - 6 : at.bottom + 6;
  box.style.setProperty("left", `${Math.round(left - origin.left)}px`);
  box.style.setProperty("top", `${Math.round(top - origin.top)}px`);
}
