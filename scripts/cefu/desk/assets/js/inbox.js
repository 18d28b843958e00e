/** The inbox: documents sent, looked at, corrected, accepted or rejected. */

import { Wrong, looksItself, part, post, say, send, tell, told } from "./desk.js";

const { root = "/" } = document.body.dataset;
const cards = /** @type {HTMLElement} */ (document.getElementById("inbox-cards"));
const drop = /** @type {HTMLElement} */ (document.getElementById("inbox-drop"));
const files = /** @type {HTMLInputElement} */ (document.getElementById("inbox-files"));
const all = /** @type {HTMLElement} */ (document.getElementById("inbox-all"));
const MOST = 200 * 2 ** 20;
/** So many documents are sent, or read, at a time. */
const ABREAST = 2;

// Cards show documents that are no part of the archive yet; nothing typed into them may go.
looksItself();

/**
 * Run `work` for each of `given`, a few at a time.
 *
 * @template T
 * @param {Iterable<T>} given
 * @param {(each: T) => Promise<unknown>} work
 */
async function abreast(given, work) {
  const waiting = [...given];
  const line = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) await work(each);
  };
  await Promise.all(Array.from({ length: ABREAST }, line));
}

/** Show what a document was taken for. @param {HTMLElement} card */
async function look(card) {
  const ident = card.dataset.ident ?? "";
  const found = await told(() => part(`inbox/${ident}/card`, "article"));
  if (!found) return;
  card.replaceWith(found);
  offerAll();
}

/** What can be accepted without a correction can be accepted at once. */
function offerAll() {
  const ready = [...cards.querySelectorAll("[data-in-order=yes]")];
  all.hidden = ready.length < 2;
}

/** @param {string} ident @param {string} name */
function waiting(ident, name) {
  const card = document.createElement("article");
  card.className = "card waits";
  card.dataset.ident = ident;
  card.setAttribute("aria-busy", "true");
  const head = document.createElement("h2");
  head.textContent = name;
  const note = document.createElement("p");
  note.textContent = say("looking");
  card.append(head, note);
  cards.append(card);
  return card;
}

/** @param {File} file */
async function take(file) {
  if (file.size > MOST) {
    refused(file.name, say("too_large", { name: file.name }));
    return;
  }
  tell(say("coming", { name: file.name }));
  try {
    const came = await send(`inbox/take?name=${encodeURIComponent(file.name)}`, file);
    await look(waiting(came.ident, file.name));
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    refused(file.name, error.message);
  }
  tell("");
}

/** What was not taken stays on the page, with why: the next file must not hide it. @param {string} name @param {string} why */
function refused(name, why) {
  const card = document.createElement("article");
  card.className = "card";
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  const head = document.createElement("h2");
  head.textContent = name;
  const list = document.createElement("ul");
  list.className = "faults";
  list.append(document.createElement("li"));
  list.children[0]?.append(why);
  alert.append(list);
  card.append(head, alert);
  cards.append(card);
}

files.addEventListener("change", async () => {
  await abreast(files.files ?? [], take);
  files.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  await abreast(event.dataTransfer?.files ?? [], take);
});

/**
 * A document that is dealt with: what became of it, and where it goes on.
 *
 * @param {HTMLElement} card @param {string} text @param {string} [report]
 */
function settled(card, text, report) {
  const note = document.createElement("p");
  note.className = "card-done";
  note.tabIndex = -1;
  note.append(text);
  if (report) {
    for (const place of /** @type {const} */ (["reading", "record"])) {
      const link = document.createElement("a");
      link.href = `${root}${place}/${encodeURIComponent(report)}`;
      link.textContent = say(place);
      note.append(" ", link);
    }
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = say("back");
    back.addEventListener("click", () => takeBack(card.dataset.ident));
    note.append(" ", back);
  }
  card.replaceWith(note);
  note.focus();
  offerAll();
}

/**
 * Do `work` on a card once: until it is done, nothing on the card can be pressed.
 *
 * @template T
 * @param {HTMLElement} card
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
async function once(card, work) {
  if (card.inert) return undefined;
  card.inert = true;
  card.setAttribute("aria-busy", "true");
  const done = await told(work);
  card.inert = false;
  card.removeAttribute("aria-busy");
  return done;
}

/** @param {HTMLElement} card */
async function accept(card) {
  const form = /** @type {HTMLFormElement} */ (card.querySelector("form"));
  const values = Object.fromEntries(new FormData(form));
  const done = await once(card, () => post(`inbox/${card.dataset.ident}/accept`, values));
  if (done) settled(card, say("accepted", { files: done.files.join(", ") }), done.report);
}

/** @param {string | undefined} ident */
async function takeBack(ident) {
  if (await told(() => post(`inbox/${ident}/back`, {}))) location.reload();
}

cards.addEventListener("submit", (event) => {
  event.preventDefault();
  const card = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".card"));
  if (card) abreast([card], accept);
});
cards.addEventListener("click", async (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-verb]");
  const card = /** @type {HTMLElement | null | undefined} */ (button?.closest(".card"));
  if (!(button instanceof HTMLElement) || !card) return;
  const { verb, report = "" } = button.dataset;
  if (verb === "recognise") tell(say("recognising"));
  const form = card.querySelector("form");
  const values = form ? Object.fromEntries(new FormData(form)) : {};
  const done = await once(card, () => post(`inbox/${card.dataset.ident}/${verb}`, { ...values, report }));
  if (!done) return;
  const name = card.querySelector("h2")?.textContent ?? "";
  if (verb === "recognise") await look(card);
  else if (verb === "reject") settled(card, say("rejected", { name }));
  else settled(card, say("accepted", { files: done.files.join(", ") }), done.report);
});
all.addEventListener("click", () =>
  abreast(/** @type {NodeListOf<HTMLElement>} */ (cards.querySelectorAll("[data-in-order=yes]")), accept),
);
for (const button of document.querySelectorAll(".inbox-back")) {
  button.addEventListener("click", () => {
    const item = /** @type {HTMLElement | null} */ (button.closest("[data-ident]"));
    takeBack(item?.dataset.ident);
  });
}

abreast(/** @type {NodeListOf<HTMLElement>} */ (cards.querySelectorAll(".waits")), look);
