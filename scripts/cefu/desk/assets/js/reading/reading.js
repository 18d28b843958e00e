/**
 * The reading desk: lines are chosen with the pointer or the arrow keys, one key each says what
 * they are, and the result is made again.
 */

import { get, looksItself, say, tell, told } from "../desk.js";
import { decide, undo } from "../keeping.js";
import { askNote, askSplit } from "./dialogs.js";
import { showResult } from "./result.js";
import { showSource } from "./source.js";

/**
 * @typedef {{n: number, page: number, box: number[] | null, text: string, lead: number,
 *   part: string, kind: string, begins: boolean, rule: string,
 *   hint: {verdict: string, level: number, reason: string} | null,
 *   unsure: {decided: string, other: string, margin: number, reasons: string[]} | null}} Line
 * @typedef {{id: string, type: string, level: number, text: string, picture: string,
 *   cells: [number, number, number, number, string][], notes: [string, number][]}} Block
 * @typedef {{id: string, pages: [number, number, string][], lines: Line[], blocks: Block[],
 *   notes: {id: string, label: string, text: string}[], seen: Record<string, string>}} Model
 */

const desk = /** @type {HTMLElement} */ (document.querySelector(".reading"));
const source = /** @type {HTMLElement} */ (document.getElementById("reading-source"));
const result = /** @type {HTMLElement} */ (document.getElementById("reading-result"));
const about = /** @type {HTMLElement} */ (document.getElementById("reading-line"));
const count = /** @type {HTMLElement} */ (document.getElementById("reading-left-count"));
const reason = /** @type {HTMLInputElement} */ (document.getElementById("reading-reason"));
const alikeBar = /** @type {HTMLElement} */ (document.getElementById("reading-alike"));
const base = `reading/${encodeURIComponent(desk.dataset.report ?? "")}`;
const pictures = `${document.body.dataset.root}${base}/page/`;

/** @type {Model} */
let model = JSON.parse(document.getElementById("reading-model")?.textContent || "{}");
let asPages = desk.dataset.pdf === "yes";
/** The chosen lines: indices of the first and the last, the one that moves being `head`. */
const chosen = { anchor: 0, head: 0 };
/** The verdict that is on its way. @type {Promise<void> | null} */
let saying = null;
/** What is offered to be treated alike; `onward` tells that the next unsure place comes after it. */
let offered = { lines: /** @type {number[]} */ ([]), verdict: "", level: 0, onward: false };

/** @returns {Line[]} */
function chosenLines() {
  const [from, to] = [Math.min(chosen.anchor, chosen.head), Math.max(chosen.anchor, chosen.head)];
  return model.lines.slice(from, to + 1);
}

/** Show all of the model, and what is chosen. */
function show() {
  showSource(source, model, pictures, asPages);
  showResult(result, model);
  mark(true);
}

/** @param {boolean} scroll whether what is chosen is brought into sight */
function mark(scroll) {
  const lines = chosenLines();
  const numbers = new Set(lines.map((line) => String(line.n)));
  for (const element of source.querySelectorAll("[data-n]")) {
    element.classList.toggle("chosen", numbers.has(element.getAttribute("data-n") ?? ""));
  }
  for (const element of result.children) {
    const own = (/** @type {HTMLElement} */ (element).dataset.lines ?? "").split(" ");
    element.classList.toggle("chosen", own.some((n) => numbers.has(n)));
  }
  if (scroll) {
    bring(source, ".chosen");
    bring(result, ":scope > .chosen");
  }
  describe(lines);
}

