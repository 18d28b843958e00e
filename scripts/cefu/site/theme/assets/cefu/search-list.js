/** The hits of the search page, by report.  What stands there is never moved: further hits come below. */

import { amounts, dateWords, hitItem, make, say, tell, written } from "./search-view.js";

const keyOf = ({ report, section }) => `${report}#${section}`;

/**
 * A list in `place`; `only(report)` is called to see all hits of a report.
 * @returns {{show: Function, append: Function, links: () => HTMLAnchorElement[], size: () => number}}
 */
export function hitList(place, only) {
  const shown = new Set();
  let last = null;

  /** The report of `hits`, its first hits below it; `open` if there is a way to the rest. */
  function group(hits, open) {
    const [{ report, title, home, date, publisher, inReport }] = hits;
    const list = make("ol", { class: "cs-list" });
    const count = { passages: amounts({ total: inReport }).passages };
    const rest = open && inReport > hits.length;
    const meta = [date && [dateWords(date)], publisher && [written(publisher)],
      rest ? [make("button", { type: "button", class: "cs-link", onclick: () => only(report) }, ...tell("only_report", count))]
        : tell("in_report", count)].filter(Boolean);
    place.append(make("section", { class: "cs-report" },
      make("h2", { class: "cs-title" }, make("a", { href: home }, written(title))),
      make("p", { class: "cs-meta" }, ...meta.flatMap((part, nth) => (nth ? [say("meta_separator"), ...part] : part))),
      list));
    return { report, list };
  }

  /** Puts what is new of `hits` below; gives the first link of it. */
  function append(hits, open) {
    const groups = new Map();
    for (const hit of hits) {
      if (shown.has(keyOf(hit))) continue;
      shown.add(keyOf(hit));
      if (!groups.has(hit.report)) groups.set(hit.report, []);
      groups.get(hit.report).push(hit);
    }
    let first = null;
    for (const [report, own] of groups) {
      if (last?.report !== report) last = group(own, open);
      const items = own.map((hit) => hitItem(hit));
      last.list.append(...items);
      first ??= items[0].querySelector("a");
    }
    return first;
  }

  return {
    append,
    /** Shows `hits` in the place of what was there. */
    show(hits, open) {
      place.replaceChildren();
      shown.clear();
      last = null;
      append(hits, open);
    },
    links: () => [...place.querySelectorAll("a.cs-hit")],
    size: () => shown.size,
  };
}
