"""What a suspended writer may not do: every door asks here, before the command runs.

Only what begins something new in public. What a person owes or is owed on a file already open goes on, in its delays;
mandates, offices and functions are not a matter for moderation.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NoReturn

from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.foundation.errors import DomainError
from app.foundation.french import day
from app.foundation.gathering import Gathering
from app.foundation.unit_of_work import Units

from .models import WritingSuspension
from .queries import suspensions_of

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


def writer_check(units: Units) -> Callable[[Actor, str], None]:
    """Return what refuses a public writing to whoever is suspended, with why, until when, and how to contest."""
    # A crowd that supports at the same instant is asked about in one read.
    desk = Gathering(partial(_read_together, units))

    def check(actor: Actor, command: str) -> None:
        if command in WRITING and actor.person_id is not None:
            running = desk.ask(actor.person_id)
            if running is not None:
                _refuse(running)

    return check


def _refuse(running: WritingSuspension) -> NoReturn:
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
