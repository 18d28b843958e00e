/**
 * What every page of the desk does: asking for changes, telling what came of it, keys, language
 * and colours, and noticing that the files have changed.
 *
 * A view puts `data-key="x"` (or `data-key="g h"`, one after the other) on what a key shall press
 * or, for a field, shall go to; the dialog of keys lists them by themselves.
 */

const { root = "/", token = "", reading = "0", behind = "no" } = document.body.dataset;
/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("desk-words")?.textContent || "{}");

/** A key of a sequence waits so long for the next, in milliseconds. */
const SEQUENCE = 1200;
/** So often the page asks whether the files have changed, in milliseconds. */
const LOOK = 2000;

/**
 * The words for `key`, with `{name}` filled in.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/** The desk's answer that something was not done: `told` is what it said. */
export class Wrong extends Error {
  /** @param {{problem: string, remedy?: string, file?: string, line?: number | null}} told */
  constructor(told) {
    super([told.problem, told.remedy].filter(Boolean).join(say("stop")));
    this.told = told;
  }
}

/**
 * Ask the desk for `path` below its root.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
async function ask(path, init = {}) {
  let answer;
  try {
    answer = await fetch(root + path, { ...init, headers: { ...init.headers, "x-cefu-desk": token } });
  } catch {
    throw new Wrong({ problem: say("unreachable") });
  }
  if (answer.ok) return answer;
  const isJson = answer.headers.get("content-type")?.startsWith("application/json");
  throw new Wrong(isJson ? await answer.json() : { problem: (await answer.text()).slice(0, 300) });
}

/**
 * Have something done: `said` is sent as JSON, the answer is JSON.
 *
 * @param {string} path
 * @param {unknown} said
 * @returns {Promise<any>}
 */
export async function post(path, said) {
  const headers = { "content-type": "application/json" };
  return (await ask(path, { method: "POST", headers, body: JSON.stringify(said) })).json();
}

/**
 * Send a document.
 *
 * @param {string} path
 * @param {Blob} document
 * @returns {Promise<any>}
 */
export async function send(path, document) {
  const headers = { "content-type": "application/octet-stream" };
  return (await ask(path, { method: "POST", headers, body: document })).json();
}

/**
 * What the desk answers as JSON.
 *
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function get(path) {
  return (await ask(path)).json();
}

/**
 * What the desk answers as a page: the element `selector` of it.
 *
 * @param {string} path
 * @param {string} selector
 * @returns {Promise<Element>}
 */
export async function part(path, selector) {
  const text = await (await ask(path)).text();
  const found = new DOMParser().parseFromString(text, "text/html").querySelector(selector);
  if (!found) throw new Wrong({ problem: say("unreachable") });
  return document.importNode(found, true);
}

/**
 * Tell the keeper, by eye and by voice.
 *
 * @param {string} text
 * @param {"done" | "wrong"} [kind]
 */
export function tell(text, kind = "done") {
  const place = document.getElementById("desk-said");
  if (!place) return;
  if (!text) {
    place.replaceChildren();
    return;
  }
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  place.replaceChildren(line);
}

/**
 * Run `work`, and tell what went wrong.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function told(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    tell(say("failed", { problem: error.message }), "wrong");
    return undefined;
  }
}

/** @param {Element} element */
function isShown(element) {
  return element.getClientRects().length > 0 && !element.hasAttribute("disabled");
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** Whether single keys work: a keeper may switch them off. */
function keysAreOn() {
  return localStorage.getItem("cefu-desk-keys") !== "off";
}

/** @returns {Map<string, HTMLElement>} what each key presses, as it is on the page now */
function bound() {
  const open = document.querySelector("dialog:modal");
  const found = new Map();
  for (const element of (open ?? document).querySelectorAll("[data-key]")) {
    const key = /** @type {HTMLElement} */ (element).dataset.key ?? "";
    if (isShown(element) && !found.has(key)) found.set(key, element);
  }
  return found;
}

/** @param {HTMLElement} element */
function press(element) {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
}

let typed = "";
let since = 0;

document.addEventListener("keydown", (event) => {
  if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || event.key.length > 1) return;
  const now = performance.now();
  const keys = bound();
  const sequence = now - since < SEQUENCE && typed ? `${typed} ${event.key}` : event.key;
  const element = keys.get(sequence) ?? keys.get(event.key);
  since = now;
  typed = [...keys.keys()].some((key) => key.startsWith(`${event.key} `)) ? event.key : "";
  if (!element) return;
  typed = "";
  event.preventDefault();
  press(element);
});

/** What a key does, in the words that stand on what it presses. @param {HTMLElement} element */
function meaning(element) {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : "";
  return (element.getAttribute("aria-label") || label || element.title || element.textContent || "").trim();
}

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("desk-keys"));
const switchOfKeys = /** @type {HTMLInputElement} */ (document.getElementById("desk-keys-on"));

document.getElementById("desk-help")?.addEventListener("click", () => {
  const rows = [...bound()].map(([key, element]) => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    for (const each of key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = each;
      name.append(cap, " ");
    }
    const what = document.createElement("td");
    what.textContent = meaning(element);
    row.append(name, what);
    return row;
  });
  dialog.querySelector("tbody")?.replaceChildren(...rows);
  switchOfKeys.checked = keysAreOn();
  dialog.showModal();
});

switchOfKeys.addEventListener("change", () => {
  localStorage.setItem("cefu-desk-keys", switchOfKeys.checked ? "on" : "off");
});

for (const name of ["language", "scheme"]) {
  document.getElementById(`desk-${name}`)?.addEventListener("change", (event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    document.cookie = `cefu-desk-${name}=${value}; path=${root}; samesite=strict; max-age=31536000`;
    location.reload();
  });
}

/** @type {Set<() => boolean>} */
const busy = new Set();

/**
 * Keep the page as it is while `isBusy()`: what was typed must not go when the files change.
 *
 * @param {() => boolean} isBusy
 */
export function holdWhile(isBusy) {
  busy.add(isBusy);
}

let others = true;

/** Leave the page as it is when files change: it sees to that itself, with what it sends. */
export function looksItself() {
  others = false;
}

/** Show the page anew, as the files are now, where they have changed; say so where that would lose something. */
async function look() {
  try {
    const state = await get("state");
    const old = String(state.number) !== reading || (behind === "yes" && !state.behind);
    if (!old || state.behind) return;
    if ([...busy].some((isBusy) => isBusy()) || document.querySelector("dialog:modal")) {
      const note = document.getElementById("desk-behind");
      if (note) {
        note.textContent = say("newer");
        note.hidden = false;
      }
    } else {
      location.reload();
    }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    tell(error.message, "wrong");
  }
}

setInterval(() => {
  if (others && document.visibilityState === "visible") look();
}, LOOK);
