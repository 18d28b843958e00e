"""Addresses that last: published anchors follow their text through every edit.

In: the committed lock and the anchors that the texts of today propose.  Out: the
anchors to publish, with redirects, what to tell the keeper and the reader, and
the new lock.  May import: ``text``, ``model``.
"""

from cefu.addresses.lock import Lock, Past, Published, ReportLock
from cefu.addresses.lockfile import (
    check_there,
    current,
    guard,
    lock_files,
    lock_sums,
    read_lock,
    write_lock,
)
from cefu.addresses.naming import Anchored
from cefu.addresses.proposals import (
    ArchiveReconciled,
    Proposal,
    propose,
    reconcile_archive,
    relabel,
)
from cefu.addresses.reconcile import Change, Reconciled, reconcile

__all__ = [
    "Anchored",
    "ArchiveReconciled",
    "Change",
    "Lock",
    "Past",
    "Proposal",
    "Published",
    "Reconciled",
    "ReportLock",
    "check_there",
    "current",
    "guard",
    "lock_files",
    "lock_sums",
    "propose",
    "read_lock",
    "reconcile",
    "reconcile_archive",
    "relabel",
    "write_lock",
]
