// @ts-check
// The reader's settings: size of text, colours, cards, the key for searching.
import { keep, kept } from "../common/kept.js";
import { steadily } from "../common/steady.js";

/** Told to the document when a setting changes: `detail` is its name. */
export const CHANGED = "cefu:setting";

/** Whether names show their cards. */
export function cardsOn() {
  return kept("cards") !== "off";
}

export function startSettings() {
  const size = kept("size") ?? "m";
  document.documentElement.dataset.cefuSize = size;
  const form = document.querySelector(".cefu-settings form");
  if (!(form instanceof HTMLFormElement)) return;
  choose(form, "cefu-size", size);
  choose(form, "cefu-theme", chosenTheme());
  const cards = form.elements.namedItem("cefu-cards");
  if (cards instanceof HTMLInputElement) cards.checked = cardsOn();
  const slash = form.elements.namedItem("cefu-slash");
  if (slash instanceof HTMLInputElement) slash.checked = kept("slash") !== "off";
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.name === "cefu-size") {
      steadily(() => {
        document.documentElement.dataset.cefuSize = input.value;
      });
      keep("size", input.value === "m" ? null : input.value);
    } else if (input.name === "cefu-theme") {
      useTheme(input.value);
    } else if (input.name === "cefu-cards") {
      keep("cards", input.checked ? null : "off");
    } else if (input.name === "cefu-slash") {
      keep("slash", input.checked ? null : "off");
    }
    document.dispatchEvent(new CustomEvent(CHANGED, { detail: input.name }));
  });
  // Where a keeper has settled the colours there is no choice, and the system's do not count.
  if (!form.elements.namedItem("cefu-theme")) return;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (kept("theme") === null) useTheme("auto");
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function choose(form, name, value) {
  const choices = form.elements.namedItem(name);
  if (choices instanceof RadioNodeList) choices.value = value;
}

/** What the reader chose, if anything. */
function chosenTheme() {
  return kept("theme") ?? "auto";
}

/**
 * The same as the early script in the head of the page does on the next one.
 * @param {string} theme "auto", "default" (light) or "slate" (dark)
 */
function useTheme(theme) {
  keep("theme", theme === "auto" ? null : theme);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = theme === "auto" ? (dark ? "slate" : "default") : theme;
}
