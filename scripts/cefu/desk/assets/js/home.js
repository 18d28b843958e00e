/** The overview: reports narrowed by what is typed. */

const field = /** @type {HTMLInputElement | null} */ (document.getElementById("home-filter"));
const rows = [...document.querySelectorAll("#home-reports tr")];

field?.addEventListener("input", () => {
  const parts = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = (row.textContent ?? "").toLowerCase();
    /** @type {HTMLElement} */ (row).hidden = !parts.every((part) => text.includes(part));
  }
});
