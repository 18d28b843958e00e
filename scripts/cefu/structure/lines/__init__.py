"""Physical lines, the measures of a document's layout, and how lines join."""
