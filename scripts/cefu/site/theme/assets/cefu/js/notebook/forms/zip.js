// A ZIP file of files as they are (PKWARE APPNOTE 6.3.3, method 0): all that a .docx needs.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/**
 * Numbers in two or four bytes each, the low byte first.
 * @param {[value: number, bytes: 2 | 4][]} fields
 */
function record(fields) {
  const out = new Uint8Array(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return out;
}

/** Names are UTF-8; the day is the first that the format knows, so that same content is same bytes. */
const UTF8 = 0x0800, DAY = (1 << 5) | 1, VERSION = 20;

/**
 * @param {Record<string, string>} files text by name
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zip(files) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  const body = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = encoder.encode(name), data = encoder.encode(text);
    /** @type {[number, 2 | 4][]} */
    const common = [[VERSION, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], [crc32(data), 4], [data.length, 4], [data.length, 4], [path.length, 2], [0, 2]];
    const head = record([[0x04034b50, 4], ...common]);
    body.push(head, path, data);
    directory.push(record([[0x02014b50, 4], [VERSION, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    at += head.length + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0), count = Object.keys(files).length;
  const end = record([[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]]);
  const out = new Uint8Array(at + size + end.length);
  let place = 0;
  for (const part of [...body, ...directory, end]) {
    out.set(part, place);
    place += part.length;
  }
  return out;
}
