"""The sandbox that templates run in: they read values and print them, and do nothing else.

A clinic's templates may come by e-mail. Jinja's own sandbox keeps them from private names and
from changing lists, but lets them call the methods of what they are given, and some of those
reach far: a pydantic model alone can read files and unpickle. So no method is called here but a
mapping's and a loop's.

What a macro or a block wrote is `Markup`: template text with packed values in it. Working on it
would unpack, cut or escape a value, so it can only be printed.
"""

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from handouts.identity import Same

_PRINT_ONLY = "what a macro or a block wrote can only be printed"


# Filters that make a little text as wide as they are told to.
_WIDENING_FILTERS = ("center", "indent", "wordwrap")
_LONGEST_RANGE = 1000
_MOST_SAID = 4096  # by macros, kept to be said again


def _short_range(*numbers: int) -> range:
    """Return a range that no page is too short for; ValueError for a longer one."""
    made = range(*numbers)
    if len(made) > _LONGEST_RANGE:
        raise ValueError(f"a range of {len(made)} numbers")
    return made


def known_by(value: object) -> Hashable:
    """Return what a value is told from others by: itself, or which object it is."""
    if isinstance(value, tuple):
        return tuple(map(known_by, value))
    try:
        hash(value)
    except TypeError:
        return Same(value)
    return type(value), value  # 1 equals True, and is printed otherwise


class _Generator(CodeGenerator):
    """Jinja's compiler; `~` goes through the sandbox, where Jinja would escape values for HTML."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrower. Raises SecurityError for what is not allowed."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "%", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.pop("lipsum")
        self.globals["range"] = _short_range
        self.filters = {
            name: _on_values(made)
            for name, made in self.filters.items()
            if name not in _WIDENING_FILTERS
        }

        self._shared: dict[Macro, None] = {}
        self._said: dict[tuple[Hashable, ...], str] = {}

    def share(self, names: Iterable[str]) -> None:
        """Run the macros of these templates once for the same arguments.

        They must be imported without context, so that arguments are all that they depend on.
        """
        for name in names:
            with suppress(TemplateError):  # it is told where the template is imported
                made = vars(self.get_template(name).module).values()
                self._shared |= dict.fromkeys(one for one in made if isinstance(one, Macro))

    def call(self, context: Any, called: Any, *values: Any, **options: Any) -> Any:
        """Call what a template calls."""
        # Jinja hands the variables of a loop on, for what wants its context; a macro does not.
        given = options.keys() - {"_loop_vars", "_block_vars"}
        if given or not isinstance(called, Macro) or called not in self._shared:
            return super().call(context, called, *values, **options)
        key = (called, *map(known_by, values))
        said = self._said.get(key)
        if said is None:
            said = super().call(context, called, *values)
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            self._said[key] = said
        return said

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read this attribute."""
        may_call = isinstance(obj, Mapping | LoopContext)
        return super().is_safe_attribute(obj, attr, value) and (may_call or not callable(value))

    def wrap_str_format(self, value: Any) -> None:
        """Let no text format itself: that would be a method too."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers and join text with +."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not (numbers or operator == "+"):
            raise SecurityError(f"{operator} between these values")
        if isinstance(left, Markup) or isinstance(right, Markup):
            raise SecurityError(_PRINT_ONLY)
        return super().call_binop(context, operator, left, right)

    @staticmethod
    def joined(parts: tuple[object, ...]) -> str:
        """Return the values of a ~ b ~ c as one."""
        if any(isinstance(part, Markup) for part in parts):
            raise SecurityError(_PRINT_ONLY)
        return "".join(map(str, parts))


def _on_values(made: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that neither takes nor makes Markup."""

    @functools.wraps(made)  # keeps what Jinja notes on a filter that wants the context
    def checked(*values: Any, **options: Any) -> Any:
        if any(isinstance(value, Markup) for value in (*values, *options.values())):
            raise SecurityError(_PRINT_ONLY)
        result = made(*values, **options)
        if isinstance(result, Markup):
            raise SecurityError(_PRINT_ONLY)
        return result

    return checked
