// @ts-check
// The way back to the top of a long page: shown to whoever scrolls up.

export function startTop() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector(".md-top"));
  if (!button) return;
  let last = 0;
  addEventListener("scroll", () => {
    button.hidden = window.scrollY >= last || window.scrollY < window.innerHeight;
    last = window.scrollY;
  }, { passive: true });
  button.addEventListener("click", () => window.scrollTo({ top: 0 }));
}
