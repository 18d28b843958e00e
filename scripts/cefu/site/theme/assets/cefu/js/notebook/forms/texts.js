// The notebook as Markdown and as a table.
import { csv, literal } from "../../common/files.js";

/** @typedef {import("../told.js").Told} Told */

/**
 * @param {Told[]} list
 * @param {{title: string, lead: string, remark: string}} words
 */
export function asMarkdown(list, { title, lead, remark }) {
  const parts = list.map(({ item, head, words, url, reference }, nth) => [
    `## ${nth + 1}. ${literal(head)}`,
    ...(words ? [words.split(/\n+/).map((line) => `> ${literal(line)}`).join("\n>\n")] : []),
    ...(item.note ? [`${literal(remark)}${item.note.split(/\n+/).map(literal).join("\n\n")}`] : []),
    reference.includes(url) ? reference.split(url).map(literal).join(`<${url}>`) : `${literal(reference)} <${url}>`.trim(),
  ].join("\n\n"));
  return `${[`# ${literal(title)}`, literal(lead), ...parts].join("\n\n")}\n`;
}

const HEADS = ["number", "kind", "title", "words", "language", "remark", "url", "reference", "kept"];

/** @param {Told[]} list */
export const asCsv = (list) => csv([HEADS, ...list.map(({ item, head, words, url, reference }, nth) =>
  [nth + 1, item.kind, head, words, item.lang, item.note, url, reference, item.day])]);
