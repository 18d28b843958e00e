// The notebook as a file or a link.
import { make } from "../common/elements.js";
import { save } from "../common/files.js";
import { written } from "./item.js";
import { packed } from "./share.js";
import { asDocx } from "./forms/docx.js";
import { asBibtex, asCsl, asRis } from "./forms/records.js";
import { asCsv, asMarkdown } from "./forms/texts.js";

/**
 * @typedef {import("./told.js").Told} Told
 * @typedef {import("./entry.js").Say} Say
 * @typedef {{title: string, lead: string, remark: string, lang: string}} Words
 * @typedef {{end: string, type: string, made: (list: Told[], words: Words) => string | Uint8Array<ArrayBuffer> | Promise<string>}} Form
 */

/** Longer links are cut by some programs. */
const LONG_LINK = 8_000;

/** @type {Record<string, Form>} */
const FORMS = {
  Markdown: { end: "md", type: "text/markdown", made: asMarkdown },
  Word: { end: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", made: asDocx },
  CSV: { end: "csv", type: "text/csv", made: asCsv },
  RIS: { end: "ris", type: "application/x-research-info-systems", made: asRis },
  BibTeX: { end: "bib", type: "application/x-bibtex", made: asBibtex },
  "CSL-JSON": { end: "csl.json", type: "application/vnd.citationstyles.csl+json", made: asCsl },
};

/**
 * @param {() => Told[]} list
 * @param {Say} say
 * @param {(words: string) => void} announce
 */
export function taking(list, say, announce) {
  /** @param {string} name */
  async function away(name) {
    const day = written(new Date()), site = document.querySelector("meta[property='og:site_name']")?.getAttribute("content") ?? "";
    const words = { title: say("title"), lead: say("made", { site, date: day }), remark: say("remark_before"), lang: document.documentElement.lang };
    try {
      const { end, type, made } = FORMS[name];
      save(`${say("file")}-${day}.${end}`, type, await made(list(), words));
      announce(say("taken", { name }));
    } catch (error) {
      console.warn(error);
      announce(say("not_taken"));
    }
  }

  async function share() {
    const url = new URL(location.pathname, location.href);
    url.hash = `list=${await packed(list().map(({ item }) => item))}`;
    try {
      await navigator.clipboard.writeText(url.href);
      announce(say(url.href.length > LONG_LINK ? "shared_long" : "shared", { count: url.href.length }));
    } catch {
      // The clipboard is not to be had: the link is there to be copied by hand.
      const field = make("input", { type: "text", readonly: true, "aria-label": say("share") });
      field.value = url.href;
      element.append(field);
      field.select();
      announce(say("copy_by_hand"));
    }
  }

  const element = make("div", { class: "cefu-notebook-take" },
    make("span", { id: "cefu-take-label" }, say("take")),
    make("ul", { "aria-labelledby": "cefu-take-label" }, ...Object.keys(FORMS).map((name) =>
      make("li", {}, make("button", { type: "button", class: "cefu-plain", onclick: () => away(name) }, name)))),
    make("button", { type: "button", class: "cefu-plain", onclick: share }, say("share")),
    make("button", { type: "button", class: "cefu-plain", onclick: () => print() }, say("print")));
  return element;
}
