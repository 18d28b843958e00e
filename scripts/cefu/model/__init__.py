"""The nouns: plain frozen dataclasses that the other rooms hand to each other.

In: nothing.  Out: documents, records, annotations, dates, errors, languages, text with origins.
May import: nothing of ``cefu``.

All offsets are counted in code points.  A *source offset* counts in the decoded text
of the source; a *block offset* counts in ``Block.text``.
"""
