/**
 * The search box in the header: a plain form that leads to the search page, and
 * with this script one that shows the best hits while the reader types.
 * The search itself is loaded when the box is first used.
 */

import { complaint, hitItem, lang, make, onSlash, onTyping, recordLinks, said, say, walk } from "./search-view.js";

const SHOWN = 6;

function mount(form, nth) {
  const input = form.querySelector("input[type=search]");
  const panel = make("div", { class: "cs-panel", id: `cs-panel-${nth}`, hidden: true });
  const status = make("p", { class: "cs-status", role: "status", "aria-live": "polite" });
  form.append(panel);
  input.setAttribute("aria-controls", panel.id);
  let running = null;

  // The live region in the panel tells of the hits; a search field has no expanded state.
  const show = (open) => {
    panel.hidden = !open;
  };
  const links = () => [...panel.querySelectorAll("a")];
  const all = (query) => {
    const url = new URL(form.action);
    url.searchParams.set("q", query);
    return url.href;
  };

  async function run(query) {
    running?.abort();
    const own = (running = new AbortController());
    if (!query.trim()) return show(false);
    try {
      const { search } = await import("./search.js");
      const found = await search(query, { limit: SHOWN, lang, signal: own.signal });
      if (own.signal.aborted) return;
      const values = { total: found.total, reports: found.reports, query, ...found.relaxed };
      status.textContent = found.relaxed ? said(found.relaxed, values)
        : say(!found.total ? "none" : found.exact ? "count" : "at_most", values);
      const parts = [status, recordLinks(found.records), make("ol", { class: "cs-list" }, ...found.passages.map((hit) => hitItem(hit))),
        make("a", { class: "cs-all", href: all(query) }, say("all"))];
      panel.replaceChildren(...parts.filter(Boolean));
      show(true);
    } catch (error) {
      if (own.signal.aborted) return;
      panel.replaceChildren(complaint(error, () => run(query)));
      show(true);
    }
  }

  onTyping(input, run, 180);
  onSlash(input);
  // The reader means to search: have the index ready by the first key.
  input.addEventListener("focus", () => {
    import("./search.js").then(({ open }) => open()).catch(() => {});
    if (input.value.trim() && panel.childElementCount) show(true);
  });
  form.addEventListener("keydown", (event) => {
    // Safari ends the composition before it tells of the key that ended it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (panel.hidden) input.blur();
      else {
        show(false);
        input.focus();
        // Focus opens the panel again, and Escape is to close it.
        show(false);
      }
      event.preventDefault();
    } else walk(event, input, () => (panel.hidden ? [] : links()));
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
}

// The search page has its own, larger box.
if (!document.getElementById("cefu-search"))
  document.querySelectorAll("form[data-cefu-search]").forEach(mount);
