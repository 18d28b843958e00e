"""The Content-Security-Policy of a page: its own files, and its own inline scripts.

The policy travels as a ``meta`` element because static hosts set no headers
(https://www.w3.org/TR/CSP3/#meta-element).  Scripts the theme writes into the page
are admitted by the hash of their text and by nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
#: Types whose content a browser runs; any other is a block of data.
_RUN = frozenset({"", "module", "text/javascript", "application/javascript"})
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def inline_scripts(html: str) -> list[str]:
    """The texts of the inline scripts that a browser would run, in page order.

    >>> inline_scripts('<script src="a.js"></script><script>a()</script>'
    ...                '<script type="application/json">{}</script>')
    ['a()']
    """
    found = []
    for attributes, text in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind.group(1).lower() if kind else "") in _RUN:
            found.append(text)
    return found


def policy(html: str) -> str:
    """The policy under which ``html`` works and nothing else does.

    >>> policy("<p>").split("; ")[:2]
    ["default-src 'none'", "script-src 'self'"]
    """
    hashes = dict.fromkeys(_hash(text) for text in inline_scripts(html))
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(text: str) -> str:
    # The browser hashes the text as the parser reads it: line ends are LF by then.
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(normal.encode()).digest()).decode()}'"


def with_policy(html: str) -> str:
    """``html`` with its policy right behind the charset, before anything is fetched.

    >>> with_policy('<head><meta charset="utf-8"></head>')[:75]
    '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" cont'
    """
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return _CHARSET.sub(lambda match: match.group() + tag, html, count=1)


_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def without_policy(html: bytes) -> bytes:
    """``html`` without its policy: for a server that adds a script of its own.

    >>> without_policy(with_policy('<meta charset="utf-8">').encode())
    b'<meta charset="utf-8">'
    """
    return _POLICY.sub(b"", html, count=1)
