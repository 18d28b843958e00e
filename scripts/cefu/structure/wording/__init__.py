"""What the words and numbers of a line tell: numbering, headwords, labels, names of agents."""
