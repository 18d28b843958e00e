"""Pictures of a report: its figures, and its pages as received.

In: documents and blocks.  Out: blocks with their pictures, and the files of these.
"""
