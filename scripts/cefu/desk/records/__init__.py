"""The record of a report as a form: what the sidecar says, what the text prints, what is missing.

In: a report of the archive and the text of its sidecar.  Out: the fields of a form, and the
sidecar with what the keeper changed and nothing else.
"""
