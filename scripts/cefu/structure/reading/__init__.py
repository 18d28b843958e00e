"""The reading: what each line is, weighed from what its features say.

In: the lines of a document's body and the facts about them (``views``).  ``features`` ask each
line small questions, ``columns`` line the answers up, ``weights`` say how much each counts for
which of the ``labels``, and ``chain`` finds the best reading of the whole.
"""
