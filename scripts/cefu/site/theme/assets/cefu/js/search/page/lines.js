/** The places found as lines of a concordance (KWIC): a view of the search page. */

import { citesOf } from "../../citing/references.js";
import { make } from "../../common/elements.js";
import { SITE } from "../../common/site.js";
import { keepButton } from "../../notebook/keep.js";
import { pathOf, written as dayWritten } from "../../notebook/item.js";
import { lang, say, tongue } from "./view.js";

/** @typedef {import("../help/kwic.js").Line} Line */

/** Lines shown at a time. */
const PAGE = 100;

/**
 * A list in `place`.
 * @param {HTMLElement} place
 */
export function lineList(place) {
  /** @type {Line[]} */
  let all = [];
  let asked = /** @type {Record<string, string>} */ ({});
  let names = /** @type {Map<string, string>} */ (new Map());
  const body = make("ol", { class: "cefu-kwic cs-lines", "aria-label": say("lines") });

  /** @param {Line} line */
  function row(line) {
    const { left, words, right, home, block, url, title, type } = line;
    const address = new URL(url), foreign = line.lang !== lang ? line.lang : undefined;
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    const number = /^([pn])(\d+)$/.exec(block);
    const where = number ? say(number[1] === "p" ? "line_paragraph" : "line_note", { number: number[2] }) : say("line_heading");
    const keep = { kind: /** @type {"passage"} */ ("passage"), path: pathOf(url, SITE), words: left + words + right, lang: line.lang, title, note: "", day: dayWritten(new Date()) };
    const name = names.get(home) ?? title;
    return make("li", {},
      make("a", { class: "cs-line", href: address.href },
        make("span", { class: "cefu-before", lang: foreign }, left), make("mark", { lang: foreign }, words),
        make("span", { class: "cefu-after", lang: foreign }, right),
        make("span", { class: "cefu-place" }, type === "gist" && make("span", { class: "cs-told" }, say("told")),
          make("span", { lang: tongue(name) }, name), " ", where)),
      keepButton(keep, `${left}${words}${right}`.slice(0, 60)));
  }

  return {
    /**
     * Shows lines in the place of what was there.
     * @param {Line[]} lines
     * @param {Record<string, string>} address of what was asked
     */
    async show(lines, address) {
      const cites = await citesOf(lines.map(({ home }) => home));
      names = new Map([...cites].map(([home, { name }]) => [home, name]));
      [all, asked] = [lines, address];
      body.replaceChildren(...all.slice(0, PAGE).map(row));
      place.replaceChildren(...(all.length ? [body] : []));
    },
    /** Shows further lines; gives the first link of them. */
    more() {
      const rows = all.slice(body.children.length, body.children.length + PAGE).map(row);
      body.append(...rows);
      return rows[0]?.querySelector("a") ?? null;
    },
    left: () => all.length - body.children.length,
    links: () => /** @type {HTMLAnchorElement[]} */ ([...body.querySelectorAll("a.cs-line")]),
    step: PAGE,
  };
}
