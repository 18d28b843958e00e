// @ts-check
// The drawn timeline: what is in view, how it is moved, and what is told of a mark.
// The address holds lanes, choice and time.
import { save } from "../common/files.js";
import { remember } from "../common/filter.js";
import { densest, inView } from "./lanes.js";
import { drawing } from "./drawing.js";
import { dateOf, dayOf, namer } from "./scale.js";
import { put, standalone } from "./svg.js";

/**
 * @typedef {import("./lanes.js").Told} Told
 * @typedef {import("./drawing.js").Lane} Lane
 * @typedef {Told & {words: string, said: string, anchor: string, url: string, name: string}} Statement
 * @typedef {object} Data as `timeline/drawn.json` has it
 * @property {{id: string, name: string}[]} reports
 * @property {string[]} events
 * @property {[id: string, name: string, type: string][]} actors
 * @property {[words: string, first: number | null, last: number | null, mark: string, anchor: string][]} dates
 * @property {[date: number, kind: number, differs: number, report: number, event: number,
 *   actors: number[], block: string, surface: string, said: string][]} rows
 */

/** So many lanes are drawn; so many statements are listed; the closest view, in days. */
const LANES = 10, LISTED = 200, CLOSEST = 12;
const KINDS = ["past", "planned", "reference"];

