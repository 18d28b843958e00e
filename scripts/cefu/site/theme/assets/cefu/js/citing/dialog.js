// @ts-check
// A passage cited in every style.
import { make } from "../common/elements.js";

/** @typedef {import("./cite.js").Desk} Desk */
/** @typedef {import("./text.js").Passage} Passage */

/**
 * @param {Desk} desk
 * @param {Passage} passage
 */
export function openDialog(desk, passage) {
  const { words, styles } = desk;
  const back = document.activeElement;
  const last = desk.style();
  const quotation = desk.quotation(passage);
  const status = make("p", { class: "cefu-cite-status", role: "status" });
  const quote = make("blockquote", { class: "cefu-cite-quote", ...(passage.lang && { lang: passage.lang }) }, quotation);

  /**
   * @param {string} name
   */
  const copyStyle = (name) => {
    desk.use(name);
    const before = quotation && `${quotation}\n`;
    const done = words.copied_style.replace("{style}", styles[name].name);
    return desk.copy(before + desk.text(name, passage), done, (said) => { status.textContent = said; }, name, before.length);
  };
  const rows = Object.entries(styles).map(([name, style]) => {
    const label = make("span", { class: "cefu-cite-name", id: `cite-dialog-name-${name}` }, style.name);
    if (name === last && desk.used()) label.append(" ", make("small", {}, words.last_used));
    const text = make("p", { class: "cefu-citation", id: `cite-dialog-${name}`, lang: style.lang }, desk.text(name, passage));
    const button = make("button", { type: "button", class: "cefu-copy", "aria-describedby": label.id }, words.copy);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      copyStyle(name);
    });
    return make("div", { class: "cefu-cite-style", "data-style": name }, label, text, button);
  });
  const address = desk.link(passage);
  const copyLink = make("button", { type: "button", class: "cefu-copy", "aria-describedby": "cite-dialog-link-name" }, words.copy);
  copyLink.addEventListener("click", (event) => {
    event.preventDefault();
    desk.copy(address, words.copied_link, (said) => { status.textContent = said; });
  });
  const key = make("input", { type: "checkbox" });
  key.checked = desk.keyOn();
  key.addEventListener("change", () => desk.setKey(key.checked));
  const shut = make("button", { type: "button", class: "cefu-cite-close" }, words.close);

  const where = passage.page ? words.on_page.replace("{label}", passage.page) : "";
  const dialog = make("dialog", { class: "cefu-cite-dialog", "aria-labelledby": "cite-dialog-title" },
    make("h2", { id: "cite-dialog-title" }, words.dialog.replace("{what}", passage.quote ? words.selected : passage.label),
      ...(where ? [" ", make("small", {}, where)] : [])),
    ...(quotation ? [quote] : []),
    ...rows,
    make("div", { class: "cefu-cite-style" },
      make("span", { class: "cefu-cite-name", id: "cite-dialog-link-name" }, words.link),
      make("p", { class: "cefu-citation" }, make("a", { href: address }, address)), copyLink),
    make("label", { class: "cefu-cite-key" }, key, " ", words.key_switch),
    make("p", { class: "cefu-cite-hint" }, words.key_hint),
    make("div", { class: "cefu-cite-foot" }, status, shut));

  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the shade around it
  });
  dialog.querySelector("a")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "c" || event.ctrlKey || event.metaKey || event.altKey || !desk.keyOn()) return;
    event.preventDefault();
    copyStyle(desk.style());
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  });
  (document.querySelector(".md-content article") ?? document.body).append(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector(`[data-style="${last}"] .cefu-copy`))?.focus();
}
