// What the index promises, held against the texts: candidates in order, their texts read,
// and of each passage that does answer a hit.
import { homeOf } from "../../common/site.js";
import { arrange, inSimplified, nameIn, perReport } from "./rank.js";
import { apart, closest, hitsIn, occurrences, snippet, wholeWord } from "./text.js";

/**
 * @typedef {import("./types.js").Collected} Collected
 * @typedef {import("./types.js").Index} Index
 * @typedef {import("./types.js").Options} Options
 * @typedef {import("./types.js").Piece} Piece
 * @typedef {import("./types.js").Pattern} Pattern
 * @typedef {import("./types.js").Plan} Plan
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./text.js").Span} Span
 * @typedef {import("./text.js").Hit} Place
 */

/**
 * What is looked for, how, and in what language it is told.
 * @typedef {Options & {wanted: number, every?: boolean, sure: boolean}} Asked
 * `wanted` groups must be there; `every` passage is read; `sure` if the index is certain
 */

/**
 * @typedef {object} Checked a passage that answers
 * @property {string} url absolute address of the block of the best hit
 * @property {string} report
 * @property {string} title
 * @property {string} date
 * @property {string} publisher
 * @property {string} home
 * @property {string} section
 * @property {string} sectionUrl
 * @property {string[]} path
 * @property {Span[][]} pathMarks
 * @property {string} block
 * @property {string} type
 * @property {string} snippet
 * @property {Span[]} marks
 * @property {string} lang
 * @property {number} hits
 * @property {number} count occurrences in the report's own words; 0 where only what the
 *   archive says in English has them
 * @property {number} score
 */

/** @typedef {Checked & {rank: number, number: number}} Ranked `number` of the passage */

/** Passages wanted where nothing is said. */
export const LIMIT = 10;
/** In an archive of so few passages, which lie in a few files, so many are read at once. */
const SMALL = 128, SPARE = 40;
/** Texts read at once. */
const BATCH = 200;
/** What the index's own order counts for beside what the texts say. */
const INDEXED = 4;

/**
 * Candidates in order, and those of them that were read and do answer.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Collected} collected
 * @param {number[]} found candidates
 * @param {Asked} asked
 */
export async function look(index, plan, collected, found, asked) {
  const counts = perReport(index, found);
  const order = await arrange(index, collected.score, found, counts, asked.sort ?? "relevance");
  return { counts, order, ...(await verify(index, plan, collected, order, asked)) };
}

/**
 * Reads the texts of as many passages as are wanted, in order, and keeps those
 * that do answer.  In a small archive more are read than wanted, so that what
 * the texts say can change the order.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Collected} collected
 * @param {number[]} order
 * @param {Asked} asked
 */
async function verify(index, plan, { score }, order, asked) {
  const { limit = LIMIT, lang = "zh-Hant", sort = "relevance", wanted, signal, every, sure } = asked;
  const home = asked.root ?? homeOf(lang);
  const pool = sort === "relevance" && index.manifest.passages <= SMALL ? Math.max(limit, SPARE) : limit;
  const all = every || (!sure && order.length <= pool);
  /** @type {Ranked[]} */
  const hits = [];
  let seen = 0;
  while (seen < order.length && (all || hits.length < pool)) {
    const batch = order.slice(seen, seen + Math.min(BATCH, all ? BATCH : pool - hits.length));
    const rows = await Promise.all(batch.map(index.passage));
    signal?.throwIfAborted();
    rows.forEach((row, nth) => {
      const hit = check(index, plan, { ...row, number: batch[nth] }, wanted, lang, home);
      if (hit) hits.push({ ...hit, rank: seen + nth, number: batch[nth] });
    });
    seen += batch.length;
  }
  if (sort === "relevance") {
    const scale = score[order[0]] || 1;
    for (const hit of hits) hit.score += (INDEXED * score[hit.number]) / scale;
    hits.sort((a, b) => b.score - a.score || a.rank - b.rank);
  }
  return { hits, seen };
}

/**
 * Where a text that is shown has hits.
 * @param {Index} index
 * @param {string} shown
 * @param {Pattern[][]} groups
 * @param {boolean} english
 */
function marksIn(index, shown, groups, english) {
  const { text, starts, ends } = index.fold(shown);
  return apart(hitsIn(text, groups, english).map(({ start, end }) => [starts[start], ends[end - 1]]));
}

