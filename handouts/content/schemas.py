"""JSON Schemas of the library's files, so that an editor completes and checks them."""

import json
from pathlib import Path

from handouts.content.files import KINDS, adapter


def schema_texts() -> dict[str, str]:
    """Return file name -> JSON Schema (draft 2020-12) for each kind of file."""
    texts = {}
    for kind in KINDS:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        schema |= adapter(kind).json_schema()
        texts[f"{kind}.json"] = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
    return texts


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write one schema for each kind of file into a folder that exists; return the paths."""
    written = []
    for name, text in schema_texts().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)
