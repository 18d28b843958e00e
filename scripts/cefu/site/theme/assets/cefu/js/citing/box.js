// @ts-check
// The box at the head of a report: what only the reader's browser knows is filled in.
import { dated } from "./text.js";

/**
 * @param {HTMLDetailsElement} box
 * @param {string} address of the report, whole
 * @param {(text: string, style: string) => void} copy
 */
export function fillBox(box, address, copy) {
  const today = new Date();
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-cite]"))) {
    slot.textContent = slot.dataset.cite === "url" ? address : dated(today, slot.dataset.pattern ?? "");
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll(".cefu-copy"))) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault(); // the theme copies what nobody else does
      const style = /** @type {HTMLElement | null} */ (button.closest("[data-style]"))?.dataset.style ?? "";
      copy(document.getElementById(button.dataset.copy ?? "")?.textContent ?? "", style);
    });
  }
  if (location.hash === "#cite") box.open = true;
  const { path } = box.dataset;
  if (path) complete(box, path, address);
}

/**
 * Where the build did not know the site's address: tell it to the reference managers too.
 * @param {HTMLDetailsElement} box
 * @param {string} path of the report below the site, as the files have it
 * @param {string} address
 */
function complete(box, path, address) {
  for (const name of ["citation_public_url", "citation_fulltext_html_url", "DC.identifier"]) {
    const meta = document.createElement("meta");
    meta.name = name;
    meta.content = address;
    document.head.append(meta);
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (box.querySelectorAll('a[download]:not([href$=".epub"])'))) {
    link.addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      download(link, path, address);
    });
  }
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} path
 * @param {string} address
 */
async function download(link, path, address) {
  const written = await (await fetch(link.href)).text();
  const whole = document.createElement("a");
  whole.href = URL.createObjectURL(new Blob([written.replaceAll(path, address)]));
  whole.download = link.download;
  whole.click();
  setTimeout(() => URL.revokeObjectURL(whole.href), 10_000);
}
