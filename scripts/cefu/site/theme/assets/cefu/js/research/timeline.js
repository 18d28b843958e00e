// @ts-check
// The timeline: filtered by words, report, name, kind and month, its state in the address.
import { idOf } from "../common/anchors.js";
import { afterTyping, keyBy, remember } from "../common/filter.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("cefu-timeline-filter"));
const say = form.dataset;
const key = keyBy(say.fold ?? "");
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const clear = /** @type {HTMLElement} */ (form.querySelector("[type=reset]"));
const chips = /** @type {HTMLElement} */ (form.querySelector(".cefu-chips"));
// Without authority files there is no actor to choose, and nothing to disagree on.
const actor = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem("actor"));
const bars = [...document.querySelectorAll(".cefu-density-bar")];
/** Outer before inner: what holds no statement any more is not shown. */
const GROUPS = ".cefu-sides, .cefu-side, .cefu-sayings, .cefu-event, .cefu-moment, .cefu-moments";

/** What is wanted beside what the form's fields say. */
const state = { when: "", actors: /** @type {string[]} */ ([]) };

const items = [...document.querySelectorAll(".cefu-moments .cefu-saying")].map((node) => {
  const element = /** @type {HTMLElement} */ (node), data = element.dataset;
  const within = /** @type {HTMLElement} */ (element.closest(".cefu-moments")).dataset.within ?? "";
  return {
    element,
    copy: Boolean(data.copy),
    times: data.copy ? 0 : Number(data.times),
    report: data.report,
    kind: data.kind,
    differ: Boolean(data.differ),
    actors: ` ${data.actors} `,
    within,
    /** @type {string | undefined} */
    words: undefined,
  };
});

/** @typedef {typeof items[number]} Item */

/**
 * The text of a statement and the name of its event, folded when first asked for.
 * @param {Item} item
 */
function wordsOf(item) {
  const name = item.element.closest(".cefu-event")?.querySelector(".cefu-event-name");
  item.words ??= key(`${name?.textContent ?? ""}\n${item.element.textContent}`);
  return item.words;
}

/**
 * Whether a month, a year, a decade or century, or what is told of no less than one of
 * these (`2018-XX`), holds `within`.
 * @param {string} when
 * @param {string} within
 */
function holds(when, within) {
  if (!when) return true;
  if (when.endsWith("-XX")) return within === when.slice(0, -3);
  if (when.endsWith("X")) return within.startsWith(when.replace(/X+$/, ""));
  return within === when || within.startsWith(`${when}-`);
}

function chosen() {
  const data = new FormData(form);
  return {
    words: key(String(data.get("q") ?? "").trim()),
    report: String(data.get("report") ?? ""),
    kind: String(data.get("kind") ?? ""),
    differ: Boolean(data.get("differ")),
  };
}

function update() {
  const { words, report, kind, differ } = chosen();
  const kept = items.filter((item) =>
    (!report || item.report === report) && (!kind || item.kind === kind) && (!differ || item.differ)
    && state.actors.every((one) => item.actors.includes(` ${one} `))
    && (!words || wordsOf(item).includes(words)));
  const shown = new Set(kept.filter((item) => holds(state.when, item.within)));
  // What is set side by side stays whole: half of a comparison says nothing.
  const whole = new Set([...shown].map((item) => item.element.closest(".cefu-sides")).filter(Boolean));
  for (const item of items) {
    const stays = shown.has(item) || (!report && !kind && whole.has(item.element.closest(".cefu-sides")));
    item.element.classList.toggle("cefu-gone", !stays);
  }
  for (const group of [...document.querySelectorAll(GROUPS)].reverse()) {
    group.classList.toggle("cefu-gone", !group.querySelector(".cefu-saying:not(.cefu-gone)"));
  }
  for (const head of document.querySelectorAll(".cefu-month, .cefu-year")) {
    head.classList.toggle("cefu-gone", !leads(head));
  }
  const count = [...shown].reduce((sum, item) => sum + item.times, 0);
  const filtered = Boolean(words || report || kind || differ || state.when || state.actors.length);
  status.textContent = count
    ? (say.shown ?? "").replace("{shown}", String(count)).replace("{count}", say.count ?? "")
    : say.none ?? "";
  clear.hidden = !filtered;
  drawBars(kept);
  drawChips();
  remember(address());
}

