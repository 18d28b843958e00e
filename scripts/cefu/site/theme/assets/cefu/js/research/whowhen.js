// @ts-check
// Who and when: the lists beside a report, narrowed to the section being read.

const aside = /** @type {HTMLElement} */ (document.getElementById("whowhen"));
const details = /** @type {HTMLDetailsElement} */ (aside.querySelector("details"));
const actors = [...aside.querySelectorAll("[data-in]")].map((node) => {
  const item = /** @type {HTMLElement} */ (node);
  const count = /** @type {HTMLAnchorElement} */ (item.querySelector(".cefu-who-count"));
  const places = new Map((item.dataset.in ?? "").split(" ").map((one) => {
    const [section, block, times] = one.split(":");
    return [section, { block, times: Number(times) }];
  }));
  return { item, count, places, whole: { href: count.getAttribute("href") ?? "", text: count.textContent } };
});
const dated = [...aside.querySelectorAll("section[data-section]")];
const kinds = [...aside.querySelectorAll(".cefu-who h3")];
const lists = kinds.map((kind) => kind.nextElementSibling);
const heads = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id^=s]")];

const button = document.createElement("button");
button.type = "button";
button.setAttribute("aria-pressed", "false");
button.textContent = aside.dataset.section ?? "";
const label = document.createElement("span");
label.className = "cefu-whowhen-here";
const line = document.createElement("p");
line.append(button, " ", label);
details.querySelector("summary")?.after(line);

let narrowed = false, here = "", near = true;

/** The section whose heading was passed last. */
function section() {
  const edge = window.innerHeight / 3;
  return heads.filter((head) => head.getBoundingClientRect().top < edge).at(-1)?.id ?? "s0";
}

function show() {
  for (const { item, count, places, whole } of actors) {
    const at = narrowed ? places.get(here) : undefined;
    item.hidden = narrowed && !at;
    count.setAttribute("href", at ? `#${at.block}` : whole.href);
    count.textContent = at ? String(at.times) : whole.text;
  }
  kinds.forEach((kind, nth) => {
    const some = Boolean(lists[nth]?.querySelector("li:not([hidden])"));
    kind.toggleAttribute("hidden", !some);
    lists[nth]?.toggleAttribute("hidden", !some);
  });
  for (const one of dated) one.toggleAttribute("hidden", narrowed && one.getAttribute("data-section") !== here);
  button.setAttribute("aria-pressed", String(narrowed));
  button.textContent = (narrowed ? aside.dataset.whole : aside.dataset.section) ?? "";
  const head = document.getElementById(here)?.cloneNode(true);
  if (head instanceof HTMLElement) for (const extra of head.querySelectorAll("a.headerlink, sup, button")) extra.remove();
  label.textContent = narrowed ? head?.textContent?.trim() ?? "" : "";
}

/** @param {boolean} wanted */
function narrow(wanted) {
  narrowed = wanted;
  here = section();
  show();
}

button.addEventListener("click", () => narrow(!narrowed));

// Further down the lists are a drawer, one button away.
const handle = document.createElement("button");
handle.type = "button";
handle.className = "cefu-whowhen-handle";
handle.textContent = aside.dataset.open ?? "";
handle.setAttribute("aria-expanded", "false");
handle.setAttribute("aria-controls", aside.id);
handle.hidden = true;
const wide = matchMedia("(min-width: 60em)");
/** Above the contents where they stand beside the text, else in the head: nowhere over the text. */
const settle = () => {
  const beside = document.querySelector(".md-sidebar--secondary .md-sidebar__inner");
  if (wide.matches && beside) beside.prepend(handle);
  else (document.querySelector(".cefu-here") ?? aside).append(handle);
};
settle();
wide.addEventListener("change", settle);
const closer = document.createElement("button");
closer.type = "button";
closer.className = "cefu-whowhen-close";
closer.textContent = aside.dataset.close ?? "";
line.append(closer);
let wasOpen = details.open;
/** Keeps the text where it is while the lists are out of it. */
const gap = document.createElement("div");

/** @param {boolean} wanted */
function drawer(wanted) {
  const is = aside.classList.contains("cefu-whowhen--drawer");
  if (is === wanted) return;
  if (wanted) {
    wasOpen = details.open;
    gap.style.height = getComputedStyle(aside).position === "absolute" ? "0" : `${aside.offsetHeight}px`;
    aside.before(gap);
  } else gap.remove();
  aside.classList.toggle("cefu-whowhen--drawer", wanted);
  details.open = wanted || wasOpen;
  handle.setAttribute("aria-expanded", String(wanted));
  handle.hidden = wanted || near;
  if (wanted) {
    narrow(true);
    button.focus({ preventScroll: true });
  } else if (!handle.hidden) handle.focus({ preventScroll: true });
}

handle.addEventListener("click", () => drawer(true));
closer.addEventListener("click", () => drawer(false));
aside.addEventListener("keydown", (event) => {
  if (event.key === "Escape") drawer(false);
});
// On a phone the drawer covers the text that its links lead to.
aside.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
  if (link && matchMedia("(max-width: 44.9375em)").matches) drawer(false);
});

let waiting = false;

function scrolled() {
  waiting = false;
  if (!aside.classList.contains("cefu-whowhen--drawer")) {
    near = aside.getBoundingClientRect().bottom > 0;
    handle.hidden = near;
  }
  const now = section();
  if (!narrowed || !details.open || now === here) return;
  here = now;
  show();
}

addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(scrolled);
}, { passive: true });
scrolled();

export {};
