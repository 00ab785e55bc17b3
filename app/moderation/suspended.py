"""What a suspended writer may not do: every door asks here, before the command runs.

Only what begins something new in public. What a person owes or is owed on a file already open goes on, in its delays;
mandates, offices and functions are not a matter for moderation.
"""

import threading
from collections.abc import Sequence
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.foundation.errors import DomainError
from app.foundation.french import day
from app.foundation.gathering import Gathering
from app.foundation.unit_of_work import Units

from .models import WritingSuspension
from .queries import suspensions_of

# A crowd that supports at the same instant is asked about in one read.
_desks: WeakKeyDictionary[Units, Gathering[int, WritingSuspension | None]] = WeakKeyDictionary()
_opening = threading.Lock()

WRITING: Final = frozenset(
    {
        "interpellation.attach",
        "interpellation.change",
        "interpellation.draft",
        "interpellation.register",
        "interpellation.support",
    }
)


class SuspendedWriter(DomainError):
    """The person writes nothing new in public for a while. `until` and `contest` say when it ends and the way out."""

    slug = "writing-suspended"
    title = "Votre écriture publique est suspendue"
    status = 403


def check_writer(units: Units, actor: Actor, command: str) -> None:
    """Refuse a public writing to whoever is suspended, with why, until when, and how to contest."""
    if command not in WRITING or actor.person_id is None:
        return
    with _opening:
        desk = _desks.setdefault(units, Gathering(partial(_read_together, units)))
    running = desk.ask(actor.person_id)
    if running is None:
        return
    way = f"/moderation/decisions/{running.decision_id}"
    raise SuspendedWriter(
        f"Vous ne pouvez rien écrire de nouveau en public jusqu’au {day(local_date(running.ends_at))}. "
        f"Motif : {running.decision.reason} Pour contester cette décision : {way}",
        until=running.ends_at.isoformat(),
        contest=way,
    )


def _read_together(units: Units, person_ids: Sequence[int]) -> list[WritingSuspension | None]:
    with units.reading() as session:
        running = suspensions_of(session, person_ids, units.clock())
    return [running.get(person_id) for person_id in person_ids]
