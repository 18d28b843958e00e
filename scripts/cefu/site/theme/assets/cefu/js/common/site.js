/**
 * Where these scripts lie.  The scripts of every language stand in its own folder;
 * the index is there once, beside those of the site's root.  The build writes
 * another `SITE` for the folders below.
 */

/** The site's root, where the original language is. */
export const SITE = new URL("../../", import.meta.url);

/**
 * The root of a language.
 * @param {string} lang
 */
export const homeOf = (lang) => (lang === "zh-Hant" ? SITE : new URL(`${lang}/`, SITE));
