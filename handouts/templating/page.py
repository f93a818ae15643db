"""Filling in a page for a browser: plain Jinja with autoescape, and nothing that a page could load.

For what staff read, such as the report of a run. What patients read is no HTML.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

_GATHERED = 200  # small pieces in one


def html_page(template: Path, style: Path, values: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a page in pieces: a template filled in with values, and with its style in itself.

    The template gets its `policy`, by which a browser loads nothing and runs nothing.
    """
    css = style.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    made = environment.from_string(template.read_text(encoding="utf-8"))
    # Our own file, and no value: a style is no place for escapes.
    stream = made.stream({**values, "policy": policy, "style": Markup(css)})  # noqa: S704
    stream.enable_buffering(_GATHERED)
    for piece in stream:
        yield piece.encode("utf-8", "replace")
