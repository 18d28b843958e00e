/** Publishing: a build and how far it is, a commit, a push. */

import { get, holdWhile, post, say, tell, told } from "./desk.js";

/** So often the page asks how far a build is, in milliseconds. */
const LOOK = 400;
const build = /** @type {HTMLButtonElement} */ (document.getElementById("build"));
const place = /** @type {HTMLElement} */ (document.getElementById("building"));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("building-bar"));
const built = /** @type {HTMLElement} */ (document.getElementById("built"));
const message = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("commit-message"));
const proposed = message?.value ?? "";
let running = false;
holdWhile(() => running || (message?.value ?? "") !== proposed);

/** @param {string} tag @param {string} text */
function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** What a build told at its end. @param {any} result */
function ended(result) {
  if (result.wrong) {
    tell(say("failed", { problem: result.wrong.problem }), "wrong");
    return;
  }
  const { reports, made, reused, notices } = result.done;
  sessionStorage.setItem("cefu-desk-built", JSON.stringify({ reports, made, reused, notices }));
  location.reload();
}

async function watch() {
  running = true;
  build.disabled = true;
  place.hidden = false;
  for (;;) {
    const state = await told(() => get("publish/progress"));
    if (!state) break;
    bar.max = Math.max(state.steps, 1);
    bar.value = state.step;
    const what = document.getElementById("building-what");
    if (what && state.what) what.textContent = say(`step_${state.what}`) === `step_${state.what}` ? state.what : say(`step_${state.what}`);
    if (state.over) {
      running = false;
      ended(state.result);
      break;
    }
    await new Promise((done) => setTimeout(done, LOOK));
  }
  running = false;
  build.disabled = false;
  place.hidden = true;
}

build.addEventListener("click", async () => {
  if (await told(() => post("publish/build", {}))) await watch();
});
if (build.dataset.running === "yes") watch();

document.getElementById("commit")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const done = await told(() => post("publish/commit", { message: message?.value ?? "" }));
  if (!done) return;
  sessionStorage.setItem("cefu-desk-told", say("committed", { commit: done.commit }));
  if (message) message.value = proposed;
  location.reload();
});

document.getElementById("push")?.addEventListener("click", async (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.target);
  button.disabled = true;
  const done = await told(() => post("publish/push", {}));
  button.disabled = false;
  if (done) tell(say("pushed"));
});

const last = sessionStorage.getItem("cefu-desk-built");
if (last) {
  const { reports, made, reused, notices } = JSON.parse(last);
  built.append(element("p", say("built", { reports, made, reused })));
  if (notices.length) {
    const list = document.createElement("ul");
    for (const each of notices) {
      const line = element("li", each.words);
      line.lang = each.lang;
      list.append(line);
    }
    built.append(list);
  }
  sessionStorage.removeItem("cefu-desk-built");
}
const kept = sessionStorage.getItem("cefu-desk-told");
if (kept) tell(kept);
sessionStorage.removeItem("cefu-desk-told");
