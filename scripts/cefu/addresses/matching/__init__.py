"""Which text of today is which published text.

In: what the lock remembers, and the texts of today.  Out: for each published
anchor the text that keeps it, or the one it went into, and how sure that is.
"""
