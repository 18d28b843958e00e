/**
 * DEFLATE (RFC 1951) undone.  Shards are a few kilobytes, for which this is as
 * quick as the browser's DecompressionStream, and it is there in every browser.
 */

const EXTRA_LENGTH = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const EXTRA_DISTANCE = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** @typedef {{out: Uint16Array, mask: number}} Codes symbol << 4 | code length, by the next bits */

/**
 * @param {number[]} extra
 * @param {number} first
 */
const bases = (extra, first) => {
  const base = [];
  for (const bits of extra) {
    base.push(first);
    first += 1 << bits;
  }
  return base;
};
const LENGTH = bases(EXTRA_LENGTH, 3);
LENGTH[28] = 258;
const DISTANCE = bases(EXTRA_DISTANCE, 1);

/**
 * A lookup table for codes of these lengths.
 * @param {number[]} lengths by symbol
 * @returns {Codes}
 */
function table(lengths) {
  const top = Math.max(1, ...lengths);
  const out = new Uint16Array(1 << top);
  let code = 0;
  for (let size = 1; size <= top; size++, code <<= 1)
    for (let symbol = 0; symbol < lengths.length; symbol++)
      if (lengths[symbol] === size) {
        let reversed = 0;
        for (let bit = 0; bit < size; bit++) reversed |= ((code >> bit) & 1) << (size - 1 - bit);
        for (let at = reversed; at < out.length; at += 1 << size) out[at] = (symbol << 4) | size;
        code++;
      }
  return { out, mask: out.length - 1 };
}

/** @type {[Codes, Codes] | undefined} the codes that the format itself knows */
let fixed;

/**
 * @param {Uint8Array} data raw DEFLATE
 * @returns {Uint8Array} what was deflated
 * @throws {Error} when `data` is damaged
 */
export function inflate(data) {
  let out = new Uint8Array(data.length * 4 + 64), size = 0;
  let at = 0, buffer = 0, held = 0;
  const need = (/** @type {number} */ count) => {
    while (held < count) {
      if (at > data.length + 2) throw new Error("damaged data");
      buffer |= (data[at++] ?? 0) << held;
      held += 8;
    }
  };
  const bits = (/** @type {number} */ count) => {
    need(count);
    const value = buffer & ((1 << count) - 1);
    buffer >>>= count;
    held -= count;
    return value;
  };
  const symbol = (/** @type {Codes} */ { out: codes, mask }) => {
    need(15);
    const entry = codes[buffer & mask], length = entry & 15;
    if (!length) throw new Error("damaged data");
    buffer >>>= length;
    held -= length;
    return entry >> 4;
  };
  const room = (/** @type {number} */ count) => {
    if (size + count <= out.length) return;
    const bigger = new Uint8Array((size + count) * 2);
    bigger.set(out);
    out = bigger;
  };
  for (let last = 0; !last; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      at -= held >> 3;
      buffer = held = 0;
      const length = data[at] | (data[at + 1] << 8);
      if (!(at + 4 + length <= data.length)) throw new Error("damaged data");
      room(length);
      out.set(data.subarray(at + 4, at + 4 + length), size);
      size += length;
      at += 4 + length;
      continue;
    }
    if (kind === 3) throw new Error("damaged data");
    /** @type {Codes} */
    let literal;
    /** @type {Codes} */
    let distance;
    if (kind === 1) {
      fixed ??= [
        table([...Array(144).fill(8), ...Array(112).fill(9), ...Array(24).fill(7), ...Array(8).fill(8)]),
        table(Array(30).fill(5)),
      ];
      [literal, distance] = fixed;
    } else {
      const literals = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4;
      const small = Array(19).fill(0);
      for (let nth = 0; nth < count; nth++) small[ORDER[nth]] = bits(3);
      const codes = table(small);
      /** @type {number[]} */
      const lengths = [];
      while (lengths.length < literals + distances) {
        const code = symbol(codes);
        if (code < 16) lengths.push(code);
        else {
          const value = code === 16 ? lengths[lengths.length - 1] ?? 0 : 0;
          let repeat = code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7);
          while (repeat--) lengths.push(value);
        }
      }
      literal = table(lengths.slice(0, literals));
      distance = table(lengths.slice(literals, literals + distances));
    }
    for (;;) {
      const code = symbol(literal);
      if (code < 256) {
        room(1);
        out[size++] = code;
      } else if (code === 256) break;
      else {
        const length = LENGTH[code - 257] + bits(EXTRA_LENGTH[code - 257]);
        const step = symbol(distance);
        const back = DISTANCE[step] + bits(EXTRA_DISTANCE[step]);
        if (!(back <= size)) throw new Error("damaged data");
        room(length);
        for (let nth = 0; nth < length; nth++, size++) out[size] = out[size - back];
      }
    }
  }
  return out.subarray(0, size);
}
