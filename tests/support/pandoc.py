"""Pandoc, which reads BibTeX and RIS as programs made elsewhere do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypandoc


def convert(text: str, source: str, target: str) -> str:
    """``text`` from one of pandoc's formats to another (``bibtex`` to ``csljson``)."""
    program = Path(pypandoc.__file__).parent / "files" / "pandoc"
    done = subprocess.run(
        [program, f"--from={source}", f"--to={target}"],
        input=text.encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    return done.stdout.decode()
