"""The pages beside the texts: home, reports, search, data, moved addresses."""
