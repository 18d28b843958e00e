// @ts-check
// The index of names: filtered as one types, in any script, and put in another order.
import { afterTyping, keyBy, remember } from "../common/filter.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("cefu-actors-filter"));
const say = form.dataset;
const key = keyBy(say.fold ?? "");
const reports = (say.reports ?? "").split(" ");
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const nobody = /** @type {HTMLElement} */ (document.querySelector(".cefu-none"));
const tables = [...document.querySelectorAll("table.cefu-actors")];
const rows = tables.flatMap((table) => [.../** @type {HTMLTableElement} */ (table).tBodies[0].rows]);
const widest = tables[0];

/** Where each row stands by type, and what heads its table. */
const homes = new Map(rows.map((row) => [row, row.parentElement]));
const heads = new Map(tables.map((table) => [table, headOf(table)]));

/** @param {Element} table */
function headOf(table) {
  const found = [];
  for (let at = table.previousElementSibling; at && !at.matches("table, form"); at = at.previousElementSibling) {
    found.push(at);
    if (at.matches("h2")) break;
  }
  return found;
}

/** The table of all names in one order, made when first asked for. */
let flat = /** @type {HTMLTableElement | undefined} */ (undefined);

function flatTable() {
  if (!flat) {
    flat = /** @type {HTMLTableElement} */ (widest.cloneNode(true));
    flat.classList.remove("cefu-gone");
    flat.tBodies[0].replaceChildren();
    form.after(flat);
  }
  return flat;
}

/** @typedef {HTMLTableRowElement} Row */

/**
 * Counts are by report; `nth` -1 is all of them.
 * @param {Row} row
 * @param {number} nth
 */
const count = (row, nth) => {
  const counts = (row.dataset.counts ?? "").split(" ").map(Number);
  return nth < 0 ? counts.reduce((sum, one) => sum + one, 0) : counts[nth];
};

/**
 * @typedef {object} Order
 * @property {Intl.Collator} collator
 * @property {(row: Row) => string} of what of a row is compared
 * @property {[start: string, label: string][]} groups
 * @property {(collator: Intl.Collator) => boolean} sound whether the browser knows the groups
 */

/**
 * ICU's Chinese orders have a mark before each of their groups: U+FDD0 and the
 * letter for pinyin, U+FDD0 and U+2800 plus the number for strokes.  Where a
 * browser does not know them the list stands without headings.
 * @type {Record<string, Order>}
 */
const ORDERS = {
  stroke: {
    collator: new Intl.Collator("zh-Hant-u-co-stroke"),
    of: (row) => row.dataset.zh ?? "",
    groups: Array.from({ length: 40 }, (_, nth) => [
      `\ufdd0${String.fromCharCode(0x2801 + nth)}`, (say.strokes ?? "").replace("{count}", String(nth + 1)),
    ]),
    sound: (collator) => collator.compare("\ufdd0\u2801", "一") < 0 && collator.compare("一", "\ufdd0\u2802") < 0,
  },
  pinyin: {
    collator: new Intl.Collator("zh-Hans-u-co-pinyin"),
    of: (row) => row.dataset.zh ?? "",
    groups: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => [`\ufdd0${letter}`, letter]),
    sound: (collator) => collator.compare("\ufdd0J", "金") < 0 && collator.compare("金", "\ufdd0K") < 0,
  },
  latin: {
    collator: new Intl.Collator("en", { numeric: true }),
    of: (row) => row.dataset.en || row.dataset.zh || "",
    groups: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => [letter, letter]),
    sound: () => true,
  },
};

/**
 * The row that heads a group.
 * @param {string} label
 */
function group(label) {
  const row = document.createElement("tr"), cell = document.createElement("th");
  row.className = "cefu-group";
  cell.scope = "rowgroup";
  cell.colSpan = 99;
  cell.textContent = label;
  row.append(cell);
  return row;
}

/**
 * All rows in an order, with the heads of its groups.
 * @param {string} how
 * @param {number} nth report, -1 for all
 */
function sorted(how, nth) {
  if (how === "mentions") {
    return [...rows].sort((a, b) => count(b, nth) - count(a, nth) || rows.indexOf(a) - rows.indexOf(b));
  }
  const { collator, of, groups, sound } = ORDERS[how];
  const list = [...rows].sort((a, b) => collator.compare(of(a), of(b)));
  if (!sound(collator)) return list;
  const result = [];
  let at = -1;
  for (const row of list) {
    let now = at;
    while (now + 1 < groups.length && collator.compare(groups[now + 1][0], of(row)) <= 0) now++;
    if (now !== at) result.push(group(groups[now][1]));
    at = now;
    result.push(row);
  }
  return result;
}

/**
 * Put the rows in order; by type each goes back to its own table.
 * @param {string} how
 * @param {number} nth report, -1 for all
 */
function arrange(how, nth) {
  const apart = how === "type";
  if (flat) flat.hidden = apart;
  for (const table of tables) {
    table.classList.toggle("cefu-gone", !apart);
    for (const head of heads.get(table) ?? []) head.classList.toggle("cefu-gone", !apart);
  }
  if (!apart) {
    flatTable().hidden = false;
    flatTable().tBodies[0].replaceChildren(...sorted(how, nth));
    return;
  }
  for (const row of rows) homes.get(row)?.append(row);
}

/**
 * Tables and groups with no name left are hidden with their heads.
 * @param {string} how
 */
function hideEmpty(how) {
  for (const table of tables) {
    if (how !== "type") continue;
    const some = Boolean(table.querySelector("tbody tr:not(.cefu-gone)"));
    table.classList.toggle("cefu-gone", !some);
    for (const head of heads.get(table) ?? []) head.classList.toggle("cefu-gone", !some);
  }
  for (const head of flat?.querySelectorAll(".cefu-group") ?? []) {
    let next = head.nextElementSibling;
    while (next && !next.matches(".cefu-group") && next.matches(".cefu-gone")) next = next.nextElementSibling;
    head.classList.toggle("cefu-gone", !next || next.matches(".cefu-group"));
  }
}

let arranged = "type -1";

function update() {
  const data = new FormData(form);
  const words = String(data.get("q") ?? "").trim(), how = String(data.get("sort"));
  const nth = reports.indexOf(String(data.get("report") || "-"));
  if (arranged !== `${how} ${nth}`) {
    arrange(how, nth);
    arranged = `${how} ${nth}`;
  }
  const wanted = key(words);
  let shown = 0;
  for (const row of rows) {
    const names = row.dataset.key ?? "";
    const fits = (!wanted || names.includes(wanted)) && (nth < 0 || count(row, nth) > 0);
    row.classList.toggle("cefu-gone", !fits);
    shown += Number(fits);
  }
  hideEmpty(how);
  nobody.hidden = shown > 0;
  status.textContent = (say.shown ?? "").replace("{shown}", String(shown));
  const values = new URLSearchParams();
  if (words) values.set("q", words);
  if (how !== "type") values.set("sort", how);
  if (nth >= 0) values.set("report", reports[nth]);
  remember(values);
}

const asked = new URLSearchParams(location.search);
for (const name of ["q", "sort", "report"]) {
  const field = form.elements.namedItem(name), value = asked.get(name);
  if (!value) continue;
  if (field instanceof HTMLInputElement) field.value = value;
  if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
}
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const first = rows.find((row) => !row.classList.contains("cefu-gone") && row.offsetParent);
  /** @type {HTMLAnchorElement | null | undefined} */ (first?.querySelector("a"))?.click();
});
form.addEventListener("input", afterTyping(update));
update();
