// @ts-check
// What opens below the head closes again: by Escape, by a click elsewhere, by a way taken.

export function startDrops() {
  const drops = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.cefu-drop")]);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    for (const drop of drops) {
      if (!drop.open) continue;
      if (!drop.contains(target) || target.closest(".cefu-drop__body a")) drop.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of drops) {
      if (!drop.open) continue;
      drop.open = false;
      drop.querySelector("summary")?.focus();
    }
  });
}
