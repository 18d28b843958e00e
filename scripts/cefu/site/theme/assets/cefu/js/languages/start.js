// @ts-check
// The languages of a page: a switch that stays on the passage, an offer of the
// browser's own language, and in Chinese pages the other script beside.
import { startOffer } from "./offer.js";
import { startParallel } from "./parallel.js";
import { startSwitch } from "./switch.js";

export function startLanguages() {
  const menu = document.querySelector("details.cefu-languages");
  if (!(menu instanceof HTMLDetailsElement)) return;
  startSwitch(menu);
  startOffer(menu);
  startParallel(menu);
}
