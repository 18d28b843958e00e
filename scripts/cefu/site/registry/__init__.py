"""Everything an archive is made into: the outputs in one list, in units made one by one.

In: the catalogue.  Out: units, each with the digest of what it is made of.
"""
