/** Judgements of dates and addresses: one item at a time, each with its words and choices. */

import { holdWhile, told } from "./desk.js";
import { decide, undo } from "./keeping.js";

/** @type {Record<string, string>} */
const seen = JSON.parse(document.getElementById("seen")?.textContent || "{}");

/** What an item itself says of what is judged. @param {HTMLElement} item @returns {Record<string, unknown>} */
function about(item) {
  const { event, report, address, was } = item.dataset;
  return { ...(event && { event }), ...(report && { report }), ...(address && { address }), ...(was && { was }) };
}

/** @param {HTMLElement} item @param {HTMLElement} button */
async function judge(item, button) {
  const form = /** @type {HTMLFormElement} */ (item);
  const fields = new FormData(form);
  const said = {
    ...Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])),
    ...about(item),
    apart: fields.getAll("apart").map(String),
    ...(button.dataset.verdict && { verdict: button.dataset.verdict }),
    ...(button.dataset.to && { leads_to: button.dataset.to }),
  };
  const answer = await told(() => decide(item.dataset.path ?? "", said, seen));
  if (answer) item.remove();
}

/** @param {HTMLElement} item */
async function unjudge(item) {
  const answer = await told(() => decide(item.dataset.path ?? "", about(item), seen));
  if (answer) item.remove();
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
  const item = /** @type {HTMLElement | null} */ (button?.closest("[data-path]") ?? null);
  if (button?.dataset.do === "undo") told(() => undo(seen));
  else if (button && item && button.dataset.do === "judge") judge(item, button);
  else if (item) unjudge(item);
});

for (const form of document.querySelectorAll("form.judged")) {
  form.addEventListener("submit", (event) => event.preventDefault());
}

holdWhile(() => [...document.querySelectorAll("form.judged input[type=text]")].some((field) => /** @type {HTMLInputElement} */ (field).value !== ""));
