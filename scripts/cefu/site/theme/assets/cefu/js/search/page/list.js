/** The hits of the search page, by report.  What stands there is never moved: further hits come below. */

import { make } from "../../common/elements.js";
import { SITE } from "../../common/site.js";
import { keepButton } from "../../notebook/keep.js";
import { pathOf, written as dayWritten } from "../../notebook/item.js";
import { amounts, dateWords, hitItem, say, tell, written } from "./view.js";

/** @typedef {import("./view.js").Hit} Hit */

const keyOf = (/** @type {Hit} */ { report, section }) => `${report}#${section}`;

/**
 * A list in `place`.
 * @param {HTMLElement} place
 * @param {(report: string) => void} only is called to see all hits of a report
 */
export function hitList(place, only) {
  /** @type {Set<string>} */
  const shown = new Set();
  /** @type {import("./differ.js").Shown[]} */
  let items = [];
  /** @type {{report: string, list: HTMLElement} | null} */
  let last = null;

  /**
   * The report of `hits`, its first hits below it.
   * @param {Hit[]} hits
   * @param {boolean} open if there is a way to the rest
   */
  function group(hits, open) {
    const [{ report, title, home, date, publisher, inReport }] = hits;
    const list = make("ol", { class: "cs-list" });
    const count = { passages: amounts({ total: inReport }).passages };
    const rest = open && inReport > hits.length;
    const meta = [date && [dateWords(date)], publisher && [written(publisher)],
      rest ? [make("button", { type: "button", class: "cs-link", onclick: () => only(report) }, ...tell("only_report", count))]
        : tell("in_report", count)].filter((part) => Array.isArray(part));
    place.append(make("section", { class: "cs-report" },
      make("h2", { class: "cs-title" }, make("a", { href: home }, written(title))),
      make("p", { class: "cs-meta" }, ...meta.flatMap((part, nth) => (nth ? [say("meta_separator"), ...part] : part))),
      list));
    return { report, list };
  }

  /**
   * Puts what is new of `hits` below; gives the first link of it.
   * @param {Hit[]} hits
   * @param {boolean} open
   */
  function append(hits, open) {
    /** @type {Map<string, Hit[]>} */
    const groups = new Map();
    for (const hit of hits) {
      if (shown.has(keyOf(hit))) continue;
      shown.add(keyOf(hit));
      groups.set(hit.report, [...(groups.get(hit.report) ?? []), hit]);
    }
    /** @type {HTMLAnchorElement | null} */
    let first = null;
    for (const [report, own] of groups) {
      if (last?.report !== report) last = group(own, open);
      const made = own.map((hit) => {
        const element = hitItem(hit), day = dayWritten(new Date());
        element.append(keepButton({
          kind: "passage", path: pathOf(hit.url, SITE), words: hit.snippet, lang: hit.lang, title: hit.title, note: "", day,
        }, hit.snippet.slice(0, 60)));
        items.push({ hit, element });
        return element;
      });
      last.list.append(...made);
      first ??= made[0].querySelector("a");
    }
    return first;
  }

  return {
    append,
    /**
     * Shows `hits` in the place of what was there.
     * @param {Hit[]} hits
     * @param {boolean} open
     */
    show(hits, open) {
      place.replaceChildren();
      shown.clear();
      items = [];
      last = null;
      append(hits, open);
    },
    links: () => /** @type {HTMLAnchorElement[]} */ ([...place.querySelectorAll("a.cs-hit")]),
    size: () => shown.size,
    items: () => items,
  };
}
