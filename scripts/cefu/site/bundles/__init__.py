"""Scripts and style sheets as readers get them: the theme's modules joined into few files.

In: the theme's sources and the tables of `served`.  Out: files by path.
"""
