"""Pages from templates: the one place where markup is filled with values.

The templates lie in ``templates/``.  Whatever a value holds appears as text: ``{{ value }}`` is
escaped for HTML content, ``| attrs`` makes attributes from a mapping and leaves out the empty
ones, ``| md`` is escaped for a line of Markdown.  Finished HTML comes as ``Markup``.  Line ends
and indentation in a template are for its readers; a blank line parts two blocks, ``{{ nl }}``
is a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from cefu.outputs.html.markup import attribute, escape, html_text

_BLOCKS = re.compile(r"\n{3,}")


class _Layout(Extension):
    """Takes the line ends and indentation out of a template, but for blank lines."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        blocks = re.split(r"\n\s*\n", source.strip())
        return "\n\n".join("".join(line.strip() for line in b.splitlines()) for b in blocks)


def fill(template: str, **values: object) -> Markup:
    """The template of that name in ``templates/``, with ``values`` put in.

    Raises ``jinja2.UndefinedError`` for a name that the template asks for and nobody gives.
    """
    text = _environment().get_template(template).render(values)
    return Markup(_BLOCKS.sub("\n\n", text).strip("\n"))


def macro(template: str, name: str, *values: object, **named: object) -> Markup:
    """One macro of a template, called with ``values``."""
    module = _environment().get_template(template).module
    return Markup(getattr(module, name)(*values, **named))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_text,
        extensions=[_Layout, "jinja2.ext.do"],
    )
    environment.filters |= {"attrs": attributes, "md": _markdown}
    environment.globals["nl"] = Markup("\n")
    return environment


def _source(name: str) -> str:
    return files("cefu.outputs.html").joinpath("templates", name).read_text(encoding="utf-8")


def _text(value: Any) -> Any:
    """A value as HTML content; quotes stay as they are, for attributes are made by `attributes`."""
    return value if isinstance(value, Markup) else Markup(html_text(str(value)))


def attributes(values: Mapping[str, object]) -> Markup:
    """Attributes of an element, each with a blank before it; empty ones are left out.

    >>> attributes({"class": "a", "lang": "", "title": '"x"'})
    Markup(' class="a" title="&quot;x&quot;"')
    """
    shown = (f' {name}="{attribute(str(value))}"' for name, value in values.items() if value != "")
    return Markup("".join(shown))


def _markdown(text: str) -> Markup:
    return Markup(escape(text))
