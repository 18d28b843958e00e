"""Scripts and style sheets as readers get them: the theme's modules joined into few files.

In: the theme's sources and `outputs.html.page_assets`.  Out: files by path.
"""
