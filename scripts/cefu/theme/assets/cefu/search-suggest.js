/**
 * When nothing is found: queries near to the one that was typed which do find
 * something.  Loaded when first needed.
 */

/** Queries near to this one that find something: a name one slip away, a term in parts. */
export async function suggest(index, plan, query) {
  const out = [];
  for (const group of plan.groups) {
    if (group.size) continue;
    for (const { text, quoted } of group.terms) {
      if (quoted) continue;
      const better = (await slips(index, index.key(text))) ?? (await parts(index, text));
      if (better && !out.includes(better)) out.push(query.replace(text, better));
    }
  }
  return out;
}

/** A form that occurs and is one slip away from `key`. */
async function slips(index, key) {
  const chars = [...key];
  if (chars.length < 3) return null;
  const names = await index.namesFrom(chars[0]);
  for (const form of Object.keys(names)) {
    if (form === key || !oneSlip(chars, [...form])) continue;
    const record = await index.record(names[form][0][0]);
    const known = record.forms.find((one) => one.key === form && one.size);
    if (known) return known.shown;
  }
  return null;
}

function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}

/** A term cut where it does not go on in any text; null where it has no such parts. */
async function parts(index, text) {
  const { text: key, starts, ends } = index.fold(text);
  const chars = [...key];
  if (chars.length < 4 || chars.length > 24 || chars.some((char) => char.length > 1)) return null;
  const pairs = await Promise.all(chars.slice(1).map((_, nth) => index.gram(chars.slice(nth, nth + 2)).then(index.postings)));
  const cuts = [];
  let from = 0, common = null;
  pairs.forEach(({ levels }, nth) => {
    const both = common ? levels.map((level, at) => Math.min(level, common[at])) : levels;
    if (both.some(Boolean)) common = both;
    else {
      if (nth + 1 - from > 1) cuts.push([from, nth + 1]);
      [from, common] = [nth + 1, null];
    }
  });
  if (chars.length - from > 1) cuts.push([from, chars.length]);
  if (!cuts.length || (cuts.length === 1 && cuts[0][1] - cuts[0][0] === chars.length)) return null;
  return cuts.map(([low, high]) => text.slice(starts[low], ends[high - 1])).join(" ");
}
