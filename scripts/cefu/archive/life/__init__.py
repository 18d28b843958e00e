"""Life of a report: another id, a better text, a newer report in its place, its text taken back.

In: the files in ``sources/`` as they are.  Out: a `Plan`, what they are to hold and be named, in
words too; whoever asked writes it.  Nothing is written here.
"""
