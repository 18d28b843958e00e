"""What every page loads: the theme's style sheets and scripts, and the words they say."""

from __future__ import annotations

import json
from pathlib import Path

from cefu.model.language import Lang
from cefu.outputs.i18n.locale import locale, strings
from cefu.site.bundles.script_bundle import served
from cefu.site.bundles.served import SCRIPTS as SERVED
from cefu.site.bundles.served import STYLES
from cefu.site.bundles.style_bundle import joined_sheets
from cefu.site.project import theme_folder

#: Where the scripts are, and where ``search.js`` looks for its index.
SCRIPTS = "assets/cefu"
INDEX = f"{SCRIPTS}/index"
#: The words for the dates of reports.
_DATES = {f"date_{kind}" for kind in ("year", "month", "day", "circa")} | {
    f"month_{number}" for number in range(1, 13)
}
#: Modules that differ between languages: what scripts say, and where they stand.
_WORDS = "common/strings.js"
_SITE = "common/site.js"


def search_words(lang: Lang) -> dict[str, str]:
    """What the scripts of search say in ``lang``, with what they say dates in."""
    dates = {key: text for key, text in strings(lang).items() if key in _DATES}
    return strings(f"search.{lang}") | dates


def assets(lang: Lang) -> dict[str, bytes]:
    """The theme's style sheets, scripts and pictures, with the words that scripts say."""
    folder = theme_folder() / SCRIPTS
    modules = _texts(folder / "js")
    sheets = _texts(folder / "css")
    words = json.dumps(search_words(lang), ensure_ascii=False, indent=1)
    modules[_WORDS] = f"export const search = {words};\n"
    up = "../" * locale(lang).prefix.count("/")
    modules[_SITE] = modules[_SITE].replace('"../../"', f'"../../{up}"')
    texts = served(modules, SERVED) | joined_sheets(sheets, STYLES)
    found = {f"{SCRIPTS}/{name}": text.encode() for name, text in texts.items()}
    pictures = sorted(folder.glob("*.svg"))
    return found | {f"{SCRIPTS}/{path.name}": path.read_bytes() for path in pictures}


def _texts(folder: Path) -> dict[str, str]:
    """Every file below ``folder``, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
