"""For programs that follow or visit the site: the Atom feed, and what stands at its gates."""
