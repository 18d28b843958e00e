"""The renderer's settings: the package's own, with what the keeper's ``mkdocs.yml`` adds.

In: ``mkdocs.yml`` (or none) and the generated pages of every language.  Out: one settings file
a language in the work folder, the template overrides beside it, and the pages in their places.
"""

from cefu.site.settings.identity import Identity, called, identity, settings_of
from cefu.site.settings.written import write_settings, write_trees, written

__all__ = [
    "Identity",
    "called",
    "identity",
    "settings_of",
    "write_settings",
    "write_trees",
    "written",
]
