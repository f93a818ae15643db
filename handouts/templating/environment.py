"""Filling in templates: Jinja in a sandbox, where every value stays a literal.

A value is never parsed as markup. `{{ x }}` writes the value's characters as hexadecimal
digits between two private-use characters; the Markdown reader turns them back into text
after it has parsed the markup around them. So `<b>`, `**x**`, `{{7*7}}` or a link in a
value is printed exactly as typed.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import jinja2
from jinja2 import meta, nodes
from markupsafe import Markup

from handouts.errors import Problem
from handouts.templating.sandbox import Sandbox, known_by

_OPEN, _CLOSE = "\ue000", "\ue001"
_SHARED = "_"  # templates whose names begin so hold macros that others import
_MOST_KEPT = 512  # filled-in templates
_LITERAL = re.compile(f"{_OPEN}((?:[0-9a-f]{{2}})*){_CLOSE}")
_UNSAFE_FILTERS = ("safe", "escape", "e", "forceescape", "xmlattr", "tojson", "urlize", "striptags")


def literal(value: object) -> str:
    """Return the value's characters in a form that no markup parser can misread."""
    return f"{_OPEN}{str(value).encode('utf-8', 'surrogatepass').hex()}{_CLOSE}"


def unpack(text: str) -> str:
    """Return text with every literal turned back into its characters."""
    return _LITERAL.sub(
        lambda match: bytes.fromhex(match[1]).decode("utf-8", "surrogatepass"), text
    )


@jinja2.pass_eval_context  # so that Jinja does not treat constants itself, which escapes them
def _finalize(_: object, value: object) -> object:
    # What a macro or a {% set %} block made is template text already.
    return value if isinstance(value, Markup) else Markup(literal(value))  # noqa: S704


class Templates:
    """The templates of one handout, by file name; a clinic's own come before the shipped ones."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = dict(sources)
        self._environment = Sandbox(
            loader=jinja2.DictLoader(self._sources),
            undefined=jinja2.StrictUndefined,
            # Autoescape tells what a macro made (Markup) from what a value is (str).
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for name in _UNSAFE_FILTERS:
            self._environment.filters.pop(name, None)
        self._seen: set[str] = set()
        self._named: dict[str, tuple[str, ...] | None] = {}
        self._rendered: dict[tuple[Hashable, ...], str] = {}

    def render(self, name: str, values: Mapping[str, Any], where: str) -> tuple[str, list[Problem]]:
        """Return the filled-in text of one template, and what is wrong with it.

        `where` is what Problems call the template. Raises KeyError for an unknown name.
        """
        source = self._sources[name]
        if _OPEN in source or _CLOSE in source:
            message = "has a private-use character (U+E000 or U+E001)"
            return "", [Problem(where, message, "remove it")]
        try:
            text = self._filled(name, values)
        except _FAILURES as error:
            return "", [_problem(error, name, where)]
        rest = _LITERAL.sub("", text)
        if _OPEN in rest or _CLOSE in rest:
            message = "cuts or changes what a macro or a block wrote"
            return "", [Problem(where, message, "print it as it is")]
        return text, []

    def _filled(self, name: str, values: Mapping[str, Any]) -> str:
        """Return a template filled in, once for the same values of the names that it uses.

        What a process makes one handout of is filled in and no more.
        """
        template = self._environment.get_template(name)
        if name not in self._seen:  # finding out what it uses takes as long as compiling it
            self._seen.add(name)
            return template.render(values)
        if not self._named:
            self._environment.share(one for one in self._sources if one.startswith(_SHARED))
        if name not in self._named:
            self._named[name] = names_used(self._environment.parse(self._sources[name], name))
        used = self._named[name]
        if used is None:
            return template.render(values)
        key = (name, *(known_by(values[one]) for one in used if one in values))
        text = self._rendered.get(key)
        if text is None:
            text = template.render(values)
            if len(self._rendered) >= _MOST_KEPT:
                self._rendered.clear()
            self._rendered[key] = text
        return text


def names_used(template: nodes.Template) -> tuple[str, ...] | None:
    """Return the names that a template can take from its values; None if others take some too."""
    others: tuple[type[nodes.Node], ...] = (nodes.Include, nodes.Extends)
    if next(template.find_all(others), None) is not None:
        return None
    if any(node.with_context for node in template.find_all(nodes.Import)):
        return None
    if any(node.with_context for node in template.find_all(nodes.FromImport)):
        return None
    return tuple(sorted(meta.find_undeclared_variables(template)))


_FAILURES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


def _problem(error: Exception, name: str, where: str) -> Problem:
    """Return what is wrong with a template that Jinja could not fill in."""
    match error:
        case jinja2.TemplateSyntaxError():
            # It may be in a template that this one imports.
            place = where if error.name == name else f"templates/{error.name}"
            message = f"broken tag: {error.message}"
            return Problem(f"{place}:{error.lineno}", message, "close every {% and {{")
        case jinja2.UndefinedError():
            hint = "docs/templates.md lists the names that a template can use"
            return Problem(where, f"uses a name that does not exist: {error.message}", hint)
        case jinja2.exceptions.SecurityError():
            hint = "docs/templates.md tells what a template can do"
            return Problem(where, f"not allowed in a template: {error.message}", hint)
        case _:
            message = f"cannot be filled in ({type(error).__name__})"
            return Problem(where, message, "check what its tags do")
