// @ts-check
// Anchors are the same in every language, so the way to the same passage is the same
// hash.  What the reader chose (size, colours) goes along.
import { idOf } from "../common/anchors.js";
import { keep } from "../common/kept.js";

/** The height of the head, below which reading begins. */
const HEAD = 90;
const BLOCKS = ".md-content__inner :is(p, li, h2, h3, h4, h5, h6, section, article, tr)[id]";

/** @param {HTMLDetailsElement} menu */
export function startSwitch(menu) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...menu.querySelectorAll("a[hreflang]")]);
  const bare = new Map(links.map((link) => [link, link.href]));
  const aim = () => {
    const passage = here();
    for (const [link, href] of bare) link.href = href + location.search + passage;
  };
  for (const kind of ["toggle", "pointerdown", "focusin", "keydown"]) {
    menu.addEventListener(kind, aim);
  }
  menu.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[hreflang]");
    if (!(link instanceof HTMLAnchorElement)) return;
    aim();
    choose(link);
  });
}

/**
 * Remember the language of `link` as the reader's choice, there and here.
 * @param {HTMLAnchorElement} link
 */
export function choose(link) {
  keep("language", link.hreflang);
  carry(link);
}

/** The hash of the passage being read: "" at the top of a page. */
export function here() {
  const asked = location.hash && document.getElementById(idOf(location.hash));
  if (asked && visible(asked)) return location.hash;
  if (window.scrollY < HEAD) return "";
  const blocks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(BLOCKS)]);
  const first = blocks.find((block) => block.getBoundingClientRect().bottom > HEAD);
  return first ? `#${first.id}` : "";
}

/** @param {Element} element */
function visible(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
}

/**
 * Copy what is kept for this language's folder to that of the other language.
 * @param {HTMLAnchorElement} link
 */
function carry(link) {
  const from = new URL("../..", import.meta.url).pathname;
  const own = document.documentElement.lang;
  const page = location.pathname.slice(from.length);
  const other = new URL(link.href).pathname;
  if (own === link.hreflang || !other.endsWith(page)) return;
  const to = other.slice(0, other.length - page.length);
  try {
    for (const key of Object.keys(localStorage)) {
      const name = key.startsWith(from) ? key.slice(from.length) : "";
      if (/^(cefu\.|\.__)/.test(name)) localStorage.setItem(to + name, localStorage[key]);
    }
  } catch {
    // storage is off: nothing was chosen
  }
}
