/**
 * When nothing is found: queries near to the one that was typed.  Loaded when first
 * needed; whoever asks makes sure that they do find something.
 */

import { loose, unbracketed } from "../engine/engine.js";

/**
 * @typedef {import("../engine/types.js").Index} Index
 * @typedef {import("../engine/types.js").Plan} Plan
 */

/**
 * Queries near to this one: without brackets, or with a name that is one slip away.
 * @param {Index} index
 * @param {Plan} plan
 * @param {string} query
 */
export async function suggest(index, plan, query) {
  /** @type {Set<string | null>} */
  const out = new Set();
  const terms = plan.groups.map((group) => group.terms[0]);
  const plain = terms.map(({ text, quoted }) => (quoted ? `"${text}"` : unbracketed(text) ?? text)).join(" ");
  if (plan.groups.every((group) => group.terms.length === 1) && !plan.not.length) {
    if (terms.some(({ text, quoted }) => !quoted && unbracketed(text))) out.add(plain);
    // A name of several words is one slip away as a whole: Kim Jung-un.
    if (terms.length > 1 && terms.every(({ quoted }) => !quoted)) out.add(await slip(index, plain));
  }
  for (const group of plan.groups) {
    if (group.levels.some(Boolean) && group.sure) continue;
    for (const { text, quoted } of group.terms) {
      const better = quoted ? null : await slip(index, text);
      if (better) out.add(query.replace(text, better));
    }
  }
  return [...out].filter((one) => one !== null);
}

/**
 * The form one slip away from `text` of the name that occurs most, or null.
 * @param {Index} index
 * @param {string} text
 */
async function slip(index, text) {
  const key = index.key(text), chars = [...key];
  if (chars.length < 3) return null;
  const names = await index.namesFrom(chars[0]);
  const near = Object.keys(names).filter((form) => form !== key && form !== loose(key) && oneSlip(chars, [...form]));
  /** @type {import("../engine/types.js").Form | null} */
  let best = null;
  let most = 0;
  for (const form of near.slice(0, 8)) {
    const { forms } = await index.record(names[form][0][0]);
    const known = forms.find((one) => one.key === form || loose(one.key) === form);
    const size = Math.max(0, ...forms.map((one) => one.size));
    if (known && size > most) [best, most] = [known, size];
  }
  return best?.shown ?? null;
}

/**
 * Whether one character put in, left out or changed makes `b` of `a`.
 * @param {string[]} a
 * @param {string[]} b
 */
function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}
