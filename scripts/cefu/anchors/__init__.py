"""Addresses that last: published anchors follow their text through every edit."""

from cefu.anchors.lock import Lock, Published, ReportLock, lock_bytes, read_lock, write_lock
from cefu.anchors.reconcile import Anchored, Change, Reconciled, reconcile
from cefu.anchors.reports import (
    ArchiveReconciled,
    Proposal,
    propose,
    reconcile_archive,
    relabel,
)

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
