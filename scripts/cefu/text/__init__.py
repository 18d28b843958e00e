"""Characters and words, whatever they stand in: folding, script conversion, numerals.

In: strings.  Out: strings and keys, and positions in them.  The lexicons are data in
``lexicons/``.  May import: nothing of ``cefu``.
"""
