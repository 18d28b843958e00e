"""All reports as one archive, and its catalogue.

In: the ``sources/`` folder.  Out: ``Archive``: reports with permanent anchors, mentions,
statements, and what is to be written back.  May import every room but ``outputs``,
``site``, ``desk`` and ``cli``.
"""
