"""The command ``cefu``.  May import every room."""

from cefu.cli.commands import main, preprocess

__all__ = ["main", "preprocess"]
