"""Compression, the same bytes for the same input."""

from __future__ import annotations

import json
import zlib


def deflate(data: bytes) -> bytes:
    """Raw DEFLATE (RFC 1951), which every current browser can undo by itself."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return squeezer.compress(data) + squeezer.flush()


def pack_json(value: object) -> bytes:
    """``value`` as compact JSON, deflated."""
    return deflate(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
