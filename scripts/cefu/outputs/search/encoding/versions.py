"""Names by content: a changed text renames the few files that it touches, and no others.

A file's version stands in its name, so that it may be cached for ever.  To keep the list
of versions small enough for every reader to fetch, files share one by the hash of their
names: as many groups as files in a small archive, `MOST` in a large one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cefu.outputs.search.encoding.shards import spread

#: The most groups: two kilobytes in ``start.bin``.
MOST = 512
#: Bytes of a version.  A change leaves the version as it was once in four thousand million.
SIZE = 4


def versioned(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], bytes]:
    """``files`` as ``<name>-<version>.bin``, and the versions of all groups, end to end.

    >>> old, _ = versioned({"a": b"1", "f": b"2"})
    >>> new, _ = versioned({"a": b"1", "f": b"3"})
    >>> [name[0] for name in old if name in new]
    ['a']
    """
    count = group_count(len(files))
    told = [hashlib.sha256() for _ in range(count)]
    for name in sorted(files):
        group = told[spread(name) % count]
        group.update(f"{name}\0{len(files[name])}\0".encode())
        group.update(files[name])
    versions = [group.digest()[:SIZE] for group in told]
    named = {
        f"{name}-{versions[spread(name) % count].hex()}.bin": data for name, data in files.items()
    }
    return named, b"".join(versions)


def group_count(files: int) -> int:
    """How many groups share ``files``: a power of two, so that it seldom changes.

    >>> group_count(0), group_count(130), group_count(70_000)
    (1, 256, 512)
    """
    return min(MOST, 1 << max(0, files - 1).bit_length())
