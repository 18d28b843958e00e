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

let narrowed = false, here = "";

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

button.addEventListener("click", () => {
  narrowed = !narrowed;
  here = section();
  show();
});

let waiting = false;
addEventListener("scroll", () => {
  if (!narrowed || !details.open || waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const now = section();
    if (now === here) return;
    here = now;
    show();
  });
}, { passive: true });
