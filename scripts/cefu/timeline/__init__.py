"""Dated statements of all reports: linked to actors and events, ordered, compared.

In: reports, authority records, mentions.  Out: statements with actors and event, years
and clusters, disagreements.  May import: ``dates``, ``names``, ``text``, ``model``.
"""
