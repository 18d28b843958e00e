"""Forms that outlive the site: each report, and the whole archive, as files of their own.

In: reports with their mentions and dated statements.  Out: ``{path: bytes}`` of TEI, EPUB,
plain text, Markdown and SQLite.  Each form is made from the model alone, so that two builds
of the same sources give the same bytes.
"""
