/** At a passage found that tells of an event which the reports date differently: a word of it. */

import { make } from "../../common/elements.js";
import { homeOf } from "../../common/site.js";
import { lang, say } from "./view.js";

/**
 * @typedef {import("../../compare/aligned.js").Dates} Dates
 * @typedef {{hit: import("./view.js").Hit, element: HTMLElement}} Shown
 */

/** Reports whose dates are asked for at a time, at most. */
const MOST = 20;

/**
 * Marks the passages of which it is so; nothing that is there moves.
 * @param {Shown[]} shown
 * @param {AbortSignal} signal
 */
export async function markDiffering(shown, signal) {
  const homes = [...new Set(shown.map(({ hit }) => hit.home))].slice(0, MOST);
  await Promise.all(homes.map(async (home) => {
    const answer = await fetch(new URL("dates.json", home), { signal });
    if (!answer.ok) return;
    /** @type {Dates} */
    const { statements, events } = await answer.json();
    for (const { hit, element } of shown) {
      if (hit.home !== home || element.querySelector(".cs-differ")) continue;
      const told = statements.find(({ block, event }) => block === hit.block && event && events[event].dates.length);
      if (told) element.append(mark(events[told.event]));
    }
  }));
}

/** @param {Dates["events"][string]} event */
function mark({ name, page, dates }) {
  const words = say("differ_what", { name, dates: dates.join(" ／ ") });
  return make("a", { class: "cs-differ", href: new URL(page, homeOf(lang)).href, title: words, "aria-label": words }, say("differ"));
}
