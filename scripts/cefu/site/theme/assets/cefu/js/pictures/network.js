// @ts-check
// The network of who appears with whom: picture and table follow what the reader chooses.
import { csv, save } from "../common/files.js";
import { afterTyping, remember } from "../common/filter.js";
import { make } from "../common/elements.js";
import { draw, put, standalone } from "./svg.js";
import { nearest, tied } from "./ties.js";

/**
 * @typedef {import("./ties.js").Data} Data
 * @typedef {import("./ties.js").Passage} Passage
 * @typedef {import("./ties.js").Tie} Tie
 */

/** So many rows, so many passages in each, so many companions are told. */
const ROWS = 100, PASSAGES = 6, TOLD = 12;

const root = /** @type {HTMLElement} */ (document.getElementById("cefu-network"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
const form = /** @type {HTMLFormElement} */ (part("form"));
const field = part(".cefu-picture-field"), told = part(".cefu-picture-told"), status = part("[role=status]");
const body = /** @type {HTMLElement} */ (document.querySelector("#cefu-network-pairs tbody"));
const rowsTold = /** @type {HTMLElement} */ (document.querySelector(".cefu-network-rows"));
const hint = told.textContent ?? "";
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words ?? "{}");
const say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => put(words[key], values);
const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const groups = [...form.querySelectorAll("fieldset input")].map((box) => /** @type {HTMLInputElement} */ (box).name);
const first = { least: input("least").value, groups: groups.filter((name) => input(name).checked) };

/** @param {Data} data */
function start(data) {
  const picture = /** @type {SVGSVGElement} */ (field.querySelector("svg"));
  let chosen = -1, current = -1;
  const most = Math.max(...tied(data, { report: -1, from: null, to: null, groups: new Set(groups) }).ties.map(({ passages }) => passages.length));
  /** @type {{ties: Tie[], drawn: Tie[], named: number[]}} */
  let now = { ties: [], drawn: [], named: [] };

  const year = (/** @type {string} */ name) => (input(name).value.trim() ? Number(input(name).value) : null);

  function update() {
    const report = data.reports.findIndex(([id]) => id === input("report").value), least = Number(input("least").value);
    const choice = { report, from: year("from"), to: year("to"), groups: new Set(groups.filter((name) => input(name).checked)) };
    const { ties, looked, named } = tied(data, choice);
    const drawn = ties.filter(({ passages }) => passages.length >= least);
    now = { ties, drawn, named };
    /** @type {HTMLOutputElement} */ (form.querySelector("output")).value = String(least);
    const nodes = new Set(drawn.flatMap(({ one, other }) => [one, other]));
    if (!nodes.has(chosen)) chosen = -1;
    show([...nodes].sort((a, b) => a - b));
    status.textContent = drawn.length ? say("status", { nodes: nodes.size, ties: drawn.length, least, passages: looked }) : say("none");
    list();
    keep();
  }

  /** @param {number[]} nodes */
  function show(nodes) {
    const held = field.contains(document.activeElement) && document.activeElement !== field;
    const width = (/** @type {number} */ weight) => 0.6 + (8 * weight) / most;
    const mine = (/** @type {Tie} */ { one, other }) => chosen < 0 || one === chosen || other === chosen;
    const near = new Set(now.drawn.filter(mine).flatMap(({ one, other }) => [one, other]));
    const lines = [...now.drawn].reverse().map((tie) => {
      const [, , , x, y] = data.nodes[tie.one], [, , , x2, y2] = data.nodes[tie.other];
      return draw("path", { class: mine(tie) ? "cefu-tie" : "cefu-tie cefu-tie-faint", d: `M${x} ${y}L${x2} ${y2}`, "stroke-width": width(tie.passages.length) });
    });
    const shared = new Map(now.drawn.filter(mine).flatMap(({ one, other, passages }) => [[one, passages.length], [other, passages.length]]));
    const marks = nodes.map((nth) => {
      const [id, name, group, x, y, r] = data.nodes[nth];
      const own = now.drawn.filter(({ one, other }) => one === nth || other === nth).length;
      return draw("a", {
        class: near.has(nth) ? "cefu-node" : "cefu-node cefu-node-faint", "data-nth": nth, href: `../actors/${id}/`, tabindex: -1,
        "aria-label": say("node", { name, count: now.named[nth], ties: own }), "aria-current": nth === chosen ? "true" : null,
      }, draw("circle", { class: `cefu-node-${group}`, cx: x, cy: y, r }), draw("text", { x: x + r + 3, y: y + 4 }, name, ...(chosen >= 0 && nth !== chosen && shared.has(nth) ? [draw("tspan", { class: "cefu-tie-weight" }, ` ${shared.get(nth)}`)] : [])));
    });
    picture.replaceChildren(...lines, ...marks, ...key(width));
    const one = markOf(current) ?? marks[0];
    one?.setAttribute("tabindex", "0");
    if (held) /** @type {HTMLElement | undefined} */ (/** @type {unknown} */ (one))?.focus({ preventScroll: true });
  }

  /**
   * What widths mean.
   * @param {(weight: number) => number} width
   */
  function key(width) {
    const samples = [...new Set([1, Math.ceil(most / 4), Math.ceil(most / 2), most])];
    const [, , across, tall] = (picture.getAttribute("viewBox") ?? "").split(" ").map(Number);
    return samples.flatMap((weight, nth) => {
      const x = across - 60 * (samples.length - nth);
      return [draw("path", { class: "cefu-tie", d: `M${x} ${tall - 8}h26`, "stroke-width": width(weight) }),
        draw("text", { class: "cefu-key-name", x: x + 30, y: tall - 4 }, String(weight))];
    });
  }

  const markOf = (/** @type {number} */ nth) => picture.querySelector(`[data-nth="${nth}"]`);

  /** @param {Passage} passage */
  function way([report, anchor]) {
    const [id, name] = data.reports[report];
    return make("a", { href: `../reports/${id}/#${anchor}` }, `${name} ${anchor.replace(/^p/, "¶")}`);
  }

  function list() {
    const shown = now.drawn.filter(({ one, other }) => chosen < 0 || one === chosen || other === chosen);
    body.replaceChildren(...shown.slice(0, ROWS).map(({ one, other, passages }) => {
      const link = (/** @type {number} */ nth) => make("a", { href: `../actors/${data.nodes[nth][0]}/` }, data.nodes[nth][1]);
      const rest = passages.slice(PASSAGES);
      const more = rest.length > 0 && make("details", {}, make("summary", {}, `+${rest.length}`), ...rest.flatMap((each) => [way(each), " "]));
      return make("tr", {}, make("th", { scope: "row" }, link(one), " – ", link(other)), make("td", { class: "cefu-number" }, String(passages.length)),
        make("td", {}, say("of", { one: now.named[one], other: now.named[other] })),
        make("td", {}, ...passages.slice(0, PASSAGES).flatMap((each) => [way(each), " "]), more));
    }));
    rowsTold.textContent = say("rows_more", { shown: Math.min(ROWS, shown.length), count: shown.length });
  }

  /** @param {number} nth */
  function tell(nth) {
    current = nth;
    for (const each of picture.querySelectorAll("[data-nth]")) each.setAttribute("tabindex", each === markOf(nth) ? "0" : "-1");
    const [id, name] = data.nodes[nth];
    const own = now.ties.filter(({ one, other }) => one === nth || other === nth).slice(0, TOLD);
    const beside = own.map(({ one, other, passages }) => say("tie", { name: data.nodes[one === nth ? other : one][1], count: passages.length })).join(" · ");
    told.replaceChildren(make("p", {}, make("strong", {}, say("ties_of", { name, count: now.named[nth] })), beside), make("p", {}, make("a", { href: `../actors/${id}/` }, say("page"))));
  }

  /** Chooses a node, or no longer. @param {number} nth */
  function choose(nth) {
    chosen = chosen === nth ? -1 : nth;
    if (chosen >= 0) tell(nth);
    else told.replaceChildren(make("p", {}, hint));
    update();
  }

  function keep() {
    const values = new URLSearchParams();
    for (const name of ["report", "from", "to"]) if (input(name).value) values.set(name, input(name).value);
    if (input("least").value !== first.least) values.set("least", input("least").value);
    const shown = groups.filter((name) => input(name).checked);
    if (shown.join() !== first.groups.join()) values.set("show", shown.join(" "));
    if (chosen >= 0) values.set("name", data.nodes[chosen][0]);
    remember(values);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["report", "from", "to", "least"]) if (asked.get(name)) input(name).value = asked.get(name) ?? "";
    if (asked.has("show")) for (const name of groups) input(name).checked = (asked.get("show") ?? "").split(" ").includes(name);
    chosen = data.nodes.findIndex(([id]) => id === asked.get("name"));
  }

  const nodeAt = (/** @type {Event} */ event) => Number((event.target instanceof Element && event.target.closest("[data-nth]")?.getAttribute("data-nth")) || NaN);
  field.addEventListener("click", (event) => {
    const nth = nodeAt(event);
    if (Number.isNaN(nth)) return;
    event.preventDefault();
    choose(nth);
  });
  field.addEventListener("focusin", (event) => { const nth = nodeAt(event); if (!Number.isNaN(nth)) tell(nth); });
  field.addEventListener("pointerover", (event) => { const nth = nodeAt(event); if (!Number.isNaN(nth) && chosen < 0) tell(nth); });
  field.addEventListener("keydown", (event) => {
    const nth = nodeAt(event);
    if (Number.isNaN(nth) || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = (/** @type {number} */ one) => ({ nth: one, x: data.nodes[one][3], y: data.nodes[one][4] });
    const others = [...picture.querySelectorAll("[data-nth]")].map((each) => place(Number(each.getAttribute("data-nth")))).filter((each) => each.nth !== nth);
    const next = nearest(place(nth), others, event.key);
    if (next) /** @type {HTMLElement | null} */ (/** @type {unknown} */ (markOf(next.nth)))?.focus();
    else if (event.key === "Escape" && chosen >= 0) choose(chosen);
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", afterTyping(update));
  form.addEventListener("click", (event) => {
    const act = event.target instanceof Element ? event.target.closest("[data-do]")?.getAttribute("data-do") : null;
    const title = `${document.querySelector("h1")?.firstChild?.textContent ?? ""}: ${status.textContent}`;
    const source = say("source", { site: document.querySelector(".cefu-name-plate span")?.textContent ?? "", title: document.title, url: location.href });
    if (act === "take") save("network.svg", "image/svg+xml", standalone(picture, { title, source }));
    if (act === "figures") {
      save("network.csv", "text/csv", csv([["one", "other", "passages", "one_named", "other_named"],
        ...now.drawn.map(({ one, other, passages }) => [data.nodes[one][1], data.nodes[other][1], passages.length, now.named[one], now.named[other]])]));
    }
  });
  read();
  update();
  if (chosen >= 0) tell(chosen);
}

fetch(root.dataset.source ?? "").then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))).then(start)
  .catch((error) => {
    console.warn(error);
    status.textContent = say("failed");
  });
