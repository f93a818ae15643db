"""What became of a partition, as its worker writes it down beside the handouts.

The parent takes each part into the ledger and removes it. So a worker that dies after its work
leaves a record, and doing the partition once more finds it instead of making it again. A part
holds no more of a patient than the ledger does: nothing.
"""

import json
from dataclasses import asdict
from typing import Any

from handouts.batch.outcomes import Failed, Made, Outcome
from handouts.batch.rows import RowProblem
from handouts.batch.runner import Chunk
from handouts.errors import Problem


def written(chunk: Chunk) -> bytes:
    """Return a chunk as a file."""
    told = {
        "outcomes": [_plain(outcome) for outcome in chunk.outcomes],
        "failure": chunk.failure, "hint": chunk.hint,
    }  # fmt: skip
    return json.dumps(told).encode()


def read(data: bytes) -> Chunk:
    """Return the chunk that a file holds. Raises ValueError, KeyError or TypeError for others."""
    told = json.loads(data)
    return Chunk(
        tuple(_outcome(plain) for plain in told["outcomes"]), told["failure"], told["hint"]
    )


def _plain(outcome: Outcome) -> dict[str, Any]:
    plain = asdict(outcome)
    if isinstance(outcome, Made):
        plain["key"] = outcome.key.hex()
    return plain


def _outcome(plain: dict[str, Any]) -> Outcome:
    if "problems" in plain:
        return Failed(plain["row"], tuple(RowProblem(**told) for told in plain["problems"]))
    plain["key"] = bytes.fromhex(plain["key"])
    plain["exercises"] = tuple(plain["exercises"])
    plain["notices"] = tuple(Problem(**told) for told in plain["notices"])
    return Made(**plain)