/**
 * What the texts of a passage say to a plan.
 * @typedef {object} Found
 * @property {Set<number>} met groups that are there
 * @property {Set<number>} asTyped those that are there as the reader wrote them
 * @property {number} count occurrences
 * @property {number} heading share of the groups that a heading has
 * @property {number} near the shortest stretch with all groups
 * @property {number} length of the text
 * @property {{worth: number, piece: Piece & {folded: import("./types.js").Folded}, hits: Place[], whole: number} | null} best
 */

/**
 * Reads the pieces of a passage; null where one has what must not be there.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Row & {number: number}} row
 * @param {string} lang
 * @returns {Found | null}
 */
function read(index, plan, row, lang) {
  const groups = plan.groups.map((group) => group.patterns);
  /** @type {Found} */
  const found = { met: new Set(), asTyped: new Set(), count: 0, heading: 0, near: Infinity, length: 0, best: null };
  for (const piece of row.pieces) {
    // A gist is no text: it is found by its words, where those are sought.
    const gist = piece.type === "gist";
    if (gist && !plan.variants) continue;
    const folded = (piece.folded ??= index.fold(piece.text)), { text } = folded;
    if (!gist && plan.not.some((group) => group.patterns.some((pattern) => occurrences(text, pattern).length))) return null;
    if (!gist) found.length += text.length;
    const hits = hitsIn(text, groups, piece.lang === "en", `${row.number} ${piece.block}`);
    if (!hits.length) continue;
    const here = new Set(hits.map((hit) => hit.group));
    for (const hit of hits) {
      found.met.add(hit.group);
      if (hit.pattern.typed) found.asTyped.add(hit.group);
    }
    // Counted is what the reader will see: the text, not what stands for it in English.
    if (piece.lang !== "en") found.count += apart(hits.map(({ start, end }) => [start, end])).length;
    const head = piece.type === "title" || piece.type === "heading";
    if (head) found.heading = Math.max(found.heading, here.size / groups.length);
    found.near = Math.min(found.near, closest(hits, groups.length));
    const whole = hits.some((hit) => hit.pattern.word || wholeWord(text, hit.start, hit.end)) ? 1 : 0;
    // A heading is no passage to read: it is shown above the snippet anyway.
    const worth = here.size * 10 + Math.min(hits.length, 6) + whole * 2 - (head ? 1000 : 0) + (piece.lang === lang ? 1 : 0);
    if (!found.best || worth > found.best.worth) found.best = { worth, piece: { ...piece, folded }, hits, whole };
  }
  return found;
}

/**
 * The hit that a passage is, or null where its text does not answer after all.
 * @param {Index} index
 * @param {Plan} plan
 * @param {Row & {number: number}} row
 * @param {number} wanted
 * @param {string} lang
 * @param {URL} home
 * @returns {Checked | null}
 */
function check(index, plan, row, wanted, lang, home) {
  const found = read(index, plan, row, lang);
  if (!found?.best || found.met.size < wanted) return null;
  const groups = plan.groups.map((group) => group.patterns);
  const { piece, hits, whole } = found.best, { starts, ends } = piece.folded;
  const marks = hits.map((hit) => /** @type {Span} */ ([starts[hit.start], ends[hit.end - 1]]));
  const hans = lang === "zh-Hans" && piece.lang !== "en";
  const cut = snippet(hans ? inSimplified(index, piece) : piece.text, marks);
  const name = (/** @type {import("./types.js").Names} */ names) => nameIn(index, names, lang);
  const path = row.path.map(name);
  const url = new URL(row.report.url, home);
  return {
    url: `${url.href}#${piece.block}`,
    report: row.report.id,
    title: name(row.report.title),
    date: row.report.date,
    publisher: name(row.report.publisher),
    home: url.href,
    section: row.section,
    sectionUrl: new URL(row.url, home).href,
    path,
    pathMarks: path.map((text) => marksIn(index, text, groups, lang === "en")),
    block: piece.block,
    type: piece.type,
    snippet: cut.text,
    marks: cut.marks,
    lang: hans ? lang : piece.lang,
    hits: found.count || apart(marks).length,
    count: found.count,
    score: scored(found, groups.length, whole),
  };
}

/**
 * How well a passage answers: headings, density, whole words, nearness, and all as typed.
 * @param {Found} found
 * @param {number} groups how many there are
 * @param {number} whole
 */
function scored({ heading, count, length, near, met, asTyped }, groups, whole) {
  const together = Number.isFinite(near) && groups > 1 ? 3 / (1 + near / 40) : 0;
  return 3 * heading + Math.log1p((count * 200) / Math.max(length, 200)) + whole * 0.5 + together + met.size + asTyped.size / groups;
}
