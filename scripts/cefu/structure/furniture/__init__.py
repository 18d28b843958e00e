"""Furniture: running heads, page labels, tables of contents, and where pages begin."""
