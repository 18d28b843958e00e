/**
 * The search index as files: fetched when needed, kept while useful, decoded.
 * What is in which file is told in `cefu/search/format.md`.
 */

import { folder, spaced } from "./fold.js";
import { inflate } from "./inflate.js";

/** The format that this script reads. */
const FORMAT = 2;

/** What went wrong, for the reader: `network` (try again), `damaged`, or `stale`: these
 * scripts are older or newer than the index. */
export class SearchError extends Error {
  constructor(kind, file, cause) {
    super(`search index: ${kind}: ${file}`, { cause });
    this.name = "SearchError";
    this.kind = kind;
  }
}

const UTF8 = new TextDecoder();
const KEPT = 800;

/** The same as `spread` in `cefu/search/shards.py`. */
function spread(text) {
  let value = 0;
  for (const char of text) {
    value = Math.imul(value ^ char.codePointAt(0), 0x9e3779b1);
    value ^= value >>> 15;
  }
  return value >>> 0;
}

/** Reads bytes from the front. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get done() {
    return this.at >= this.bytes.length;
  }
  varint() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }
  take(length = this.varint()) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  json() {
    return JSON.parse(UTF8.decode(this.take()));
  }
}

/**
 * Opens the index whose `start.bin` is at `url`.
 * @param {URL} url
 * @param {RequestCache} cache "reload" after files came through damaged
 */
