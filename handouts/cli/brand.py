"""`handouts brand`: the brands of clinics."""

import typer

from handouts.cli.brand_check import check

brand_app = typer.Typer(rich_markup_mode=None)
brand_app.command("check")(check)


@brand_app.callback()
def _brand() -> None:
    """Check the brands of clinics."""
