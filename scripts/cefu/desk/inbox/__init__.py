"""Documents on their way into an archive: kept aside, looked at, compared, and taken in.

In: bytes with the name of a file.  Out: what each document says of itself and which report it
may be; on the keeper's word, the files that ``cefu add`` would write.
"""
