// @ts-check
// The reader's place: remembered for each report, offered on return, never forced.
import { keep, kept } from "../common/kept.js";
import { title } from "./sections.js";
import { hush, say, tell } from "../common/words.js";

/** Fewer paragraphs than this into a report, there is no place to keep. */
const DEEP = 4;
const SHOWN = 12_000;

export function startPlace() {
  const sheet = document.querySelector(".cefu-sheet .md-content__inner");
  if (!sheet) return;
  const blocks = /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll("p[id^='p']")]);
  const key = `place.${location.pathname.split("/").filter(Boolean).at(-1)}`;
  const last = kept(key);
  if (last && !location.hash && window.scrollY < 100) offer(sheet, last);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 80);
    const done = index < 0 || index < DEEP;
    keep(key, done ? null : blocks[index].id);
  });
}

/**
 * @param {Element} sheet
 * @param {string} id
 */
function offer(sheet, id) {
  const block = document.getElementById(id);
  if (!block || !sheet.contains(block)) return;
  const go = document.createElement("button");
  go.type = "button";
  go.textContent = say("place_go");
  go.addEventListener("click", () => {
    hush();
    block.scrollIntoView({ block: "start" });
  });
  const stay = document.createElement("button");
  stay.type = "button";
  stay.textContent = say("place_dismiss");
  stay.addEventListener("click", hush);
  tell([say("place_offer", { where: heading(block) }), go, stay], SHOWN);
}

/**
 * The heading that a block stands under, without marks.
 * @param {Element} block
 */
function heading(block) {
  for (let at = block.previousElementSibling; at; at = at.previousElementSibling) {
    if (/^H[1-6]$/.test(at.tagName)) return title(/** @type {HTMLElement} */ (at));
  }
  return document.title;
}
