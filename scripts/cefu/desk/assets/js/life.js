/** Life of a report: each form is one decision; after it the list of records tells what was done. */

import { holdWhile, told } from "./desk.js";
import { decide, undo } from "./keeping.js";

/** @type {Record<string, string>} */
const seen = JSON.parse(document.getElementById("seen")?.textContent || "{}");
const { root = "/" } = document.body.dataset;
const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("form.judged input"));

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-verb]"))) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const here = location.pathname.slice(root.length);
    const said = Object.fromEntries(new FormData(form));
    const answer = await told(() => decide(`${here}/${form.dataset.verb}`, said, seen));
    if (!answer) return;
    sessionStorage.setItem("cefu-desk-told", answer.done ?? "");
    location.href = `${root}record/`;
  });
}
document.querySelector("[data-do=undo]")?.addEventListener("click", () => told(() => undo(seen)));
holdWhile(() => [...fields].some((field) => field.value !== field.defaultValue));
