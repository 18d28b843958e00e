// The notebook in this browser: one list for all languages of the site, and nowhere else.
import { SITE } from "../common/site.js";
import { itemsOf, same } from "./item.js";

/** @typedef {import("./item.js").Item} Item */

const KEY = `${SITE.pathname}cefu.notebook`;

/** What is kept where the browser keeps nothing: as long as the page is open. */
let held = /** @type {Item[]} */ ([]);
let refused = false;

/**
 * The items, in the reader's order.
 * @returns {Item[]}
 */
export function items() {
  if (refused) return held;
  try {
    return itemsOf(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return held; // storage is off, or what it has is no list
  }
}

/**
 * Puts `list` in the place of what was kept.
 * @param {Item[]} list
 * @returns {boolean} false where the browser refuses: it is off, or full
 */
export function replace(list) {
  held = list;
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    refused = false;
  } catch {
    refused = true;
  }
  return !refused;
}

/** Whether the browser keeps anything for this site. */
export function keeps() {
  try {
    localStorage.setItem(`${KEY}.try`, "1");
    localStorage.removeItem(`${KEY}.try`);
    return true;
  } catch {
    return false;
  }
}

/** @param {Item} item */
export const has = (item) => items().some((one) => same(one, item));

/**
 * @param {Item} item
 * @returns {boolean} whether it is kept
 */
export function add(item) {
  if (has(item) || replace([...items(), item])) return true;
  held = held.filter((one) => one !== item);
  return false;
}

/** @param {Item} item */
export const remove = (item) => replace(items().filter((one) => !same(one, item)));

/**
 * Calls `changed` when the list changes in another window.
 * @param {() => void} changed
 */
export const onChange = (changed) =>
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });
