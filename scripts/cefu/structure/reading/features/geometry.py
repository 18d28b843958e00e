"""What a document with geometry tells: sizes, weights, places on the page."""
