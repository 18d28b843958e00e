// @ts-check
// The reading room's scripts: each module does one thing and needs none of the others.
import { startFolds } from "../common/folds.js";
import { startTop } from "../common/top.js";
import { startCards } from "./cards.js";
import { startContents } from "./contents.js";
import { startCopy } from "./copy.js";
import { startDrops } from "./drops.js";
import { startLanguages } from "../languages/start.js";
import { startNotes } from "./notes.js";
import { startPlace } from "./place.js";
import { startPrint } from "./paper.js";
import { startProgress } from "./progress.js";
import { startSections } from "./sections.js";
import { startSettings } from "./settings.js";

startSettings();
startDrops();
startFolds();
startLanguages();
startNotes();
startCopy();
startCards();
startProgress();
startSections();
startContents();
startTop();
startPlace();
startPrint();

// What only some pages have is fetched only there.
if (document.querySelector("[data-cefu-search]")) import("../search/page/box.js");
if (document.getElementById("cefu-search")) import("../search/page/page.js");
if (document.getElementById("cefu-actors-filter")) import("../research/actors.js");
if (document.getElementById("cefu-timeline-filter")) import("../research/timeline.js");
if (document.getElementById("cefu-timeline-years")) import("../research/timeline-places.js");
if (document.getElementById("cefu-drawn")) import("../pictures/drawn.js");
if (document.getElementById("cefu-network")) import("../pictures/network.js");
if (document.getElementById("cefu-words")) import("../pictures/words.js");
if (document.getElementById("whowhen")) import("../research/whowhen.js");
if (document.querySelector("form.cefu-find")) import("./find.js");
if (document.querySelector("a.cefu-page")) import("./facsimile.js");
if (document.getElementById("cite")) import("../citing/cite.js");
if (document.getElementById("cefu-compare")) import("../compare/page.js");
if (document.getElementById("cefu-notebook")) import("../notebook/page.js");
if (document.querySelector("li.cefu-saying, .cefu-kwic, .cefu-names")) import("../notebook/marks.js");
// Elsewhere than on a report, `q` is what a page's own filter is set to.
const asked = document.querySelector(".cefu-sheet") ? /[?&](q|hit|word)=/ : /[?&](hit|word)=/;
if (asked.test(location.search)) import("./hits.js");
