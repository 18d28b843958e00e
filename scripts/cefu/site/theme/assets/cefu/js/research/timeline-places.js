// @ts-check
// The overview of a long timeline: an address of the days when it was one page goes on to
// the page that holds it now, and one that asks for a name goes to that name's dates.
import { idOf } from "../common/anchors.js";

const anchor = idOf(location.hash);
const actor = new URLSearchParams(location.search).get("actor");

/** @param {string} wanted @param {Record<string, string>} places */
function nearest(wanted, places) {
  for (const known of [wanted, wanted.slice(0, 7), wanted.slice(0, 4), `${wanted.slice(0, 3)}X`]) {
    if (Object.hasOwn(places, known)) return places[known];
  }
  return "";
}

if (actor && /^[\w-]+$/.test(actor)) {
  location.replace(`../actors/${actor}/#timeline`);
} else if (anchor && !document.getElementById(anchor)) {
  const answer = await fetch("places.json");
  const target = answer.ok ? nearest(anchor, await answer.json()) : "";
  if (target) location.replace(`${target}/#${encodeURIComponent(anchor)}`);
}

export {};
