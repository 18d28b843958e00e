// What is asked on the search page, and the address that says so.
import { FACETS, none } from "./narrow.js";

/**
 * @typedef {import("../engine/types.js").Filters} Filters
 * @typedef {import("../engine/types.js").Sort} Sort
 *
 * @typedef {import("../help/kwic.js").Order} Order
 *
 * @typedef {object} State
 * @property {string} q
 * @property {Sort} sort
 * @property {boolean} variants
 * @property {boolean} words
 * @property {Filters} filters
 * @property {"" | "lines"} view passages, or lines of a concordance
 * @property {Order} order of the lines
 * @property {string[]} also related wordings that are switched on
 * @property {number} limit
 */

/** @type {Order[]} */
const ORDERS = ["text", "left", "right", "newest", "oldest"];

/** Hits shown at a time. */
export const PAGE = 20;

/**
 * @param {URLSearchParams} params
 * @returns {State}
 */
export function stateFrom(params) {
  const sort = params.get("sort"), filters = none();
  for (const name of FACETS) filters[name] = params.getAll(name);
  return {
    q: params.get("q") ?? "",
    sort: sort === "newest" || sort === "oldest" ? sort : "relevance",
    variants: params.get("variants") !== "0",
    words: params.get("words") === "1",
    filters,
    view: params.get("view") === "lines" ? "lines" : "",
    order: ORDERS.find((one) => one === params.get("order")) ?? "text",
    also: params.getAll("also"),
    limit: history.state?.limit ?? PAGE,
  };
}

/**
 * The address of this page in a state; what is as usual is left out.
 * @param {State} state
 */
export function addressOf(state) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  const { searchParams } = url;
  if (state.q) searchParams.set("q", state.q);
  if (state.sort !== "relevance") searchParams.set("sort", state.sort);
  if (!state.variants) searchParams.set("variants", "0");
  if (state.words) searchParams.set("words", "1");
  if (state.view) searchParams.set("view", state.view);
  if (state.view && state.order !== "text") searchParams.set("order", state.order);
  for (const name of FACETS) for (const value of state.filters[name]) searchParams.append(name, value);
  for (const term of state.also) searchParams.append("also", term);
  return url.href;
}
