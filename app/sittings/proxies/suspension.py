"""A power sleeps while its principal is present: told when they enter, told when they leave (S4)."""

from collections.abc import Collection, Sequence

from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import ProxyGiven, Sitting

from .events import ProxyResumed, ProxySuspended
from .queries import in_force
from .telling import told, wait_for_votes


def about_to_enter(work: UnitOfWork, sitting: Sitting, seats: Collection[int | None]) -> Sequence[ProxyGiven]:
    """Return the powers given by seats that enter now; the votes cast by them until now are let through first."""
    given = given_by(work, sitting, seats)
    if given:
        wait_for_votes(work, sitting.conference_id, sitting.id)
    return given


def given_by(work: UnitOfWork, sitting: Sitting, seats: Collection[int | None]) -> Sequence[ProxyGiven]:
    """Return the powers in force that these seats gave."""
    if not any(seats):
        return ()
    return [power for power in in_force(work.session, sitting, work.now()) if power.principal_seat_id in seats]


def suspended(work: UnitOfWork, sitting: Sitting, powers: Sequence[ProxyGiven]) -> None:
    """Tell that these principals now vote themselves."""
    for power in powers:
        work.record(ProxySuspended(stream=sitting.stream, audience=sitting.audience, **told(power)))


def resumed(work: UnitOfWork, sitting: Sitting, powers: Sequence[ProxyGiven]) -> None:
    """Tell that these powers can serve again."""
    for power in powers:
        work.record(ProxyResumed(stream=sitting.stream, audience=sitting.audience, **told(power)))
