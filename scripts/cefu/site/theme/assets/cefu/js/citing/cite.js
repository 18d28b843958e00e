// @ts-check
// Citing, on the page of a report: the box at its head, marks, keys, selections.
import { openDialog } from "./dialog.js";
import { fillBox } from "./box.js";
import { startMenu } from "./menu.js";
import { blockOf, describe, inView } from "./passage.js";
import { selection, startSelection } from "./selection.js";
import { cited, quoted, rich } from "./text.js";
import { keep, kept } from "../common/kept.js";
import { SITE } from "../common/site.js";
import { tell } from "../common/words.js";
import { pathOf, written } from "../notebook/item.js";

/** @typedef {import("./text.js").Passage} Passage */
/** @typedef {import("./text.js").Style} Style */

/**
 * The report on the page and how to cite it: what every part of citing works with.
 * @typedef {object} Desk
 * @property {Record<string, string>} words interface strings
 * @property {Record<string, Style>} styles
 * @property {Record<string, string>} pages page labels by block
 * @property {(passage: Passage) => string} link permanent address
 * @property {(name: string, passage: Passage) => string} text a citation in a style
 * @property {(passage: Passage) => string} quotation '' where nothing is quoted
 * @property {() => string} style the style used last, else where readers of the language begin
 * @property {() => boolean} used whether any was used
 * @property {(name: string) => void} use
 * @property {() => boolean} keyOn whether the key copies
 * @property {(on: boolean) => void} setKey
 * @property {(text: string, done: string, say?: (words: string) => void, style?: string, from?: number) => Promise<void>} copy
 * @property {(passage: Passage) => void} cite opens the dialog
 * @property {(passage: Passage) => import("../notebook/item.js").Item} keepable as the notebook keeps it
 */

/** Where a reader begins who has used none. */
const FIRST_STYLE = { "zh-Hant": "taiwan", "zh-Hans": "gbt7714" };
const KEY = "c";

const box = document.getElementById("cite");
if (box instanceof HTMLDetailsElement) start(box).catch(() => undefined); // without cite.json the box still serves

/** @param {HTMLDetailsElement} box */
async function start(box) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(box.dataset.words ?? "{}");
  const address = box.dataset.url || location.origin + location.pathname.replace(/index\.html$/, "");
  /** @type {Record<string, Style>} */
  let known = {};
  fillBox(box, address, (text, style) =>
    copy(words, text, words.copied, (said) => tell([said]), known[style]?.italics));
  const answer = await fetch(new URL("cite.json", document.baseURI));
  const { styles, pages, lang, name } = await answer.json();
  known = styles;
  /** @type {Desk} */
  const desk = {
    words, styles, pages,
    link: ({ anchor }) => address + (anchor && `#${anchor}`),
    text: (name, passage) => cited(styles[name], passage, desk.link(passage), new Date()),
    quotation: ({ quote, lang: own, told }) =>
      quote ? quoted(quote, own || lang) + (told ? words.told : "") : "",
    style: () => {
      const last = kept("cite-style") ?? "";
      return last in styles ? last : /** @type {Record<string, string>} */ (FIRST_STYLE)[lang] ?? "chicago";
    },
    used: () => kept("cite-style") === desk.style(),
    use: (name) => keep("cite-style", name),
    keyOn: () => kept("cite-key") !== "off",
    setKey: (on) => keep("cite-key", on ? null : "off"),
    copy: (text, done, say = (said) => tell([said]), style = "", from = 0) => copy(words, text, done, say, styles[style]?.italics, from),
    cite: (passage) => openDialog(desk, passage),
    keepable: ({ anchor, quote, lang: own }) => ({
      kind: "passage", path: pathOf(location.pathname, SITE) + (anchor && `#${anchor}`), words: quote, lang: own || lang,
      title: name, note: "", day: written(new Date()),
    }),
  };
  startMenu(desk);
  startSelection(desk);
  startKey(desk);
  box.addEventListener("click", ({ target }) => {
    const style = target instanceof Element && target.closest(".cefu-copy")?.closest("[data-style]");
    if (style instanceof HTMLElement) desk.use(style.dataset.style ?? "");
  });
  document.documentElement.dataset.cefuCite = "ready";
}

/** @param {Desk} desk */
function startKey(desk) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.defaultPrevented || event.isComposing || event.repeat || !desk.keyOn() || typing(event.target)) return;
    if (document.querySelector("dialog[open], [role='dialog']:not([hidden])")) return;
    event.preventDefault();
    copyHere(desk);
  });
}

/**
 * Copy the citation of the words selected, else of the passage in focus, else in view.
 * @param {Desk} desk
 */
function copyHere(desk) {
  const { words, pages } = desk;
  /** @param {HTMLElement} block */
  const passageOf = (block) => describe(block, words, pages);
  const focused = blockOf(document.activeElement);
  /** @type {Passage} */
  const report = { anchor: "", kind: "report", label: words.whole, page: "", quote: "", lang: "" };
  const passage = selection(desk)?.passage ?? (focused ? passageOf(focused) : inView(report, passageOf));
  const style = desk.style();
  const quotation = desk.quotation(passage), before = quotation && `${quotation}\n`;
  const done = words.copied_here.replace("{what}", passage.label).replace("{style}", desk.styles[style].name);
  desk.copy(before + desk.text(style, passage), done, undefined, style, before.length);
}

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), select, textarea"));
}

/**
 * Copy a text, and beside it, where it has any, the same with its italics.
 * @param {Record<string, string>} words
 * @param {string} text
 * @param {string} done
 * @param {(words: string) => void} say
 * @param {string[]} [italics]
 * @param {number} [from] where the citation begins in the text
 */
async function copy(words, text, done, say, italics = [], from = 0) {
  try {
    if (italics.length && "ClipboardItem" in window) {
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([rich(text, italics, from)], { type: "text/html" }),
      })]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    say(done);
  } catch {
    say(words.copy_failed);
  }
}
