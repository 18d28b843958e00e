"""Web pages: the words of the main part, the rest of the page told apart."""

from cefu.inputs.documents.html.reader import read_html

__all__ = ["read_html"]
