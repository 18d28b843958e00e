"""What is served: every script and every style sheet, and of what it is made.

Sources lie by feature in ``theme/assets/cefu/js`` and ``css``; readers get few files,
all in ``assets/cefu/``.  ``cefu.css`` and ``cefu.js`` are loaded by every page; the script
fetches the rest where a page has use for them.
"""

from __future__ import annotations

#: Served script: its module.  Only these have a state of their own; what they import
#: besides lies within them.
SCRIPTS = {
    # Every page.
    "cefu.js": "reading/start.js",
    "words.js": "common/words.js",
    # Search: the public module, the engine behind it, what it asks for help when needed.
    "search.js": "search/search.js",
    "search-engine.js": "search/engine/engine.js",
    "search-cut.js": "search/help/cut.js",
    "search-described.js": "search/help/described.js",
    "search-related.js": "search/help/related.js",
    "search-facets.js": "search/help/facets.js",
    "search-kwic.js": "search/help/kwic.js",
    "search-suggest.js": "search/help/suggest.js",
    "search-take.js": "search/help/take.js",
    # Search as readers see it: the field in the head, the page, and what they share.
    "search-box.js": "search/page/box.js",
    "search-page.js": "search/page/page.js",
    "search-view.js": "search/page/view.js",
    "strings.js": "common/strings.js",
    # Pages of a report.
    "cite.js": "citing/cite.js",
    "find.js": "reading/find.js",
    "hits.js": "reading/hits.js",
    "facsimile.js": "reading/facsimile.js",
    "whowhen.js": "research/whowhen.js",
    # Reports side by side.
    "compare.js": "compare/page.js",
    # The reader's notebook: its page, and the buttons elsewhere.
    "notebook.js": "notebook/page.js",
    "notebook-marks.js": "notebook/marks.js",
    "notebook-store.js": "notebook/store.js",
    # Names and dates.
    "actors.js": "research/actors.js",
    "timeline.js": "research/timeline.js",
    "timeline-places.js": "research/timeline-places.js",
    "filter.js": "common/filter.js",
    # Pictures.
    "drawn.js": "pictures/drawn.js",
    "network.js": "pictures/network.js",
    "words-over-time.js": "pictures/words.js",
}

#: Served style sheet: the sheets it is made of, in this order.
STYLES = {
    "cefu.css": (
        "common/palette.css",
        "common/type.css",
        "common/layout.css",
        "common/header.css",
        "reading/report.css",
        "reading/notes.css",
        "reading/summary.css",
        "common/lists.css",
        "reading/print.css",
        "search/search.css",
        "reading/find.css",
        "research/lists.css",
        "research/filters.css",
        "research/timeline.css",
        "research/actors.css",
        "research/actor.css",
        "research/whowhen.css",
        "research/network.css",
        "research/phone.css",
        "citing/cite.css",
        "notebook/keep.css",
        "languages/languages.css",
    ),
    # Pages of pictures; they name it in their front matter.
    "pictures.css": ("pictures/pictures.css",),
    # Loaded by their own page only.
    "search-lines.css": ("search/lines.css",),
    "versions.css": ("reading/versions.css",),
    "facsimile.css": ("reading/facsimile.css",),
    "notebook.css": ("notebook/notebook.css",),
    "compare.css": ("notebook/compare.css",),
    # The page for addresses that lead nowhere.
    "lost.css": ("common/palette.css", "common/type.css", "common/lost.css"),
}
