/** What the reading desk asks: where a line is split, and what a note on a printed error says. */

/**
 * Show `dialog` until it is closed; whether it was confirmed.
 *
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<boolean>}
 */
function asked(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "ok"), { once: true });
  });
}

/** The line is shown to put the cursor into, not to be changed. @param {InputEvent} event */
function leaveAsItIs(event) {
  if (event.inputType !== "insertLineBreak") event.preventDefault();
}

document.getElementById("reading-split-text")?.addEventListener("beforeinput", leaveAsItIs);

/**
 * The words with which the next block begins, as the cursor was put within `text`; '' for none.
 *
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function askSplit(text) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("reading-split"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("reading-split-text"));
  field.value = text;
  const sentence = text.search(/[。！？；：](?=.)/);
  const answer = asked(dialog);
  field.focus();
  const at = sentence < 0 ? Math.ceil(text.length / 2) : sentence + 1;
  field.setSelectionRange(at, at);
  let cut = at;
  const follow = () => {
    cut = field.selectionStart ?? cut;
  };
  field.addEventListener("keyup", follow);
  field.addEventListener("pointerup", follow);
  const wanted = await answer;
  field.removeEventListener("keyup", follow);
  field.removeEventListener("pointerup", follow);
  return wanted ? text.slice(cut) : "";
}

/**
 * @typedef {{start: number, end: number, "zh-Hant": string, en: string, reason: string}} Note
 */

/**
 * What a keeper says of words in `text`, of which `start` to `end` are selected; null for nothing.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Promise<Note | null>}
 */
export async function askNote(text, start, end) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("reading-note"));
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("reading-note-text"));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  form.reset();
  field.value = text;
  const answer = asked(dialog);
  field.focus();
  field.setSelectionRange(start, end);
  if (!(await answer)) return null;
  const value = /** @param {string} name */ (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
  return {
    start: field.selectionStart,
    end: field.selectionEnd,
    "zh-Hant": value("zh-Hant"),
    en: value("en"),
    reason: value("reason"),
  };
}
