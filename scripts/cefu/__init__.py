"""Cefu (策府): a static research-archive generator for Chinese policy briefs.

The rooms, in the order in which things happen: see ``ARCHITECTURE.md``.
"""

#: The one place that tells the version; ``pyproject.toml`` and ``cefu --version`` read it.
__version__ = "0.2.0"
