"""`handouts brand`: make, see and list the brands of clinics."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import typer

from handouts.cli import speech
from handouts.cli.brand_new import new
from handouts.cli.examples import examples

brand_app = typer.Typer(rich_markup_mode=None)
brand_app.command("new", epilog=examples("brand new"))(new)


@brand_app.callback()
def _brand() -> None:
    """Make, check, see and list the brands of clinics. See docs/branding.md."""


@brand_app.command()
def schema() -> None:
    """Print the JSON Schema that lets an editor complete and check brand.toml."""
    from handouts.brand.write import schema_text

    speech.say(schema_text().rstrip("\n"))
