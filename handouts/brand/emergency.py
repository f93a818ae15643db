"""Emergency numbers in a brand.toml: one in quotation marks, or a list of two."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"[0-9]{2,6}")
_MOST = 2


def _mistake(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{message}", {"message": message, "hint": hint})


def _numbers(value: object) -> tuple[str, ...]:
    """Return the numbers that a file gives, each once; none for an empty text."""
    found = list(value) if isinstance(value, list | tuple) else [value]
    if not all(isinstance(one, str) for one in found):
        hint = 'put each number in quotation marks, like "112" or ["10177", "112"]'
        raise _mistake("is not text", hint)
    numbers = [str(one).strip() for one in found if str(one).strip()]
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            raise _unusable(number)
    if len(numbers) > _MOST:
        hint = f"keep the {_MOST} that reach an ambulance: nobody should have to choose for long"
        raise _mistake(f"has {len(numbers)} numbers, at most {_MOST} are printed", hint)
    return tuple(dict.fromkeys(numbers))


def _unusable(number: str) -> PydanticCustomError:
    parts = re.findall(r"[0-9]+", number)
    if len(parts) == _MOST and all(_NUMBER.fullmatch(part) for part in parts):
        listed = ", ".join(f'"{part}"' for part in parts)
        return _mistake("is not one emergency number", f"for two numbers write a list: [{listed}]")
    hint = 'write two to six digits, or a list for two numbers: ["10177", "112"]'
    return _mistake("is not an emergency number", hint)


EmergencyNumbers = Annotated[
    tuple[str, ...],
    Field(strict=False),
    BeforeValidator(_numbers, json_schema_input_type=str | list[str]),
]
