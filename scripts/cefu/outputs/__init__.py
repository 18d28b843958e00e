"""Everything an archive is turned into, as bytes by path: pages, search index, citations,
data, feeds, calendar.

In: an ``Archive``, a language, the site's address.  Out: ``{path: bytes}``; nothing is
written here.  May import: ``archive`` and what is below it.
"""
