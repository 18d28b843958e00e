// The field that searches this report alone.  Without scripts it leads to the search page,
// narrowed to the report.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.cefu-find"));

form?.addEventListener("submit", async (event) => {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  event.preventDefault();
  try {
    const { find } = await import("./hits.js");
    await find(input.value);
  } catch (error) {
    console.warn(error);
    form.submit();
  }
});

export {};
