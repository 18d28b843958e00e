"""The keeper's desk: a local page on which an archive is kept, and what it writes.

In: an archive's folder, and what a keeper decides in a browser on the same machine.  Out: the
plain files of ``sources/`` with each decision in its place, comments and order kept.
May import: every room but ``cli``.
"""
