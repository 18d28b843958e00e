"""The page of a report: its text, record, citations, who and when, and its ledger."""
