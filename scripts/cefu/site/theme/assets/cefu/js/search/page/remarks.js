/** What the search page says beside the hits: records, other names, other queries. */

import { make } from "../../common/elements.js";
import { listed, recordLinks, say, tell } from "./view.js";

/**
 * @typedef {import("./view.js").Result} Result
 * @typedef {import("./state.js").State} State
 * @typedef {(text: string, part: Partial<State>) => HTMLElement} Again a button that searches
 *   with a part of the state changed
 */

/** So many other names of a term are told at once. */
const FORMS = 6;

/** Whether records may be found that the query describes in English. */
const english = (/** @type {string} */ query) => /^[\0-\u2e7f]+$/.test(query);

/**
 * Nodes for what there is to say of a result.
 * @param {State} asked
 * @param {Result} found
 * @param {Again} again
 * @param {boolean} fold keeps them to a line each
 */
export function remarks(asked, found, again, fold) {
  const out = [];
  // Records that are described are found later: their row is there before.
  if (found.records.length || (asked.variants && english(asked.q))) out.push(recordLinks(found.records));
  if (found.days.length)
    out.push(make("p", { class: "cs-days" }, ...found.days.flatMap(({ text, url }) => [make("a", { href: url }, ...tell("day", { date: text })), " "])));
  const apart = asked.q.replace(/[*＊?？]+/gu, " ").trim();
  if (!found.total && apart && /\S[*＊?？]+\S/u.test(asked.q))
    out.push(make("p", {}, say("no_wildcards"), " ", again(apart, { q: apart })));
  if (found.relaxed?.missing.length)
    out.push(make("p", {}, ...tell("missing", { terms: listed(found.relaxed.missing) })));
  if (found.suggestions.length) out.push(suggesting(found.suggestions, again));
  if (found.variants.length) out.push(also(found.variants, again, fold));
  else if (!asked.variants) out.push(make("p", { class: "cs-also" }, again(say("with_variants"), { variants: true })));
  return out;
}

/**
 * Other queries, each a button.
 * @param {string[]} queries
 * @param {Again} again
 */
export const suggesting = (queries, again) =>
  make("p", {}, say("suggestions"), ...queries.flatMap((query) => [" ", again(query, { q: query })]));

/**
 * The names that were searched besides, by what was typed.
 * @param {Result["variants"]} variants
 * @param {Again} again
 * @param {boolean} fold
 */
function also(variants, again, fold) {
  /** @type {Map<string, Set<string>>} */
  const terms = new Map();
  for (const { term, forms } of variants) terms.set(term, new Set([...(terms.get(term) ?? []), ...forms]));
  const lines = [...terms].map(([term, all]) => {
    const forms = [...all], few = listed(forms.slice(0, FORMS));
    const told = forms.length > FORMS ? tell("forms_more", { forms: few, total: forms.length }) : few;
    return make("span", { class: "cs-forms" }, ...tell("also", { term, forms: told }));
  });
  const rest = [...terms].flatMap(([, all]) => [...all].slice(FORMS));
  const literally = again(say("literally"), { variants: false });
  const separated = lines.flatMap((line, nth) => (nth ? [" · ", line] : [line]));
  if (!fold && !rest.length) return make("div", { class: "cs-also" }, make("p", {}, ...separated), literally);
  return make("div", { class: "cs-also" },
    make("details", {}, make("summary", {}, ...separated),
      rest.length > 0 && make("p", {}, ...tell("forms_rest", { forms: listed(rest) }))),
    literally);
}
