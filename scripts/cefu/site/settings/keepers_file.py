"""The keeper's ``mkdocs.yml``, read safely: values only, and every fault told with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from cefu.model.errors import CefuError

_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
#: Settings files that inherit from each other, at most.
_DEEPEST = 5
_TEXTS = ("site_name", "site_description", "site_url", "site_author", "copyright", "repo_url")
_TEXTS_OF_PATTERNS = ("exclude_docs", "not_in_nav")
_LISTS = ("nav", "extra_css", "extra_javascript", "hooks")
_MAPPINGS = ("extra", "validation")
#: Each an extension or plugin by name, or a name with its options; or all of them as a mapping.
_NAMED = ("markdown_extensions", "plugins")
#: What the pages' addresses and the commands rely on.
_FIXED = {"docs_dir": "docs", "site_dir": "site", "use_directory_urls": True}

Settings = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Plain values, and ``!ENV`` for values from the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def read_settings(path: Path, ours: Path) -> Settings:
    """The settings in ``path``, those they inherit included; {} where there is no such file.

    ``INHERIT: <ours>`` stands for the package's own settings and adds nothing here.  Lists of
    extensions and plugins come as mappings from name to options, a theme given by its name
    as a mapping.  Raises ``CefuError`` naming file and line.
    """
    if not path.exists():
        return {}
    return _read(path, ours.resolve(), _DEEPEST)


def _read(path: Path, ours: Path, depth: int) -> Settings:
    found, lines = _mapping(path)
    parent = found.pop("INHERIT", None)
    settings = {key: _checked(key, found[key], path, lines[key]) for key in found}
    settings = {key: value for key, value in settings.items() if value is not None}
    if parent is None:
        return settings
    line = lines["INHERIT"]
    if not isinstance(parent, str):
        raise CefuError("INHERIT must name a file", file=path, line=line)
    other = (path.parent / parent).resolve()
    if other == ours:
        return settings
    if not other.is_file() or depth == 0:
        problem = f"INHERIT leads to {parent!r}, which "
        problem += "is no file" if depth else "is one of a chain without an end"
        raise CefuError(problem, file=path, line=line, remedy="Correct the path or remove it")
    return over(_read(other, ours, depth - 1), settings)


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Settings:
    """``below`` with the values of ``above`` put over it; mappings are merged, all else replaced.

    >>> over({"theme": {"name": "a", "font": False}, "nav": [1]}, {"theme": {"name": "b"}})
    {'theme': {'name': 'b', 'font': False}, 'nav': [1]}
    """
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            value = over(old, value)
        merged[key] = value
    return merged


def _mapping(path: Path) -> tuple[Settings, dict[str, int]]:
    """The mapping that a file holds, and the line of each of its keys."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.reader.ReaderError) as error:
        raise CefuError(f"cannot be read: {error}", file=path) from None
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise CefuError(
                "must be a mapping of settings",
                file=path,
                line=1,
                remedy='Write "site_name: the name of your archive", or delete the file',
            )
        value = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        remedy = "Only plain values and !ENV are read here" if "tag" in str(error.problem) else ""
        raise CefuError(
            str(error.problem), file=path, line=mark.line + 1 if mark else None, remedy=remedy
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CefuError(f"cannot be read as YAML: {error}", file=path) from None
    finally:
        loader.dispose()
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
            raise CefuError("a setting's name must be text", file=path, line=line)
        if key.value in lines:
            raise CefuError(f"{key.value} stands twice", file=path, line=line, remedy="Keep one")
        lines[key.value] = line
    return value, lines


def _checked(key: str, value: Any, path: Path, line: int) -> Any:
    """``value`` in the one form used here; None where nothing is said."""

    def refuse(problem: str, remedy: str) -> CefuError:
        return CefuError(f"{key} {problem}", file=path, line=line, remedy=remedy)

    if value is None:
        return None
    if not _is_plain(value):
        raise refuse("has a control character or half of one", "Take it out")
    if key in _FIXED and value != _FIXED[key]:
        raise refuse(f"is always {_FIXED[key]!r} here", "Remove the setting")
    if key in (*_TEXTS, *_TEXTS_OF_PATTERNS) and not isinstance(value, str):
        raise refuse("must be text", "Put it in quotation marks")
    if key in _LISTS and not isinstance(value, list):
        raise refuse("must be a list", f"Write {key}: [one, two]")
    if key in _MAPPINGS and not isinstance(value, dict):
        raise refuse("must be a mapping", f"Write {key}: {{name: value}}")
    if key in _NAMED:
        named = _by_name(value)
        if named is None:
            raise refuse("must be a list of names", f"Write {key}: [one, two: {{option: value}}]")
        return named
    if key == "theme":
        theme = {"name": value} if isinstance(value, str) else value
        if not isinstance(theme, dict) or theme.get("name", "material") != "material":
            raise refuse("must be material, on which the pages are built", "Remove the setting")
        if not isinstance(theme.get("custom_dir", ""), str):
            raise refuse("has a custom_dir that is not text", "Name a folder of templates")
        for part in ("features", "static_templates"):
            if not _are_texts(theme.get(part) or []):
                raise refuse(f"has {part} that are no list of names", f"Write {part}: [one, two]")
        if not isinstance(theme.get("palette") or {}, dict | list):
            raise refuse("has a palette that is none", "Write palette: {scheme: default}")
        return theme
    if key == "extra_css" and not _are_texts(value):
        raise refuse("has an entry that is not text", "Write extra_css: [style.css]")
    return value


def _is_plain(value: Any) -> bool:
    r"""Whether every text in ``value`` can be written into a page: no control characters but
    tabs and ends of lines, and no surrogates, which no encoding takes.

    >>> _is_plain({"name": ["策府\n"]}), _is_plain(["\0"]), _is_plain("\ud800")
    (True, False, False)
    """
    if isinstance(value, dict):
        return all(_is_plain(each) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return not (isinstance(value, str) and _UNWRITABLE.search(value))


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _by_name(value: Any) -> Settings | None:
    """Extensions or plugins from name to options; None where they are written otherwise.

    >>> _by_name(["tables", {"toc": {"permalink": True}}]), _by_name({"tables": None})
    ({'tables': {}, 'toc': {'permalink': True}}, {'tables': {}})
    """
    entries = (
        [{name: options} for name, options in value.items()] if isinstance(value, dict) else value
    )
    if not isinstance(entries, list):
        return None
    named: Settings = {}
    for entry in entries:
        pair = {entry: None} if isinstance(entry, str) else entry
        if not isinstance(pair, dict) or len(pair) != 1:
            return None
        [(name, options)] = pair.items()
        if not isinstance(name, str) or not isinstance(options or {}, dict):
            return None
        named[name] = options or {}
    return named
