"""From the characters of an extracted text to a report's tree.

In: the decoded text of a source, its lines where the document knows them, and a keeper's hints.
Out: sections, blocks, notes and the ledger that accounts for every character.  In order:
``lines`` are read; the grammars of ``furniture`` and ``notes`` give verdicts, by which and by
other features ``reading`` weighs what stands beside the text (``sides``; ``bare`` bounds it where
places are not known) and what the rest is; ``blocks`` are assembled.  ``wording`` tells what
words and numbers at the head of a line mean.
May import: ``text``, ``model``.
"""

from cefu.structure.normalise import Normalised, normalise

__all__ = ["Normalised", "normalise"]
