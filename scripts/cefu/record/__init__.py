"""The bibliographic record as a text prints it: title, authors, imprint, keywords.

In: the normalised text.  Out: a ``Record`` in which every inferred value has its reason.
May import: ``dates``, ``structure``, ``text``, ``model``.
"""