/** @param {HTMLElement} pane @param {string} selector */
function bring(pane, selector) {
  const found = pane.querySelector(selector);
  if (!found) return;
  const [own, around] = [found.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (own.top < around.top + 30 || own.bottom > around.bottom - 30) {
    pane.scrollTop += own.top - around.top - pane.clientHeight / 3;
  }
}

/** Tell of the chosen lines what they were read as, and how surely. @param {Line[]} lines */
function describe(lines) {
  const line = lines[0];
  const left = model.lines.filter((each) => each.unsure).length;
  count.textContent = left ? say("left", { count: left }) : say("none_left");
  if (!line) return;
  const words = [say("line", { line: line.n, page: line.page + 1 }), inWords(line)];
  if (lines.length > 1) words[0] = say("lines", { from: line.n, to: lines.at(-1)?.n ?? line.n });
  if (line.unsure) words.push(doubt(line.unsure));
  // The rules' own names are for whoever mends a rule; `cefu explain` lists them too.
  about.title = line.unsure ? say("because", { reasons: line.unsure.reasons.join(", "), margin: line.unsure.margin }) : "";
  if (line.hint) {
    words.push(say("hinted", { verdict: say(`verdict_${line.hint.verdict}`), reason: line.hint.reason }));
  }
  about.textContent = words.join(" ");
}

/** What is unsure of a line. @param {{decided: string, other: string}} unsure */
function doubt({ decided, other }) {
  return decided === "note-reference" ? say("unsure_reference") : say("unsure", { other: roleInWords(other) });
}

/** @param {Line} line */
function inWords(line) {
  if (line.kind === "furniture") return say("read_as", { role: say("kind_furniture") });
  return say("read_as", { role: roleInWords(`${line.begins ? "begins" : "on"} ${line.kind}`) });
}

/** @param {string} role as the reading names it: `begins heading`, `furniture` */
function roleInWords(role) {
  const [place = "", kind = ""] = role.split(" ");
  if (["begins", "second", "on"].includes(place)) {
    return say(place === "begins" ? "begins" : "goes_on", { kind: say(`kind_${kind}`) });
  }
  return say(`role_${role.replaceAll(" ", "_")}`);
}

/** Choose the line at `index`, or extend what is chosen to it. @param {number} index @param {boolean} extend */
function choose(index, extend = false) {
  chosen.head = Math.max(0, Math.min(model.lines.length - 1, index));
  if (!extend) chosen.anchor = chosen.head;
  mark(true);
}

/** Go to the next unsure line in the direction `step`. @param {1 | -1} step */
function goToUnsure(step) {
  const total = model.lines.length;
  for (let k = 1; k <= total; k += 1) {
    const at = (((chosen.head + step * k) % total) + total) % total;
    if (model.lines[at]?.unsure) return choose(at);
  }
  tell(say("none_left"));
}

/** @param {Model} made */
function renew(made) {
  const from = model.lines[chosen.head]?.n ?? 0;
  model = made;
  const at = model.lines.findIndex((line) => line.n === from);
  chosen.anchor = chosen.head = Math.max(0, at);
  show();
}

/**
 * Say `verdict` of `lines`; then go to the next unsure one, if the first was unsure.
 *
 * Lines said of `together` are one block.
 *
 * @param {Line[]} lines @param {string} verdict @param {number} level @param {string} words
 * @param {boolean} together
 */
async function sayOf(lines, verdict, level = 0, words = "", together = true) {
  // A key pressed before the page is made again would speak of a line that nobody has looked at.
  if (saying) return;
  saying = saidOf(lines, verdict, level, words, together);
  desk.setAttribute("aria-busy", "true");
  try {
    await saying;
  } finally {
    saying = null;
    desk.removeAttribute("aria-busy");
  }
}

/** @param {Line[]} lines @param {string} verdict @param {number} level @param {string} words @param {boolean} together */
async function saidOf(lines, verdict, level, words, together) {
  const wasUnsure = lines[0]?.unsure;
  const numbers = lines.map((line) => line.n);
  const said = { lines: numbers, verdict, level, words, together, reason: reason.value };
  const answer = await told(() => decide(`${base}/say`, said, model.seen));
  if (!answer) return;
  reason.value = "";
  renew({ ...answer.model, seen: { ...model.seen, ...answer.model.seen } });
  offer(answer.alike ?? [], verdict, level, Boolean(wasUnsure));
  if (wasUnsure && alikeBar.hidden) goToUnsure(1);
}

/**
 * Offer to treat the lines with these `numbers` alike.
 *
 * @param {number[]} numbers @param {string} [verdict] @param {number} [level] @param {boolean} [onward]
 */
function offer(numbers, verdict = "", level = 0, onward = false) {
  offered = { lines: numbers, verdict, level, onward };
  alikeBar.hidden = !numbers.length;
  const heading = document.getElementById("reading-alike-count");
  if (heading) heading.textContent = say("alike", { count: numbers.length, verdict: say(`verdict_${verdict}`) });
  const items = numbers.map((n) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    box.value = String(n);
    label.append(box, ` ${n} `, model.lines.find((line) => line.n === n)?.text ?? "");
    item.append(label);
    return item;
  });
  document.getElementById("reading-alike-list")?.replaceChildren(...items);
}

/** Treat `lines` as was offered, and go on to the next unsure place. @param {Line[]} lines */
async function settle(lines) {
  const { verdict, level, onward } = offered;
  offer([]);
  if (lines.length) await sayOf(lines, verdict, level, "", false);
  if (onward && alikeBar.hidden) goToUnsure(1);
}

/** The verdict that keeps a line as it was read. @param {Line} line */
function asRead(line) {
  if (line.kind === "furniture") return "furniture";
  if (line.kind === "note") return line.begins ? "note" : "note-goes-on";
  if (!line.begins) return "join";
  return line.kind === "paragraph" ? "new-paragraph" : line.kind;
}

/** What is selected within one block of the result: its text, and from where to where. */
function selected() {
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  const words = (node instanceof Element ? node : node?.parentElement)?.closest(".text");
  const part = words?.closest("[data-part]");
  const own = result.querySelector(":scope > .part.chosen");
  const block = /** @type {HTMLElement | null} */ (selection && !selection.isCollapsed && part && result.contains(part) ? part : own);
  if (!block) return null;
  const text = model.blocks.find((each) => each.id === block.dataset.part)?.text
    ?? model.notes.find((each) => each.id === block.dataset.part)?.text ?? "";
  const marked = block === part ? String(selection) : "";
  const at = marked ? Math.max(0, text.indexOf(marked)) : 0;
  return { block: block.dataset.part ?? "", text, start: at, end: at + (marked && text.includes(marked) ? marked.length : 0) };
}

