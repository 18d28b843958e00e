// @ts-check
// How far one has read: a thin line under the head of a report.

export function startProgress() {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".cefu-progress"));
  const sheet = document.querySelector(".cefu-sheet .md-content__inner");
  if (!line || !sheet) return;
  let asked = false;
  const draw = () => {
    asked = false;
    // Notes are read along the way: the text ends where they begin.
    const end = document.getElementById("notes") ?? document.getElementById("editorial");
    const from = sheet.getBoundingClientRect().top;
    const to = end ? end.getBoundingClientRect().top : sheet.getBoundingClientRect().bottom;
    const length = Math.max(1, to - from - window.innerHeight * 0.6);
    const read = Math.min(1, Math.max(0, (80 - from) / length));
    line.style.setProperty("--cefu-read", read.toFixed(4));
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  window.addEventListener("scroll", ask, { passive: true });
  window.addEventListener("resize", ask);
  ask();
}
