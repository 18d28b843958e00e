// @ts-check
// What is folded opens for an address inside it, and on paper.
import { idOf } from "./anchors.js";

export function startFolds() {
  addEventListener("hashchange", openTo);
  openTo();
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details:not([open], .cefu-drop)"))];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}

function openTo() {
  const target = document.getElementById(idOf(location.hash));
  const closed = () => target?.closest("details:not([open], .cefu-drop)");
  if (!closed()) return;
  for (let fold = closed(); fold instanceof HTMLDetailsElement; fold = closed()) fold.open = true;
  target?.scrollIntoView();
}