/** @type {Record<string, () => unknown>} */
const acts = {
  next: () => goToUnsure(1),
  before: () => goToUnsure(-1),
  view: () => {
    asPages = !asPages;
    document.querySelector("[data-do=view]")?.setAttribute("aria-pressed", String(asPages));
    show();
  },
  undo: () => told(async () => {
    await saying;
    await undo(model.seen);
    renew(await get(`${base}/model`));
    offer([]);
  }),
  alike: () => {
    const wanted = [...document.querySelectorAll("#reading-alike-list input:checked")].map((box) => Number(/** @type {HTMLInputElement} */ (box).value));
    const lines = model.lines.filter((line) => wanted.includes(line.n));
    return settle(lines);
  },
  leave: () => settle([]),
  join: () => {
    const part = chosenLines()[0]?.part;
    const first = model.lines.find((line) => line.part === part);
    return part && first ? sayOf([first], "join") : undefined;
  },
  split: async () => {
    const line = chosenLines()[0];
    const words = line ? await askSplit(line.text) : "";
    if (line && words) await sayOf([line], "split", 0, words);
  },
  right: () => {
    const line = chosenLines()[0];
    return line ? sayOf([line], asRead(line)) : undefined;
  },
  unsay: () => told(async () => {
    const line = chosenLines()[0]?.n;
    // Of a verdict on its way the page does not know yet what it makes of the file.
    await saying;
    const answer = await decide(`${base}/unsay`, { line }, model.seen);
    if (answer) renew({ ...answer.model, seen: { ...model.seen, ...answer.model.seen } });
  }),
  note: async () => {
    const found = selected();
    const note = found ? await askNote(found.text, found.start, found.end) : null;
    if (!found || !note) return;
    const answer = await told(() => decide(`${base}/note`, { block: found.block, ...note }, model.seen));
    if (answer) renew({ ...answer.model, seen: { ...model.seen, ...answer.model.seen } });
  },
};

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-do], [data-verdict]"));
  if (button?.dataset.do) acts[button.dataset.do]?.();
  else if (button) sayOf(chosenLines(), button.dataset.verdict ?? "", Number(button.dataset.level ?? 0));
});

/** The index of the line that an element stands for. @param {Element | null} element */
function lineOf(element) {
  const own = element?.closest("[data-n], [data-lines]");
  const numbers = own?.getAttribute("data-n") ?? own?.getAttribute("data-lines")?.split(" ")[0];
  return numbers ? model.lines.findIndex((line) => line.n === Number(numbers)) : -1;
}

for (const pane of [source, result]) {
  pane.addEventListener("click", (event) => {
    if (String(document.getSelection())) return;
    const at = lineOf(/** @type {Element} */ (event.target));
    if (at >= 0) choose(at, /** @type {MouseEvent} */ (event).shiftKey);
  });
  pane.addEventListener("pointerover", (event) => hover(/** @type {Element} */ (event.target)));
  pane.addEventListener("pointerleave", () => hover(null));
  pane.addEventListener("scroll", () => follow(pane), { passive: true });
}

/** Show on both sides what the pointer is on. @param {Element | null} element */
function hover(element) {
  for (const old of desk.querySelectorAll(".near")) old.classList.remove("near");
  const own = element?.closest("[data-n], [data-lines]");
  if (!own) return;
  const numbers = (own.getAttribute("data-n") ?? own.getAttribute("data-lines") ?? "").split(" ");
  for (const n of numbers) source.querySelector(`[data-n="${n}"]`)?.classList.add("near");
  for (const part of result.querySelectorAll("[data-lines]")) {
    const lines = (part.getAttribute("data-lines") ?? "").split(" ");
    part.classList.toggle("near", lines.some((n) => numbers.includes(n)));
  }
}

/** The other side goes along with the side that the pointer is over, or that has the focus. @param {HTMLElement} pane */
function follow(pane) {
  if (!pane.matches(":hover") && document.activeElement !== pane) return;
  const top = pane.getBoundingClientRect().top + 20;
  const first = [...pane.querySelectorAll("[data-n], [data-lines]")].find((each) => each.getBoundingClientRect().bottom > top);
  const line = model.lines[lineOf(first ?? null)];
  if (!line) return;
  const other = pane === source ? result : source;
  const target = other === source
    ? source.querySelector(`[data-n="${line.n}"]`)
    : [...result.querySelectorAll("[data-lines]")].find((each) => (each.getAttribute("data-lines") ?? "").split(" ").includes(String(line.n)));
  if (target) other.scrollTop += target.getBoundingClientRect().top - other.getBoundingClientRect().top - 20;
}

document.addEventListener("keydown", (event) => {
  const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  choose(chosen.head + step, event.shiftKey);
});

looksItself();
const wanted = Number(new URLSearchParams(location.search).get("line") ?? 0);
const begin = model.lines.findIndex((line) => (wanted ? line.n >= wanted : line.unsure));
chosen.anchor = chosen.head = Math.max(0, begin);
show();
