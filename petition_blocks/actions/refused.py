"""When an action isn't done."""

from collections.abc import Sequence

from ..opening import MissingPiece


class Refused(Exception):
    """Nothing was done. The message says why, in words for editors."""


class NotReady(Refused):
    """The petition can't be signed yet: pieces are missing."""

    def __init__(self, missing: Sequence[MissingPiece]) -> None:
        super().__init__(" ".join(str(piece.sentence) for piece in missing))
        self.missing = missing
