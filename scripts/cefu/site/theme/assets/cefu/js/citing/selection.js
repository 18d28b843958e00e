// @ts-check
// Words selected on the page: link to them, or cite them.
import { textDirective } from "./fragment.js";
import { place } from "./menu.js";
import { selected } from "./passage.js";
import { say, tell } from "../common/words.js";
import { toggle } from "../notebook/keep.js";

/** @typedef {import("./cite.js").Desk} Desk */

/** How long a selection must rest before the bar shows, in milliseconds. */
const REST = 250;

/**
 * The author's words that are selected now, if any.
 * @param {Desk} desk
 */
export function selection({ words, pages }) {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  return selected(chosen.getRangeAt(0), words, pages);
}

/** @param {Desk} desk */
export function startSelection(desk) {
  const bar = toolbar(desk);
  let waiting = 0, held = false;
  const look = () => {
    window.clearTimeout(waiting);
    if (bar.element.contains(document.activeElement)) return;
    bar.hide();
    if (!held) waiting = window.setTimeout(bar.show, REST);
  };
  document.addEventListener("selectionchange", look);
  // While a mouse drags, the bar would be in its way; a finger's handles say no more.
  document.addEventListener("pointerdown", (event) => {
    held = event.pointerType === "mouse" && !(event.target instanceof Node && bar.element.contains(event.target));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, () => {
      if (!held) return;
      held = false;
      look();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (bar.element.hidden) return;
    if (event.key === "Escape") {
      bar.hide();
    } else if (event.key === "Tab" && !event.shiftKey && !bar.element.contains(document.activeElement)) {
      event.preventDefault();
      bar.focus();
    }
  });
}

/** @param {Desk} desk */
function toolbar(desk) {
  const { words } = desk;
  const element = document.createElement("div");
  element.className = "cefu-cite-bar";
  element.hidden = true;
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", words.toolbar);
  /** @type {ReturnType<typeof selection>} */
  let chosen = null;
  /** @type {Element | null} */
  let back = null;
  const link = button(words.link_this, () => {
    if (!chosen) return;
    hide();
    desk.copy(linkTo(desk, chosen), words.copied_link);
  });
  const cite = button(words.cite_this, () => {
    if (!chosen) return;
    const { passage } = chosen;
    hide();
    desk.cite(passage);
  });
  const keep = button(say("keep"), () => {
    if (!chosen) return;
    const { passage } = chosen;
    hide();
    toggle(desk.keepable(passage));
  });
  const buttons = [link, cite, keep];
  element.append(...buttons);
  // A press on the bar must not take the selection away.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("keydown", (event) => {
    const now = buttons.findIndex((one) => one === document.activeElement), { length } = buttons;
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1 + length, Home: 0, End: length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[next % length].focus();
  });
  element.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) element.hidden = true;
  });
  (document.querySelector(".md-content article") ?? document.body).append(element);

  function hide() {
    if (element.contains(document.activeElement)) {
      if (back instanceof HTMLElement && back !== document.body) back.focus({ preventScroll: true });
      else /** @type {HTMLElement} */ (document.activeElement).blur();
    }
    element.hidden = true;
  }
  function show() {
    chosen = selection(desk);
    const range = document.getSelection();
    if (!chosen || !range?.rangeCount) return;
    element.hidden = false;
    const rects = range.getRangeAt(0).getClientRects();
    const touch = matchMedia("(pointer: coarse)").matches;
    place(element, touch ? rects[rects.length - 1] : rects[0], !touch);
  }
  return {
    element, hide, show,
    focus() {
      back = document.activeElement;
      link.focus({ preventScroll: true });
      tell([words.toolbar]);
    },
  };
}

/**
 * The address of words: their paragraph, and where a browser can, themselves.
 * @param {Desk} desk
 * @param {NonNullable<ReturnType<typeof selection>>} chosen
 */
function linkTo(desk, { passage, from, to, block, range }) {
  const address = desk.link(passage);
  // A heading stands in the contents too, and its section's address leads to it as well.
  if (/^H\d$/.test(block.tagName) && from.text === to.text) return address;
  const before = document.createRange();
  before.setStart(document.body, 0);
  before.setEndBefore(block);
  const directive = textDirective(from, to, before.toString(), range.toString());
  return directive ? `${address}${passage.anchor ? "" : "#"}:~:${directive}` : address;
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
