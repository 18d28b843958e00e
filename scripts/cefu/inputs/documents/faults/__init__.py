"""What is wrong with a text as received: characters that stand for none, lost layout.

In: the text of a document and its lines.  Out: ``Fault``s, which are told and mend nothing.
May import: ``model``, ``text``.
"""
