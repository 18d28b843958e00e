// On pages of names and of dates: a button at what is told, which keeps it in the notebook.
import { SITE } from "../common/site.js";
import { keepButton } from "./keep.js";
import { pathOf, written } from "./item.js";

/** @typedef {import("./item.js").Item} Item */

const lang = document.documentElement.lang || "zh-Hant";
const day = written(new Date());

/** @param {Element | null | undefined} element */
const wordsOf = (element) => element?.textContent?.replace(/\s+/gu, " ").trim() ?? "";

/**
 * The language of an element's words.
 * @param {Element | null | undefined} element
 */
const langOf = (element) => element?.closest("[lang]")?.getAttribute("lang") ?? lang;

/**
 * The date under which a saying stands.
 * @param {Element} saying
 */
const dateOf = (saying) => {
  const own = saying.querySelector(".cefu-date") ?? saying.closest(".cefu-side")?.querySelector(".cefu-side-date");
  const head = saying.closest(".cefu-moment")?.querySelector(":scope > .cefu-day, :scope > .cefu-unsaid");
  const from = own ?? head, copy = /** @type {Element | undefined} */ (from?.cloneNode(true));
  for (const mark of copy?.querySelectorAll("small, .headerlink") ?? []) mark.remove();
  return wordsOf(copy);
};

function sayings() {
  for (const saying of document.querySelectorAll("li.cefu-saying")) {
    const quote = saying.querySelector(".cefu-quote"), link = saying.querySelector(".cefu-source-line a");
    const path = link instanceof HTMLAnchorElement ? pathOf(link.href, SITE) : "";
    const line = saying.querySelector(".cefu-source-line");
    if (!path || !quote || !line) continue;
    const date = dateOf(saying), words = wordsOf(quote);
    line.append(keepButton({ kind: "date", path, words, lang: langOf(quote), title: date, note: "", day },
      `${date} ${words}`.slice(0, 80)));
  }
}

function mentions() {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".cefu-kwic li > a"))) {
    const copy = /** @type {Element} */ (link.cloneNode(true));
    copy.querySelector(".cefu-place")?.remove();
    const words = wordsOf(copy), path = pathOf(link.href, SITE);
    if (path) link.after(keepButton({ kind: "passage", path, words, lang: langOf(link), title: "", note: "", day }, words.slice(0, 80)));
  }
}

function name() {
  const head = document.querySelector("h1"), about = document.querySelector(".cefu-about");
  const path = pathOf(location.pathname, SITE);
  if (!head || !/^actors\/[^/]+\/$/.test(path)) return;
  const copy = /** @type {Element} */ (head.cloneNode(true));
  copy.querySelector(".headerlink")?.remove();
  const words = wordsOf(copy);
  head.append(keepButton({ kind: "name", path, words, lang: langOf(head), title: wordsOf(about), note: "", day }, words));
}

sayings();
mentions();
name();
