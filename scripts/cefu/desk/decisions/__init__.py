"""What a keeper decides: each decision a function from the text of a plain file to its new text.

In: the texts of files as they are.  Out: `Decision`, the texts as they are to be, which
`journal.keep` writes if nobody has changed the files meanwhile, and `journal.undo` takes back.
"""
