/** The filters of the search page: by report, section, year, period, publisher, author and actor. */

import { make } from "../../common/elements.js";
import { say, written } from "./view.js";

/**
 * @typedef {import("../engine/types.js").Filters} Filters
 * @typedef {import("../help/facets.js").Facet} Facet
 * @typedef {Partial<Record<keyof Filters, Facet[] | null>>} Counts null is what is not known
 */

/** @type {(keyof Filters)[]} */
export const FACETS = ["report", "section", "year", "period", "author", "publisher", "actor"];

/** So many values of a facet are shown before the reader asks for the rest. */
const SHOWN = 8;

/**
 * How many filters are chosen.
 * @param {Filters} filters
 */
export const chosen = (filters) => FACETS.reduce((sum, name) => sum + filters[name].length, 0);

/**
 * No filter at all.
 * @returns {Filters}
 */
export const none = () => ({ report: [], section: [], year: [], period: [], publisher: [], author: [], actor: [] });

/**
 * The filters, as an element that goes with the search.
 * @param {object} acts
 * @param {(name: keyof Filters, value: string, on: boolean) => void} acts.choose takes on a choice
 * @param {() => void} acts.clear takes all back
 * @param {() => void} acts.actors has the actors counted
 */
export function narrowing({ choose, clear, actors }) {
  const element = make("details", { class: "cs-facets", hidden: true });
  const title = make("summary", {}, say("filters"));
  /** @type {Set<string>} */
  const whole = new Set();
  /** @type {Map<string, string>} */
  const labels = new Map();
  element.append(title);

  /**
   * Remembers what values are called, for where nothing is counted.
   * @param {Counts | null} counts
   */
  function learn(counts) {
    for (const name of FACETS) for (const { value, label } of counts?.[name] ?? []) labels.set(`${name}:${value}`, label);
  }

  /**
   * The choices of a facet; what is chosen is there even if nothing has it.
   * @param {keyof Filters} name
   * @param {Counts | null} counts
   * @param {Filters} filters
   */
  function values(name, counts, filters) {
    /** @type {{value: string, label: string, count: number | null}[]} */
    const found = [...(counts?.[name] ?? [])];
    for (const value of filters[name])
      if (!found.some((one) => one.value === value))
        found.push({ value, label: labels.get(`${name}:${value}`) ?? value, count: counts ? 0 : null });
    return found;
  }

  /**
   * The choices of one facet, or a way to have them counted.
   * @param {keyof Filters} name
   * @param {Counts | null} counts
   * @param {Filters} filters
   * @param {() => void} again
   * @returns {HTMLElement[]}
   */
  function facet(name, counts, filters, again) {
    if (counts && counts[name] === undefined && !filters[name].length)
      return [make("button", { type: "button", class: "cs-link", onclick: actors }, say(`facet_${name}`))];
    const all = values(name, counts, filters);
    if (all.length < 2 && !filters[name].length) return [];
    const few = whole.has(name) || all.length <= SHOWN + 1 ? all
      : all.filter(({ value }, nth) => nth < SHOWN || filters[name].includes(value));
    return [make("fieldset", { "data-name": name }, make("legend", {}, say(`facet_${name}`)),
      ...few.map(({ value, label, count }) => make("label", { class: "cs-facet" },
        make("input", {
          type: "checkbox", "data-facet": `${name}:${value}`, checked: filters[name].includes(value),
          onchange: (/** @type {Event} */ event) => choose(name, value, /** @type {HTMLInputElement} */ (event.target).checked),
        }), make("span", {}, written(label)), make("span", { class: "cs-count" }, count === null ? "" : String(count)))),
      few.length < all.length && make("button", {
        type: "button", class: "cs-link", onclick: () => {
          whole.add(name);
          again();
          /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(`[data-name="${name}"] input`))[SHOWN].focus();
        },
      }, say("facet_more", { count: all.length - few.length })))];
  }

  /**
   * Shows what can be chosen; `counts` null is what is not known, as yet or at all.
   * @param {Filters} filters
   * @param {Counts | null} counts
   */
  function show(filters, counts) {
    learn(counts);
    const number = chosen(filters);
    title.textContent = number ? say("filters_on", { count: number }) : say("filters");
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    const focused = held instanceof HTMLElement ? held.dataset.facet : undefined;
    /** @type {HTMLElement[]} */
    const parts = FACETS.flatMap((name) => facet(name, counts, filters, () => show(filters, counts)));
    const all = number > 0 && make("button", { type: "button", class: "cs-link", onclick: clear }, say("clear"));
    element.replaceChildren(title, ...parts, ...(all ? [all] : []));
    // The place is kept: what comes late must not move what is read.
    element.classList.toggle("cs-facets--idle", !parts.length && !number);
    element.hidden = false;
    if (focused) [...element.querySelectorAll("input")].find((one) => one.dataset.facet === focused)?.focus();
    else if (held === title) title.focus();
  }

  return { element, show, learn, hide: () => { element.hidden = true; } };
}
