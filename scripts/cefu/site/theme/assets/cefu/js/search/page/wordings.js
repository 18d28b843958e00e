// Related wording: offered as switches with counts, and what each switched on finds, in a list
// of its own below, labelled.  What was asked stays exactly what is found.
import { search } from "../search.js";
import { SITE } from "../../common/site.js";
import { make } from "../../common/elements.js";
import { amounts, hitItem, lang, say, tell, written } from "./view.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {import("../help/related.js").Related} Related
 */

/** Hits of a wording that are shown. */
const SHOWN = 10;

/** @type {Promise<import("../help/related.js").Concepts> | undefined} */
let gathered;

/** What was gathered at build time, fetched once. */
function concepts() {
  gathered ??= fetch(new URL("search/concepts.json", SITE)).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  gathered.catch(() => { gathered = undefined; });
  return gathered;
}

/**
 * @param {(terms: string[]) => void} choose takes on the wordings that are switched on
 */
export function wordings(choose) {
  const list = make("ul", { class: "cs-related-list" }), told = make("p", { role: "status" }, "");
  const element = make("details", { class: "cs-related", hidden: true }, make("summary", {}, say("related")), make("p", {}, say("related_lead")), told, list);
  const results = make("div", { class: "cs-through" });
  /** @type {{asked: State, hits: Hit[], signal: AbortSignal} | null} */
  let now = null;
  let offered = "";

  /** @param {State} asked */
  const options = (asked) => ({ variants: false, filters: asked.filters, sort: asked.sort, lang });

  async function offer() {
    if (!now || !element.open || offered === now.asked.q) return;
    const { asked, signal } = now, { related, open } = await import("../help/related.js");
    try {
      const [data, index] = await Promise.all([concepts(), open()]);
      const found = related(data, asked.q, index.key);
      const others = asked.also.filter((term) => !found.some((one) => one.term === term));
      const all = [...found, ...others.map((term) => ({ term, source: /** @type {"asked"} */ ("asked") }))];
      const totals = await Promise.all(all.map(({ term }) => search(`"${term}"`, { ...options(asked), limit: 1, exact: true, signal })));
      if (signal.aborted) return;
      offered = asked.q;
      list.replaceChildren(...all.map(({ term, source }, nth) => make("li", {}, make("label", {},
        make("input", { type: "checkbox", value: term, checked: asked.also.includes(term), onchange: switched }), " ", written(term), " ",
        make("small", {}, `${say(`related_${source}`)} · ${amounts(totals[nth]).passages}`)))));
      told.textContent = all.length ? "" : say("related_none");
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      told.textContent = say("error_more");
    }
  }

  const switched = () => choose([.../** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input:checked"))].map(({ value }) => value));

  /** What the wordings find that the query does not. */
  async function through() {
    if (!now) return;
    const { asked, hits, signal } = now, seen = new Set(hits.map((hit) => hit.sectionUrl));
    const parts = await Promise.all(asked.also.map(async (term) => {
      const found = await search(`"${term}"`, { ...options(asked), limit: SHOWN + hits.length, exact: true, signal });
      const others = found.passages.filter((hit) => !seen.has(hit.sectionUrl));
      const label = () => make("span", { class: "cs-through-label" }, ...tell("through", { term }));
      const items = others.slice(0, SHOWN).map((hit) => {
        const item = hitItem(hit, true);
        item.prepend(label());
        return item;
      });
      return make("section", {}, make("h2", { class: "cs-title" }, ...tell("through_head", { term, ...amounts(found) })),
        make("p", { class: "cs-meta" }, items.length < found.total ? say("through_known", { shown: items.length }) : ""), make("ol", { class: "cs-list" }, ...items));
    }));
    if (!signal.aborted) results.replaceChildren(...parts);
  }

  element.addEventListener("toggle", offer);
  return {
    element,
    results,
    /**
     * @param {State} asked
     * @param {Hit[]} hits that are shown
     * @param {AbortSignal} signal
     */
    async show(asked, hits, signal) {
      now = { asked, hits, signal };
      element.hidden = false;
      if (asked.also.length) element.open = true;
      if (offered !== asked.q) list.replaceChildren();
      await Promise.all([offer(), asked.also.length ? through() : results.replaceChildren()]);
      for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input"))) box.checked = asked.also.includes(box.value);
    },
    hide() {
      now = null;
      element.hidden = true;
      results.replaceChildren();
    },
  };
}
