"""Clinical sign-off: who signed which content, until when, and whether that still holds.

A record in the brand's folder keeps a digest of every part of what patients can read. It is no
proof against forgery: whoever may write into the folder can sign.
"""

from handouts.review.parts import content_parts
from handouts.review.record import Record, read_records, written
from handouts.review.signing import Signature, read_signature, sign
from handouts.review.standing import DRAFT, Standing, findings, review_of, signed_record

__all__ = [
    "DRAFT",
    "Record",
    "Signature",
    "Standing",
    "content_parts",
    "findings",
    "read_records",
    "read_signature",
    "review_of",
    "sign",
    "signed_record",
    "written",
]
