"""Blocks: where one begins, what type it is, and the tree they make."""
