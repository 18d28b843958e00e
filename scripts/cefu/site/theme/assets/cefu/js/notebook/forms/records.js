// The notebook for reference managers: the archive's own record of each report from which
// something was kept, with what was kept as its notes.

/** @typedef {import("../told.js").Told} Told */

/**
 * A file beside the page of a report.
 * @param {string} home
 * @param {string} name
 */
async function beside(home, name) {
  const answer = await fetch(new URL(name, home));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer;
}

/**
 * The reports in the order of the list, each with its notes: words, remark, address.
 * @param {Told[]} list
 */
function noted(list) {
  /** @type {Map<string, string[]>} */
  const notes = new Map();
  for (const { item, home, words, place, url } of list) {
    if (!home) continue;
    const parts = [place, words && `“${words}”`, item.note, url];
    notes.set(home, [...(notes.get(home) ?? []), parts.filter(Boolean).join(" — ").replace(/\s+/g, " ")]);
  }
  return [...notes];
}

/**
 * RIS: each note is a field `N1`, a note of its own in a reference manager.
 * @param {Told[]} list
 */
export async function asRis(list) {
  const records = await Promise.all(noted(list).map(async ([home, notes]) => {
    const record = await (await beside(home, "cite.ris")).text();
    const lines = notes.map((note) => `N1  - ${note}\r\n`).join("");
    return record.replace(/^ER {2}-/m, () => `${lines}ER  -`);
  }));
  return records.join("");
}

/** What TeX reads as a command, as text. */
const TEX = new Map([["\\", "\\textbackslash{}"], ["{", "\\textbraceleft{}"], ["}", "\\textbraceright{}"],
  ["^", "\\textasciicircum{}"], ["~", "\\textasciitilde{}"]]);

/**
 * @param {string} text
 */
const tex = (text) => text.replace(/[\\{}^~$&%#_]/g, (sign) => TEX.get(sign) ?? `\\${sign}`);

/**
 * BibTeX: the notes are the field `annote`.
 * @param {Told[]} list
 */
export async function asBibtex(list) {
  const records = await Promise.all(noted(list).map(async ([home, notes]) => {
    const record = await (await beside(home, "cite.bib")).text();
    const field = `  annote = {${notes.map(tex).join("\\par ")}},\n`;
    return record.replace(/\n\}\s*$/, () => `\n${field}}\n`);
  }));
  return records.join("\n");
}

/**
 * CSL-JSON: the notes join the field `note`.
 * @param {Told[]} list
 */
export async function asCsl(list) {
  const records = await Promise.all(noted(list).map(async ([home, notes]) => {
    /** @type {Record<string, unknown>[]} */
    const items = await (await beside(home, "cite.csl.json")).json();
    return items.map((item) => ({ ...item, note: [item.note, ...notes].filter(Boolean).join("\n") }));
  }));
  return `${JSON.stringify(records.flat(), null, 1)}\n`;
}
