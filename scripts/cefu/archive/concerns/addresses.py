"""What concerns published addresses."""

from __future__ import annotations

from collections.abc import Iterator

from cefu.archive.concerns.concern import Concern, Setting
from cefu.archive.reading import Archive


def lock_behind(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Addresses that a build would publish and the lock on disk does not hold."""
    if not setting.lock_is_current:
        yield Concern("lock-behind", "lock_behind", "sources/anchors/", "lock_behind_remedy")


def addresses_to_confirm(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Published addresses whose text changed, moved or went, and gists that fit no more."""
    for change in archive.changes:
        place, _, problem = change.partition(": ")
        yield Concern("address", "as_told", place, "address_remedy", {"said": problem})