export async function openIndex(url, cache = "default") {
  const kept = new Map();

  async function get(address, name, options) {
    let answer;
    try {
      answer = await fetch(address, options);
    } catch (error) {
      throw new SearchError("network", name, error);
    }
    if (!answer.ok) throw new SearchError(answer.status === 404 ? "missing" : "network", name);
    return answer;
  }

  const core = await get(url, "start.bin", { cache: "no-cache" })
    .then((answer) => answer.arrayBuffer())
    .then((bytes) => {
      try {
        return decodeStart(inflate(new Uint8Array(bytes)));
      } catch (error) {
        throw error instanceof SearchError ? error : new SearchError("damaged", "start.bin", error);
      }
    });
  const { manifest } = core;
  const { fold, key } = folder(core.han);

  /** The file `name`, decoded by `decode`; asked for again it comes from memory. */
  function file(name, decode) {
    let promise = kept.get(name);
    if (promise) kept.delete(name);
    else {
      promise = get(new URL(`${name}-${manifest.build}.bin`, url), name, { cache })
        .then((answer) => answer.arrayBuffer())
        .then((bytes) => {
          try {
            return decode(inflate(new Uint8Array(bytes)));
          } catch (error) {
            throw new SearchError("damaged", name, error);
          }
        });
      promise.catch(() => kept.delete(name));
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value);
    }
    kept.set(name, promise);
    return promise;
  }

  const json = (bytes) => JSON.parse(UTF8.decode(bytes));
  function decodeStart(bytes) {
    const reader = new Reader(bytes), manifest = reader.json();
    if (manifest.format !== FORMAT) throw new SearchError("stale", "start.bin");
    const han = new Map(), table = new Reader(reader.take());
    for (let canonical = 0; !table.done; ) {
      canonical += table.varint();
      for (let left = table.varint(); left; left--) {
        let code = table.bytes[table.at++] * 256 + table.bytes[table.at++];
        if (!code) for (let nth = 0; nth < 3; nth++) code = code * 256 + table.bytes[table.at++];
        han.set(String.fromCodePoint(code), String.fromCodePoint(canonical));
      }
    }
    const first = new Uint32Array(manifest.reports + 1), sizes = new Reader(reader.take());
    for (let nth = 0; nth < manifest.reports; nth++) first[nth + 1] = first[nth] + sizes.varint();
    const script = new Map(), pairs = [...UTF8.decode(reader.take())];
    for (let nth = 0; nth < pairs.length; nth += 2) script.set(pairs[nth], pairs[nth + 1]);
    const alphabet = [], steps = new Reader(reader.take());
    for (let code = 0; !steps.done; ) {
      const step = steps.varint();
      code += step % 2 ? -(step + 1) / 2 : step / 2;
      alphabet.push(String.fromCodePoint(code));
    }
    return { manifest, han, first, script, alphabet, sieve: reader.take() };
  }

  function decodeShard(bytes, length) {
    const reader = new Reader(bytes), entries = new Map();
    const chars = [...UTF8.decode(reader.take())];
    const sizes = [];
    for (let nth = 0; nth < chars.length; nth += length) sizes.push(reader.varint());
    for (let nth = 0; nth < sizes.length; nth++)
      entries.set(chars.slice(nth * length, nth * length + length).join(""), reader.take(sizes[nth]));
    return entries;
  }

  /** The entry of a gram of one to three characters, undefined where it has none. */
  async function gram(chars) {
    const name = chars.join(""), length = chars.length;
    const shard = await file(
      `grams/${length}/${spread(name) % manifest.grams[length - 1]}`,
      (bytes) => decodeShard(bytes, length),
    );
    return shard.get(name);
  }

  /**
   * A posting list as one number a passage: 0 not there, 1 there, 2 often, 3 in a heading.
   * @param {Uint8Array | undefined} entry
   * @returns {{levels: Uint8Array, size: number}}
   */
  function postings(entry) {
    const levels = new Uint8Array(manifest.passages);
    if (!entry) return { levels, size: 0 };
    const reader = new Reader(entry);
    const size = reader.varint(), marked = reader.varint();
    const list = new Uint32Array(size);
    if (size * 8 > levels.length) {
      const bitmap = reader.take((levels.length + 7) >> 3);
      for (let passage = 0, nth = 0; nth < size; passage++)
        if ((bitmap[passage >> 3] >> (passage & 7)) & 1) list[nth++] = passage;
    } else
      for (let nth = 0, passage = -1; nth < size; nth++) list[nth] = passage += reader.varint() + 1;
    for (let nth = 0; nth < size; nth++) levels[list[nth]] = 1;
    for (let left = marked, nth = -1; left; left--) {
      const mark = reader.varint();
      nth += Math.floor(mark / 2) + 1;
      levels[list[nth]] = 2 + (mark % 2);
    }
    return { levels, size };
  }

  function decodeText(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte < 224) text += core.alphabet[byte];
      else if (byte < 255) text += core.alphabet[224 + (byte - 224) * 256 + bytes[++at]];
      else text += String.fromCodePoint((bytes[++at] << 16) | (bytes[++at] << 8) | bytes[++at]);
    }
    const [reports, rows] = JSON.parse(text);
    return rows.map(([report, section, url, path, pieces]) => {
      const [id, home, title, date, publisher] = reports[report];
      return {
        report: { id, url: home, title, date, publisher }, section, url, path,
        pieces: pieces.map(([block, type, body, lang = "zh-Hant"]) => ({ block, type, text: body, lang, folded: null })),
      };
    });
  }

  /** The passage numbered `nth`, with its texts. */
  async function passage(nth) {
    const chunk = Math.floor(nth / manifest.perChunk);
    const rows = await file(`text/${Math.floor(chunk / 1000)}/${chunk}`, decodeText);
    return rows[nth % manifest.perChunk];
  }

  /** Whether a name may begin as `text` does: the same as `passes` in `cefu/search/sieve.py`. */
  function begins(text) {
    const { sieve } = core, beginning = [...text].slice(0, 2).join("");
    for (let nth = 0; nth < 3; nth++) {
      const place = spread(nth + beginning) % (sieve.length * 8);
      if (!((sieve[place >> 3] >> (place & 7)) & 1)) return false;
    }
    return true;
  }

  /** Names that begin with `char`: folded form to `[record, occurs elsewhere too][]`. */
  const namesFrom = (char) => file(`names/${spread(char) % manifest.names}`, json);

  /**
   * What is said in English with the word of this stem: the level of every passage,
   * as from `postings`, and the records in whose name or description it stands.
   * @param {string} stem
   * @returns {Promise<{levels: Uint8Array, records: number[]}>}
   */
  async function word(stem) {
    const shard = await file(`words/${spread(stem) % manifest.words}`, json);
    const [steps, records] = Object.hasOwn(shard, stem) ? shard[stem] : [[], []];
    const levels = new Uint8Array(manifest.passages);
    let passage = 0;
    for (const step of steps) levels[(passage += step >> 1)] = step % 2 ? 3 : 1;
    return { levels, records };
  }

  /** An authority record: its names, its forms, and the posting list of them all. */
  const record = (nth) => file(`names/record/${nth}`, (bytes) => {
    const reader = new Reader(bytes);
    const [id, names, url, rows, described = ""] = reader.json();
    const forms = rows.map(([shown, size, notIn = []]) => ({ shown, size, key: key(shown), notIn }));
    return { id, names, url, forms, described, entry: bytes.subarray(reader.at) };
  });

  /** Every record that readers can narrow by. */
  const actors = () => file("actors", (bytes) => {
    const reader = new Reader(bytes), all = [];
    while (!reader.done) {
      const one = new Reader(reader.take());
      const [id, names, url] = one.json();
      all.push({ id, names, url, entry: one.bytes.subarray(one.at) });
    }
    return all;
  });

  /** Columns over all reports: years, days, publishers. */
  const reports = () => file("reports", (bytes) => {
    const [publishers, years, days, publisher] = json(bytes);
    return { publishers, years, days, publisher };
  });

  /** The hashes of all reports' ids. */
  const ids = () => file("ids", json);

  /** `[id, url, title]` of report number `nth`. */
  const title = async (nth) =>
    (await file(`titles/${Math.floor(nth / manifest.perTitles)}`, json))[nth % manifest.perTitles];

  return {
    manifest, core, fold, key, gram, postings, passage, begins, namesFrom, word, record, actors, reports, ids, title,
    hash: spread, spaced,
  };
}
