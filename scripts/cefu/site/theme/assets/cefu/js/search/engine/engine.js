// The search engine, once for all that use it: the search itself, what helps it when
// needed, and the marks on pages.
import { openIndex } from "../index/index.js";
import { SITE } from "../../common/site.js";

import { loose, stems, stemsOf } from "./english.js";
import { SearchError } from "../index/index.js";
import { containing, named, segment, union } from "./names.js";
import { otherNumbers } from "./numbers.js";
import { makePlan } from "./plan.js";
import { parse, unbracketed } from "./query.js";
import { collect, having, inSimplified, nameIn, nearly, perReport, reportOf, simplified } from "./rank.js";
import { apart, hitsIn, occurrences } from "./text.js";
import { LIMIT, look } from "./verify.js";

export {
  apart, collect, containing, having, hitsIn, inSimplified, LIMIT, look, loose, makePlan, named, nameIn, nearly, occurrences, otherNumbers, parse,
  perReport, reportOf, SearchError, segment, simplified, stems, stemsOf, unbracketed, union,
};

const INDEX = new URL("assets/cefu/index/start.bin", SITE);

/** @type {Promise<import("./types.js").Index> | undefined} */
let opened;

/** The index, opened once; `fresh` opens it anew, as after a new build. */
export function open(fresh = false) {
  if (opened && !fresh) return opened;
  const attempt = openIndex(INDEX, fresh ? "reload" : "default");
  attempt.catch(() => {
    if (opened === attempt) opened = undefined;
  });
  opened = attempt;
  return attempt;
}
