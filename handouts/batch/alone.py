"""Writing down a handout that was made for one patient, without a roster.

The ledger learns as little of the patient as from a roster: nothing. A file that somebody named by
hand may be named after the patient, and so may its folder; neither is written down.
"""

import datetime as dt
import hashlib
from pathlib import Path

import handouts
from handouts.batch.ledger import Ledger, RunFacts
from handouts.batch.outcomes import Made
from handouts.personalise import Handout

_PATIENCE = 5
"""Seconds to wait for a batch that writes at the same time. Its transactions take less."""


def write_down(handout: Handout, file: Path | None, ledger: Path, now: dt.datetime) -> None:
    """Write a handout into a ledger; `file` is None for one that somebody named.

    Raises OutputError.
    """
    origin = handout.origin
    made = Made(
        row=0, key=b"", handout_id=handout.id, file=file.name if file else "",
        pages=handout.pages, size=len(handout.pdf),
        sha256=hashlib.sha256(handout.pdf).hexdigest(), edition=handout.edition,
        stage=origin.stage, plan=origin.plan, exercises=origin.exercises,
        content_version=origin.content_version, check_first=origin.check,
    )  # fmt: skip
    folder, date = (str(file.parent) if file else ""), now.date().isoformat()
    named = ("alone", date, folder, origin.brand_digest, handouts.__version__)
    key = hashlib.sha256("\n".join(named).encode("utf-8", "surrogateescape")).hexdigest()
    facts = RunFacts(
        key, folder, "", origin.brand_digest, handouts.__version__, "", expected=1, date=date
    )
    with Ledger(ledger, patience=_PATIENCE) as opened:
        opened.record_alone(facts, made, now)
