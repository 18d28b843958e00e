/**
 * From posting levels to passages in order: what may answer, what most nearly
 * does, and in which order texts are to be looked at.
 */

/** What a posting's level counts for: nothing, there, often, in a heading. */
const WORTH = [0, 1, 1.6, 4];
/** The passages that may answer the plan; sets `plan.score`. */
export function collect(index, plan, masks) {
  const size = index.manifest.passages;
  const score = (plan.score = new Float32Array(size));
  plan.matched = new Uint8Array(size);
  for (const group of plan.groups) {
    let there = 0;
    for (let nth = 0; nth < size; nth++) if (group.levels[nth]) there++;
    group.size = there;
    const rare = Math.log(1 + size / (1 + there));
    for (let nth = 0; nth < size; nth++) {
      const level = group.levels[nth];
      if (level) plan.matched[nth]++, (score[nth] += WORTH[level] * rare);
    }
  }
  let exact = plan.groups.every((group) => group.sure);
  for (const group of plan.not) {
    if (!group.sure && group.levels.some(Boolean)) exact = false;
    else for (let nth = 0; nth < size; nth++) if (group.levels[nth]) plan.matched[nth] = 0;
  }
  plan.open = Uint8Array.from(plan.matched);
  for (const mask of masks) for (let nth = 0; nth < size; nth++) if (!mask[nth]) plan.matched[nth] = 0;
  return { found: having(plan.matched, plan.groups.length), exact };
}

export function having(matched, wanted) {
  const found = [];
  for (let nth = 0; nth < matched.length; nth++) if (matched[nth] >= wanted) found.push(nth);
  return found;
}

/** How many of the terms the best passages have, and the terms that none has. */
export function nearly(plan) {
  let have = 0;
  for (const count of plan.matched) if (count > have) have = count;
  return {
    have,
    missing: plan.groups.filter((group) => !group.size).map((group) => group.text),
  };
}

export function perReport(index, found) {
  const counts = new Uint32Array(index.manifest.reports);
  for (const nth of found) counts[reportOf(index, nth)]++;
  return counts;
}

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
 */
export async function arrange(index, plan, found, counts, sort) {
  const keys = new Float64Array(found.length);
  const size = index.manifest.passages;
  const columns = sort === "relevance" ? null : await index.reports();
  const values = new Float64Array(size);
  for (const passage of found) {
    const report = reportOf(index, passage);
    const day = columns && columns.years[report] * 512 + columns.days[report];
    values[passage] = !columns
      ? Math.round((plan.score[passage] + 0.05 * Math.min(counts[report], 8)) * 1000)
      : sort === "newest" ? day : day ? 2 ** 21 - day : 0;
  }
  const { perChunk } = index.manifest;
  found.forEach((passage, nth) => {
    const next = passage % perChunk < perChunk - 1 ? passage + 1 : passage - 1;
    const together = !columns && values[next] === values[passage];
    keys[nth] = -((values[passage] * 2 + together) * size + (size - 1 - passage));
  });
  keys.sort();
  return Array.from(keys, (key) => size - 1 - (-key % size));
}

/** `text` in Simplified characters, one for one. */
export const simplified = ({ core }, text) => {
  let out = "";
  for (const char of text) out += core.script.get(char) ?? core.han.get(char) ?? char;
  return out;
};

/** What something is called in the language being read. */
export const nameIn = (index, names, lang) => {
  const hant = names["zh-Hant"] ?? Object.values(names)[0] ?? "";
  return names[lang] ?? (lang === "zh-Hans" ? simplified(index, hant) : hant);
};