const root = /** @type {HTMLElement} */ (document.getElementById("cefu-drawn"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
const form = /** @type {HTMLFormElement} */ (part("form"));
const field = part(".cefu-picture-field"), told = part(".cefu-picture-told");
const status = part("[role=status]"), list = /** @type {HTMLDetailsElement} */ (part("details"));
/** @type {Record<string, string>} */
const words = JSON.parse(root.dataset.words ?? "{}");
const say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => put(words[key], values);
const { whole } = namer(document.documentElement.lang);

/** @param {Data} data @returns {Statement[]} */
function statementsOf(data) {
  return data.rows.map(([date, kind, differs, report, event, actors, block, surface, said], nth) => {
    const [spoken, first, last, mark, anchor] = data.dates[date];
    const url = `../../reports/${data.reports[report].id}/?hit=${encodeURIComponent(surface)}#${block}`;
    const name = event < 0 ? "" : data.events[event];
    return { nth, date, kind, differs: Boolean(differs), report, event, actors, first, last, mark, words: spoken, said, anchor, url, name };
  });
}

/** @param {Data} data */
function start(data) {
  const statements = statementsOf(data);
  const begin = Math.min(...statements.map(({ first, last }) => first ?? last ?? 0));
  const end = Math.max(...statements.map(({ first, last }) => last ?? first ?? 0)) + 1;
  const room = Math.max(20, (end - begin) * 0.02);
  const limits = /** @type {[number, number]} */ ([begin - room, end + room]);
  let [from, to] = densest(statements, 0.8);
  let current = "";

  const chosen = () => {
    const asked = new FormData(form);
    return { lanes: String(asked.get("lanes")), actor: String(asked.get("actor") ?? ""), differ: asked.has("differ"), kinds: KINDS.map((kind) => asked.has(kind)) };
  };
  const wanted = () => {
    const { actor, differ, kinds } = chosen(), one = data.actors.findIndex(([id]) => id === actor);
    return statements.filter((each) => kinds[each.kind] && (!differ || each.differs) && (!actor || each.actors.includes(one)));
  };

  /**
   * What stands in each lane; a statement that names two of the actors stands in both.
   * @param {Statement[]} shown
   * @returns {{lanes: Lane[], rest: number}}
   */
  function lanesOf(shown) {
    const { lanes, actor } = chosen();
    if (lanes === "report")
      return { lanes: data.reports.map(({ name }, nth) => ({ name, told: shown.filter(({ report }) => report === nth) })).filter((lane) => lane.told.length).slice(-LANES), rest: 0 };
    const found = data.actors.flatMap(([id, name, type], nth) => (type !== lanes || (actor && id === actor) ? [] : [{ name, told: shown.filter(({ actors }) => actors.includes(nth)) }]));
    const filled = found.filter((lane) => lane.told.length).sort((a, b) => b.told.length - a.told.length);
    const drawn = filled.slice(0, LANES), there = new Set(drawn.flatMap((lane) => lane.told));
    const others = shown.filter((each) => !there.has(each));
    return { lanes: others.length ? [...drawn, { name: say("other"), told: others }] : drawn, rest: Math.max(0, filled.length - LANES) };
  }

  function update() {
    const shown = wanted(), view = { from, to, width: Math.max(280, field.clientWidth) };
    const seen = shown.filter((each) => inView(each, view));
    const { lanes, rest } = lanesOf(seen);
    const span = { first: whole("day", from), last: whole("day", to - 1) };
    const picture = drawing(lanes, view, { say, whole, label: say("picture", { ...span, count: seen.length }), tellsOf });
    const focused = field.contains(document.activeElement);
    field.replaceChildren(picture);
    const marks = marksOf(), mark = marks.find((each) => each.dataset.key === current) ?? marks[0];
    mark?.setAttribute("tabindex", "0");
    if (focused) mark?.focus({ preventScroll: true });
    status.textContent = `${seen.length ? say("view", { ...span, shown: seen.length, count: statements.length }) : say("none")}${rest ? say("more_lanes", { count: rest }) : ""}`;
    if (list.open) listed(seen);
    keep();
  }

  /** @param {Statement} each */
  function tellsOf(each) {
    const kinds = [say(KINDS[each.kind]), each.differs && say("differs")].filter(Boolean).join("；");
    return `${each.words} · ${data.reports[each.report].name} · ${kinds} · ${[each.name, each.said].filter(Boolean).join(" – ")}`;
  }

  /** @param {Statement[]} seen */
  function listed(seen) {
    const items = seen.slice(0, LISTED).map((each) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = each.url;
      link.textContent = say("listed", { date: each.words, report: data.reports[each.report].name, text: each.said });
      item.append(link);
      return item;
    });
    const all = document.createElement("ol");
    all.append(...items);
    const more = document.createElement("p");
    more.textContent = seen.length > LISTED ? say("listed_some", { shown: LISTED }) : "";
    list.querySelectorAll("ol, p").forEach((old) => old.remove());
    list.append(all, more);
  }

  function keep() {
    const { lanes, actor, differ, kinds } = chosen(), values = new URLSearchParams();
    const written = (/** @type {number} */ day) => dateOf(day).toISOString().split("T")[0];
    if (lanes !== "report") values.set("lanes", lanes);
    if (actor) values.set("actor", actor);
    if (differ) values.set("differ", "1");
    KINDS.forEach((kind, nth) => { if (!kinds[nth]) values.append("without", kind); });
    values.set("from", written(from));
    values.set("to", written(to));
    remember(values);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["lanes", "actor"]) {
      const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
      if ([...select.options].some(({ value }) => value === asked.get(name))) select.value = asked.get(name) ?? "";
    }
    /** @type {HTMLInputElement} */ (form.elements.namedItem("differ")).checked = asked.has("differ");
    for (const kind of asked.getAll("without")) if (KINDS.includes(kind)) /** @type {HTMLInputElement} */ (form.elements.namedItem(kind)).checked = false;
    const [first, last] = ["from", "to"].map((name) => /^([+-]?\d{4,6})-(\d\d)-(\d\d)$/.exec(asked.get(name) ?? ""));
    if (first && last) show(dayOf(+first[1], +first[2] - 1, +first[3]), dayOf(+last[1], +last[2] - 1, +last[3]));
    else if (asked.get("actor")) { const own = wanted(); if (own.length) show(...densest(own, 1)); }
  }

  /**
   * Brings a time into view, within what there is.
   * @param {number} first
   * @param {number} last
   */
  function show(first, last) {
    const [low, high] = limits, length = Math.min(high - low, Math.max(CLOSEST, last - first));
    from = Math.min(Math.max(low, (first + last - length) / 2), high - length);
    to = from + length;
  }

  /**
   * Closer (`by` below 1) or wider, what is at `where` (0 to 1) staying there.
   * @param {number} by
   * @param {number} [where]
   */
  function zoom(by, where = 0.5) {
    const at = from + (to - from) * where, length = Math.max(CLOSEST, (to - from) * by);
    show(at - length * where, at + length * (1 - where));
    later();
  }

  /** @param {number} by share of what is in view */
  function move(by) {
    const step = (to - from) * by;
    show(from + step, to + step);
    later();
  }

  let waiting = 0;
  function later() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(update);
  }

  /** @type {Record<string, () => void>} */
  const acts = {
    in: () => zoom(0.5),
    out: () => zoom(2),
    earlier: () => move(-0.4),
    later: () => move(0.4),
    dense: () => { show(...densest(wanted(), 0.8)); later(); },
    all: () => { show(...limits); later(); },
    take() {
      const title = `${document.querySelector("h1")?.firstChild?.textContent ?? ""}: ${whole("day", from)} – ${whole("day", to - 1)}`;
      const site = document.querySelector(".cefu-name-plate span")?.textContent ?? "";
      const source = say("source", { site, title, url: location.href });
      const picture = field.querySelector("svg");
      if (picture) save("timeline.svg", "image/svg+xml", standalone(picture, { title, source }));
    },
  };

  const marksOf = () => /** @type {HTMLElement[]} */ ([...field.querySelectorAll("[data-key]")]);

  /**
   * Tells of a mark beside the picture.
   * @param {Element} mark
   */
  function tell(mark) {
    const key = mark.getAttribute("data-key") ?? "";
    if (key === current && told.childElementCount) return;
    current = key;
    for (const each of marksOf()) each.setAttribute("tabindex", each === mark ? "0" : "-1");
    const each = statements[Number(mark.getAttribute("data-nth") ?? -1)];
    const head = document.createElement("p");
    head.textContent = each ? "" : mark.getAttribute("aria-label");
    if (!each) return told.replaceChildren(head);
    const date = document.createElement("strong"), said = document.createElement("p"), ways = document.createElement("p");
    date.textContent = each.words;
    head.append(date, ` · ${data.reports[each.report].name} · ${say(KINDS[each.kind])}`);
    if (each.differs) {
      const badge = document.createElement("span");
      badge.className = "cefu-badge cefu-badge--badge";
      badge.textContent = say("differs");
      head.append(" ", badge);
    }
    said.textContent = [each.name, each.said].filter(Boolean).join(" – ");
    for (const [text, href] of [[say("passage"), each.url], [say("in_list"), `../#${each.anchor}`]]) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = text;
      ways.append(link, " ");
    }
    told.replaceChildren(head, said, ways);
  }

  /**
   * The mark that an arrow leads to: in time within a lane, or the nearest of another.
   * @param {HTMLElement} mark
   * @param {string} key
   */
  function toward(mark, key) {
    const all = marksOf(), lane = all.filter((each) => each.dataset.lane === mark.dataset.lane);
    const at = lane.indexOf(mark);
    if (key === "Home") return lane[0];
    if (key === "End") return lane[lane.length - 1];
    if (key === "ArrowLeft") return lane[at - 1];
    if (key === "ArrowRight") return lane[at + 1];
    const lanes = [...new Set(all.map((each) => each.dataset.lane))];
    const other = lanes[lanes.indexOf(mark.dataset.lane) + (key === "ArrowDown" ? 1 : -1)];
    const x = (/** @type {HTMLElement} */ each) => Number(each.dataset.x);
    return all.filter((each) => each.dataset.lane === other).sort((a, b) => Math.abs(x(a) - x(mark)) - Math.abs(x(b) - x(mark)))[0];
  }

  const markAt = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("[data-key]") : null);
  const share = (/** @type {number} */ x) => (x - field.getBoundingClientRect().left) / field.clientWidth;

  field.addEventListener("focusin", (event) => { const mark = markAt(event); if (mark) tell(mark); });
  field.addEventListener("pointerover", (event) => { const mark = markAt(event); if (mark && event.pointerType === "mouse" && !held.size) tell(mark); });
  field.addEventListener("keydown", (event) => {
    const mark = markAt(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(0.5);
    else if (event.key === "-") zoom(2);
    else if (mark && /^(Arrow|Home|End)/.test(event.key)) {
      const next = toward(mark, event.key);
      next?.focus();
      if (!next && event.key === "ArrowRight") move(0.4);
      if (!next && event.key === "ArrowLeft") move(-0.4);
    } else if (mark && event.key === "Enter" && mark.dataset.from) go(mark);
    else return;
    event.preventDefault();
  });

  /** Into a column. @param {HTMLElement} mark */
  function go(mark) {
    const first = Number(mark.dataset.from), last = Number(mark.dataset.to), room = last - first;
    show(first - room, last + room);
    later();
  }

  /** Fingers or the mouse's button on the picture, and where they were. @type {Map<number, number>} */
  const held = new Map();
  let moved = 0, known = "";
  field.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, event.clientX);
    moved = 0;
    known = current;
  });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (before === undefined) return;
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    if (others.length === 1 && Math.abs(before - others[0]) > 8) {
      zoom(Math.abs(before - others[0]) / Math.max(8, Math.abs(event.clientX - others[0])), share((before + others[0]) / 2));
    } else if (!others.length) move((before - event.clientX) / field.clientWidth);
    moved += Math.abs(event.clientX - before);
    held.set(event.pointerId, event.clientX);
  });
  for (const kind of ["pointerup", "pointercancel"])
    addEventListener(kind, (event) => held.delete(/** @type {PointerEvent} */ (event).pointerId));
  field.addEventListener("dragstart", (event) => event.preventDefault());
  field.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (!mark) return;
    const touched = /** @type {PointerEvent} */ (event).pointerType === "touch" && known !== mark.dataset.key;
    if (moved > 4 || touched || mark.dataset.from) event.preventDefault();
    if (moved > 4) return;
    tell(mark);
    if (mark.dataset.from && !touched) go(mark);
  });
  field.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 150), share(event.clientX));
  }, { passive: false });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", update);
  form.addEventListener("click", (event) => {
    const act = event.target instanceof Element ? event.target.closest("[data-do]")?.getAttribute("data-do") : null;
    if (act) acts[act]();
  });
  list.addEventListener("toggle", update);
  new ResizeObserver(later).observe(field);
  read();
  update();
}

fetch(root.dataset.source ?? "").then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))).then(start)
  .catch((error) => {
    console.warn(error);
    status.textContent = say("failed");
  });
