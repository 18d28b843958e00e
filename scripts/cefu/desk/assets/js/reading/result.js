/** The right side of the reading desk: blocks as read, with what was lifted out between them. */

import { say } from "../desk.js";

/** @typedef {import("./reading.js").Block} Block */
/** @typedef {import("./reading.js").Line} Line */
/** @typedef {import("./reading.js").Model} Model */

/**
 * Fill `pane` with what the document was made.
 *
 * @param {HTMLElement} pane
 * @param {Model} model
 */
export function showResult(pane, model) {
  pane.replaceChildren(...parts(model));
}

/** @param {Model} model @returns {HTMLElement[]} */
function parts(model) {
  const blocks = new Map(model.blocks.map((block, at) => [block.id, { block, at }]));
  const notes = new Map(model.notes.map((note) => [note.id, note]));
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {HTMLElement[]} */
  const shown = [];
  let next = 0;
  const emit = /** @param {number} upTo */ (upTo) => {
    for (; next < upTo; next += 1) {
      const block = model.blocks[next];
      if (block && !done.has(block.id)) {
        done.add(block.id);
        shown.push(blockPart(block, model));
      }
    }
  };
  for (const line of model.lines) {
    const found = blocks.get(line.part);
    const note = notes.get(line.part);
    if (found) {
      emit(Math.max(next, found.at + 1));
    } else if (note && !done.has(note.id)) {
      done.add(note.id);
      shown.push(part("note", note.id, say("kind_note"), `${note.label}\u2002${note.text}`, model));
    } else if (!line.part && line.kind === "furniture") {
      shown.push(lifted(line));
    }
  }
  emit(model.blocks.length);
  return shown;
}

/** @param {Line} line */
function lifted(line) {
  const made = document.createElement("p");
  made.className = "lifted";
  made.dataset.lines = String(line.n);
  made.lang = "zh-Hant";
  made.textContent = line.text;
  made.title = say("kind_furniture");
  return made;
}

/** @param {Block} block @param {Model} model */
function blockPart(block, model) {
  const kind = block.level ? say("kind_heading_level", { level: block.level }) : say(`kind_${block.type}`);
  const made = part(block.type, block.id, kind, block.text, model);
  if (block.level) made.dataset.level = String(block.level);
  if (block.cells.length) made.querySelector(".text")?.replaceChildren(table(block));
  if (block.type === "figure") made.querySelector(".text")?.prepend(block.picture ? "▧ " : "▢ ");
  return made;
}

/**
 * @param {string} kind @param {string} id @param {string} name @param {string} text
 * @param {Model} model
 */
function part(kind, id, name, text, model) {
  const lines = model.lines.filter((line) => line.part === id);
  const made = document.createElement("div");
  made.className = `part ${kind}`;
  made.classList.toggle("unsure", lines.some((line) => line.unsure));
  made.classList.toggle("said", lines.some((line) => line.hint));
  made.dataset.part = id;
  made.dataset.lines = lines.map((line) => line.n).join(" ");
  const label = document.createElement("span");
  label.className = "kind";
  label.textContent = name;
  const words = document.createElement("div");
  words.className = "text";
  words.lang = "zh-Hant";
  words.textContent = text;
  made.append(label, words);
  return made;
}

/** @param {Block} block */
function table(block) {
  const made = document.createElement("table");
  /** @type {HTMLTableRowElement[]} */
  const rows = [];
  for (const [row, , spanRows, spanColumns, text] of block.cells) {
    while (rows.length <= row) rows.push(made.insertRow());
    const cell = /** @type {HTMLTableRowElement} */ (rows[row]).insertCell();
    cell.rowSpan = spanRows;
    cell.colSpan = spanColumns;
    cell.textContent = text;
  }
  return made;
}
