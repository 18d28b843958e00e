// The row of buttons by which all that is found is taken away as a file, and the ways on with a query.
import { search } from "../search.js";
import { make } from "../../common/elements.js";
import { save } from "../../common/files.js";
import { homeOf } from "../../common/site.js";
import { lang, say } from "./view.js";

/** @typedef {import("./state.js").State} State */

/** Passages in a file, at most. */
const MOST = 2_000;

/**
 * @param {() => State} state what is asked
 * @param {(words: string) => void} told tells the reader how it went
 */
export function takingAway(state, told) {
  const compare = make("a", {
    href: new URL("compare/", homeOf(lang)).href, onclick: () => {
      compare.hash = `${new URLSearchParams([["q", state().q], ...state().filters.report.map((report) => ["r", report])])}`;
    },
  }, say("compare"));
  const words = /** @type {HTMLAnchorElement | null} */ (document.querySelector("main a[href$='../words/']"));
  words?.addEventListener("click", () => { words.search = state().q && `?${new URLSearchParams({ q: state().q })}`; });
  const element = make("p", { class: "cs-take", hidden: true }, compare, " · ", say("take"), ...["CSV", "Markdown"].flatMap((kind) =>
    [" ", make("button", { type: "button", class: "cs-link", onclick: () => away(kind) }, kind)]));

  /** @param {string} kind */
  async function away(kind) {
    const asked = state(), day = new Date();
    element.setAttribute("aria-busy", "true");
    try {
      const found = await search(asked.q, { ...asked, limit: MOST, lang, exact: true });
      const { asCsv, asMarkdown, linesTaken, taken } = await import("../help/take.js");
      const { ordered } = await import("../help/kwic.js");
      const rows = asked.view ? await linesTaken(ordered(await found.lines(), asked.order, lang).slice(0, MOST), day)
        : await taken(found.passages, day);
      const words = asked.q.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40) || "search";
      const name = `${words}-${day.toISOString().slice(0, 10)}`;
      if (kind === "CSV") save(`${name}.csv`, "text/csv", asCsv(rows));
      else save(`${name}.md`, "text/markdown", asMarkdown(rows, `${say("label")}: ${asked.q}`, location.href));
      told(say(asked.view ? "taken_lines" : "taken", { count: rows.length }));
    } catch (error) {
      console.warn(error);
      told(say("error_more"));
    } finally {
      element.removeAttribute("aria-busy");
    }
  }

  return element;
}
