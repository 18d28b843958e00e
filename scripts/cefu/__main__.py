"""``python -m cefu`` is the command ``cefu``."""

from cefu.cli import main

main(prog_name="cefu")
