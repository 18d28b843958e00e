"""Tables of a PDF page: ruled all round, ruled between rows only, and over several pages."""
