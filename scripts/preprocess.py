"""Write the archive's Markdown pages and data, for a renderer to be called by hand:

    python scripts/preprocess.py [DIR] && mkdocs build

The same as ``cefu preprocess``.
"""

from cefu.cli.commands import preprocess

if __name__ == "__main__":
    preprocess()
