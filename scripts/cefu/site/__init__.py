"""The build: from an archive's folder to the finished site in it.

In: a project folder.  Out: ``docs/`` for the renderer, ``site/``, the lock and the
checksums, all moved into place only when everything has succeeded.  May import every room
but ``cli`` and ``desk``.
"""
