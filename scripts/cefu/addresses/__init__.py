"""Addresses that last: published anchors follow their text through every edit.

In: the lock of the last publication and the anchors that the texts of today propose.  Out: the
anchors to publish, with redirects, and the new lock.  May import: ``text``, ``model``.
"""

from cefu.addresses.lock import Lock, Published, ReportLock, lock_bytes, read_lock, write_lock
from cefu.addresses.proposals import (
    ArchiveReconciled,
    Proposal,
    propose,
    reconcile_archive,
    relabel,
)
from cefu.addresses.reconcile import Anchored, Change, Reconciled, reconcile

__all__ = [
    "Anchored",
    "ArchiveReconciled",
    "Change",
    "Lock",
    "Proposal",
    "Published",
    "Reconciled",
    "ReportLock",
    "lock_bytes",
    "propose",
    "read_lock",
    "reconcile",
    "reconcile_archive",
    "relabel",
    "write_lock",
]
