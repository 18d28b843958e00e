// @ts-check
// Pictures of the pages: a page mark opens that of its page beside the text, on a phone over
// it, with the line that the mark stands before marked.  Without this script it is a link.
import { plain } from "./copy.js";
import { make } from "../common/elements.js";
import { say } from "../common/words.js";

const BESIDE = matchMedia("screen and (min-width: 60em)");
/** The marked line is shown this far down, of the height that is seen. */
const EYE = 0.3;

const marks = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("article a.cefu-page")]);
/** @type {number} which of them is open */
let shown = -1;

const title = make("h2", { id: "cefu-facsimile-title" });
const leaf = make("a", { class: "cefu-leaf" });
const desk = make("div", { class: "cefu-leaf-desk", role: "region", tabindex: "0", "aria-label": say("facsimile_title") }, leaf);
const [before, after, shut] = [
  make("button", { type: "button", "aria-label": say("facsimile_previous"), onclick: () => turn(-1) }, "‹"),
  make("button", { type: "button", "aria-label": say("facsimile_next"), onclick: () => turn(1) }, "›"),
  make("button", { type: "button", class: "cefu-leaf-close", onclick: () => dialog.close() }, say("facsimile_close")),
];
const dialog = make("dialog", { class: "cefu-facsimile", "aria-labelledby": title.id },
  make("div", { class: "cefu-leaf-head" }, title, before, after, shut), desk);
document.body.append(dialog);

for (const [at, mark] of marks.entries()) {
  mark.setAttribute("aria-haspopup", "dialog");
  mark.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    open(at);
  });
}
dialog.addEventListener("close", () => {
  document.documentElement.classList.remove("cefu-beside");
  marks[shown]?.scrollIntoView({ block: "center" });
  marks[shown]?.focus({ preventScroll: true });
  show(-1);
});
document.addEventListener("keydown", (event) => {
  if (!dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") dialog.close();
  else if (dialog.contains(document.activeElement) && event.key === "ArrowLeft") turn(-1);
  else if (dialog.contains(document.activeElement) && event.key === "ArrowRight") turn(1);
  else return;
  event.preventDefault();
});

/** @param {number} at */
function open(at) {
  if (!dialog.open) {
    if (BESIDE.matches) dialog.show();
    else dialog.showModal();
  }
  document.documentElement.classList.toggle("cefu-beside", BESIDE.matches);
  // Below the head of the page, which stays of use.
  const head = BESIDE.matches ? document.querySelector("header")?.getBoundingClientRect().bottom : 0;
  dialog.style.top = Math.max(0, head ?? 0) + "px";
  show(at);
  if (BESIDE.matches) marks[at].scrollIntoView({ block: "center" }); // lines have become shorter
  shut.focus({ preventScroll: true });
}

/**
 * Go on to another page; the text goes along.
 * @param {number} by
 */
function turn(by) {
  if (!marks[shown + by]) return;
  show(shown + by);
  marks[shown].scrollIntoView({ block: "center" });
}

/**
 * Show the page of a mark; none for -1.
 * @param {number} at
 */
function show(at) {
  marks[shown]?.classList.remove("cefu-lit");
  shown = at;
  const mark = marks[at];
  if (!mark) return;
  mark.classList.add("cefu-lit");
  const page = say("facsimile_page", { label: mark.dataset.label ?? "" });
  title.textContent = page;
  leaf.href = mark.href;
  const { width, height } = mark.dataset;
  leaf.replaceChildren(make("img", { src: mark.href, width, height, alt: say("facsimile_title") + ": " + page }));
  before.disabled = !marks[at - 1];
  after.disabled = !marks[at + 1];
  const [left, top, across, down] = (mark.dataset.line ?? "").split(" ");
  desk.scrollTo(0, 0);
  if (!down) return;
  const line = make("span", { class: "cefu-leaf-line" });
  Object.assign(line.style, { left: left + "%", top: top + "%", width: across + "%", height: down + "%" });
  leaf.append(line);
  desk.scrollTo(0, line.offsetTop - desk.clientHeight * EYE);
}
