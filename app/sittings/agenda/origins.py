"""What brought an item to an agenda hears, in the same transaction, of what becomes of it.

A feature that stands on sittings listens (`listen("hearings", …)`); sittings tell, and know nothing of who listens.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

from app.foundation.unit_of_work import UnitOfWork, anyone
from app.sittings.models import AgendaItem, Sitting


class Turn(StrEnum):
    """What becomes of an item, or of the sitting it is to be dealt with in."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    TAKEN_UP = "taken_up"
    """A new item takes up one that was put off; its reference names the former one."""
    MOVED = "moved"
    """The sitting has another date, place or way to attend."""
    CANCELLED = "cancelled"
    STARTED = "started"
    ENDED = "ended"


Listener = Callable[[UnitOfWork, Sitting, AgendaItem, Turn], None]
LISTENERS: dict[str, Listener] = {}


def listen(name: str, listener: Listener) -> None:
    """Have a feature told; the name tells listeners apart, so that one registered twice hears once."""
    LISTENERS[name] = listener


def tell(work: UnitOfWork, sitting: Sitting, items: Iterable[AgendaItem], turn: Turn) -> None:
    """Tell every listener of items that come from somewhere. A consequence of an act already allowed."""
    work.allow(anyone)
    for item in items:
        if item.origin_reference:
            for _, listener in sorted(LISTENERS.items()):
                listener(work, sitting, item, turn)
