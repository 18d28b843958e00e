// What the parts of the search engine hand to each other.  Types only.

/**
 * @typedef {Record<string, string>} Names by language
 * @typedef {import("../../common/fold.js").Folded} Folded
 *
 * @typedef {object} Manifest what the index says of itself
 * @property {number} format
 * @property {number} passages
 * @property {number} reports
 * @property {number[]} grams shards of grams of one, two and three characters
 * @property {number} names shards of names
 * @property {number} words shards of English stems
 * @property {number} perChunk passages in a file of texts
 * @property {number} perTitles titles in a file
 * @property {number[]} [dates] months of which statements are told, as 201806
 * @property {number} few a pair in more passages than this is common
 *
 * @typedef {object} Core what every search needs
 * @property {Manifest} manifest
 * @property {Map<string, string>} han every Han variant and its canonical form
 * @property {Uint32Array} first the first passage of every report, and the number of all
 * @property {Map<string, string>} script canonical form and how it is written in Simplified
 * @property {string[]} alphabet the characters of the texts, by how often they occur
 * @property {Uint8Array} sieve a Bloom filter of how names begin
 * @property {Uint8Array} versions what stands in the names of all other files
 *
 * @typedef {object} Form a way in which a name is written
 * @property {string} shown
 * @property {number} size passages that have it
 * @property {string} key folded
 * @property {string[]} notIn strings in which it does not count
 *
 * @typedef {object} AuthorityRecord
 * @property {string} id
 * @property {Names} names
 * @property {string} url '' without a page
 * @property {Form[]} forms
 * @property {string} described in English
 * @property {Uint8Array} entry the posting list of all forms
 *
 * @typedef {Pick<AuthorityRecord, "id" | "names" | "url" | "entry">} Actor
 *
 * @typedef {object} Piece a text of a passage: a block, or what is said of it in English
 * @property {string} block
 * @property {string} type
 * @property {string} text
 * @property {string} lang
 * @property {(number | string)[]} simplified place, character … where its word decides on one
 * @property {Folded | null} folded when first needed
 *
 * @typedef {object} Row a passage
 * @property {{id: string, url: string, title: Names, date: string, publisher: Names}} report
 * @property {string} section
 * @property {string} url
 * @property {Names[]} path headings from the top
 * @property {Piece[]} pieces
 *
 * @typedef {object} Columns over all reports
 * @property {Names[]} publishers
 * @property {number[]} years
 * @property {number[]} days
 * @property {number[]} publisher number in `publishers`
 * @property {number[][]} author numbers in `authors`
 * @property {Names[]} authors
 *
 * @typedef {[record: number, elsewhere: number][]} Links records that a form names, and
 *   whether it occurs where it does not name them
 * @typedef {[first: number, last: number, moment: string, exact: number,
 *   told: [passage: number, block: string, words: string][]]} Dated a date that statements were
 *   resolved to, its days as 20180612, its place on the timeline, whether it is to the day
 * @typedef {{levels: Uint8Array, size: number}} Postings
 * @typedef {{levels: Uint8Array, sure: boolean}} Levels `sure` where that is certain
 *
 * @typedef {object} Index
 * @property {Manifest} manifest
 * @property {Core} core
 * @property {(text: string) => Folded} fold
 * @property {(text: string) => string} key
 * @property {(chars: string[]) => Promise<Uint8Array | undefined>} gram the entry of a gram
 *   of one to three characters
 * @property {(entry: Uint8Array | undefined) => Postings} postings
 * @property {(nth: number) => Promise<Row>} passage
 * @property {(text: string) => boolean} begins whether a name may begin so
 * @property {(char: string) => Promise<Record<string, Links>>} namesFrom by folded form
 * @property {(stem: string) => Promise<{levels: Uint8Array, records: number[]}>} word what is
 *   said in English with the word of this stem: passages, and the records in whose name or
 *   description it stands
 * @property {(nth: number) => Promise<AuthorityRecord>} record
 * @property {(month: number) => Promise<Dated[]>} dated
 * @property {() => Promise<Actor[]>} actors every record that readers can narrow by
 * @property {() => Promise<Columns>} reports
 * @property {() => Promise<number[]>} ids hashes of all reports' ids
 * @property {(nth: number) => Promise<[id: string, url: string, title: Names]>} title
 * @property {(text: string) => number} hash
 * @property {(char: string) => boolean} spaced
 *
 * @typedef {object} Pattern what is looked for in folded text
 * @property {string} key
 * @property {boolean} word at the edges of words only, where the script has any
 * @property {string[]} notIn strings in which it does not count
 * @property {Set<string>} [stems] instead of `key`: words of English, by their stems
 * @property {Map<string, Set<string>>} [dated] instead of `key`: words of dates, by the
 *   passage and the block in which they stand
 * @property {string} [shown]
 * @property {boolean} [typed] as the reader wrote it
 * @property {boolean} [seldom] looked for, but not at any cost
 *
 * @typedef {import("./query.js").Term} Term
 * @typedef {{text: string, key: string, record: AuthorityRecord}} Named a record named in a query
 *
 * @typedef {{text: string, anchor: string}} Day a date in a query, and its place on the timeline
 *
 * @typedef {object} Group of patterns one must occur
 * @property {string} text as typed
 * @property {Term[]} terms
 * @property {Pattern[]} patterns
 * @property {Uint8Array} levels by passage
 * @property {boolean} sure
 * @property {Named[]} named
 * @property {Day[]} days
 * @property {number} [size] passages that may have it
 *
 * @typedef {{id: string, names: Names, url: string, term: string}} NamedRecord
 *
 * @typedef {object} Plan
 * @property {boolean} variants
 * @property {Group[]} groups
 * @property {Group[]} not
 * @property {(NamedRecord & {forms: string[]})[]} shown
 * @property {NamedRecord[]} records
 * @property {Day[]} days
 *
 * @typedef {object} Collected what the index says of a plan
 * @property {number[]} found passages that may answer
 * @property {boolean} exact
 * @property {Float32Array} score by passage
 * @property {Uint8Array} matched how many groups each passage has, the filters kept
 * @property {Uint8Array} open the same without filters
 *
 * @typedef {"relevance" | "newest" | "oldest"} Sort
 * @typedef {Record<"report" | "section" | "year" | "period" | "publisher" | "author" | "actor", string[]>} Filters
 *   `section` is the first heading over a passage, `period` a year of which it tells dates
 *
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {boolean} [variants]
 * @property {boolean} [words]
 * @property {Sort} [sort]
 * @property {Partial<Filters>} [filters]
 * @property {string} [lang]
 * @property {URL} [root]
 * @property {boolean} [exact]
 * @property {AbortSignal} [signal]
 * @property {boolean} [parted] the query was taken apart already
 */

export {};
