"""`handouts brand`: the brands of clinics."""

import typer

from handouts.cli.brand_check import check
from handouts.cli.examples import examples

brand_app = typer.Typer(rich_markup_mode=None)
brand_app.command("check", epilog=examples("brand check"))(check)


@brand_app.callback()
def _brand() -> None:
    """Check the brands of clinics."""
