"""Why a document cannot be laid out."""


class CannotLayOut(ValueError):
    """A piece fits on no page, or the danger signs do not stand whole on page 1."""
