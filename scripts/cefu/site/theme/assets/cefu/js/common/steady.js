// What is read stays where it is while the page is set anew.

/** Below the head. */
const LINE = 80;
const BLOCKS = ".md-content :is(p, li, h1, h2, h3, h4, h5, h6)[id]";

/**
 * Does `act`, and scrolls so that the first block in sight is where it was.
 * @param {() => void | Promise<void>} act
 */
export async function steadily(act) {
  const blocks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(BLOCKS)]);
  const first = window.scrollY > 0 ? blocks.find((block) => block.getBoundingClientRect().bottom > LINE) : undefined;
  const before = first?.getBoundingClientRect().top ?? 0;
  await act();
  if (!first?.isConnected) return;
  const settle = () => window.scrollBy({ top: first.getBoundingClientRect().top - before, behavior: "instant" });
  settle();
  // Notes in the margin and such are set after the text.
  requestAnimationFrame(() => requestAnimationFrame(settle));
}
