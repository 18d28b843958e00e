"""What the doctests of the package may say without importing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cefu.structure.reading.features import examples

#: The names of ``structure/reading/features/examples.py`` for the examples of features.
NAMES = ("FULL", "answers", "family", "printed", "typeset", "view_of")


@pytest.fixture(autouse=True)
def examples_of_features(doctest_namespace: dict[str, Any]) -> Iterator[None]:
    """Small documents and what a feature says of their lines; gone again afterwards, as the
    namespace is that of all doctests and hides names of theirs."""
    doctest_namespace.update({name: getattr(examples, name) for name in NAMES})
    yield
    for name in NAMES:
        del doctest_namespace[name]
