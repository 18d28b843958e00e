// @ts-check
// Notes read in place: beside their numbers where the page has a margin, else
// opened in the line.  The list at the end is the text of record; what is shown
// elsewhere is a copy of it.
import { plain } from "./copy.js";
import { CHANGED } from "./settings.js";
import { say } from "../common/words.js";

const GAP = 10;
/** Notes longer than this many pixels are cut in the margin until looked at. */
const TALL = 190;

/**
 * @typedef {{mark: HTMLAnchorElement, item: HTMLElement, text: HTMLElement, label: string,
 *   beside?: HTMLElement, inline?: HTMLElement}} Noted
 */

export function startNotes() {
  const sheet = /** @type {HTMLElement | null} */ (document.querySelector(".cefu-sheet .md-content__inner"));
  if (!sheet) return;
  const notes = found(sheet);
  if (!notes.length) return;
  const wide = matchMedia("screen and (min-width: 80em)");
  const margin = document.createElement("div");
  margin.className = "cefu-margin";
  margin.setAttribute("aria-hidden", "true"); // a copy; marks are described by the list
  sheet.append(margin);
  for (const note of notes) bind(note, wide);

  const lay = () => {
    if (!wide.matches) return;
    for (const note of notes) closeInline(note);
    if (!margin.childElementCount) {
      for (const note of notes) margin.append(beside(note));
    }
    place(sheet, notes);
  };
  lay();
  wide.addEventListener("change", lay);
  document.addEventListener(CHANGED, lay);
  window.addEventListener("load", lay);
  document.fonts?.ready.then(lay);
  new ResizeObserver(lay).observe(sheet);
}

/**
 * Every mark in the text with the note it points at.
 * @param {HTMLElement} sheet
 * @returns {Noted[]}
 */
function found(sheet) {
  const notes = [];
  for (const mark of sheet.querySelectorAll(".cefu-ref a, .cefu-sic-ref a")) {
    if (!(mark instanceof HTMLAnchorElement) || mark.closest(".cefu-notes")) continue;
    const item = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    const text = item?.querySelector(".cefu-note-text");
    if (!item || !(text instanceof HTMLElement)) continue;
    text.id ||= `${item.id}-text`;
    mark.setAttribute("aria-describedby", text.id);
    notes.push({ mark, item, text, label: mark.dataset.label ?? "" });
  }
  return notes;
}

/**
 * @param {Noted} note
 * @param {MediaQueryList} wide
 */
function bind(note, wide) {
  const { mark } = note;
  mark.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    if (wide.matches) {
      const lit = mark.classList.contains("cefu-lit");
      for (const other of document.querySelectorAll(".cefu-lit")) other.classList.remove("cefu-lit");
      if (!lit) light(note, true);
    } else if (note.inline) closeInline(note);
    else openInline(note);
  });
  for (const [type, on] of /** @type {[string, boolean][]} */ ([
    ["pointerenter", true],
    ["pointerleave", false],
    ["focus", true],
    ["blur", false],
  ])) {
    mark.addEventListener(type, () => {
      if (wide.matches) note.beside?.classList.toggle("cefu-lit", on);
    });
  }
  mark.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && note.inline) closeInline(note);
  });
}

/**
 * @param {Noted} note
 * @param {boolean} on
 */
function light(note, on) {
  note.mark.classList.toggle("cefu-lit", on);
  note.beside?.classList.toggle("cefu-lit", on);
  note.beside?.scrollIntoView({ block: "nearest" });
}

/**
 * The note's words, as HTML nodes without ids and without the way back.
 * @param {Noted} note
 */
function words(note) {
  const copy = /** @type {HTMLElement} */ (note.text.cloneNode(true));
  copy.removeAttribute("id");
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  copy.querySelector(".cefu-back")?.remove();
  // An editorial note opens by quoting what stands right beside it.
  copy.querySelector("a:has(> q)")?.remove();
  copy.className = "";
  return copy;
}

/** @param {Noted} note */
function beside(note) {
  const box = document.createElement("div");
  box.className = "cefu-margin-note";
  const label = document.createElement("b");
  label.textContent = note.label;
  const text = words(note);
  for (const link of text.querySelectorAll("a")) link.tabIndex = -1;
  box.append(label, text);
  note.beside = box;
  return box;
}

/**
 * Put each note at the height of its mark, below the one before.
 * @param {HTMLElement} sheet
 * @param {Noted[]} notes
 */
function place(sheet, notes) {
  const top = sheet.getBoundingClientRect().top;
  const drawer = sheet.querySelector(".cefu-whowhen");
  let free = drawer ? drawer.getBoundingClientRect().bottom - top + GAP : 0;
  const boxes = notes.map((note) => note.beside).filter((box) => box !== undefined);
  for (const box of boxes) box.style.maxHeight = "";
  const heights = boxes.map((box) => box.offsetHeight);
  notes.forEach(({ mark, beside: box }, index) => {
    if (!box) return;
    const tall = heights[index] > TALL;
    box.toggleAttribute("data-long", tall);
    box.style.maxHeight = tall ? `${TALL}px` : "";
    const at = Math.max(mark.getBoundingClientRect().top - top - 4, free);
    box.style.top = `${Math.round(at)}px`;
    free = at + Math.min(heights[index], TALL) + GAP;
  });
}

/** @param {Noted} note */
function openInline(note) {
  const box = document.createElement("span");
  box.className = "cefu-inline-note";
  box.setAttribute("role", "note");
  box.id = `${note.item.id}-here`;
  const label = document.createElement("b");
  label.textContent = note.label;
  const body = document.createElement("span");
  body.append(label, words(note));
  const ways = document.createElement("span");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = say("note_close");
  close.addEventListener("click", () => {
    closeInline(note);
    note.mark.focus({ preventScroll: true });
  });
  const end = document.createElement("a");
  end.href = note.mark.hash;
  end.textContent = say("note_end");
  ways.append(close, end);
  box.append(body, ways);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close.click();
  });
  note.mark.parentElement?.after(box);
  note.mark.setAttribute("aria-expanded", "true");
  note.mark.setAttribute("aria-controls", box.id);
  note.inline = box;
}

/** @param {Noted} note */
function closeInline(note) {
  note.inline?.remove();
  note.inline = undefined;
  note.mark.removeAttribute("aria-expanded");
  note.mark.removeAttribute("aria-controls");
}
