/**
 * The page of the notebook: what was kept, in the reader's order, with remarks; taken away as
 * files, shared as a link that holds the list.  Nothing of it leaves the device by itself.
 */
import { keep as keepChoice } from "../common/kept.js";
import { make } from "../common/elements.js";
import { homeOf } from "../common/site.js";
import { hush, tell } from "../common/words.js";
import { styleOf } from "../citing/references.js";
import { entry, shown } from "./entry.js";
import { same } from "./item.js";
import { unpacked } from "./share.js";
import { items, keeps, onChange, replace } from "./store.js";
import { taking } from "./taking.js";
import { citesFor, told } from "./told.js";

/**
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("./told.js").Told} Told
 */

/** How long one can take back what was removed, in milliseconds. */
const SHOWN = 15_000;

/** @param {HTMLElement} place */
function mount(place) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(place.dataset.words ?? "{}");
  /** @type {import("./entry.js").Say} */
  const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  const root = homeOf(document.documentElement.lang || "zh-Hant");
  /** @type {Map<string, import("./told.js").Cites>} */
  let cites = new Map();
  /** @type {Told[]} */
  let list = [];
  let entries = /** @type {ReturnType<typeof entry>[]} */ ([]);
  /** @type {string | undefined} */
  let style;

  const status = make("p", { class: "cefu-notebook-status", role: "status" });
  const refusal = make("p", { class: "cefu-notebook-refused", role: "alert", hidden: true }, say("refused"));
  const shared = make("section", { class: "cefu-notebook-shared", hidden: true });
  const rows = make("ol", { class: "cefu-notes-kept" });
  const empty = make("p", {}, say("empty"));
  const choice = make("select", { id: "cefu-notebook-style" });
  const styles = make("p", { class: "cefu-notebook-style" }, make("label", { for: choice.id }, say("style")), " ", choice);
  const clear = make("button", { type: "button", class: "cefu-plain", onclick: () => change([], say("cleared")) }, say("clear"));
  const take = taking(() => list, say, (text) => { status.textContent = text; });
  const tools = make("div", { class: "cefu-notebook-tools" }, take, styles);
  place.append(refusal, shared, tools, status, empty, rows, clear);

  /** Told again in the style now chosen. */
  const retell = () => { list = items().map((item) => told(item, cites, root, say, style)); };

  function draw() {
    retell();
    const { length } = list;
    entries = list.map((one, nth) => entry(one, { nth, of: length }, say, {
      move: (by) => move(nth, by),
      remove: () => remove(nth),
      remark: (note) => remark(nth, note),
    }));
    rows.replaceChildren(...entries.map(({ element }) => element));
    for (const { grow } of entries) grow();
    empty.hidden = length > 0;
    tools.hidden = clear.hidden = !length;
    status.textContent = length ? say("count", { count: length }) : "";
  }

  /**
   * @param {Item[]} next
   */
  function put(next) {
    refusal.hidden = replace(next);
    draw();
  }

  /**
   * Puts `next` in place, and tells how to take that back.
   * @param {Item[]} next
   * @param {string} done
   */
  function change(next, done) {
    const before = items();
    put(next);
    const undo = make("button", {
      type: "button", onclick: () => {
        hush();
        put(before);
        rows.querySelector("a")?.focus();
      },
    }, say("undo"));
    tell([done, undo], SHOWN);
    undo.focus({ preventScroll: true });
  }

  /**
   * @param {number} nth
   * @param {number} by
   */
  function move(nth, by) {
    const next = items(), [item] = next.splice(nth, 1);
    next.splice(nth + by, 0, item);
    put(next);
    const act = by < 0 ? "up" : "down";
    /** @type {HTMLElement | null} */ (rows.children[nth + by]?.querySelector(`[data-act="${act}"]`))?.focus();
    status.textContent = say("moved", { nth: nth + by + 1, count: next.length });
  }

  /** @param {number} nth */
  const remove = (nth) => change(items().filter((_, one) => one !== nth), say("removed"));

  /**
   * What is being written is not drawn anew.
   * @param {number} nth
   * @param {string} note
   */
  function remark(nth, note) {
    const next = items().map((item, one) => (one === nth ? { ...item, note } : item));
    refusal.hidden = replace(next);
    list[nth].item.note = note;
    const paper = rows.children[nth]?.querySelector(".cefu-print-only");
    if (paper) paper.textContent = note;
    status.textContent = say("saved");
  }

  function offerStyles() {
    const known = cites.values().next().value;
    styles.hidden = !known;
    if (!known) return;
    style = styleOf(known);
    choice.replaceChildren(...Object.entries(known.styles).map(([name, one]) => make("option", { value: name }, one.name)));
    choice.value = style;
  }

  choice.addEventListener("change", () => {
    keepChoice("cite-style", choice.value);
    style = choice.value;
    for (const one of entries) one.keep();
    draw();
  });

  /** The list that the address holds, if it holds one. */
  async function offer() {
    const packedList = /^#list=(.+)$/.exec(location.hash)?.[1];
    shared.hidden = !packedList;
    if (!packedList) return;
    const theirs = await unpacked(packedList);
    if (!theirs) {
      shared.replaceChildren(make("p", { role: "alert" }, say("broken")));
      return;
    }
    const own = items(), fresh = theirs.filter((item) => !own.some((one) => same(one, item)));
    const known = await citesFor(theirs, root);
    const leave = () => {
      history.replaceState(history.state, "", location.pathname + location.search);
      shared.hidden = true;
    };
    const accept = make("button", {
      type: "button", class: "md-button md-button--primary", onclick: async () => {
        leave();
        cites = new Map([...cites, ...known]);
        offerStyles();
        change([...items(), ...fresh], say("added", { count: fresh.length }));
      },
    }, say("add", { count: fresh.length }));
    const decline = make("button", { type: "button", class: "md-button", onclick: leave }, say("leave"));
    shared.replaceChildren(
      make("h2", { id: "shared" }, say("shared_title", { count: theirs.length })),
      make("p", {}, say("shared_lead")),
      make("p", { class: "cefu-notebook-ways" }, ...(fresh.length ? [accept, " "] : [say("all_there"), " "]), decline),
      make("ol", { class: "cefu-notes-kept" }, ...theirs.map((item) => make("li", { class: "cefu-note" },
        ...shown(told(item, known, root, say), say),
        item.note && make("p", { class: "cefu-note-theirs" }, say("remark_before"), item.note)))));
  }

  /** All anew. */
  async function load() {
    const own = items();
    cites = await citesFor(own, root);
    offerStyles();
    draw();
  }

  refusal.hidden = keeps();
  onChange(() => { if (!rows.contains(document.activeElement)) load(); });
  addEventListener("hashchange", offer);
  addEventListener("pagehide", () => { for (const one of entries) one.keep(); });
  load().then(offer);
}

const place = document.getElementById("cefu-notebook");
if (place) mount(place);
