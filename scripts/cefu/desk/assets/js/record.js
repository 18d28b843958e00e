/** The record of a report: what was changed and only that is sent; dates are checked while typed. */

import { get, holdWhile, post, say, tell, told } from "./desk.js";
import { decide, undo } from "./keeping.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("record"));
const authors = /** @type {HTMLElement} */ (document.getElementById("authors"));
const { report = "", file = "" } = form.dataset;
/** @type {import("./keeping.js").Seen} */
const seen = { [file]: form.dataset.seen ?? "" };
/** A date is asked about so long after the last key, in milliseconds. */
const PAUSE = 250;

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {string} selector @returns {Control[]} */
function controls(selector) {
  return [...form.querySelectorAll(selector)].map((each) => /** @type {Control} */ (each));
}

/** What the authors' rows say: those with a name. */
function rows() {
  return [...authors.querySelectorAll(".author")]
    .map((row) => {
      /** @type {Record<string, any>} */
      const author = {};
      for (const each of row.querySelectorAll("[data-author]")) {
        const control = /** @type {Control} */ (each);
        const [key = "", part] = (control.dataset.author ?? "").split(".");
        if (!control.value.trim()) continue;
        if (part) (author[key] ??= {})[part] = control.value;
        else if (key !== "role" || control.value !== "author") author[key] = control.value;
      }
      return author;
    })
    .filter((author) => author.name);
}

/** Everything on the form by path, as text that can be compared. */
function state() {
  /** @type {Map<string, any>} */
  const found = new Map();
  for (const each of controls("[data-path]")) found.set(each.dataset.path ?? "", each.value);
  const english = controls("[data-heading]").filter((each) => each.value.trim());
  found.set("headings", Object.fromEntries(english.map((each) => [each.dataset.heading, each.value])));
  found.set("authors", rows());
  return found;
}

let begun = state();

/** What the keeper changed: paths and values. */
function edits() {
  return [...state()].filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(begun.get(path)));
}

holdWhile(() => edits().length > 0);
window.addEventListener("beforeunload", (event) => {
  if (edits().length) event.preventDefault();
});

form.addEventListener("input", () => {
  const changed = edits().map(([path]) => path.split(".")[0]);
  const note = document.getElementById("record-changed");
  if (note) note.textContent = changed.length ? say("changed", { count: changed.length }) : "";
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const changed = edits();
  if (!changed.length) {
    tell(say("nothing_changed"));
    return;
  }
  const done = await told(() => decide(`record/${report}/save`, { edits: changed }, seen));
  if (!done) return;
  begun = state();
  sessionStorage.setItem("cefu-desk-told", say("written", { file: done.file }));
  location.reload();
});

document.getElementById("record-preview")?.addEventListener("click", async () => {
  const made = await told(() => post(`record/${report}/preview`, { edits: edits() }));
  const section = document.getElementById("citations");
  if (!made || !section) return;
  const list = Object.entries(made.citations).flatMap(([style, text]) => {
    const name = document.createElement("dt");
    name.textContent = say(`style_${style}`);
    const words = document.createElement("dd");
    words.textContent = String(text);
    return [name, words];
  });
  section.querySelector("dl")?.replaceChildren(...list);
  section.hidden = false;
  section.scrollIntoView({ block: "nearest" });
});

document.getElementById("record-undo")?.addEventListener("click", () => told(async () => {
  await undo(seen);
  setTimeout(() => location.reload(), 600);
}));

/** Dates: in words, or what is wrong. */
for (const field of controls("input.date")) {
  let asked = 0;
  const place = document.getElementById(`${field.id}-told`);
  field.addEventListener("input", () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const value = field.value.trim();
      const found = value ? await told(() => get(`edtf?value=${encodeURIComponent(value)}`)) : { words: "" };
      if (!found || !place || field.value.trim() !== value) return;
      field.toggleAttribute("aria-invalid", false);
      if (found.problem) field.setAttribute("aria-invalid", "true");
      place.textContent = found.problem ? found.problem + say("stop") + found.remedy : found.words;
    }, PAUSE);
  });
}

/** Rights: a statement fills in its words, which can be changed. */
document.getElementById("rights-choice")?.addEventListener("change", (event) => {
  const chosen = /** @type {HTMLSelectElement} */ (event.target).selectedOptions[0];
  if (!chosen?.value) return;
  for (const name of chosen.getAttributeNames()) {
    const field = controls("[data-path^='rights.']").find((each) => name === `data-${each.dataset.path?.slice(7).toLowerCase()}`);
    if (field) field.value = chosen.getAttribute(name) ?? "";
  }
  form.dispatchEvent(new Event("input"));
});

/** English names go where the cursor was. */
form.addEventListener("click", (event) => {
  const chip = /** @type {Element} */ (event.target).closest(".chip");
  if (!(chip instanceof HTMLElement)) return;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(chip.dataset.into ?? ""));
  if (!field) return;
  const at = field.selectionStart ?? field.value.length;
  const gap = at > 0 && !/\s$/.test(field.value.slice(0, at)) ? " " : "";
  field.setRangeText(gap + (chip.dataset.words ?? ""), at, field.selectionEnd ?? at, "end");
  field.focus();
  form.dispatchEvent(new Event("input"));
});

document.getElementById("author-more")?.addEventListener("click", () => {
  const last = authors.lastElementChild;
  if (!last) return;
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  const number = authors.children.length;
  for (const each of row.querySelectorAll("[id], [for]")) {
    for (const name of ["id", "for"]) {
      const value = each.getAttribute(name);
      if (value) each.setAttribute(name, value.replace(/^author-\d+/, `author-${number}`));
    }
    if (each instanceof HTMLInputElement) each.value = "";
  }
  row.setAttribute("aria-label", say("author", { number: number + 1 }));
  authors.append(row);
  row.querySelector("input")?.focus();
});

/** What the document prints, beside each field. */
get(`record/${report}/evidence`)
  .then((found) => {
    for (const place of document.querySelectorAll("[data-evidence]")) {
      const item = found[/** @type {HTMLElement} */ (place).dataset.evidence ?? ""];
      if (!item) continue;
      const value = document.createElement("span");
      value.textContent = item.value;
      place.replaceChildren(value, ["", item.where, item.place].filter((each, n) => !n || each).join(" · "));
      const quote = document.createElement("q");
      quote.textContent = item.words;
      for (const each of [value, quote]) each.lang = form.dataset.textLang ?? "";
      if (item.words) place.append(" ", quote);
    }
  })
  .catch((error) => tell(error.message, "wrong"));

const kept = sessionStorage.getItem("cefu-desk-told");
if (kept) tell(kept);
sessionStorage.removeItem("cefu-desk-told");
