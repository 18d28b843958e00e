// The files of the index, decoded: bytes in, values out.  What is in which file is told in
// `cefu/outputs/search/format.md`.

/** @typedef {import("../engine/types.js").Core} Core */
/** @typedef {import("../engine/types.js").Manifest} Manifest */
/** @typedef {import("../engine/types.js").Row} Row */

/** The format that this script reads. */
const FORMAT = 3;

const UTF8 = new TextDecoder();

/** Reads bytes from the front. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  /** A number in base 128, the least significant seven bits first. */
  varint() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }

  /** The next `length` bytes; without it as many as a number there says. */
  take(length = this.varint()) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  json() {
    return JSON.parse(UTF8.decode(this.take()));
  }
}

/** A file that is JSON.
 * @param {Uint8Array} bytes
 */
export const json = (bytes) => JSON.parse(UTF8.decode(bytes));

/**
 * What every search needs: `start.bin`.
 * @param {Uint8Array} bytes
 * @returns {Core | null} null where it is of another format than this script reads
 */
export function decodeStart(bytes) {
  const reader = new Reader(bytes);
  /** @type {Manifest} */
  const manifest = reader.json();
  if (manifest.format !== FORMAT) return null;
  const han = hanTable(new Reader(reader.take()));
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
  return { manifest, han, first, script, alphabet, sieve: reader.take(), versions: reader.take() };
}

/**
 * Every Han variant and its canonical form.
 * @param {Reader} table
 * @returns {Map<string, string>}
 */
function hanTable(table) {
  const han = new Map();
  for (let canonical = 0; !table.done; ) {
    canonical += table.varint();
    for (let left = table.varint(); left; left--) {
      let code = table.bytes[table.at++] * 256 + table.bytes[table.at++];
      if (!code) for (let nth = 0; nth < 3; nth++) code = code * 256 + table.bytes[table.at++];
      han.set(String.fromCodePoint(code), String.fromCodePoint(canonical));
    }
  }
  return han;
}

/**
 * A shard of grams of `length` characters, each with its entry.
 * @param {Uint8Array} bytes
 * @param {number} length
 * @returns {Map<string, Uint8Array>}
 */
export function decodeShard(bytes, length) {
  const reader = new Reader(bytes), entries = new Map();
  const chars = [...UTF8.decode(reader.take())];
  const sizes = [];
  for (let nth = 0; nth < chars.length; nth += length) sizes.push(reader.varint());
  for (let nth = 0; nth < sizes.length; nth++)
    entries.set(chars.slice(nth * length, nth * length + length).join(""), reader.take(sizes[nth]));
  return entries;
}

/**
 * A posting list as one number a passage: 0 not there, 1 there, 2 often, 3 in a heading.
 * @param {Uint8Array | undefined} entry
 * @param {number} passages how many there are
 * @returns {{levels: Uint8Array, size: number}}
 */
export function decodePostings(entry, passages) {
  const levels = new Uint8Array(passages);
  if (!entry) return { levels, size: 0 };
  const reader = new Reader(entry);
  const size = reader.varint(), marked = reader.varint();
  const list = new Uint32Array(size);
  if (size * 8 > levels.length) {
    const bitmap = reader.take((levels.length + 7) >> 3);
    for (let passage = 0, nth = 0; nth < size; passage++)
      if ((bitmap[passage >> 3] >> (passage & 7)) & 1) list[nth++] = passage;
  } else {
    for (let nth = 0, passage = -1; nth < size; nth++) list[nth] = passage += reader.varint() + 1;
  }
  for (let nth = 0; nth < size; nth++) levels[list[nth]] = 1;
  for (let left = marked, nth = -1; left; left--) {
    const mark = reader.varint();
    nth += Math.floor(mark / 2) + 1;
    levels[list[nth]] = 2 + (mark % 2);
  }
  return { levels, size };
}

/**
 * A file of texts: passages in a row, in the archive's own alphabet.
 * @param {Uint8Array} bytes
 * @param {string[]} alphabet
 * @returns {Row[]}
 */
export function decodeTexts(bytes, alphabet) {
  let text = "";
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte < 224) text += alphabet[byte];
    else if (byte < 255) text += alphabet[224 + (byte - 224) * 256 + bytes[++at]];
    else text += String.fromCodePoint((bytes[++at] << 16) | (bytes[++at] << 8) | bytes[++at]);
  }
  /** @type {[WrittenReport[], WrittenRow[]]} */
  const [reports, rows] = JSON.parse(text);
  return rows.map(([report, section, url, path, pieces]) => {
    const [id, home, title, date, publisher] = reports[report];
    return {
      report: { id, url: home, title, date, publisher }, section, url, path,
      pieces: pieces.map(([block, type, body, lang = "zh-Hant", simplified = []]) =>
        ({ block, type, text: body, lang, simplified, folded: null })),
    };
  });
}

/**
 * @typedef {import("../engine/types.js").Names} Names
 * @typedef {[id: string, url: string, title: Names, date: string, publisher: Names]} WrittenReport
 * @typedef {[block: string, type: string, text: string, lang?: string, simplified?: (number | string)[]]} WrittenPiece
 * @typedef {[report: number, section: string, url: string, path: Names[], pieces: WrittenPiece[]]} WrittenRow
 */

/**
 * A 32-bit number that scatters strings: the same as `spread` in
 * `cefu/outputs/search/encoding/shards.py`.
 * @param {string} text
 */
export function spread(text) {
  let value = 0;
  for (const char of text) {
    value = Math.imul(value ^ /** @type {number} */ (char.codePointAt(0)), 0x9e3779b1);
    value ^= value >>> 15;
  }
  return value >>> 0;
}

/** Bytes of a version. */
const VERSION = 4;

/**
 * The version of a file of the index, as it stands in its address: that of the group its
 * name falls into, the same as in `cefu/outputs/search/encoding/versions.py`.
 * @param {Uint8Array} versions of all groups, end to end
 * @param {string} name
 */
export function versionOf(versions, name) {
  const at = (spread(name) % (versions.length / VERSION)) * VERSION;
  return [...versions.subarray(at, at + VERSION)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether anything in a Bloom filter may begin as `text` does: the same as `passes` in
 * `cefu/outputs/search/encoding/bloom.py`.
 * @param {Uint8Array} sieve
 * @param {string} text
 */
export function passes(sieve, text) {
  const beginning = [...text].slice(0, 2).join("");
  for (let nth = 0; nth < 3; nth++) {
    const place = spread(nth + beginning) % (sieve.length * 8);
    if (!((sieve[place >> 3] >> (place & 7)) & 1)) return false;
  }
  return true;
}
