"""Footnotes and endnotes: lifted from the text and tied to their references."""
