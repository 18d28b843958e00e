"""Names in the texts: mentions of authority records, candidates, and who appears with whom.

In: reports and authority records.  Out: mentions with block offsets, suggestions,
companions, the register of all records.  May import: ``text``, ``model``.
"""
