"""Publishing: what has changed, the build in a process of its own, and what git is told.

In: the archive as it is read now, the site as it was built last.  Out: the differences as values
for a page to say in words; a built site; a commit, if the keeper asks for one.
"""
