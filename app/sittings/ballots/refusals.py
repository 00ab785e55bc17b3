"""A refusal of its own: the seat has voted already, and this is when."""

from datetime import datetime

from app.foundation.errors import DomainError


class AlreadyVoted(DomainError):
    """The seat's vote is recorded; `cast_at` says since when."""

    slug = "already-voted"
    title = "Ce siège a déjà voté"
    status = 409

    def __init__(self, cast_at: datetime, *, by_proxy: bool = False) -> None:
        where = "par pouvoir" if by_proxy else "depuis un autre appareil ou une autre page"
        super().__init__(
            f"Le vote de ce siège est enregistré, {where}. Un vote ne se change pas.",
            rule="S9",
            cast_at=cast_at.isoformat(),
        )
