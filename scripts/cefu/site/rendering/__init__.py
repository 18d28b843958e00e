"""Rendering: a page's Markdown becomes the file that readers get.

In: Markdown with front matter, the renderer's settings.  Out: finished HTML.
May import the rest of ``site`` but ``build``; pages are independent of each other, so
they may be rendered in any order and in any process.
"""
