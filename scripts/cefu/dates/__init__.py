"""Dated statements: every date expression of a text, found, resolved to EDTF, classified.

In: the blocks of one report.  Out: ``Statement`` values.  ``zh/`` has the grammar of
Chinese dates; the rest knows no language.  May import: ``text``, ``model``.
"""

from cefu.dates.statements import find_statements, year_of_writing

__all__ = ["find_statements", "year_of_writing"]
