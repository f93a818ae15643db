"""What every table of a library is made of: frozen, strict about keys, silent about values."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Table(BaseModel):
    """One table of a TOML file. A key that is not named here is a mistake."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True
    )


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Range = tuple[Whole, Whole]
"""Lowest and highest value, both included."""
