// Items as readers see them: what each is called, where it leads, its reference.
import { citesOf, referenceTo } from "../citing/references.js";

/**
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("../citing/references.js").Cites} Cites
 *
 * @typedef {object} Told
 * @property {Item} item
 * @property {string} head what it is called
 * @property {string} words that stand there; of a name, what the archive says of it
 * @property {string} place within its report
 * @property {string} url permanent
 * @property {string} home address of its report; '' of a name
 * @property {string} reference '' where there is none
 */

/**
 * The address of an item and of the report it is in, for a reader of one language.
 * @param {Item} item
 * @param {URL} root of the language
 */
function addresses({ path }, root) {
  const url = new URL(path, root), report = /^reports\/[^/#]+\//.exec(path);
  return { url: url.href, home: report ? new URL(report[0], root).href : "" };
}

/**
 * @param {Item[]} items
 * @param {URL} root
 * @returns {Promise<Map<string, Cites>>} by the address of the report
 */
export const citesFor = (items, root) => citesOf(items.map((item) => addresses(item, root).home).filter(Boolean));

/**
 * @param {Item} item
 * @param {Map<string, Cites>} cites
 * @param {URL} root
 * @param {(key: string, values?: Record<string, string | number>) => string} say
 * @param {string} [style] of the reference, else the one used last
 * @returns {Told}
 */
export function told(item, cites, root, say, style) {
  const { url, home } = addresses(item, root), own = cites.get(home);
  const anchor = decodeURIComponent(new URL(url).hash.slice(1));
  const place = home ? placed(anchor, own?.pages[anchor] ?? "", say) : "";
  const name = item.kind === "name" ? item.words : own?.name ?? item.title;
  const source = [name, place].filter(Boolean).join(say("separator"));
  const head = item.kind === "date" ? `${item.title} · ${source}` : source;
  const words = item.kind === "name" ? item.title : item.words;
  const reference = own ? referenceTo(own, anchor, url, new Date(), style) : "";
  return { item, head, words, place, url, home, reference };
}

/**
 * What a place in a report is called, with its printed page where one is known.
 * @param {string} anchor
 * @param {string} page
 * @param {(key: string, values?: Record<string, string | number>) => string} say
 */
function placed(anchor, page, say) {
  const [, kind, number] = /^([pnstf])([\d-]+)$/.exec(anchor) ?? [];
  const place = kind === "p" ? say("paragraph", { number }) : kind === "n" ? say("note", { number })
    : kind ? say("section") : say("whole");
  return page ? say("on_page", { place, page }) : place;
}
