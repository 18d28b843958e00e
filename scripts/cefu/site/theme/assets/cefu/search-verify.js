/**
 * What the index promises, held against the texts: candidates in order, their texts
 * read, and of each passage that does answer a hit.
 */

import { homeOf } from "./search-place.js";
import { arrange, nameIn, perReport, simplified } from "./search-rank.js";
import { apart, closest, hitsIn, occurrences, snippet, wholeWord } from "./search-text.js";

/** Passages wanted where nothing is said. */
export const LIMIT = 10;
/** In an archive of so few passages, which lie in a few files, so many are read at once. */
const SMALL = 128, SPARE = 40;

/** Candidates in order, and those of them that were read and do answer. */
export async function look(index, plan, found, asked) {
  const counts = perReport(index, found);
  const order = await arrange(index, plan, found, counts, asked.sort ?? "relevance");
  return { counts, order, ...(await verify(index, plan, order, asked)) };
}

/**
 * Reads the texts of as many passages as are wanted, in order, and keeps those
 * that do answer.  In a small archive more are read than wanted, so that what
 * the texts say can change the order.
 */
async function verify(index, plan, order, asked) {
  const { limit = LIMIT, lang = "zh-Hant", sort = "relevance", wanted, signal, every, exact } = asked;
  const home = asked.root ?? homeOf(lang);
  const pool = sort === "relevance" && index.manifest.passages <= SMALL ? Math.max(limit, SPARE) : limit;
  const all = every || (!exact && order.length <= pool);
  const hits = [];
  let seen = 0;
  while (seen < order.length && (all || hits.length < pool)) {
    const batch = order.slice(seen, seen + Math.min(200, all ? 200 : pool - hits.length));
    const rows = await Promise.all(batch.map(index.passage));
    signal?.throwIfAborted();
    rows.forEach((row, nth) => {
      const hit = check(index, plan, row, wanted, lang, home);
      if (hit) hits.push({ ...hit, rank: seen + nth, number: batch[nth] });
    });
    seen += batch.length;
  }
  if (sort === "relevance") {
    const scale = plan.score?.[order[0]] || 1;
    for (const hit of hits) hit.score += (4 * plan.score[hit.number]) / scale;
    hits.sort((a, b) => b.score - a.score || a.rank - b.rank);
  }
  return { hits, seen };
}

/** Where a text that is shown has hits. */
function marksIn(index, shown, groups, english) {
  const { text, starts, ends } = index.fold(shown);
  return apart(hitsIn(text, groups, english).map(({ start, end }) => [starts[start], ends[end - 1]]));
}

/** The hit that a passage is, or null where its text does not answer after all. */
function check(index, plan, row, wanted, lang, home) {
  const groups = plan.groups.map((group) => group.patterns);
  const met = new Set(), asTyped = new Set();
  let best = null, count = 0, heading = 0, near = Infinity, length = 0;
  for (const piece of row.pieces) {
    // A gist is no text: it is found by its words, where those are sought.
    const gist = piece.type === "gist";
    if (gist && !plan.variants) continue;
    piece.folded ??= index.fold(piece.text);
    const { text } = piece.folded;
    for (const group of gist ? [] : plan.not)
      if (group.patterns.some((pattern) => occurrences(text, pattern).length)) return null;
    if (!gist) length += text.length;
    const hits = hitsIn(text, groups, piece.lang === "en");
    if (!hits.length) continue;
    const here = new Set(hits.map((hit) => hit.group));
    for (const hit of hits) {
      met.add(hit.group);
      if (hit.pattern.typed) asTyped.add(hit.group);
    }
    // Counted is what the reader will see: the text, not what stands for it in English.
    if (piece.lang !== "en") count += apart(hits.map(({ start, end }) => [start, end])).length;
    const head = piece.type === "title" || piece.type === "heading";
    if (head) heading = Math.max(heading, here.size / groups.length);
    near = Math.min(near, closest(hits, groups.length));
    const whole = hits.some((hit) => hit.pattern.word || wholeWord(text, hit.start, hit.end)) ? 1 : 0;
    // A heading is no passage to read: it is shown above the snippet anyway.
    const worth = here.size * 10 + Math.min(hits.length, 6) + whole * 2 - (head ? 1000 : 0) + (piece.lang === lang ? 1 : 0);
    if (!best || worth > best.worth) best = { worth, piece, hits, whole };
  }
  if (met.size < wanted) return null;
  const { piece, hits } = best;
  const { starts, ends } = piece.folded;
  const marks = hits.map((hit) => [starts[hit.start], ends[hit.end - 1]]);
  const cut = snippet(piece.text, marks);
  const hans = lang === "zh-Hans" && piece.lang !== "en";
  const name = (names) => nameIn(index, names, lang);
  const path = row.path.map(name);
  const url = new URL(row.report.url, home);
  const score = 3 * heading + Math.log1p((count * 200) / Math.max(length, 200)) + best.whole * 0.5 +
    (Number.isFinite(near) && groups.length > 1 ? 3 / (1 + near / 40) : 0) + met.size + asTyped.size / groups.length;
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
    snippet: hans ? simplified(index, cut.text) : cut.text,
    marks: cut.marks,
    lang: hans ? lang : piece.lang,
    hits: count || apart(marks).length,
    score,
  };
}

