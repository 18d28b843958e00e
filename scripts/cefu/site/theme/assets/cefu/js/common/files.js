// What readers take away: tables and Markdown as text, and files made of them.

/**
 * A table (RFC 4180), with a mark by which spreadsheets know UTF-8.
 * @param {(string | number)[][]} rows
 */
export const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/**
 * A cell: in quotation marks where it must be, and never a formula.
 * @param {string | number} value
 */
function cell(value) {
  const text = String(value).replace(/^(?=[=+\-@\t\r])/u, "'");
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text as Markdown that says just that.
 * @param {string} text
 */
export const literal = (text) => text.replace(/[\\\u0060*_{}[\]<>#|~]/gu, "\\$&").replace(/\s*\n\s*/gu, " ");

/**
 * Hands a text to the reader as a file.
 * @param {string} name
 * @param {string} type
 * @param {string | Uint8Array<ArrayBuffer>} content
 */
export function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
