/** Names: a queue of candidates, and each record with its mentions. */

import { get, looksItself, say, tell, told } from "./desk.js";
import { decide, undo } from "./keeping.js";

/**
 * @typedef {{form: string, latin: string, variants: string[], id: string, type: string,
 *   simplified: string, extract: {identifier: string, words: string}[]}} Candidate
 */

/** @type {Record<string, string>} */
const seen = JSON.parse(document.getElementById("seen")?.textContent || "{}");
const queue = document.getElementById("queue");
const ownRecord = document.querySelector("h1[data-record]")?.getAttribute("data-record") ?? "";
looksItself();

/** @param {string} id */
function dialogOf(id) {
  return /** @type {HTMLDialogElement} */ (document.getElementById(id));
}

/** @param {HTMLDialogElement} dialog @returns {Promise<boolean>} */
function confirmed(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "ok"), { once: true });
  });
}

/** The candidate that is chosen in the queue. @returns {HTMLElement | null} */
function chosen() {
  return queue?.querySelector("li.chosen") ?? queue?.querySelector("li") ?? null;
}

/** @param {HTMLElement | null | undefined} item */
function choose(item) {
  if (!item) return;
  for (const old of queue?.querySelectorAll("li.chosen") ?? []) old.classList.remove("chosen");
  item.classList.add("chosen");
  item.scrollIntoView({ block: "nearest" });
  item.focus({ preventScroll: true });
}

/** Take an item out of the queue and choose the next. @param {HTMLElement} item */
function done(item) {
  const next = /** @type {HTMLElement | null} */ (item.nextElementSibling ?? item.previousElementSibling);
  item.remove();
  choose(next);
}

/** @param {HTMLElement} item @returns {Candidate} */
function candidateOf(item) {
  return JSON.parse(item.dataset.candidate ?? "{}");
}

/** @param {HTMLElement} item */
async function makeNew(item) {
  const candidate = candidateOf(item);
  const dialog = dialogOf("new-record");
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const fill = {
    "zh-Hant": candidate.form,
    "zh-Hans": candidate.simplified,
    en: candidate.latin,
    id: candidate.id,
    variants: candidate.variants.join("、"),
    description: "",
    description_en: candidate.extract[0]?.words ?? "",
    identifier: candidate.extract[0]?.identifier ?? "",
    type: candidate.type,
  };
  for (const [name, value] of Object.entries(fill)) {
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  }
  while (await confirmed(dialog)) {
    const said = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await told(() => decide("names/new", said, seen));
    if (answer) return done(item);
  }
}

/** The records found for what is typed, to choose one. @param {HTMLElement} place @param {string} words */
async function listRecords(place, words) {
  const found = await get(`names/search?q=${encodeURIComponent(words)}`);
  place.replaceChildren(...found.map(
    /** @param {{id: string, name: string}} record @param {number} at */
    (record, at) => choice("record", record.id, `${record.name} (${record.id})`, at === 0),
  ));
}

/** @param {string} name @param {string} value @param {string} words @param {boolean} on */
function choice(name, value, words, on) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = name;
  radio.value = value;
  radio.checked = on;
  label.append(radio, " ", words);
  return label;
}

/** @param {HTMLElement} item */
async function asVariant(item) {
  const form = candidateOf(item).form;
  const dialog = dialogOf("choose-record");
  const field = /** @type {HTMLInputElement} */ (document.getElementById("choose-search"));
  const found = /** @type {HTMLElement} */ (document.getElementById("choose-found"));
  const list = () => told(() => listRecords(found, field.value));
  field.value = form.slice(0, 2);
  await list();
  field.addEventListener("input", list);
  const wanted = await confirmed(dialog);
  field.removeEventListener("input", list);
  const record = /** @type {HTMLInputElement | null} */ (found.querySelector("input:checked"))?.value;
  if (!wanted || !record) return;
  if (await told(() => decide("names/variant", { form, record }, seen))) done(item);
}

/** @param {HTMLElement} item */
async function asNoName(item) {
  if (await told(() => decide("names/no-name", { form: candidateOf(item).form }, seen))) done(item);
}

/** @param {HTMLElement} item a mention that is of something else */
async function exclude(item) {
  const { report = "", block = "", start = "", end = "" } = item.dataset;
  const asked = new URLSearchParams({ record: ownRecord, report, block, start, end });
  /** @type {{words: string, count: number}[]} */
  const longer = await get(`names/around?${asked}`);
  const place = /** @type {HTMLElement} */ (document.getElementById("longer-found"));
  place.replaceChildren(...longer.map(({ words, count }, at) => choice("longer", words, `${words} (${say("holds", { count })})`, at === 0)));
  if (!(await confirmed(dialogOf("choose-longer")))) return;
  const words = /** @type {HTMLInputElement | null} */ (place.querySelector("input:checked"))?.value;
  if (!words) return;
  if (await told(() => decide("names/exclude", { record: ownRecord, longer: words }, seen))) {
    for (const each of document.querySelectorAll(".contexts li")) {
      if (each.querySelector(".words")?.textContent?.includes(words)) each.remove();
    }
  }
}

const mergeField = /** @type {HTMLInputElement | null} */ (document.getElementById("merge-into"));
mergeField?.addEventListener("input", () => told(async () => {
  const found = await get(`names/search?q=${encodeURIComponent(mergeField.value)}`);
  document.getElementById("merge-found")?.replaceChildren(...found.map(
    /** @param {{id: string, name: string}} record */
    (record) => Object.assign(document.createElement("option"), { value: record.id, label: record.name }),
  ));
}));

const filter = /** @type {HTMLInputElement | null} */ (document.getElementById("filter"));
filter?.addEventListener("input", () => {
  for (const item of document.querySelectorAll("#records li")) {
    /** @type {HTMLElement} */ (item).hidden = !item.textContent?.toLowerCase().includes(filter.value.toLowerCase());
  }
});

/** @type {Record<string, (item: HTMLElement) => unknown>} */
const acts = {
  new: makeNew,
  variant: asVariant,
  "no-name": asNoName,
  wrong: exclude,
  down: () => choose(/** @type {HTMLElement} */ (chosen()?.classList.contains("chosen") ? chosen()?.nextElementSibling : chosen())),
  up: () => choose(/** @type {HTMLElement} */ (chosen()?.previousElementSibling)),
  undo: () => told(async () => {
    await undo(seen);
    setTimeout(() => location.reload(), 600);
  }),
  merge: () => told(async () => {
    const into = mergeField?.value ?? "";
    if (!into) return tell(say("merge_which"), "wrong");
    const answer = await decide("names/merge", { old: ownRecord, new: into }, seen);
    if (answer) location.assign(`${document.body.dataset.root}names/`);
  }),
};

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
  if (!button) return;
  const what = button.dataset.do ?? "";
  const item = what.startsWith("chosen-") ? chosen() : /** @type {HTMLElement | null} */ (button.closest("li"));
  acts[what.replace("chosen-", "")]?.(item ?? document.body);
});

queue?.addEventListener("focusin", (event) => {
  const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("li"));
  for (const old of queue.querySelectorAll("li.chosen")) old.classList.remove("chosen");
  item?.classList.add("chosen");
});

/** Candidates of a large archive are looked for beside the answers: ask again. */
if (document.getElementById("names-waiting")) setTimeout(() => location.reload(), 1500);
