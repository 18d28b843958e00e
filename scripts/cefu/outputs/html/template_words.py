"""The words of the templates and scripts: the interface strings in the form they read."""

from __future__ import annotations

import json

from cefu.outputs.html.markup import attribute
from cefu.outputs.i18n.locale import Locale

#: What the templates say.
TEMPLATE_WORDS = (
    "search",
    "contents",
    "contents_short",
    "settings",
    "settings_size",
    "settings_size_s",
    "settings_size_m",
    "settings_size_l",
    "settings_size_xl",
    "settings_theme",
    "settings_theme_auto",
    "settings_theme_default",
    "settings_theme_slate",
    "settings_cards",
    "settings_slash",
    "record",
    "publisher",
    "date",
    "source_file",
    "made_link",
    "cite_page",
    "colon",
    "foot",
    "site_name",
    "home",
    "reports",
    "timeline",
    "actors",
    "lost_title",
    "lost_text",
    "lost_ways",
    "from_folder",
)
#: What the scripts say, handed to them as JSON under the word ``script``.
SCRIPT_WORDS = (
    "previous_section",
    "next_section",
    "link_copied",
    "note_close",
    "note_end",
    "facsimile_page",
    "facsimile_title",
    "facsimile_close",
    "facsimile_previous",
    "facsimile_next",
    "place_offer",
    "place_go",
    "place_dismiss",
    "keep",
    "keep_what",
    "keep_remove",
    "keep_kept",
    "keep_removed",
    "keep_refused",
    "keep_open",
    "keep_undo",
    "report_mistake",
    "mistake_subject",
    "mistake_body",
)


def theme_words(locale: Locale) -> str:
    """A template with the macro ``t(key)``, as the theme has one for its own words.

    It belongs at ``partials/words/<theme language>.html``.  Values are escaped
    for attributes, so they may stand anywhere in HTML.
    """
    words = {key: attribute(locale(key)) for key in TEMPLATE_WORDS}
    script = {key: locale(key) for key in SCRIPT_WORDS}
    words["script"] = attribute(json.dumps(script, ensure_ascii=False))
    listed = ",\n  ".join(
        f"{json.dumps(key)}: {json.dumps(word, ensure_ascii=False)}" for key, word in words.items()
    )
    return (
        "{#- Made from the interface strings by cefu.outputs.html.template_words; change those. -#}\n"
        f"{{%- macro t(key) %}}{{{{ {{\n  {listed}\n}}[key] }}}}{{% endmacro -%}}\n"
    )
