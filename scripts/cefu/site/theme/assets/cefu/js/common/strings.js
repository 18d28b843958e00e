/**
 * What search says.  The build writes the words of each language in the place of these none.
 * @type {Record<string, string>}
 */
export const search = {};
