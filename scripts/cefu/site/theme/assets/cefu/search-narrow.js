/** The filters of the search page: by report, year, publisher and actor. */

import { make, say, written } from "./search-view.js";

export const FACETS = ["report", "year", "publisher", "actor"];

/** So many values of a facet are shown before the reader asks for the rest. */
const SHOWN = 8;

/** How many filters are chosen. */
export const chosen = (filters) => FACETS.reduce((sum, name) => sum + filters[name].length, 0);

/** No filter at all. */
export const none = () => Object.fromEntries(FACETS.map((name) => [name, []]));

/**
 * The filters, as an element that goes with the search.  `choose(name, value, on)` takes
 * on a choice, `clear()` takes all back, `actors()` has the actors counted.
 */
export function narrowing({ choose, clear, actors }) {
  const element = make("details", { class: "cs-facets", hidden: true });
  const title = make("summary", {}, say("filters"));
  const whole = new Set(), labels = new Map();
  element.append(title);

  /** Remembers what values are called, for where nothing is counted. */
  function learn(counts) {
    for (const name of FACETS) for (const { value, label } of counts?.[name] ?? []) labels.set(`${name}:${value}`, label);
  }

  /** The choices of a facet; what is chosen is there even if nothing has it. */
  function values(name, counts, filters) {
    const found = [...(counts?.[name] ?? [])];
    for (const value of filters[name])
      if (!found.some((one) => one.value === value))
        found.push({ value, label: labels.get(`${name}:${value}`) ?? value, count: counts ? 0 : null });
    return found;
  }

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
          onchange: (event) => choose(name, value, event.target.checked),
        }), make("span", {}, written(label)), make("span", { class: "cs-count" }, count === null ? "" : String(count)))),
      few.length < all.length && make("button", {
        type: "button", class: "cs-link", onclick: () => {
          whole.add(name);
          again();
          element.querySelectorAll(`[data-name="${name}"] input`)[SHOWN].focus();
        },
      }, say("facet_more", { count: all.length - few.length })))];
  }

  /** Shows what can be chosen; `counts` null is what is not known, as yet or at all. */
  function show(filters, counts) {
    learn(counts);
    const number = chosen(filters);
    title.textContent = number ? say("filters_on", { count: number }) : say("filters");
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    const focused = held?.dataset.facet;
    const parts = FACETS.flatMap((name) => facet(name, counts, filters, () => show(filters, counts)));
    const all = number > 0 && make("button", { type: "button", class: "cs-link", onclick: clear }, say("clear"));
    element.replaceChildren(title, ...[...parts, all].filter(Boolean));
    // The place is kept: what comes late must not move what is read.
    element.classList.toggle("cs-facets--idle", !parts.length && !number);
    element.hidden = false;
    if (focused) [...element.querySelectorAll("input")].find((one) => one.dataset.facet === focused)?.focus();
    else if (held === title) title.focus();
  }

  return { element, show, learn, hide: () => { element.hidden = true; } };
}
