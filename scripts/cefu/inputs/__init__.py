"""What a keeper puts into ``sources/``, read and checked.

In: files.  Out: source texts, sidecars, authority records, gists and translations as
dataclasses.  Raises ``CefuError`` with file, line and remedy for what cannot be right.
May import: ``text``, ``model``.
"""
