"""Pages as Markdown with finished HTML in it, and the markup they are made of."""
