"""From the characters of an extracted text to a report's tree.

In: the decoded text of a source and a keeper's hints.  Out: sections, blocks, notes and
the ledger that accounts for every character.  In order: ``lines`` are read, ``furniture``
and ``notes`` lifted out, the rest cut into ``blocks`` and assembled; ``wording`` tells what
words and numbers at the head of a line mean.  May import: ``text``, ``model``.
"""

from cefu.structure.normalise import Normalised, normalise

__all__ = ["Normalised", "normalise"]
