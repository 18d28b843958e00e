// @ts-check
// A card beside a name: who or what it is, without leaving the text.
import { cardsOn } from "./settings.js";

/**
 * @typedef {{name: string, other: string, kind: string, text: string, count: string}} Card
 */

const WAIT = 260;
/** @type {Promise<Record<string, Card>> | undefined} */
let cards;
/** @type {HTMLElement | undefined} */
let shown;
/** @type {HTMLAnchorElement | undefined} */
let owner;
/** @type {number | undefined} */
let timer;

export function startCards() {
  if (!document.querySelector("a.cefu-actor[data-actor]")) return;
  const hovers = matchMedia("(hover: hover)").matches;
  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (hovers && link) soon(() => show(link));
    else if (shown?.contains(/** @type {Node} */ (event.target))) window.clearTimeout(timer);
    else if (shown) soon(hide);
    else window.clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else hide();
  });
  document.addEventListener("focusout", () => soon(hide));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/** @param {EventTarget | null} target */
function linkOf(target) {
  const link = target instanceof Element ? target.closest("a.cefu-actor[data-actor]") : null;
  return link instanceof HTMLAnchorElement ? link : undefined;
}

/** @param {() => void} act */
function soon(act) {
  window.clearTimeout(timer);
  timer = window.setTimeout(act, WAIT);
}

async function load() {
  const answer = await fetch("cards.json");
  return answer.ok ? answer.json() : {};
}

/** @param {HTMLAnchorElement} link */
async function show(link) {
  window.clearTimeout(timer);
  if (owner === link || !cardsOn()) return;
  cards ??= load().catch(() => ({}));
  const card = (await cards)[link.dataset.actor ?? ""];
  if (!card || !(link.matches(":hover") || document.activeElement === link)) return;
  hide();
  owner = link;
  shown = drawn(card);
  document.body.append(shown);
  link.setAttribute("aria-describedby", shown.id);
  const at = link.getClientRects()[0];
  const box = shown.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.width - 8;
  const above = at.bottom + box.height + 12 > window.innerHeight && at.top > box.height + 12;
  shown.style.left = `${window.scrollX + Math.max(8, Math.min(at.left, room))}px`;
  shown.style.top = `${window.scrollY + (above ? at.top - box.height - 4 : at.bottom + 4)}px`;
}

function hide() {
  window.clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  shown?.remove();
  owner = shown = undefined;
}

/** @param {Card} card */
function drawn(card) {
  const box = document.createElement("div");
  box.className = "cefu-card-tip";
  box.id = "cefu-card-tip";
  box.setAttribute("role", "tooltip");
  const head = document.createElement("p");
  const name = document.createElement("strong");
  name.textContent = card.name;
  head.append(name, part("span", "cefu-card-kind", card.kind));
  box.append(head);
  if (card.other) box.append(part("p", "cefu-card-names", card.other));
  if (card.text) box.append(part("p", "", card.text));
  box.append(part("p", "cefu-card-count", card.count));
  return box;
}

/**
 * @param {string} tag
 * @param {string} kind
 * @param {string} text
 */
function part(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
