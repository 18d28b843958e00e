// @ts-check
// What is folded opens for an address inside it, and on paper.

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
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details:not([open], .cefu-drop)");
  if (!target || !(fold instanceof HTMLDetailsElement)) return;
  fold.open = true;
  target.scrollIntoView();
}
