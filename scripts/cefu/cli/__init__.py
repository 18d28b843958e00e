"""The command ``cefu``: one function a subcommand.

In: the words of a command line.  Out: what the other rooms do, told in plain words, and an exit
code.  May import every room.
"""

from cefu.cli.commands import main, preprocess

__all__ = ["main", "preprocess"]
