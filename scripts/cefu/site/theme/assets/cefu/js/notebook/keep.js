// Keeping something in the notebook, from whatever page: told by eye and ear, taken back at once.
import { make } from "../common/elements.js";
import { homeOf } from "../common/site.js";
import { hush, say, tell } from "../common/words.js";
import { add, has, remove } from "./store.js";

/** @typedef {import("./item.js").Item} Item */

/** How long one can take back what was kept, in milliseconds. */
const SHOWN = 8_000;

/**
 * Keeps `item`, or takes it out where it is kept already.
 * @param {Item} item
 * @param {() => void} [changed]
 */
export function toggle(item, changed = () => {}) {
  const there = has(item);
  const done = there ? remove(item) : add(item);
  changed();
  if (!done) {
    tell([say("keep_refused")], SHOWN);
    return;
  }
  const undo = make("button", {
    type: "button", onclick: () => {
      hush();
      if (there) add(item);
      else remove(item);
      changed();
    },
  }, say("keep_undo"));
  const notebook = new URL("notebook/", homeOf(document.documentElement.lang || "zh-Hant"));
  const open = make("a", { href: notebook.href }, say("keep_open"));
  tell([say(there ? "keep_removed" : "keep_kept"), open, undo], SHOWN);
}

/**
 * What the button for `item` does now.
 * @param {Item} item
 */
export const wording = (item) => say(has(item) ? "keep_remove" : "keep");

/**
 * A button that keeps `item`; pressed while it is kept.
 * @param {Item} item
 * @param {string} what it is, for those who do not see where the button stands
 */
export function keepButton(item, what) {
  const button = make("button", { type: "button", class: "cefu-keep", onclick: () => toggle(item, show) });
  function show() {
    button.setAttribute("aria-pressed", String(has(item)));
    const label = say("keep_what", { what });
    button.setAttribute("aria-label", label);
    button.title = wording(item);
  }
  show();
  return button;
}
