// From posting levels to passages in order: what may answer, what most nearly does, and
// in which order texts are to be looked at.

/**
 * @typedef {import("./types.js").Collected} Collected
 * @typedef {import("./types.js").Index} Index
 * @typedef {import("./types.js").Names} Names
 * @typedef {import("./types.js").Plan} Plan
 * @typedef {import("./types.js").Sort} Sort
 */

/** What a posting's level counts for: nothing, there, often, in a heading. */
const WORTH = [0, 1, 1.6, 4];
/** What each further passage of the same report counts for, and how many of them do. */
const COMPANY = 0.05, COMPANIONS = 8;

/**
 * The passages that may answer the plan.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Uint8Array[]} masks of the filters
 * @returns {Collected}
 */
export function collect(index, plan, masks) {
  const size = index.manifest.passages;
  const score = new Float32Array(size), matched = new Uint8Array(size);
  for (const group of plan.groups) {
    const rare = Math.log(1 + size / (1 + sizeOf(group.levels)));
    for (let nth = 0; nth < size; nth++) {
      const level = group.levels[nth];
      if (!level) continue;
      matched[nth]++;
      score[nth] += WORTH[level] * rare;
    }
  }
  let exact = plan.groups.every((group) => group.sure);
  for (const group of plan.not) {
    if (!group.sure && group.levels.some(Boolean)) exact = false;
    else for (let nth = 0; nth < size; nth++) if (group.levels[nth]) matched[nth] = 0;
  }
  const open = Uint8Array.from(matched);
  for (const mask of masks) for (let nth = 0; nth < size; nth++) if (!mask[nth]) matched[nth] = 0;
  return { found: having(matched, plan.groups.length), exact, score, matched, open };
}

/**
 * How many passages have a level.
 * @param {Uint8Array} levels
 */
export function sizeOf(levels) {
  let there = 0;
  for (let nth = 0; nth < levels.length; nth++) if (levels[nth]) there++;
  return there;
}

/**
 * The passages with at least so many groups.
 * @param {Uint8Array} matched
 * @param {number} wanted
 */
export function having(matched, wanted) {
  const found = [];
  for (let nth = 0; nth < matched.length; nth++) if (matched[nth] >= wanted) found.push(nth);
  return found;
}

/**
 * How many of the terms the best passages have, and the terms that none has.
 * @param {Plan} plan
 * @param {Uint8Array} matched
 */
export function nearly(plan, matched) {
  let have = 0;
  for (const count of matched) if (count > have) have = count;
  return { have, missing: plan.groups.filter((group) => !sizeOf(group.levels)).map((group) => group.text) };
}

/**
 * How many of the passages are in each report.
 * @param {Index} index
 * @param {number[]} found
 */
export function perReport(index, found) {
  const counts = new Uint32Array(index.manifest.reports);
  for (const nth of found) counts[reportOf(index, nth)]++;
  return counts;
}

/**
 * The number of the report that a passage is in.
 * @param {Pick<Index, "core">} index
 * @param {number} passage
 */
export function reportOf({ core: { first } }, passage) {
  let low = 0, high = first.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (first[middle] <= passage) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Passage numbers in the order in which they are to be looked at and shown.  Of those
 * that are alike, passages that go on in the next come first: they are a longer read
 * on the subject, and their texts come in one file.
 * @param {Index} index
 * @param {Float32Array} score
 * @param {number[]} found
 * @param {Uint32Array} counts by report
 * @param {Sort} sort
 */
export async function arrange(index, score, found, counts, sort) {
  const keys = new Float64Array(found.length);
  const size = index.manifest.passages;
  const columns = sort === "relevance" ? null : await index.reports();
  const values = new Float64Array(size);
  for (const passage of found) {
    const report = reportOf(index, passage);
    if (!columns) {
      values[passage] = Math.round((score[passage] + COMPANY * Math.min(counts[report], COMPANIONS)) * 1000);
      continue;
    }
    const day = columns.years[report] * 512 + columns.days[report];
    values[passage] = sort === "newest" ? day : day ? 2 ** 21 - day : 0;
  }
  const { perChunk } = index.manifest;
  found.forEach((passage, nth) => {
    const next = passage % perChunk < perChunk - 1 ? passage + 1 : passage - 1;
    const together = Number(!columns && values[next] === values[passage]);
    keys[nth] = -((values[passage] * 2 + together) * size + (size - 1 - passage));
  });
  keys.sort();
  return Array.from(keys, (key) => size - 1 - (-key % size));
}

/**
 * `text` in Simplified characters, one for one.
 * @param {Index} index
 * @param {string} text
 */
export const simplified = ({ core }, text) => {
  let out = "";
  for (const char of text) out += core.script.get(char) ?? core.han.get(char) ?? char;
  return out;
};

/**
 * The text of a piece in Simplified characters, as the page has it.
 * @param {Index} index
 * @param {import("./types.js").Piece} piece
 */
export function inSimplified(index, { text, simplified: decided }) {
  let out = "", at = 0;
  for (let nth = 0; nth < decided.length; nth += 2) {
    const place = Number(decided[nth]);
    out += simplified(index, text.slice(at, place)) + decided[nth + 1];
    at = place + ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);
  }
  return out + simplified(index, text.slice(at));
}

/**
 * What something is called in the language being read.
 * @param {Index} index
 * @param {Names} names
 * @param {string} lang
 */
export const nameIn = (index, names, lang) => {
  const hant = names["zh-Hant"] ?? Object.values(names)[0] ?? "";
  return names[lang] ?? (lang === "zh-Hans" ? simplified(index, hant) : hant);
};
