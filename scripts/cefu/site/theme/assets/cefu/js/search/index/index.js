// The search index as files: fetched when needed, kept while useful.
import { folder, spaced } from "../../common/fold.js";
import { decodePostings, decodeShard, decodeStart, decodeTexts, json, passes, Reader, spread, versionOf } from "./bytes.js";
import { inflate } from "./inflate.js";

/** @typedef {import("../engine/types.js").Index} Index */
/** @typedef {import("../engine/types.js").Actor} Actor */

/** So many files are kept in memory. */
const KEPT = 800;

/** What went wrong, for the reader: `network` (try again), `missing`, `damaged`, or `stale`:
 * these scripts are older or newer than the index. */
export class SearchError extends Error {
  /**
   * @param {"network" | "missing" | "damaged" | "stale"} kind
   * @param {string} file
   * @param {unknown} [cause]
   */
  constructor(kind, file, cause) {
    super(`search index: ${kind}: ${file}`, { cause });
    this.name = "SearchError";
    this.kind = kind;
  }
}

/**
 * @param {URL} address
 * @param {string} name
 * @param {RequestInit} options
 */
async function get(address, name, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    throw new SearchError("network", name, error);
  }
  if (!answer.ok) throw new SearchError(answer.status === 404 ? "missing" : "network", name);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * What `decode` makes of a file.
 * @template T
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {(bytes: Uint8Array) => T} decode
 */
function decoded(name, bytes, decode) {
  try {
    return decode(inflate(bytes));
  } catch (error) {
    throw new SearchError("damaged", name, error);
  }
}

/**
 * Opens the index whose `start.bin` is at `url`.
 * @param {URL} url
 * @param {RequestCache} cache "reload" after files came through damaged
 * @returns {Promise<Index>}
 * @throws {SearchError} when it cannot be had or read
 */
export async function openIndex(url, cache = "default") {
  const core = decoded("start.bin", await get(url, "start.bin", { cache: "no-cache" }), decodeStart);
  if (!core) throw new SearchError("stale", "start.bin");
  const { manifest } = core;
  const { fold, key } = folder(core.han);
  const file = filesOf(url, core.versions, cache);

  return {
    manifest, core, fold, key, hash: spread, spaced,
    async gram(chars) {
      const name = chars.join(""), length = chars.length;
      const shard = await file(`grams/${length}/${spread(name) % manifest.grams[length - 1]}`, (bytes) => decodeShard(bytes, length));
      return shard.get(name);
    },
    postings: (entry) => decodePostings(entry, manifest.passages),
    async passage(nth) {
      const chunk = Math.floor(nth / manifest.perChunk);
      const rows = await file(`text/${Math.floor(chunk / 1000)}/${chunk}`, (bytes) => decodeTexts(bytes, core.alphabet));
      return rows[nth % manifest.perChunk];
    },
    begins: (text) => passes(core.sieve, text),
    namesFrom: (char) => file(`names/${spread(char) % manifest.names}`, json),
    async word(stem) {
      const shard = await file(`words/${spread(stem) % manifest.words}`, json);
      /** @type {[number[], number[]]} */
      const [steps, records] = Object.hasOwn(shard, stem) ? shard[stem] : [[], []];
      const levels = new Uint8Array(manifest.passages);
      let passage = 0;
      for (const step of steps) levels[(passage += step >> 1)] = step % 2 ? 3 : 1;
      return { levels, records };
    },
    dated: (month) => file(`dates/${month}`, json),
    record: (nth) => file(`names/record/${nth}`, (bytes) => {
      const reader = new Reader(bytes);
      const [id, names, url, rows, described = ""] = reader.json();
      const forms = rows.map((/** @type {[string, number, string[]?]} */ [shown, size, notIn = []]) =>
        ({ shown, size, key: key(shown), notIn }));
      return { id, names, url, forms, described, entry: bytes.subarray(reader.at) };
    }),
    actors: () => file("actors", (bytes) => {
      const reader = new Reader(bytes);
      /** @type {Actor[]} */
      const all = [];
      while (!reader.done) {
        const one = new Reader(reader.take());
        const [id, names, url] = one.json();
        all.push({ id, names, url, entry: one.bytes.subarray(one.at) });
      }
      return all;
    }),
    reports: () => file("reports", (bytes) => {
      const [publishers, years, days, publisher, author, authors] = json(bytes);
      return { publishers, years, days, publisher, author, authors };
    }),
    ids: () => file("ids", json),
    title: async (nth) => (await file(`titles/${Math.floor(nth / manifest.perTitles)}`, json))[nth % manifest.perTitles],
  };
}

/**
 * Fetches files of one build; asked for again, a file comes from memory.
 * @param {URL} url of `start.bin`
 * @param {Uint8Array} versions
 * @param {RequestCache} cache
 */
function filesOf(url, versions, cache) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  /**
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} decode
   * @returns {Promise<T>}
   */
  return (name, decode) => {
    let promise = kept.get(name);
    if (promise) kept.delete(name);
    else {
      promise = get(new URL(`${name}-${versionOf(versions, name)}.bin`, url), name, { cache }).then((bytes) => decoded(name, bytes, decode));
      promise.catch(() => kept.delete(name));
      const [oldest] = kept.keys();
      if (kept.size >= KEPT) kept.delete(oldest);
    }
    kept.set(name, promise);
    return promise;
  };
}
