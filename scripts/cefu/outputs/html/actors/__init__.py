"""The actor index, and the page of each authority record."""
