// @ts-check
// Both scripts at once: the page in the other script is fetched and each of its
// paragraphs set beside the one of the same anchor.
import { keep, kept } from "../common/kept.js";
import { steadily } from "../common/steady.js";
import { tell } from "../common/words.js";

const OTHER = { "zh-Hant": "zh-Hans", "zh-Hans": "zh-Hant" };
const BLOCKS = ":is(p, h2, h3, h4, h5, h6)[id]";
const SHEET = ".cefu-sheet .md-content__inner";

/** @param {HTMLDetailsElement} menu */
export function startParallel(menu) {
  const sheet = document.querySelector(SHEET);
  const own = /** @type {"zh-Hant" | "zh-Hans"} */ (document.documentElement.lang);
  const link = menu.querySelector(`a[hreflang="${OTHER[own]}"]`);
  if (!sheet || !menu.dataset.parallel || !(link instanceof HTMLAnchorElement)) return;
  const address = link.href.split(/[?#]/)[0];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cefu-parallel-button";
  let on = false;
  const draw = () => {
    button.textContent = (on ? menu.dataset.parallelOff : menu.dataset.parallel) ?? "";
    button.setAttribute("aria-pressed", String(on));
  };
  const set = async (/** @type {boolean} */ wanted) => {
    const page = wanted ? await other(address) : null;
    await steadily(() => {
      if (page) open(sheet, page, link.hreflang);
      else close(sheet);
      on = wanted;
      draw();
      document.documentElement.toggleAttribute("data-cefu-parallel", on);
      window.dispatchEvent(new Event("resize"));
    });
  };
  button.addEventListener("click", async () => {
    try {
      await set(!on);
      keep("parallel", on ? "on" : null);
    } catch {
      tell([menu.dataset.failed ?? ""]);
    }
    menu.open = false;
  });
  draw();
  const item = document.createElement("li");
  item.append(button);
  menu.querySelector("ul")?.append(item);
  if (kept("parallel") === "on") set(true).catch(() => draw());
}

/**
 * @param {string} address the page in the other script
 * @throws {Error} when it cannot be had
 */
async function other(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * @param {Element} sheet
 * @param {Document} page in the other script
 * @param {string} lang its language
 */
function open(sheet, page, lang) {
  for (const block of sheet.querySelectorAll(BLOCKS)) {
    const same = page.getElementById(block.id);
    if (!same || block.closest(".cefu-scripts")) continue;
    const pair = document.createElement("div");
    pair.className = "cefu-scripts";
    block.replaceWith(pair);
    pair.append(block, bare(same, lang));
  }
}

/** @param {Element} sheet */
function close(sheet) {
  for (const pair of sheet.querySelectorAll(".cefu-scripts")) {
    const block = pair.firstElementChild;
    if (block) pair.replaceWith(block);
  }
}

/**
 * A block of the other page without what may stand only once on a page.
 * @param {Element} block
 * @param {string} lang
 */
function bare(block, lang) {
  // A heading beside a heading would stand twice in an outline read aloud.
  const copy = document.createElement(/^H/.test(block.tagName) ? "p" : block.tagName);
  copy.innerHTML = block.innerHTML;
  copy.className = `${block.className} cefu-other-script`;
  if (/^H/.test(block.tagName)) copy.dataset.level = block.tagName.slice(1);
  copy.lang = lang;
  for (const mark of copy.querySelectorAll(".cefu-anchor, .headerlink, .cefu-page")) mark.remove();
  for (const marked of copy.querySelectorAll("[id]")) marked.removeAttribute("id");
  for (const noted of copy.querySelectorAll("sup")) noted.remove();
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return copy;
}
