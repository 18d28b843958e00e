// One item of the notebook on its page: what it is, the reader's remark, and what can be done with it.
import { make } from "../common/elements.js";

/**
 * @typedef {import("./told.js").Told} Told
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Say
 *
 * @typedef {object} Acts
 * @property {(by: number) => void} move up or down in the list
 * @property {() => void} remove
 * @property {(note: string) => void} remark
 */

/** After so many milliseconds without a key a remark is kept. */
const PAUSE = 400;

/**
 * What an item is, for those who only read it.
 * @param {Told} told
 * @param {Say} say
 */
export const shown = ({ item, head, words, url, reference }, say) => [
  make("h3", { class: "cefu-note-head" }, make("a", { href: url }, head)),
  words && make(item.kind === "name" ? "p" : "blockquote", { lang: item.lang || undefined }, words),
  reference && make("p", { class: "cefu-note-reference" }, make("span", {}, say("reference")), reference),
];

/**
 * @param {Told} told
 * @param {{nth: number, of: number}} place in the list
 * @param {Say} say
 * @param {Acts} acts
 */
export function entry(told, { nth, of }, say, { move, remove, remark }) {
  const { item, head } = told, id = `cefu-note-${nth}`;
  const field = make("textarea", { id, rows: 2, maxlength: 5_000 });
  field.value = item.note;
  /** @type {number | undefined} */
  let pause;
  const keep = () => {
    window.clearTimeout(pause);
    if (field.value !== item.note) remark(field.value);
  };
  field.addEventListener("input", () => {
    grow(field);
    window.clearTimeout(pause);
    pause = window.setTimeout(keep, PAUSE);
  });
  field.addEventListener("change", keep);
  /**
   * @param {string} key
   * @param {string} sign
   * @param {() => void} act
   * @param {boolean} [off]
   */
  const button = (key, sign, act, off = false) => make("button", {
    type: "button", class: "cefu-note-act", "data-act": key, "aria-label": say(`${key}_what`, { what: head }), title: say(key),
    "aria-disabled": off ? "true" : undefined, onclick: () => { if (!off) act(); },
  }, sign);
  const element = make("li", { class: "cefu-note" },
    ...shown(told, say),
    make("div", { class: "cefu-note-remark" }, make("label", { for: id }, say("remark")), field,
      // Paper shows all of a remark.
      make("p", { class: "cefu-print-only" }, item.note)),
    make("div", { class: "cefu-note-acts", role: "group", "aria-label": head },
      button("up", "↑", () => move(-1), nth === 0), button("down", "↓", () => move(1), nth === of - 1),
      button("remove", "×", remove)));
  element.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined || nth + by < 0 || nth + by >= of) return;
    event.preventDefault();
    keep();
    move(by);
  });
  return { element, grow: () => grow(field), keep };
}

/**
 * As high as what is written in it.
 * @param {HTMLTextAreaElement} field
 */
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
