// A list as the fragment of an address: what is shared is the list itself, and no server sees it.
import { itemsOf } from "./item.js";

/** @typedef {import("./item.js").Item} Item */

/** How the list is written: packed, or plain where the browser cannot pack. */
const PACKED = "1", PLAIN = "0";
/** Unpacked, a list is no longer than this, in bytes. */
const MOST = 4_000_000;

/** @param {Uint8Array} bytes */
const toText = (bytes) => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {GenericTransformStream} through
 */
async function streamed(bytes, through) {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    // What a link brings must not fill the memory.
    if (size > MOST) throw new RangeError("the list is too long");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * @param {Item[]} items
 * @returns {Promise<string>} for `unpacked`
 */
export async function packed(items) {
  const rows = items.map(({ kind, path, words, lang, title, note, day }) => [kind, path, words, lang, title, note, day]);
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  if (typeof CompressionStream === "undefined") return PLAIN + toText(bytes);
  return PACKED + toText(await streamed(bytes, new CompressionStream("deflate-raw")));
}

/**
 * @param {string} text
 * @returns {Promise<Item[] | null>} null where it is no list
 */
export async function unpacked(text) {
  try {
    const bytes = toBytes(text.slice(1));
    const plain = text.startsWith(PACKED) ? await streamed(bytes, new DecompressionStream("deflate-raw")) : bytes;
    const rows = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    if (!Array.isArray(rows)) return null;
    const items = itemsOf(rows.map((row) => {
      const [kind, path, words, lang, title, note, day] = Array.isArray(row) ? row : [];
      return { kind, path, words, lang, title, note, day };
    }));
    return items.length ? items : null;
  } catch {
    return null;
  }
}