/**
 * Whether anything stands below a heading before the next of its rank.
 * @param {Element} head
 */
function leads(head) {
  const stop = head.matches(".cefu-year") ? ".cefu-year" : ".cefu-year, .cefu-month";
  for (let at = head.nextElementSibling; at && !at.matches(stop); at = at.nextElementSibling) {
    if (at.matches(".cefu-moments:not(.cefu-gone)")) return true;
  }
  return false;
}

/**
 * Each bar filled as far as what is wanted reaches.
 * @param {Item[]} kept
 */
function drawBars(kept) {
  for (const bar of bars) {
    const when = bar.getAttribute("data-when") ?? "";
    const all = bar.querySelector(".cefu-density-all"), now = bar.querySelector(".cefu-density-now");
    const total = Number(bar.getAttribute("data-count"));
    const tall = Number(all?.getAttribute("height")), foot = tall + Number(all?.getAttribute("y"));
    const count = kept.reduce((sum, item) => sum + (holds(when, item.within) ? item.times : 0), 0);
    const height = total ? Math.min(tall, (tall * count) / total) : 0;
    now?.setAttribute("height", String(height));
    now?.setAttribute("y", String(foot - height));
    bar.toggleAttribute("aria-current", state.when === when);
    if (state.when === when) bar.setAttribute("aria-current", "true");
  }
}

function drawChips() {
  chips.replaceChildren(...state.actors.map((one) => {
    const name = [...actor?.options ?? []].find((option) => option.value === one)?.textContent ?? one;
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = `${name} ×`;
    button.setAttribute("aria-label", (say.remove ?? "").replace("{name}", name));
    button.addEventListener("click", () => {
      state.actors = state.actors.filter((other) => other !== one);
      update();
    });
    item.append(button);
    return item;
  }));
  chips.hidden = !state.actors.length;
}

function address() {
  const values = new URLSearchParams(), data = new FormData(form);
  for (const name of ["q", "report", "kind", "differ"]) {
    const value = String(data.get(name) ?? "").trim();
    if (value) values.set(name, value);
  }
  for (const one of state.actors) values.append("actor", one);
  if (state.when) values.set("when", state.when);
  return values;
}

function read() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", "report", "kind"]) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    field.value = asked.get(name) ?? "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
  }
  const differ = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("differ"));
  if (differ) differ.checked = asked.has("differ");
  const known = new Set([...actor?.options ?? []].map((option) => option.value));
  state.actors = asked.getAll("actor").filter((one) => one && known.has(one));
  const when = asked.get("when") ?? "";
  state.when = /^-?\d\d[\dX]{2}(-(\d\d|XX))?$/.test(when) ? when : "";
}

/** A day of which nothing is said: the nearest before it. */
function arrive() {
  const wanted = idOf(location.hash);
  if (!/^\d{4}(-\d\d){0,2}$/.test(wanted) || document.getElementById(wanted)) return;
  const days = [...document.querySelectorAll(".cefu-day, .cefu-month, .cefu-year")];
  days.filter((day) => day.id <= wanted).at(-1)?.scrollIntoView();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", afterTyping(update));
form.addEventListener("reset", () => {
  state.when = "";
  state.actors = [];
  window.setTimeout(update);
});
actor?.addEventListener("change", () => {
  if (actor.value && !state.actors.includes(actor.value)) state.actors.push(actor.value);
  actor.value = "";
  update();
});
for (const bar of bars) {
  bar.addEventListener("click", (event) => {
    event.preventDefault();
    const when = bar.getAttribute("data-when") ?? "";
    state.when = state.when === when ? "" : when;
    update();
  });
}
// A link to a place in the list shows it, whatever was filtered.
addEventListener("hashchange", () => {
  const target = document.getElementById(idOf(location.hash));
  if (target?.closest(".cefu-gone")) {
    form.reset();
    window.setTimeout(() => target.scrollIntoView(), 20);
  }
  arrive();
});
read();
form.hidden = false;
update();
arrive();
