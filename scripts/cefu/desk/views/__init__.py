"""The places at the desk, in the order in which work goes through them.

A view is a module here with a ``View``, a template and a client module of its name, and a section
in each file of ``strings/``.
"""

from __future__ import annotations

from cefu.desk.page import View
from cefu.desk.views import (
    addresses,
    dates,
    home,
    inbox,
    names,
    publish,
    reading,
    record,
)

VIEWS: tuple[View, ...] = (
    home.VIEW,
    inbox.VIEW,
    reading.VIEW,
    record.VIEW,
    names.VIEW,
    dates.VIEW,
    addresses.VIEW,
    publish.VIEW,
)
