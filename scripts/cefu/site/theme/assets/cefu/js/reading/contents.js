// @ts-check
// The contents beside the text: where one is is marked, and kept in sight.
import { idOf } from "../common/anchors.js";
import { whenPassed } from "../common/passed.js";

const ACTIVE = "md-nav__link--active";

export function startContents() {
  const beside = document.querySelector(".md-sidebar--secondary .md-sidebar__scrollwrap");
  /** @type {[HTMLElement, HTMLElement][]} */
  const ways = [];
  for (const link of beside?.querySelectorAll("a.md-nav__link") ?? []) {
    const heading = document.getElementById(idOf(/** @type {HTMLAnchorElement} */ (link).hash));
    if (heading) ways.push([/** @type {HTMLElement} */ (link), heading]);
  }
  if (!beside || !ways.length) return;
  whenPassed(ways.map(([, heading]) => heading), (nth) => {
    beside.querySelector(`.${ACTIVE}`)?.classList.remove(ACTIVE);
    const link = ways[nth]?.[0];
    if (!link) return;
    link.classList.add(ACTIVE);
    const frame = beside.getBoundingClientRect(), { top, bottom } = link.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) beside.scrollTop += top - frame.top - frame.height / 3;
  });
}
