// @ts-check
// A reader whose browser prefers another of the page's languages is told of it once,
// in that language; nothing is changed for them.
import { keep, kept } from "../common/kept.js";
import { choose, here } from "./switch.js";

/**
 * The site's language for a browser's tag: Chinese by script, else by region.
 * @param {string} tag
 */
export function siteLanguage(tag) {
  const locale = new Intl.Locale(tag).maximize();
  return locale.language === "zh" ? `zh-${locale.script}` : locale.language;
}

/**
 * The language to offer, "" for none.
 * @param {string} page the page's language
 * @param {readonly string[]} preferred the browser's tags, the best first
 * @param {readonly string[]} available the languages the page exists in
 * @param {string | null} chosen what the reader chose by the switch
 */
export function offered(page, preferred, available, chosen) {
  if (chosen) return chosen !== page && available.includes(chosen) ? chosen : "";
  for (const tag of preferred) {
    const lang = known(tag);
    if (lang === page) return "";
    if (available.includes(lang)) return lang;
  }
  return "";
}

/** @param {string} tag */
function known(tag) {
  try {
    return siteLanguage(tag);
  } catch {
    return ""; // no language tag
  }
}

/** @param {HTMLDetailsElement} menu */
export function startOffer(menu) {
  // Who comes from a search is told another time: the foot of the window has the hits.
  if (kept("offer") === "off" || /[?&](q|hit|word)=/.test(location.search)) return;
  const links = /** @type {HTMLAnchorElement[]} */ ([...menu.querySelectorAll("a[hreflang]")]);
  const lang = offered(
    document.documentElement.lang,
    navigator.languages,
    links.map((link) => link.hreflang),
    kept("language"),
  );
  const link = links.find((each) => each.hreflang === lang);
  if (link?.dataset.offer) show(link);
}

/** @param {HTMLAnchorElement} link */
function show(link) {
  const bar = document.createElement("aside");
  bar.className = "cefu-offer";
  bar.lang = link.hreflang;
  bar.setAttribute("aria-label", link.textContent ?? "");
  const go = document.createElement("a");
  go.href = link.href;
  go.hreflang = link.hreflang;
  go.textContent = link.dataset.offerGo ?? "";
  go.addEventListener("click", () => {
    go.href = link.href.split(/[?#]/)[0] + location.search + here();
    choose(link);
  });
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = link.dataset.offerClose ?? "";
  close.addEventListener("click", () => {
    keep("offer", "off");
    bar.remove();
  });
  bar.append(`${link.dataset.offer} `, go, close);
  document.body.append(bar);
}
