"""Clinical sign-off: who signed which content, until when, and whether that still holds.

A record in the brand's folder keeps a digest of every part of what patients can read, and beside
it the words as they were signed. Several people may sign, each some of the parts. It is no proof
against forgery: whoever may write into the folder can sign.
"""

from handouts.review.kept import (
    kept_name,
    only_signed,
    read_kept,
    refuse_unread,
    texts_now,
    words_to_keep,
)
from handouts.review.parts import content_parts
from handouts.review.record import Record, read_records, written
from handouts.review.signing import Content, Signature, holds_for, read_content, sign, stands
from handouts.review.standing import DRAFT, Reviewed, Signer, Standing
from handouts.review.things import Thing, chosen, part_in_words, thing_of
from handouts.review.wording import LineChange, PartChange, Piece, part_changes

__all__ = [
    "DRAFT",
    "Content",
    "LineChange",
    "PartChange",
    "Piece",
    "Record",
    "Reviewed",
    "Signature",
    "Signer",
    "Standing",
    "Thing",
    "chosen",
    "content_parts",
    "holds_for",
    "kept_name",
    "only_signed",
    "part_changes",
    "part_in_words",
    "read_content",
    "read_kept",
    "read_records",
    "refuse_unread",
    "sign",
    "stands",
    "texts_now",
    "thing_of",
    "words_to_keep",
    "written",
]
