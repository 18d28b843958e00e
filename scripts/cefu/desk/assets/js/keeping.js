/**
 * Decisions: sent with what the page had seen of the files, told, and taken back.  Where a file
 * was changed meanwhile, both texts are shown before anything is written.
 */

import { post, say, tell } from "./desk.js";

/** @typedef {Record<string, string>} Seen file -> digest of what the page was made from */
/** @typedef {{done?: string, seen?: Seen, stale?: {file: string, now: string | null, wanted: string | null}} & Record<string, any>} Answer */

/**
 * Have something decided.
 *
 * @param {string} path
 * @param {Record<string, unknown>} said
 * @param {Seen} seen brought up to date with the answer
 * @returns {Promise<Answer | null>} null where it was not done
 */
export async function decide(path, said, seen) {
  /** @type {Answer} */
  const answer = await post(path, { ...said, seen });
  if (answer.stale) {
    if (!(await comparedAndWanted(answer.stale))) return null;
    Object.assign(seen, answer.seen);
    return decide(path, said, seen);
  }
  Object.assign(seen, answer.seen);
  if (answer.done) tell(answer.done);
  return answer;
}

/**
 * Take the last step back.
 *
 * @param {Seen} seen
 * @returns {Promise<void>}
 */
export async function undo(seen) {
  const answer = await post("undo", {});
  Object.assign(seen, answer.seen);
  tell(say("undone", { what: answer.done }));
}

/**
 * Show a file as it is now and as it would be; whether the keeper wants it so.
 *
 * @param {{file: string, now: string | null, wanted: string | null}} stale
 * @returns {Promise<boolean>}
 */
function comparedAndWanted(stale) {
  const dialog = document.createElement("dialog");
  dialog.className = "stale";
  const form = document.createElement("form");
  form.method = "dialog";
  const head = document.createElement("h2");
  head.id = "stale-title";
  head.textContent = say("stale", { file: stale.file });
  dialog.setAttribute("aria-labelledby", head.id);
  const [now, wanted] = onlyDifferent(stale.now ?? "", stale.wanted ?? "");
  const both = document.createElement("div");
  both.className = "both";
  for (const [name, text] of /** @type {const} */ ([["stale_now", now], ["stale_wanted", wanted]])) {
    const part = document.createElement("section");
    const title = document.createElement("h3");
    title.textContent = say(name);
    const shown = document.createElement("pre");
    shown.tabIndex = 0;
    shown.textContent = text;
    part.append(title, shown);
    both.append(part);
  }
  form.append(head, both, button("ok", say("stale_write"), "main"), " ", button("", say("stale_leave"), ""));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "ok");
    });
  });
}

/** @param {string} value @param {string} text @param {string} kind */
function button(value, text, kind) {
  const made = document.createElement("button");
  made.value = value;
  made.textContent = text;
  made.className = kind;
  return made;
}

/**
 * The lines in which two texts differ, with two lines around.
 *
 * @param {string} a
 * @param {string} b
 * @returns {[string, string]}
 */
function onlyDifferent(a, b) {
  const one = a.split("\n");
  const two = b.split("\n");
  let from = 0;
  while (from < one.length && one[from] === two[from]) from += 1;
  let less = 0;
  while (less < one.length - from && less < two.length - from && one.at(-1 - less) === two.at(-1 - less)) less += 1;
  const start = Math.max(0, from - 2);
  const cut = /** @param {string[]} lines */ (lines) => lines.slice(start, lines.length - less + 2).join("\n");
  return [cut(one), cut(two)];
}
